/** The pages that are generated: what makes each, and how it lands in the repository. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { configurationPage } from "./configuration-page.mjs";
import { placesOf, stringsOf } from "./requirement-places.mjs";
import { NOT_OFFLINE, requirementsPage } from "./requirements-page.mjs";

export const WORKSPACE = join(import.meta.dirname, "../..");

/** @param {string} path from the root of the repository @returns {string} */
export function readText(path) {
  return readFileSync(join(WORKSPACE, path), "utf8");
}

/**
 * Markdown as the repository keeps it.
 * @param {string} path where it will stand
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function formatted(path, text) {
  const file = join(WORKSPACE, path);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}

export const CONFIGURATION_PAGE = "docs/configuration.md";

/** The configuration's page, from its JSON schema and the examples. @returns {Promise<string>} */
export async function currentConfigurationPage() {
  const app = "apps/reference-platform";
  const examples = [
    { title: "Example: development and production", path: `${app}/platform.config.json` },
    { title: "Example: three environments", path: `${app}/examples/three-environments.config.json` },
  ].map((example) => ({ ...example, text: readText(example.path) }));
  const schema = JSON.parse(readText("packages/cli/schema/platform.config.schema.json"));
  return formatted(CONFIGURATION_PAGE, configurationPage(schema, examples));
}

export const REQUIREMENTS_PAGE = "docs/requirements.md";

/** Files of the repository that may name rows: tests by their titles, pages anywhere. */
export function namingFiles() {
  const files = execFileSync("git", ["ls-files"], { cwd: WORKSPACE, encoding: "utf8" })
    .split("\n")
    .filter((file) => existsSync(join(WORKSPACE, file)));
  return {
    tests: files.filter((file) => /\.(test|e2e)\.ts$/.test(file) && !file.startsWith("tools/docs/")),
    pages: files.filter((file) => file.endsWith(".md") && file !== REQUIREMENTS_PAGE),
  };
}

/**
 * The page that says where each row is met, and the rows of it that are met nowhere.
 * @param {readonly import("./requirements-page.mjs").Row[]} rows
 * @returns {Promise<{ page: string, unmet: string[] }>}
 */
export async function requirementsPageOf(rows) {
  const files = namingFiles();
  const tests = placesOf(WORKSPACE, files.tests, stringsOf);
  const pages = placesOf(WORKSPACE, files.pages);
  const excused = new Set(NOT_OFFLINE.flatMap((one) => one.rows));
  const unmet = rows
    .filter(
      ({ id, class: of }) => (of === "CORE" && !tests.has(id) && !excused.has(id)) || (of === "DOC" && !pages.has(id)),
    )
    .map(({ id }) => id);
  return { page: await formatted(REQUIREMENTS_PAGE, requirementsPage(rows, tests, pages)), unmet };
}
