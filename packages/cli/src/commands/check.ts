import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { CommandContext } from "../context.js";
import { POSTURE_FILE } from "../plans/posture-check.js";
import { readArguments, readCommonInput, synthesizeInput } from "./arguments.js";

/** Options of this command; all others are passed on to the posture check. */
const OPTIONS = { posture: { type: "string" } } as const;
const OWN = new Set(["config", "out", "azurerm-major", "posture"]);

/** `check`: synthesizes the stacks and evaluates the security rules and checks on them. */
export async function check(args: readonly string[], context: CommandContext): Promise<number> {
  const { own, others } = split(args);
  const { values } = readArguments(own, OPTIONS, { allowPositionals: false });
  const input = readCommonInput(values, context);
  const { file, outdir } = input;
  const { warnings } = await synthesizeInput(context, input);
  for (const warning of warnings) context.complain(warning);
  const beside = resolve(context.cwd, join(dirname(file), POSTURE_FILE));
  const posture = values.posture === undefined ? beside : resolve(context.cwd, values.posture);
  const config = values.posture !== undefined || existsSync(beside) ? ["--config", posture] : [];
  // Loaded only by commands that need it, so that the others start faster.
  const { main } = await import("@org/aml-posture");
  return main(["check", outdir, ...config, ...others], {
    stdout: {
      write: (text) => {
        context.print(text.trimEnd());
      },
    },
    stderr: {
      write: (text) => {
        context.complain(text.trimEnd());
      },
    },
    env: context.env,
  });
}

/** Separates the options of this command, with their values, from all other arguments. */
function split(args: readonly string[]): { readonly own: string[]; readonly others: string[] } {
  const options = Object.fromEntries([...OWN].map((name) => [name, { type: "string" as const }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const mine = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== "option" || !OWN.has(token.name)) continue;
    mine.add(token.index);
    if (token.value !== undefined && token.inlineValue === false) mine.add(token.index + 1);
  }
  return { own: args.filter((_, index) => mine.has(index)), others: args.filter((_, index) => !mine.has(index)) };
}
