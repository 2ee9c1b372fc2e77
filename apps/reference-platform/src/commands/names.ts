import { namingOf } from "../naming.js";
import { constructing, readArguments, readCommonInput } from "./arguments.js";

/** `names`: what everything will be called, with the characters left until Azure's limit (S0-NAM-19). */
export function run(args: readonly string[]): number {
  const { values } = readArguments(args, { json: { type: "boolean" } }, { allowPositionals: false });
  const { file, configuration } = readCommonInput(values);
  const report = constructing(file, () => {
    const naming = namingOf(configuration);
    for (const environment of Object.keys(configuration.environments)) naming.environment(environment);
    return naming.report();
  });
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : report.toMarkdown());
  return 0;
}
