import type { Json, Resource } from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";
import { UNKNOWN, written } from "../domain/reader.js";
import { pathOf, settingOf, type Setting } from "../domain/setting.js";
import type { Rule } from "./rule.js";

/** A rule that wants one setting of one type of resource to have a value. */
export interface SettingRule extends Omit<Rule, "check"> {
  /** ARM types, in any casing. */
  readonly on: string | readonly string[];
  readonly setting: Setting;
  /** The values that are right; a function for anything else. Undefined means that nothing is written. */
  readonly wants: readonly Json[] | ((value: Json | undefined) => boolean);
  /** Which resources it's about. @default all of the type */
  readonly of?: (resource: Resource, platform: Platform) => boolean;
}

/** Makes a rule of a setting. What is known only after an apply is not evaluated. */
export function settingRule({ on, setting, wants, of: applies, ...rule }: SettingRule): Rule {
  const types = typeof on === "string" ? [on] : on;
  const isRight = typeof wants === "function" ? wants : (value: Json | undefined) => wants.includes(value as Json);
  return {
    ...rule,
    *check(platform) {
      for (const resource of types.flatMap((type) => platform.inventory.created(type))) {
        if (applies && !applies(resource, platform)) continue;
        const value = settingOf(resource, setting);
        if (value === UNKNOWN || isRight(value)) continue;
        const path = pathOf(resource, setting);
        yield { resource, path, message: said(resource, path, value) };
      }
    },
  };
}

/** What is at a path and, where nothing does, what Azure makes of it. */
export function said(resource: Resource, path: string, value: Json | undefined): string {
  const given = written(resource, path, path.replace(/^body\./, ""));
  if (given !== undefined && given !== null) {
    const shown = typeof given === "object" || String(given).includes("${") ? value : given;
    return `${path} is ${show(shown)}`;
  }
  return value === undefined ? `${path} is not set` : `${path} is not set, which to Azure is ${show(value)}`;
}

function show(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
