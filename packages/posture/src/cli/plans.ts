import { readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { PlanInput } from "@org/aml-synth-model";
import { PostureInputError } from "../config/config.js";

/** Input: plans, and the folder with the configuration of the other stacks. */
export interface Inputs {
  readonly directory: string | undefined;
  readonly plans: readonly PlanInput[];
}

/** Base names that don't contain the stack's name. The folder's name is used instead. */
const ANONYMOUS = /^(tf)?plan$/i;

/**
 * Separates plans and folder: `check DIR`, `check --plan FILE...`, `check DIR --plan FILE...`.
 * @throws PostureInputError if a plan can't be read, or more than one folder is named
 */
export function inputsOf(positionals: readonly string[], plans: readonly string[]): Inputs {
  if (plans.length === 0) return { directory: one(positionals), plans: [] };
  const directories = positionals.filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory());
  const files = [...plans, ...positionals.filter((path) => !directories.includes(path))];
  return { directory: one(directories), plans: files.map(planFrom) };
}

function one(directories: readonly string[]): string | undefined {
  if (directories.length > 1) {
    throw new PostureInputError(
      `${directories.join(", ")} are several folders; allowed: one, with a folder for each stack`,
    );
  }
  return directories[0];
}

function planFrom(file: string): PlanInput {
  try {
    return { name: stackOf(file), json: readFileSync(file), file };
  } catch (error) {
    throw new PostureInputError(`${file} can't be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** The stack of a plan: aml-dev for `aml-dev.tfplan.json` and for `aml-dev/plan.json`. */
function stackOf(file: string): string {
  const name = basename(file)
    .replace(/\.json$/i, "")
    .replace(/[.-](tf)?plan$/i, "");
  return ANONYMOUS.test(name) ? basename(dirname(resolve(file))) : name;
}
