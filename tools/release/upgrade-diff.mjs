/**
 * `npm run upgrade-diff -- FROM`: what another version does to a platform that is deployed. See docs/releasing.md.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { BadInputError, readArguments, runCommand } from "../lib/command.mjs";
import { versionOf } from "./platform-versions.mjs";
import { contractOf, readStacks } from "./terraform-contract.mjs";
import { compareTerraform } from "./terraform-diff.mjs";
import { upgradePage } from "./upgrade-page.mjs";
import { losesAnything, upgradeText } from "./upgrade-report.mjs";

const root = join(import.meta.dirname, "../..");
const CONFIG = "apps/reference-platform/platform.config.json";

const USAGE = `usage: npm run upgrade-diff -- FROM [--to TO] [--config FILE] [--html FILE] [--registry URL]

  FROM, --to   a commit, branch or tag of this repository; packages that were published, by commas
               (npm:@org/aml-platform@0.1.0); or a folder that a synth wrote. TO is the work tree if it isn't given
  --config     the platform's configuration, as both versions understand it
               (${CONFIG})
  --html       writes the same as a page
  --registry   where published packages come from (what npm is configured to)

exit code: 0 nothing that is deployed is lost, 2 something is replaced or destroyed, 1 wrong input`;

await runCommand(async () => {
  const { values, positionals } = readArguments(
    process.argv.slice(2),
    {
      to: { type: "string" },
      config: { type: "string" },
      html: { type: "string" },
      registry: { type: "string" },
      help: { type: "boolean" },
    },
    USAGE,
    { positionals: true },
  );
  if (values["help"]) {
    console.log(USAGE);
    return 0;
  }
  const [from, ...more] = positionals;
  if (from === undefined || more.length > 0) throw new BadInputError(`give one version to compare with\n\n${USAGE}`);
  /** @type {{ to?: string, config?: string, html?: string, registry?: string }} */
  const { to, config = join(root, CONFIG), html, registry } = values;
  const temporary = mkdtempSync(join(tmpdir(), "upgrade-diff-"));
  try {
    const [before, after] = [from, to].map((text, index) => {
      const version = versionOf(root, text, { registry });
      const folder = join(temporary, String(index));
      mkdirSync(folder);
      return { label: version.label, contract: contractOf(readStacks(version.synthesize(folder, resolve(config)))) };
    });
    if (!before || !after) throw new Error("two versions were asked for");
    const changes = compareTerraform(before.contract, after.contract);
    const upgrade = { from: before.label, to: after.label, changes };
    console.log(upgradeText(upgrade));
    if (html !== undefined) {
      mkdirSync(dirname(resolve(html)), { recursive: true });
      writeFileSync(html, upgradePage(upgrade));
      console.log(`written to ${html}`);
    }
    return losesAnything(changes) ? 2 : 0;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
});
