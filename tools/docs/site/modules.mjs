/** What of the repository is on the site. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { WORKSPACE } from "../pages.mjs";
import { LAYERS } from "../../layers.mjs";

/** Where the repository is read by people. */
const REPOSITORY = "https://github.com/org/private-aml-constructs";

/** @param {string} path from the root of the repository @returns {string} where it is read, if not on the site */
export function repositoryUrl(path) {
  return `${REPOSITORY}/blob/main/${path}`;
}

/**
 * An entry of a package, a module of the site.
 * @typedef {object} Module
 * @property {string} name as it is imported, without the file
 * @property {string} file its source, from the root of the repository
 * @property {string} [readme] the page that introduces it
 */

/** @type {readonly Module[]} */
export const MODULES = Object.entries(LAYERS)
  .filter(([, { folder }]) => folder.startsWith("packages/"))
  .flatMap(([name, { folder }]) => entriesOf(`@org/${name}`, folder))
  .sort((one, other) => (one.name < other.name ? -1 : 1));

/** @param {string} name @param {string} folder @returns {Module[]} */
function entriesOf(name, folder) {
  const paths = JSON.parse(readFileSync(join(WORKSPACE, "tsconfig.base.json"), "utf8")).compilerOptions.paths;
  const readme = `${folder}/README.md`;
  return Object.entries(/** @type {Record<string, string[]>} */ (paths))
    .filter(([imported]) => imported === name || imported.startsWith(`${name}/`))
    .flatMap(([imported, [source = ""]]) => {
      const file = source.replace(/^\.\//, "");
      if (!imported.endsWith("/*")) return [{ name: imported, file, ...(imported === name ? { readme } : {}) }];
      const root = file.slice(0, -"/*".length);
      // Bindings have an entry a resource, and a README that speaks of all; the resource is the first that one looks for.
      return readdirSync(join(WORKSPACE, root), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => ({
          name: imported.replace("*", entry.name),
          file: `${root}/${entry.name}/index.ts`,
          ...(entry.name === "resource" ? { readme } : {}),
        }));
    });
}

/** Folders of pages, and under which title they are listed. */
const GROUPS = [
  { folder: "docs/runbooks/", title: "Runbooks" },
  { folder: "docs/decisions/", title: "Decisions" },
  { folder: "", title: "Guides" },
];

/** @param {string} page @returns {string} the title under which it is listed */
export function groupOf(page) {
  return GROUPS.find(({ folder }) => page.startsWith(folder))?.title ?? "";
}

/** Pages of the site that introduce no package, from the root of the repository. */
export const PAGES = [
  "CONTRIBUTING.md",
  "apps/reference-platform/README.md",
  ...readdirSync(join(WORKSPACE, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md") && !file.startsWith("site"))
    .map((file) => join("docs", file))
    .sort(),
];
