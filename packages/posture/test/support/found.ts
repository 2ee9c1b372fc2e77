import { SynthModel } from "@org/aml-synth-model";
import { check, type CheckOptions, type Finding, type Report } from "../../src/index.js";
import { Platform } from "../../src/domain/platform.js";
import { RULES } from "../../src/rules/index.js";
import type { Violation } from "../../src/rules/rule.js";
import { smallPlatform, type SmallPlatform } from "./small-platform.js";

/** The day on which tests run. */
export const TODAY = "2026-11-21";

/** The report of a small platform after a change. */
export function reportOf(
  change: (platform: SmallPlatform) => void = () => undefined,
  options: CheckOptions = {},
): Report {
  const platform = smallPlatform();
  change(platform);
  return check(SynthModel.fromStacks({ ...platform }), { today: TODAY, ...options });
}

/** What a change of the small platform, in which nothing is found, makes find. */
export function found(change: (platform: SmallPlatform) => void): readonly Finding[] {
  return reportOf(change).findings;
}

/** What one rule finds in dev after a change of the small platform. */
export function foundBy(id: string, change: (platform: SmallPlatform) => void): readonly Violation[] {
  const stacks = smallPlatform();
  change(stacks);
  const { shared, dev } = stacks;
  const platform = new Platform(SynthModel.fromStacks({ shared, dev }), { today: TODAY });
  const rule = RULES.find((one) => one.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return [...rule.check(platform)].map((violation) => ({ severity: rule.severity, ...violation }));
}

/** The rules and checks that a change breaks, sorted, each once. */
export function broken(change: (platform: SmallPlatform) => void): readonly string[] {
  return [...new Set(found(change).map(({ rule }) => rule))].sort();
}
