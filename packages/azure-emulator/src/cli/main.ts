import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { PostureConfig } from "@org/aml-posture";
import { ArmId } from "@org/azure-catalog";
import { objectOf, textOf } from "../emulator/arm/body.js";
import type { ExistingResource } from "../emulator/existing.js";
import { FAILURE_MODES, type FailureModeFacts } from "../emulator/failure-modes/failure-modes.js";
import { timelineHtml } from "../report/timeline-html.js";
import { DeploymentTestInputError, StoppedError, UnavailableError } from "../deployment-test/errors.js";
import { runDeploymentTest } from "../deployment-test/run-deployment-test.js";
import { type Command, readCommand, USAGE } from "./arguments.js";
import { comparison, readTimeline } from "./compare.js";
import { type Output, progressOn } from "./progress.js";
import { summary } from "./summary.js";

/** Environment of the command. */
export interface Console {
  readonly stdout: Output;
  readonly stderr: { write(text: string): unknown };
  /** Aborted when the user wants to stop. */
  readonly signal: AbortSignal;
}

/** Exit codes; shells use 130 for Ctrl-C. */
const EXIT = { passed: 0, failed: 1, unusable: 2, stopped: 130 } as const;

/**
 * Runs the command.
 * @param args without node and script
 * @param run runs a deployment test
 * @returns the exit code, see {@link EXIT}
 */
export async function main(args: readonly string[], console: Console, run = runDeploymentTest): Promise<number> {
  try {
    const command = readCommand(args);
    if (command.name === "test") return await test(command, console, run);
    console.stdout.write(command.name === "failure-modes" ? listOfFailureModes() : USAGE);
    return EXIT.passed;
  } catch (error) {
    if (error instanceof StoppedError) {
      console.stderr.write("azure-emulator: stopped; nothing is left running\n");
      return EXIT.stopped;
    }
    if (!(error instanceof DeploymentTestInputError || error instanceof UnavailableError)) throw error;
    console.stderr.write(`azure-emulator: ${error.message}\n`);
    return EXIT.unusable;
  }
}

async function test(
  command: Extract<Command, { name: "test" }>,
  console: Console,
  run: typeof runDeploymentTest,
): Promise<number> {
  const { options, timeline, json, requests, verbose } = command;
  const before = command.compare === undefined ? undefined : readTimeline(command.compare);
  const posture = command.posture === undefined ? undefined : await readPosture(command.posture);
  const existing = command.existing.flatMap(readExisting);
  const save = options.save === undefined ? undefined : join(options.save, "azure.json");
  for (const [option, file] of Object.entries({ timeline, json, requests, save })) requireWritable(option, file);
  const log = requests === undefined ? undefined : createWriteStream(requests);
  const progress = progressOn(console.stdout, verbose);
  try {
    const report = await run({
      ...options,
      posture,
      existing,
      signal: console.signal,
      onEvent: (event) => progress.onEvent(event),
      onStart: (azure) => azure.onRequest((request) => log?.write(`${JSON.stringify(request)}\n`)),
    });
    progress.end();
    if (timeline !== undefined) writeFileSync(timeline, timelineHtml(report));
    if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
    console.stdout.write(summary(report));
    if (before) console.stdout.write(comparison(before, report.timeline));
    return report.passed ? EXIT.passed : EXIT.failed;
  } finally {
    progress.end();
    log?.end();
  }
}

/** The resources in a file of `--existing`. */
function readExisting(file: string): ExistingResource[] {
  const refused = (why: string) =>
    new DeploymentTestInputError(
      `--existing ${file} ${why}: give a JSON list of resources with their ids, such as az resource show --ids ID ... prints it`,
    );
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw refused(error instanceof SyntaxError ? "is not JSON" : `can't be read (${(error as Error).message})`);
  }
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item, index) => {
    const id = textOf(objectOf(item)["id"]);
    if (id === undefined || !ArmId.tryParse(id)) throw refused(`has no ARM id at position ${index + 1}`);
    return { ...objectOf(item), id };
  });
}

async function readPosture(file: string): Promise<PostureConfig> {
  const { PostureInputError, readConfig } = await import("@org/aml-posture");
  try {
    return readConfig(file);
  } catch (error) {
    if (error instanceof PostureInputError) throw new DeploymentTestInputError(error.message);
    throw error;
  }
}

/** Checks first that the output files can be written, which would otherwise fail at the end. */
function requireWritable(option: string, file: string | undefined): void {
  if (file === undefined) return;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "");
  } catch (error) {
    throw new DeploymentTestInputError(`--${option} ${file} can't be written: ${(error as Error).message}`);
  }
}

function listOfFailureModes(): string {
  return Object.entries(FAILURE_MODES as Readonly<Record<string, FailureModeFacts>>)
    .map(([name, { about, answer, default: standard }]) => {
      const value = typeof standard === "number" ? `${standard} s` : standard ? "on" : "off";
      return `${name} (${value})\n  ${about}\n  ${answer}\n`;
    })
    .join("");
}
