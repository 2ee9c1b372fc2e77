import { isUnresolved, refuse } from "@org/aml-core/internal";
import type { IConstruct } from "constructs";

// What the time provider takes: a single number and unit, although Go's own durations may have several.
const DURATION = /^(\d+(?:\.\d+)?)(?:ms|s|m|h)$/;

/**
 * Accepts a duration of the time provider, `90s`, or a token.
 * @returns whether it is a duration of zero
 * @throws InvalidInputError for anything else, `1m30s` included: the provider refuses it
 */
export function isZeroDuration(scope: IConstruct, prop: string, value: string): boolean {
  if (isUnresolved(value)) return false;
  const number = DURATION.exec(value)?.[1];
  if (number === undefined) {
    refuse(scope, prop, {
      value,
      allowed: "one number followed by ms, s, m or h, such as 90s",
      fix: 'write 150s for two and a half minutes, and "0s" to omit the delay',
    });
  }
  return Number(number) === 0;
}
