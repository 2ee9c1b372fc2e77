import { armIdOfTerraform } from "@org/azure-catalog";
import type { StackState } from "@org/aml-synth-model";
import { isObject, objectOf } from "../emulator/arm/body.js";
import type { AzureEmulator } from "../emulator/azure-emulator.js";

/** Differences between Azure and the states of the stacks, one line each. */
export function checkLive(azure: AzureEmulator, states: readonly StackState[]): string[] {
  const there = new Map(azure.resources.map((resource) => [resource.id.key, resource]));
  const problems = states.flatMap(({ name, resources }) =>
    resources.flatMap(({ address, mode, type, values }) => {
      const id = mode === "managed" ? armIdOfTerraform(type, String(values["id"])) : undefined;
      if (!id) return [];
      const found = there.get(id.key);
      if (!found) return [`${name}: ${address} is not in Azure: ${id.toString()}`];
      if (type !== "azapi_resource") return [];
      return differences(values["body"], found.body).map(
        (path) => `${name}: ${address} differs from the request: ${path}`,
      );
    }),
  );
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
