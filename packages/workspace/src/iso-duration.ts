import { isUnresolved, refuse } from "@org/aml-core/internal";
import type { IConstruct } from "constructs";

const DURATION = /^P(?!$)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;
/** Seconds of a day, an hour, a minute and a second. */
const UNITS = [86_400, 3_600, 60, 1];

/** The shortest and the longest duration that is allowed. */
export interface DurationBounds {
  readonly least: string;
  readonly most: string;
}

/**
 * Validates an ISO 8601 duration of days, hours, minutes and seconds; a token is accepted.
 * @throws InvalidInputError for anything else, and for a duration outside the bounds
 */
export function requireIsoDuration(scope: IConstruct, prop: string, value: string, bounds?: DurationBounds): string {
  if (isUnresolved(value)) return value;
  const seconds = secondsOf(value);
  // A comparison with NaN is false.
  if (bounds ? seconds >= secondsOf(bounds.least) && seconds <= secondsOf(bounds.most) : !Number.isNaN(seconds)) {
    return value;
  }
  return refuse(scope, prop, {
    value,
    allowed: `an ISO 8601 duration of days, hours, minutes and seconds, ${bounds ? `from ${bounds.least} to ${bounds.most}` : "PT120S"}`,
    fix: "write PT30M for half an hour",
  });
}

function secondsOf(duration: string): number {
  const parts = DURATION.exec(duration)?.slice(1);
  return parts ? UNITS.reduce((sum, unit, index) => sum + unit * Number(parts[index] ?? 0), 0) : Number.NaN;
}
