import type { AzureEmulator } from "../emulator/azure-emulator.js";
import { isObject, objectOf, textOf } from "../emulator/arm/body.js";

/** The parts of a state that are read, as printed by `terraform show -json`. */
export interface ShownState {
  readonly values?: { readonly root_module?: ShownModule };
}

interface ShownModule {
  readonly resources?: readonly ShownResource[];
  readonly child_modules?: readonly ShownModule[];
}

/** A resource in a state. */
export interface ShownResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** All managed resources of a state, including those of modules. */
export function resourcesOf(state: ShownState): ShownResource[] {
  const within = (module: ShownModule | undefined): ShownResource[] => [
    ...(module?.resources ?? []).filter(({ mode }) => mode === "managed"),
    ...(module?.child_modules ?? []).flatMap(within),
  ];
  return within(state.values?.root_module);
}

/** The ARM id of a resource in a state; undefined if it has none, such as a delay. */
export function armIdOf({ type, values }: ShownResource): string | undefined {
  const id = textOf(values["id"]);
  if (!id?.startsWith("/subscriptions/")) return undefined;
  // They are a part of their network.
  if (type === "azurerm_virtual_network_dns_servers") return id.replace(/\/dnsServers\/[^/]+$/i, "");
  const [target = "", setting] = id.split("|");
  if (setting === undefined) return id;
  return type === "azurerm_monitor_diagnostic_setting"
    ? `${target}/providers/Microsoft.Insights/diagnosticSettings/${setting}`
    : target;
}

/** Differences between Azure and the states of the stacks, one line each. */
export function checkLive(azure: AzureEmulator, states: ReadonlyMap<string, ShownState>): string[] {
  const there = new Map(azure.resources.map((resource) => [resource.id.key, resource]));
  const problems: string[] = [];
  for (const [stack, state] of states) {
    for (const resource of resourcesOf(state)) {
      const id = armIdOf(resource);
      if (id === undefined) continue;
      const found = there.get(id.toLowerCase());
      if (!found) {
        problems.push(`${stack}: ${resource.address} is not in Azure: ${id}`);
        continue;
      }
      if (resource.type !== "azapi_resource") continue;
      for (const path of differences(resource.values["body"], found.body)) {
        problems.push(`${stack}: ${resource.address} differs from the request: ${path}`);
      }
    }
  }
  const ours = azure.inspect().filter(({ id }) => there.get(id.toLowerCase())?.origin !== "existing");
  return [...problems, ...ours.map(({ id, problem }) => `${id} ${problem}`)];
}

/**
 * Paths at which the actual value differs from the requested one; ids and enum values are compared case-insensitively.
 */
function differences(asked: unknown, there: unknown, path = ""): string[] {
  if (isObject(asked)) {
    return Object.entries(asked).flatMap(([name, value]) =>
      differences(value, objectOf(there)[name], path === "" ? name : `${path}.${name}`),
    );
  }
  if (Array.isArray(asked)) {
    const list = Array.isArray(there) ? there : [];
    return asked.flatMap((value, index) => differences(value, list[index], `${path}.${index}`));
  }
  if (asked === null || asked === undefined || asked === there) return [];
  if (typeof asked === "string" && typeof there === "string" && asked.toLowerCase() === there.toLowerCase()) return [];
  return [`${path} is ${JSON.stringify(there)}, not ${JSON.stringify(asked)}`];
}

/**
 * Resources and directory objects that still exist after the destroy, including those that Azure created itself, and
 * previously existing resources that were deleted; one line each.
 */
export function leftBehind(azure: AzureEmulator): string[] {
  return [
    ...azure.resources.filter(({ origin }) => origin !== "existing").map(({ id }) => `still exists: ${id.toString()}`),
    ...azure.directoryObjects.flatMap(({ name, assumed }) => (assumed ? [] : [`still exists: ${name}`])),
    ...azure.deletedExisting.map((id) => `was there before, and was deleted: ${id}`),
  ];
}
