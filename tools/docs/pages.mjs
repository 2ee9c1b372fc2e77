/** The pages that are generated: what makes each, and how it lands in the repository. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { configurationPage } from "./configuration-page.mjs";

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
  const schema = JSON.parse(readText(`${app}/platform.config.schema.json`));
  return formatted(CONFIGURATION_PAGE, configurationPage(schema, examples));
}
