import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isGuid } from "@org/aml-core/internal";
import { backendTypes } from "../backend.js";
import type { RemovedStackText } from "../compare/index.js";
import type { Configuration } from "../config/schema.js";
import { type CommandContext, suggestion } from "../context.js";
import { REMOVED_STACK_FILE, STACK_FILE } from "../output-directory.js";
import { environmentOfStack } from "../stacks/names.js";
import type { DeployedStack } from "../stacks/removed-stack.js";
import { readState } from "./state.js";

/**
 * Stacks that were deployed from a folder and that the platform no longer has, such as those of a renamed environment:
 * their resources still exist in Azure.
 *
 * They are known from local states. For a state in Azure, only the folder where Terraform ran shows that there was a
 * stack.
 * @param outdir folder of the synthesized stacks
 * @param current names of the platform's stacks
 */
export function removedStacks(outdir: string, configuration: Configuration, current: readonly string[]): string[] {
  const stacks = join(outdir, "stacks");
  const isOurs = (name: string) => name.startsWith(`${configuration.prefix}-`) || existsSync(join(stacks, name));
  const types = backendTypes(configuration);
  const isInAzure = (name: string) => {
    const { backend } = deployedStack(outdir, name);
    return backend ? "azurerm" in backend : types.has("azurerm");
  };
  const known = [
    ...localStates(dirname(outdir)).filter(isOurs),
    ...foldersIn(stacks).filter((name) => existsSync(join(stacks, name, ".terraform")) && isInAzure(name)),
  ];
  return [...new Set(known)].filter((name) => !current.includes(name)).sort();
}

/** How a stack was last synthesized, by the file in its folder, which may be that of a removed stack. */
export function deployedStack(outdir: string, name: string): DeployedStack {
  const file = [STACK_FILE, REMOVED_STACK_FILE]
    .map((one) => join(outdir, "stacks", name, one))
    .find((path) => existsSync(path));
  if (file === undefined) return { name };
  const { terraform, provider } = JSON.parse(readFileSync(file, "utf8")) as StackFile;
  const subscriptionId = provider?.azurerm?.[0]?.subscription_id;
  return {
    name,
    backend: terraform?.backend,
    subscriptionId: subscriptionId !== undefined && isGuid(subscriptionId) ? subscriptionId : undefined,
  };
}

/** The JSON of a stack, limited to the properties that are used here. */
interface StackFile {
  readonly terraform?: { readonly backend?: Readonly<Record<string, object>> };
  readonly provider?: { readonly azurerm?: readonly { readonly subscription_id?: string }[] };
}

/**
 * Stacks that were deployed from a folder, or only synthesized there, because they may have been deployed from another
 * machine.
 */
export function knownStacks(outdir: string, configuration: Configuration): string[] {
  return [...new Set([...removedStacks(outdir, configuration, []), ...foldersIn(join(outdir, "stacks"))])].sort();
}

/**
 * Warns of stacks that are no longer in the configuration, deployed or written by the last synth, with the command that
 * destroys them.
 */
export function warnOfRemovedStacks(
  { env, complain }: Pick<CommandContext, "env" | "complain">,
  {
    outdir,
    configuration,
    stacks,
  }: {
    readonly outdir: string;
    readonly configuration: Configuration;
    /** Names of the synthesized stacks. */
    readonly stacks: readonly string[];
  },
  lastSynth: readonly RemovedStackText[] = [],
): void {
  const deployed = removedStacks(outdir, configuration, stacks);
  const { prefix } = configuration;
  const removed = [...new Set([...deployed, ...lastSynth.map((stack) => stack.name)])];
  for (const name of removed) {
    const { resources, withData = [] } = lastSynth.find((stack) => stack.name === name) ?? {};
    const them = resources === undefined ? "its resources" : `its ${resources} resources`;
    const where = deployed.includes(name)
      ? `${name} is deployed but no longer in the configuration: ${them} stay in Azure and are billed`
      : `${name} is no longer in the configuration: if it is deployed, ${them} stay in Azure and are billed`;
    const data = withData.length === 0 ? "" : `, ${withData.length} of them with data: ${withData.join(", ")}`;
    // The stacks of an environment are destroyed together, in their order.
    const environment = environmentOfStack(prefix, name);
    const parts = removed.filter((other) => environmentOfStack(prefix, other) === environment);
    const command = suggestion(env, "deploy", "destroy", parts.length > 1 ? environment : name);
    complain(`warning: ${where}${data}. Add it again, or destroy it: ${command}`);
  }
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
