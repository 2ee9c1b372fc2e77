import type { Json, Resource } from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";
import { isArm, isNotKnown, written, type NotKnown } from "../domain/reader.js";
import { placeSetting, type Setting } from "../domain/setting.js";
import { notKnown, type Rule } from "./rule.js";

/** A rule for one setting of a resource type. */
export interface SettingRule extends Omit<Rule, "check"> {
  /** ARM types, case-insensitive. */
  readonly on: string | readonly string[];
  readonly setting: Setting;
  /**
   * The allowed values; `"anything"` if the setting only has to be set; or a function, which gets undefined if it isn't
   * set.
   */
  readonly wants: readonly Json[] | "anything" | ((value: Json | undefined) => boolean);
  /**
   * Resources to which it applies.
   * @default - all of the type
   */
  readonly of?: (resource: Resource, platform: Platform) => boolean;
}

/** A rule for a setting. An unknown value leaves it undecided. */
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
        } else if (!isRight(value)) {
          const shown = setting.isOpposite && !isArm(at) && typeof value === "boolean" ? !value : value;
          yield { resource: at, path, message: said(at, path, shown) };
        }
      }
    },
  };
}

/**
 * Whether an expression may be null. Variables and conditions may be, attributes of resources and data sources aren't.
 */
function mayBeNull({ expression }: NotKnown): boolean {
  return /\bvar\.|\?|\btry\(|\bnull\b|\beach\.|\blookup\(/.test(expression);
}

/** The value at a path for a message, with Azure's default if it isn't set. */
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
