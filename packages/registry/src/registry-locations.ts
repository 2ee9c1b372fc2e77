import { isUnresolved, refuse } from "@org/aml-core/internal";
import type { IConstruct } from "constructs";

const LOCATION = /^[a-z][a-z0-9]*$/;

/**
 * The regions of a registry, its own first.
 *
 * Region names in a body are sent as given, so they have to be in the form that Azure returns.
 * @throws InvalidInputError for a display name such as `Canada Central`, or a region that is given twice
 */
export function registryLocations(
  registry: IConstruct,
  location: string,
  additionalLocations: readonly string[] = [],
): readonly string[] {
  const named = [
    ["location", location],
    ...additionalLocations.map((additional, index) => [`additionalLocations[${index}]`, additional] as const),
  ] as const;
  const regions = new Map<string, string>();
  for (const [prop, value] of named) {
    if (isUnresolved(value)) continue;
    if (!LOCATION.test(value)) {
      refuse(registry, prop, {
        value,
        allowed: "an Azure region by its name: lower-case letters and digits, canadacentral",
        fix: `use ${value.toLowerCase().replace(/[^a-z0-9]/g, "") || "canadacentral"}`,
      });
    }
    const other = regions.get(value);
    if (other !== undefined) {
      refuse(registry, prop, {
        value,
        allowed: `a region that is not in use yet; ${other} is the same`,
        fix: "leave it out: a registry is in each region once",
      });
    }
    regions.set(value, prop);
  }
  return named.map(([, value]) => value);
}
