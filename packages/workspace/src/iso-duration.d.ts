import type { IConstruct } from "constructs";
/** The shortest and the longest duration that is allowed. */
export interface DurationBounds {
    readonly least: string;
    readonly most: string;
}
/**
 * Accepts an ISO 8601 duration of days, hours, minutes and seconds, or a token.
 * @throws InvalidInputError for anything else, and for a duration outside the bounds
 */
export declare function requireIsoDuration(scope: IConstruct, prop: string, value: string, bounds?: DurationBounds): string;
