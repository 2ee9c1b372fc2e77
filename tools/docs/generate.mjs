/** `node tools/docs/generate.mjs [--check]`: writes the generated pages of docs/, or fails if one isn't current. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LAYERS } from "../layers.mjs";
import { configurationPage } from "./configuration-page.mjs";
import { scriptArguments } from "../lib/command.mjs";
import { formatted } from "../lib/formatted.mjs";
import { readText, WORKSPACE } from "./files.mjs";
import { layersPicture } from "./layers.mjs";
import { REQUIREMENTS_PAGE, requirements, requirementsPage, unmet } from "./requirements.mjs";

const EXAMPLES = [
  { title: "Example: development and production", path: "apps/reference-platform/platform.config.json" },
  { title: "Example: three environments", path: "apps/reference-platform/examples/three-environments.config.json" },
  { title: "Example: data stores of every kind", path: "apps/reference-platform/examples/data.config.json" },
  { title: "Example: spokes of a landing zone", path: "apps/reference-platform/examples/landing-zone.config.json" },
  { title: "Example: a hub with Bastion and build agents", path: "apps/reference-platform/examples/hub.config.json" },
  {
    title: "Example: a network of your own with AKS",
    path: "apps/reference-platform/examples/customer-network.config.json",
  },
];
const ARCHITECTURE = "docs/architecture.md";

const { check } = scriptArguments(
  { check: { type: "boolean" } },
  `usage: node tools/docs/generate.mjs [--check]

  --check   only compares, and fails if a page isn't current`,
).values;
const schema = JSON.parse(readText("packages/cli/schema/platform.config.schema.json"));
const layers = layersPicture(LAYERS);
const all = requirements();

/** @type {Record<string, string>} */
const pages = {
  "docs/configuration.md": configurationPage(
    schema,
    EXAMPLES.map((example) => ({ ...example, text: readText(example.path) })),
  ),
  [REQUIREMENTS_PAGE]: requirementsPage(all),
  "docs/layers.mmd": layers,
  [ARCHITECTURE]: readText(ARCHITECTURE)
    .replace(/(```mermaid\n)flowchart TB[\s\S]*?(?=```)/, `$1${layers}`)
    .replace(/(```mermaid\n)flowchart LR[\s\S]*?(?=```)/, `$1${readText("docs/stacks.mmd")}`),
};
for (const [path, text] of Object.entries(pages)) {
  const wanted = path.endsWith(".md") ? await formatted(path, text) : text;
  if (!check) writeFileSync(join(WORKSPACE, path), wanted);
  else if (readText(path) !== wanted) {
    console.error(`not current: ${path}; run \`npm run generate\`, look at the difference, and commit it`);
    process.exitCode = 1;
  }
}
for (const id of unmet(all)) {
  console.error(`${id} has no test or page: see docs/requirements/requirements.tsv`);
  process.exitCode = 1;
}
