import type { Json, Resource } from "@org/aml-synth-model";
import { isArm, isNotKnown, read, type Reading } from "./reader.js";

/** Where a setting is in azurerm and in ARM, and what Azure makes of its absence. */
export interface Setting {
  /** The argument of azurerm; several where majors of the provider differ. */
  readonly argument: string | readonly string[];
  /** The path in ARM's body; without, ARM has no such setting. */
  readonly arm?: string;
  /** How a value of azurerm reads in ARM. Default: as it is. */
  readonly toArm?: (value: Json) => Json;
  /** What it is where nothing is written, in ARM's values; undefined: nothing. Default for azapi too. */
  readonly absent?: Json;
  /** What it is where azapi writes nothing, if that differs. */
  readonly absentInArm?: Json;
}

/** Azurerm's flags for ARM's `Enabled` and `Disabled`. */
export const enabled = (value: Json): Json => (value === true ? "Enabled" : "Disabled");

/** What a setting of a resource will be in Azure, in ARM's values. */
export function settingOf(resource: Resource, setting: Setting): Reading {
  if (isArm(resource)) {
    const value = setting.arm === undefined ? undefined : read(resource, "", setting.arm);
    return value ?? (setting.absentInArm === undefined ? setting.absent : setting.absentInArm);
  }
  for (const argument of argumentsOf(setting)) {
    const value = read(resource, argument);
    if (isNotKnown(value)) return value;
    if (value !== undefined) return setting.toArm ? setting.toArm(value) : value;
  }
  return setting.absent;
}

/** The path of a setting in the configuration, to say where to change it. */
export function pathOf(resource: Resource, setting: Setting): string {
  if (isArm(resource)) return `body.${setting.arm ?? ""}`;
  const paths = argumentsOf(setting);
  return paths.find((path) => resource.get(path) !== undefined) ?? paths[0] ?? "";
}

function argumentsOf({ argument }: Setting): readonly string[] {
  return typeof argument === "string" ? [argument] : argument;
}
