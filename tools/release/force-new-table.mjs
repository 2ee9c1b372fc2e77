/**
 * Writes tools/release/force-new.json: which arguments of azurerm's resources can't be changed in place. Terraform's schema
 * doesn't say; the provider's own reference does, argument by argument.
 *
 *   node tools/release/force-new-table.mjs PROVIDER     PROVIDER is the folder of azurerm's sources, as Go downloads them:
 *                                                       $(go env GOMODCACHE)/github.com/hashicorp/terraform-provider-azurerm@…
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { format } from "prettier";
import { BadInputError, runCommand } from "../lib/command.mjs";
import { forceNewArguments } from "./force-new-reference.mjs";
import { readPackages } from "./packages.mjs";

const root = join(import.meta.dirname, "../..");

await runCommand(async () => {
  const [provider] = process.argv.slice(2);
  const pages = join(provider ?? "", "website/docs/r");
  if (!provider || !existsSync(pages))
    throw new BadInputError(`no reference of azurerm in ${pages}: give the folder of its sources`);
  /** @type {Record<string, string[]>} */
  const table = {};
  for (const type of resourceTypes()) {
    const page = join(pages, `${type.replace("azurerm_", "")}.html.markdown`);
    if (existsSync(page)) table[type] = forceNewArguments(readFileSync(page, "utf8"));
  }
  const content = { source: basename(provider), arguments: table };
  writeFileSync(
    join(import.meta.dirname, "force-new.json"),
    await format(JSON.stringify(content), { parser: "json", printWidth: 120 }),
  );
  console.log(`${Object.keys(table).length} resource types`);
  return 0;
});

/** Of what the packages make. */
function resourceTypes() {
  const addresses = readPackages(root)
    .map(({ folder }) => join(root, folder, "api/terraform.json"))
    .filter((file) => existsSync(file))
    .flatMap((file) => Object.keys(JSON.parse(readFileSync(file, "utf8")).resources));
  return [...new Set(addresses.map((address) => address.split("/")[1]?.split(".")[0] ?? ""))]
    .filter((type) => type.startsWith("azurerm_"))
    .sort();
}
