/**
 * The examples of the packages' READMEs, and the code of the recipes.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LAYERS } from "../layers.mjs";

const workspace = join(import.meta.dirname, "../..");

/**
 * @typedef {object} Example
 * @property {string} name the package's key in {@link LAYERS}
 * @property {string} readme path from the workspace's root
 * @property {string} folder folder inside of the package for the example, so that its imports resolve as a consumer's do
 * @property {string} program empty if the README has no example
 * @property {readonly string[]} otherPrograms further code blocks in TypeScript
 * @property {string | undefined} excerpt the Terraform after the example
 */

/** @type {readonly Example[]} */
export const EXAMPLES = Object.entries(LAYERS)
  .filter(([, { folder }]) => folder.startsWith("packages/") && existsSync(join(workspace, folder, "README.md")))
  .map(([name, { folder }]) => {
    const text = readFileSync(join(workspace, folder, "README.md"), "utf8");
    const [program, ...otherPrograms] = [...text.matchAll(/```ts\n([\s\S]*?)```/g)];
    const afterwards = program ? text.slice(program.index + program[0].length) : "";
    return {
      name,
      readme: `${folder}/README.md`,
      folder: join(workspace, folder, "test/.readme"),
      program: program?.[1] ?? "",
      otherPrograms: otherPrograms.map(([, code = ""]) => code),
      excerpt: /```json\n([\s\S]*?)```/.exec(afterwards)?.[1],
    };
  });

/** The code of the recipes, which its own test runs. */
export const RECIPE = {
  readme: "docs/recipes.md",
  folder: join(workspace, "packages/cli/test/.readme"),
  program: /```ts\n([\s\S]*?)```/.exec(readFileSync(join(workspace, "docs/recipes.md"), "utf8"))?.[1] ?? "",
};
