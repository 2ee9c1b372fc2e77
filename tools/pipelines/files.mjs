/** The pipelines: those for users of the platform, and this repository's own workflows. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { WORKSPACE } from "../lib/folders.mjs";

/** Workflows for users of the platform, from the root of the workspace. */
export const USERS_WORKFLOWS = files("pipelines/github-actions");

/** All workflows of GitHub Actions. */
export const WORKFLOWS = [...USERS_WORKFLOWS, ...files(".github/workflows")];

/** Pipelines of Azure Pipelines and their templates. */
export const AZURE_PIPELINES = files("pipelines/azure-pipelines");

/** @param {string} file @returns {string} */
export function textOf(file) {
  return readFileSync(join(WORKSPACE, file), "utf8");
}

/**
 * @param {string} file
 * @returns {any} the YAML, in which every scalar is text, as the schema of Azure Pipelines requires
 */
export function yamlOf(file) {
  return parse(textOf(file), { schema: "failsafe" });
}

/** @param {string} folder @returns {readonly string[]} */
function files(folder) {
  return readdirSync(join(WORKSPACE, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".yml"))
    .map((file) => join(folder, file))
    .sort();
}
