/** `npm run docs:configuration`: writes docs/configuration.md from the configuration's JSON schema. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { CONFIGURATION_PAGE, WORKSPACE, currentConfigurationPage } from "./pages.mjs";

writeFileSync(join(WORKSPACE, CONFIGURATION_PAGE), await currentConfigurationPage());
