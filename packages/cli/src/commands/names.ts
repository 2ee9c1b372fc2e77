import type { CommandContext } from "../context.js";
import { ConfiguredNames } from "../naming.js";
import { constructing, readArguments, readCommonInput } from "./arguments.js";

/** `names`: the name of every resource, with the characters left until Azure's limit. */
export function names(args: readonly string[], context: CommandContext): number {
  const { values } = readArguments(args, { json: { type: "boolean" } }, { allowPositionals: false });
  const { file, configuration } = readCommonInput(values, context);
  const report = constructing({ file, configuration }, () => new ConfiguredNames(configuration).report());
  context.print(values.json ? JSON.stringify(report, null, 2) : report.toMarkdown().trimEnd());
  return 0;
}
