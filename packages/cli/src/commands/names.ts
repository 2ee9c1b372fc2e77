import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SynthModel } from "@org/aml-synth-model";
import type { CommandContext } from "../context.js";
import { synthesizedNames } from "../naming.js";
import { constructing, readArguments, readCommonInput } from "./arguments.js";

/** `names`: the name of every resource that is synthesized, with the characters left until Azure's limit. */
export function names(args: readonly string[], context: CommandContext): number {
  const { values } = readArguments(args, { json: { type: "boolean" } }, { allowPositionals: false });
  const { file, configuration } = readCommonInput(values, context);
  const folder = mkdtempSync(join(tmpdir(), "aml-names-"));
  try {
    constructing({ file, configuration }, () => context.synthesize(configuration, folder));
    const report = synthesizedNames(SynthModel.fromDirectory(folder), configuration);
    context.print(values.json ? JSON.stringify(report, null, 2) : report.toMarkdown().trimEnd());
  } finally {
    rmSync(folder, { recursive: true });
  }
  return 0;
}
