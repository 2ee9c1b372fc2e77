/** `npm run new -- construct PACKAGE NAME`: the files that every new construct begins with. See CONTRIBUTING.md. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { BadInputError, readArguments, runCommand } from "../lib/command.mjs";
import { WORKSPACE } from "../lib/folders.mjs";
import { formatted } from "../docs/files.mjs";
import { constructFiles } from "./construct.mjs";

const USAGE = `usage: npm run new -- construct PACKAGE NAME [--type TYPE]

  PACKAGE   its folder under packages/, such as workspace
  NAME      of the class, such as Datastore
  --type    of its resource, as ARM or azurerm calls it: Microsoft.Network/natGateways, azurerm_nat_gateway
            (Microsoft.MachineLearningServices/workspaces/ and the name, in the plural)`;

await runCommand(async () => {
  const { values, positionals } = readArguments(
    process.argv.slice(2),
    { type: { type: "string" }, help: { type: "boolean" } },
    USAGE,
    { positionals: true },
  );
  const [kind, folder, name, ...more] = positionals;
  if (values["help"]) {
    console.log(USAGE);
    return 0;
  }
  if (kind !== "construct" || folder === undefined || name === undefined || more.length > 0)
    throw new BadInputError(USAGE);
  const plural = `${name[0]?.toLowerCase()}${name.slice(1)}s`;
  const { type = `Microsoft.MachineLearningServices/workspaces/${plural}` } = /** @type {{ type?: string }} */ (values);
  for (const [path, text] of constructFiles(folder, name, type)) {
    mkdirSync(dirname(join(WORKSPACE, path)), { recursive: true });
    writeFileSync(join(WORKSPACE, path), await formatted(path, text));
    console.log(path);
  }
  console.log(
    `\nNext: fill them in, \`npx vitest run packages/${folder}/\`, \`npm run generate\`; see CONTRIBUTING.md`,
  );
  return 0;
});
