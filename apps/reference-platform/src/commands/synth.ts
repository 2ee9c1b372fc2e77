import { performance } from "node:perf_hooks";
import { synthesize } from "../synthesize.js";
import { constructing, readArguments, readCommonInput } from "./arguments.js";

/** `synth`: writes the platform's stacks. */
export function run(args: readonly string[]): number {
  const started = performance.now();
  const { values } = readArguments(args, {}, { allowPositionals: false });
  const { file, configuration, outdir } = readCommonInput(values);
  const summary = constructing(file, () => synthesize(configuration, outdir));
  for (const warning of summary.warnings) console.error(warning);
  console.log(summary.text(Math.round(performance.now() - started)));
  return 0;
}
