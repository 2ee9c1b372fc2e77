import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@org/aml-synth-model";
import type { Problem } from "../config/problem.js";

/** Files that Terraform reads automatically in the folder where it runs. */
const AUTOMATIC = /^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/;
/** An argument at the start of a line of HCL. */
const ARGUMENT = /^[ \t]*([A-Za-z_][\w-]*)[ \t]*=(?!=)/gm;

/**
 * The stacks' variables without a default and without a value from `TF_VAR_<name>` or a file.
 * @param varFiles absolute paths
 */
export function variableProblems(
  stacks: readonly Stack[],
  varFiles: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Problem[] {
  const problems: Problem[] = [];
  const read = (file: string): string[] => {
    const variables = variablesIn(file);
    if (Array.isArray(variables)) return variables;
    problems.push(variables);
    return [];
  };
  const given = new Set(varFiles.flatMap(read));
  const missing = new Map<string, { description: string; stacks: string[] }>();
  for (const stack of stacks) {
    const automatic = new Set(automaticFiles(stack.workingDirectory).flatMap(read));
    for (const { name, attributes } of stack.variables) {
      const exported = (env[`TF_VAR_${name}`] ?? "") !== "";
      if (exported || given.has(name) || automatic.has(name) || "default" in attributes) continue;
      const entry = missing.get(name) ?? { description: String(attributes["description"]), stacks: [] };
      entry.stacks.push(stack.name);
      missing.set(name, entry);
    }
  }
  for (const [name, entry] of missing) {
    problems.push({
      path: name,
      value: `nothing, for ${entry.stacks.join(", ")}`,
      allowed: entry.description,
      fix: `export TF_VAR_${name}, or give it in a file with --var-file`,
    });
  }
  return problems;
}

function automaticFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => AUTOMATIC.test(name))
    .map((name) => join(folder, name));
}

/** The names of the variables in a file, without values, because these may be secret; or the problem of the file. */
function variablesIn(file: string): string[] | Problem {
  try {
    const text = readFileSync(file, "utf8");
    if (file.endsWith(".json")) return Object.keys(JSON.parse(text) as object);
    return [...text.matchAll(ARGUMENT)].flatMap(([, name]) => name ?? []);
  } catch (error) {
    return {
      path: file,
      value: error instanceof SyntaxError ? "not JSON" : ((error as NodeJS.ErrnoException).code ?? "unreadable"),
      allowed: "a readable *.tfvars or *.tfvars.json file",
      fix: "correct the name or the file",
    };
  }
}
