import { createInterface } from "node:readline/promises";
import type { Cloud } from "@org/azure-catalog";
import type { AzureClient } from "@org/azure-client";
import { runProgram, Terraform } from "@org/terraform-runner";
import { synthesize } from "./synthesize.js";

/** The parts of Terraform that commands use. */
export type TerraformProgram = Pick<Terraform, "command" | "title" | "init" | "output" | "run">;

/** The environment of a command; tests pass their own. */
export interface CommandContext {
  /** Folder to which relative paths refer. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Whether Terraform can ask for approval in a terminal. */
  readonly interactive: boolean;
  /**
   * Asks a question in the terminal.
   * @returns the answer, without its line end
   */
  readonly ask: (question: string) => Promise<string>;
  /** Writes a line to standard output. */
  readonly print: (line: string) => void;
  /** Writes a line to standard error. */
  readonly complain: (line: string) => void;
  /**
   * Finds Terraform.
   * @throws TerraformNotFoundError if there is none
   */
  readonly findTerraform: () => Promise<TerraformProgram>;
  /** A client that reads Azure, and writes if asked for, signed in with what the environment offers. */
  readonly azureClient: (cloud: Cloud, access?: "write") => Promise<AzureClient>;
  /** Runs other programs. */
  readonly runProgram: typeof runProgram;
  readonly synthesize: typeof synthesize;
}

/**
 * The same context for stacks that run side by side: one question at a time, and what is printed while it is open
 * follows its answer.
 */
export function sharedContext(context: CommandContext): CommandContext {
  const held: (() => void)[] = [];
  let asking = 0;
  let last: Promise<unknown> = Promise.resolve();
  const write = (to: (line: string) => void) => (line: string) => {
    if (asking > 0) held.push(() => to(line));
    else to(line);
  };
  const ask = async (question: string): Promise<string> => {
    asking += 1;
    try {
      return await context.ask(question);
    } finally {
      asking -= 1;
      for (const line of held.splice(0)) line();
    }
  };
  return {
    ...context,
    print: write(context.print),
    complain: write(context.complain),
    ask: (question) => {
      const answer = last.then(() => ask(question));
      last = answer.catch(() => undefined);
      return answer;
    },
  };
}

/** The context of this process. */
export function processContext(): CommandContext {
  return {
    cwd: process.cwd(),
    env: process.env,
    interactive: process.stdin.isTTY,
    ask,
    print: (line) => void process.stdout.write(`${line}\n`),
    complain: (line) => void process.stderr.write(`${line}\n`),
    findTerraform: () => Terraform.find({}, { forwardSignals: true }),
    azureClient: async (cloud, access) => {
      // Loaded only by commands that need it, so that the others start faster.
      const { AzureClient, signIn } = await import("@org/azure-client");
      return new AzureClient({ cloud, access, credential: await signIn({ cloud }) });
    },
    runProgram,
    synthesize,
  };
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
}

/**
 * A command line to suggest, in the form in which the current command was started: an npm script with the command's
 * name, the script `aml`, or the program itself.
 * @param current name of the current command
 */
export function suggestion(env: CommandContext["env"], current: string, command: string, args: string): string {
  const script = env["npm_lifecycle_event"];
  if (script === current) return `npm run ${command} -- ${args}`;
  return script === "aml" ? `npm run aml -- ${command} ${args}` : `aml ${command} ${args}`;
}
