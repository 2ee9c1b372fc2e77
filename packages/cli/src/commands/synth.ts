import { relative } from "node:path";
import { performance } from "node:perf_hooks";
import { compareWithLastSynth, lossWarning, readStacks } from "../compare/index.js";
import type { CommandContext } from "../context.js";
import { constructing, readArguments, readCommonInput } from "./arguments.js";
import { warnOfRemovedStacks } from "./session.js";

/** `synth`: writes the platform's stacks. */
export function synth(args: readonly string[], context: CommandContext): number {
  const started = performance.now();
  const { values } = readArguments(args, {}, { allowPositionals: false });
  const { file, configuration, outdir } = readCommonInput(values, context);
  const before = readStacks(outdir);
  const summary = constructing({ file, configuration }, () => context.synthesize(configuration, outdir));
  for (const warning of summary.warnings) context.complain(warning);
  const last = compareWithLastSynth(before, readStacks(outdir));
  const loss = lossWarning(last, relative(context.cwd, outdir) || ".");
  if (loss !== undefined) context.complain(loss);
  warnOfRemovedStacks(context, { outdir, configuration }, last.removed);
  context.print(summary.text(Math.round(performance.now() - started), context.cwd));
  return 0;
}
