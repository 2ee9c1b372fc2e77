import { isUnresolved, refuse } from "@org/aml-core/internal";
import type { IConstruct } from "constructs";

// The time provider accepts a single number and unit, although Go's durations may have several.
const DURATION = /^(\d+(?:\.\d+)?)(?:ms|s|m|h)$/;

/**
 * Validates a duration of the time provider, such as `90s`; a token is accepted.
 * @returns whether it is a duration of zero
 * @throws InvalidInputError for anything else, including `1m30s`, which the provider rejects
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
