/**
 * `npm run terraform:mirror`: builds Terraform and its providers for a machine that can't reach the Terraform registry.
 * See docs/real-terraform.md.
 */
import { cacheFolder } from "../lib/folders.mjs";
import { runCommand, scriptArguments } from "../lib/command.mjs";
import { readWanted } from "./providers.mjs";
import { provideMirror } from "./provide-mirror.mjs";
import { describeMirror, reachesRegistry } from "./provider-source.mjs";
import { provideTerraform } from "./terraform-program.mjs";

const USAGE = `usage: npm run terraform:mirror [-- --force]

  --force   make the mirror even if the Terraform registry can be reached`;

await runCommand(async () => {
  const { values } = scriptArguments({ force: { type: "boolean" } }, USAGE);
  if (!values.force && (await reachesRegistry())) {
    console.log("The Terraform registry can be reached: no mirror is needed, `npm run validate` uses the registry.");
    console.log("To make it nevertheless: npm run terraform:mirror -- --force");
    return 0;
  }
  const wanted = readWanted();
  const options = { cache: cacheFolder(), log: console.log, reask: true };
  const terraform = await provideTerraform(wanted, options);
  const mirror = await provideMirror(wanted.providers, options);
  const { stubs, present, absent } = describeMirror(mirror);
  console.log(`\n${terraform.title}: ${terraform.command}`);
  for (const line of [...stubs, ...present, ...absent]) console.log(line);
  console.log(`\nTF_CLI_CONFIG_FILE=${mirror.configFile}`);
  return 0;
});
