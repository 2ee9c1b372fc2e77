import type { Json, Resource } from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";
import { isNotKnown, written, type NotKnown } from "../domain/reader.js";
import { placeSetting, type Setting } from "../domain/setting.js";
import { notKnown, type Rule } from "./rule.js";

/** A rule that wants one setting of one type of resource to have a value. */
export interface SettingRule extends Omit<Rule, "check"> {
  /** ARM types, in any casing. */
  readonly on: string | readonly string[];
  readonly setting: Setting;
  /** The values that are right; `"anything"` where it has to be set; a function for anything else. Undefined means that nothing is written. */
  readonly wants: readonly Json[] | "anything" | ((value: Json | undefined) => boolean);
  /** Which resources it's about. @default all of the type */
  readonly of?: (resource: Resource, platform: Platform) => boolean;
}

/** A rule of a setting. A value that isn't known here leaves it undecided. */
export function settingRule({ on, setting, wants, of: applies, ...rule }: SettingRule): Rule {
  const types = typeof on === "string" ? [on] : on;
  const isRight = (value: Json | undefined): boolean => {
    if (wants === "anything") return Array.isArray(value) ? value.length > 0 : value !== undefined;
    return typeof wants === "function" ? wants(value) : wants.includes(value as Json);
  };
  return {
    ...rule,
    *check(platform) {
      for (const resource of types.flatMap((type) => platform.inventory.created(type))) {
        if (applies && !applies(resource, platform)) continue;
        const { resource: at, path, value } = placeSetting(resource, setting, platform.children);
        if (isNotKnown(value)) {
          if (wants !== "anything" || (value.isWhole && mayBeNull(value))) yield notKnown(at, path, value);
        } else if (!isRight(value)) yield { resource: at, path, message: said(at, path, value) };
      }
    },
  };
}

/** Whether an expression may come to nothing: what a resource or data source gives never does, a variable or condition may. */
function mayBeNull({ expression }: NotKnown): boolean {
  return /\bvar\.|\?|\btry\(|\bnull\b|\beach\.|\blookup\(/.test(expression);
}

/** What is at a path and, where nothing does, what Azure makes of it. */
export function said(resource: Resource, path: string, value: Json | undefined): string {
  const given = written(resource, path, path.replace(/^body\./, ""));
  if (given !== undefined && given !== null) {
    const shown = typeof given === "object" || String(given).includes("${") ? value : given;
    return `${path} is ${show(shown)}`;
  }
  return value === undefined ? `${path} is not set` : `${path} is not set; Azure's default is ${show(value)}`;
}

function show(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
