import { relative } from "node:path";
import { performance } from "node:perf_hooks";
import { compareWithLastSynth, lossWarning, readStacks } from "../compare/index.js";
import type { CommandContext } from "../context.js";
import { readArguments, readCommonInput, synthesizeInput } from "./arguments.js";
import { warnOfRemovedStacks } from "../terraform/removed-stacks.js";

/** `synth`: writes the platform's stacks. */
export async function synth(args: readonly string[], context: CommandContext): Promise<number> {
  const started = performance.now();
  const { values } = readArguments(args, {}, { allowPositionals: false });
  const input = readCommonInput(values, context);
  const { configuration, outdir } = input;
  const before = readStacks(outdir);
  const summary = await synthesizeInput(context, input);
  for (const warning of summary.warnings) context.complain(warning);
  const last = compareWithLastSynth(before, readStacks(outdir));
  const loss = lossWarning(last, relative(context.cwd, outdir) || ".");
  if (loss !== undefined) context.complain(loss);
  warnOfRemovedStacks(context, { outdir, configuration, stacks: summary.stacks }, last.removed);
  context.print(summary.text(Math.round(performance.now() - started), context.cwd));
  return 0;
}
