import { isUnresolved, refuse } from "@org/aml-core";
import type { IConstruct } from "constructs";

const DURATION = /^P(?!$)(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?$/;

/**
 * Accepts an ISO 8601 duration of days, hours, minutes and seconds, or a token.
 * @throws InvalidInputError for anything else
 */
export function requireIsoDuration(scope: IConstruct, prop: string, value: string): string {
  if (isUnresolved(value) || DURATION.test(value)) return value;
  return refuse(scope, prop, {
    value,
    allowed: "an ISO 8601 duration of days, hours, minutes and seconds, PT120S",
    fix: "write PT30M for half an hour",
  });
}
