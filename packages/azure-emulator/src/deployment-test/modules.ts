import { existsSync, readFileSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { groupBy, type Stack } from "@org/aml-synth-model";
import { DeploymentTestInputError } from "./errors.js";
import { readModule } from "./sources.js";
import type { WorkFolder } from "./work-folder.js";

/** A module of a stack, in the folder where `terraform init` installed it. */
export interface UsedModule {
  readonly name: string;
  /** Addresses of the calls that use it, without instance keys: `module.network`, `module.network.module.subnet`. */
  readonly calls: readonly string[];
  readonly folder: string;
  /** Its content, read like a stack. */
  readonly content: Stack;
}

/**
 * The modules that a stack uses, directly or indirectly, after `terraform init`.
 * @throws DeploymentTestInputError for a module outside of the deployment test's copy
 */
export async function modulesOf(stack: Stack, folder: string, work: WorkFolder): Promise<UsedModule[]> {
  const list = join(folder, ".terraform/modules/modules.json");
  if (!existsSync(list)) return [];
  const { Modules: entries } = JSON.parse(readFileSync(list, "utf8")) as { Modules: { Key: string; Dir: string }[] };
  const called = entries.filter(({ Key }) => Key !== "");
  const folders = groupBy(called, ({ Dir }) => resolve(folder, Dir));
  const modules: UsedModule[] = [];
  for (const [place, uses] of folders) {
    const key = uses.at(-1)?.Key ?? "";
    const calls = uses.map(({ Key }) => `module.${Key.replaceAll(".", ".module.")}`);
    if (!place.startsWith(work.path + sep)) {
      throw new DeploymentTestInputError(
        `module ${key} of stack ${stack.name} is outside of the copied folder: set a --root that contains it`,
      );
    }
    const model = await readModule(place, work.folder(join("modules", stack.name, key)));
    modules.push(...model.stacks.map((content) => ({ name: key, calls, folder: place, content })));
  }
  return modules;
}
