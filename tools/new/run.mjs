/**
 * `npm run new -- construct PACKAGE NAME` and `npm run new -- rule FILE ID` scaffold a construct or a posture rule. See
 * CONTRIBUTING.md.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BadInputError, runCommand, scriptArguments } from "../lib/command.mjs";
import { WORKSPACE } from "../lib/folders.mjs";
import { formatted } from "../lib/formatted.mjs";
import { constructFiles } from "./construct.mjs";
import { ruleFiles } from "./rule.mjs";

const USAGE = `usage: npm run new -- construct PACKAGE NAME [--type TYPE]
       npm run new -- rule FILE ID --type TYPE --argument ARGUMENT --arm PATH

  PACKAGE     its folder under packages/, such as workspace
  NAME        of the class, such as Datastore
  FILE        of the rules about the same subject, in packages/posture/src/rules, such as storage
  ID          of the rule, such as storage-sftp
  --type      of the resource, as azurerm calls it, such as azurerm_nat_gateway. A construct may also have a type of Azure
              Machine Learning, such as Microsoft.MachineLearningServices/workspaces/connections, which its default is:
              the name in the plural, in a workspace (in the package registry, in a registry)
  --argument  of azurerm that the rule is about, such as sftp_enabled
  --arm       the same setting in ARM, such as properties.isSftpEnabled`;

await runCommand(async () => {
  const { values, positionals } = scriptArguments(
    { type: { type: "string" }, argument: { type: "string" }, arm: { type: "string" } },
    USAGE,
    { required: 3 },
  );
  const [kind, where = "", name = ""] = positionals;
  const { type, argument, arm } = /** @type {Record<string, string | undefined>} */ (values);
  if (kind === "construct") await write(constructFiles(where, name, type), `packages/${where}/`);
  else if (kind === "rule" && type !== undefined && argument !== undefined && arm !== undefined) {
    const files = ruleFiles({ file: where, id: name, type, argument, arm });
    await write(files, "packages/posture/test/rules.test.ts packages/posture/test/documentation.test.ts");
  } else throw new BadInputError(USAGE);
  return 0;
});

/** @param {ReadonlyMap<string, string>} files @param {string} tests */
async function write(files, tests) {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(WORKSPACE, path)), { recursive: true });
    writeFileSync(join(WORKSPACE, path), await formatted(path, text));
    console.log(path);
  }
  console.log(`\nNext: fill them in, \`npx vitest run ${tests}\`, \`npm run generate\`; see CONTRIBUTING.md`);
}
