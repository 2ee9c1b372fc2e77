import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Configuration } from "../config/schema.js";
import { readState } from "./state.js";

/** Names of the stacks that a configuration describes. */
function stackNames({ prefix, dns, environments }: Configuration): string[] {
  return [
    ...(dns.existingZones ? [] : [`${prefix}-dns-shared`]),
    ...Object.keys(environments).map((name) => `${prefix}-${name}`),
  ];
}

/**
 * Stacks that were deployed from a folder and that the configuration no longer contains, such as those of a renamed
 * environment. Their resources still exist in Azure.
 *
 * They are known from local states. For a state in Azure, only the folder where Terraform ran shows that there was a
 * stack.
 * @param outdir folder of the synthesized stacks
 */
export function removedStacks(outdir: string, configuration: Configuration): string[] {
  const current = new Set(stackNames(configuration));
  const stacks = join(outdir, "stacks");
  const isOurs = (name: string) => name.startsWith(`${configuration.prefix}-`) || existsSync(join(stacks, name));
  const known =
    configuration.backend.type === "local"
      ? localStates(dirname(outdir)).filter(isOurs)
      : foldersIn(stacks).filter((name) => existsSync(join(stacks, name, ".terraform")));
  return known.filter((name) => !current.has(name)).sort();
}

/**
 * Stacks that the configuration no longer contains, and that `destroy` accepts: those of {@link removedStacks}, and
 * those that were only synthesized here, because they may have been deployed from another machine.
 */
export function destroyableStacks(outdir: string, configuration: Configuration): string[] {
  const current = new Set(stackNames(configuration));
  const synthesized = foldersIn(join(outdir, "stacks")).filter((name) => !current.has(name));
  return [...new Set([...removedStacks(outdir, configuration), ...synthesized])].sort();
}

/** Stacks with a local state that contains resources. */
function localStates(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((file) => {
    const [, name] = /^terraform\.(.+)\.tfstate$/.exec(file) ?? [];
    if (name === undefined) return [];
    return readState(readFileSync(join(folder, file), "utf8")).resources.length > 0 ? [name] : [];
  });
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}
