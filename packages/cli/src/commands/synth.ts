import { performance } from "node:perf_hooks";
import type { CommandContext } from "../context.js";
import { constructing, readArguments, readCommonInput } from "./arguments.js";
import { warnOfRemovedStacks } from "./session.js";

/** `synth`: writes the platform's stacks. */
export function synth(args: readonly string[], context: CommandContext): number {
  const started = performance.now();
  const { values } = readArguments(args, {}, { allowPositionals: false });
  const { file, configuration, outdir } = readCommonInput(values, context);
  const summary = constructing({ file, configuration }, () => context.synthesize(configuration, outdir));
  for (const warning of summary.warnings) context.complain(warning);
  warnOfRemovedStacks(context, { outdir, configuration });
  context.print(summary.text(Math.round(performance.now() - started), context.cwd));
  return 0;
}
