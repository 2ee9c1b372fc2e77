import type { IConstruct } from "constructs";
/**
 * Accepts a duration of the time provider, `90s`, or a token.
 * @returns whether it is a duration of zero
 * @throws InvalidInputError for anything else, `1m30s` included: the provider refuses it
 */
export declare function isZeroDuration(scope: IConstruct, prop: string, value: string): boolean;
