import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SynthModel } from "@org/aml-synth-model";
import type { CommandContext } from "../context.js";
import { synthesizedNames } from "../naming.js";
import { readArguments, readCommonInput, synthesizeInput } from "./arguments.js";

/** `names`: the name of every synthesized resource, with the characters left until Azure's limit. */
export async function names(args: readonly string[], context: CommandContext): Promise<number> {
  const { values } = readArguments(args, { json: { type: "boolean" } }, { allowPositionals: false });
  const input = readCommonInput(values, context);
  const folder = mkdtempSync(join(tmpdir(), "aml-names-"));
  try {
    await synthesizeInput(context, { ...input, outdir: folder });
    const report = synthesizedNames(SynthModel.fromDirectory(folder), input.configuration);
    context.print(values.json ? JSON.stringify(report, null, 2) : report.toMarkdown().trimEnd());
  } finally {
    rmSync(folder, { recursive: true });
  }
  return 0;
}
