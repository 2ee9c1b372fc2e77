/** `node packages/agents/scripts/embed.mjs`: writes the install script as a module, because bundles contain no files. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const folder = import.meta.dirname;
const script = readFileSync(join(folder, "install-agent.sh"), "utf8");
writeFileSync(
  join(folder, "../src/install-script.ts"),
  `/** The text of scripts/install-agent.sh, written by scripts/embed.mjs. */
export const INSTALL_SCRIPT = ${JSON.stringify(script)};
`,
);
