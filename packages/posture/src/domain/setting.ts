import type { Json, Resource } from "@org/aml-synth-model";
import type { Children, ChildSetting } from "./children.js";
import { isArm, isNotKnown, read, type Reading } from "./reader.js";

/** Paths of a setting in azurerm and ARM, and Azure's default. */
export interface Setting {
  /** The argument of azurerm; several if major versions of the provider differ. */
  readonly argument: string | readonly string[];
  /** The path in ARM's body; absent if ARM has no such setting. */
  readonly arm?: string;
  /** Paths in ARM's body of types that have the setting elsewhere, by ARM type in lower case. */
  readonly armIn?: Readonly<Record<string, string>>;
  /** A separate resource of azurerm that may contain the setting. */
  readonly child?: ChildSetting;
  /** Whether azurerm's flag is the opposite of ARM's, such as `local_auth_enabled` of `disableLocalAuth`. */
  readonly isOpposite?: true;
  /** Converts a value of azurerm to ARM's. Default: unchanged. */
  readonly toArm?: (value: Json) => Json;
  /** Azure's default in ARM's values, which applies if the setting is absent. Also used for azapi. */
  readonly absent?: Json;
  /** Default for azapi, if it differs. */
  readonly absentInArm?: Json;
}

/** Converts azurerm's flags to ARM's `Enabled` and `Disabled`. */
export const enabled = (value: Json): Json => (value === true || value === "Enabled" ? "Enabled" : "Disabled");

/** The effective value of a setting in Azure, in ARM's values. */
export function settingOf(resource: Resource, setting: Setting): Reading {
  if (isArm(resource)) {
    const path = armPathOf(resource, setting);
    const value = path === undefined ? undefined : read(resource, "", path);
    return value ?? (setting.absentInArm === undefined ? setting.absent : setting.absentInArm);
  }
  for (const argument of argumentsOf(setting)) {
    const value = read(resource, argument);
    if (isNotKnown(value)) return value;
    if (value === undefined) continue;
    if (setting.isOpposite) return value === false;
    return setting.toArm ? setting.toArm(value) : value;
  }
  return setting.absent;
}

/** A setting with its location: on the resource, or on a separate one. */
export interface PlacedSetting {
  readonly resource: Resource;
  readonly path: string;
  readonly value: Reading;
}

/** The effective value of a setting, which may be in a separate resource. */
export function placeSetting(resource: Resource, setting: Setting, children: Children): PlacedSetting {
  const own = { resource, path: pathOf(resource, setting), value: settingOf(resource, setting) };
  const { child, toArm } = setting;
  if (child === undefined || isArm(resource)) return own;
  // If there are several, Azure has the value that was applied last.
  const values = children.of(resource, child).map((holder): PlacedSetting => {
    const value = read(holder, child.argument);
    const known = value === undefined || isNotKnown(value);
    return { resource: holder, path: child.argument, value: known || !toArm ? value : toArm(value) };
  });
  return values.find(({ value }) => value !== undefined) ?? own;
}

/** The path of a setting in the configuration, for messages. */
export function pathOf(resource: Resource, setting: Setting): string {
  if (isArm(resource)) return `body.${armPathOf(resource, setting) ?? ""}`;
  const paths = argumentsOf(setting);
  return paths.find((path) => resource.get(path) !== undefined) ?? paths[0] ?? "";
}

function armPathOf(resource: Resource, { arm, armIn }: Setting): string | undefined {
  return armIn?.[resource.armType?.toLowerCase() ?? ""] ?? arm;
}

function argumentsOf({ argument }: Setting): readonly string[] {
  return typeof argument === "string" ? [argument] : argument;
}

/** Whether a setting is set. */
export function isWritten(resource: Resource, setting: Setting): boolean {
  if (isArm(resource)) {
    const path = armPathOf(resource, setting);
    return path !== undefined && read(resource, "", path) !== undefined;
  }
  return argumentsOf(setting).some((argument) => read(resource, argument) !== undefined);
}
