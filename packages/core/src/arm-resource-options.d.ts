/** Errors that are retried until they pass or the timeout ends. */
export interface ArmRetry {
    /** Regular expressions (Go RE2) over the error text of any answer of 400 and above. */
    readonly errorMessageRegex: readonly string[];
    /**
     * Seconds before the first retry, 1 to 120.
     * @default 10
     */
    readonly intervalSeconds?: number | undefined;
    /**
     * Seconds between retries at most, up to 300.
     * @default 180
     */
    readonly maxIntervalSeconds?: number | undefined;
}
/** How long an operation may take: Go durations, `90m`. */
export interface ArmTimeouts {
    readonly create?: string | undefined;
    readonly read?: string | undefined;
    readonly update?: string | undefined;
    readonly delete?: string | undefined;
}
/** What can be overridden on every resource that is written through azapi. */
export interface ArmResourceOptions {
    /**
     * ARM api-version, `2025-12-01`.
     * @default - the version that the library is tested with
     */
    readonly apiVersion?: string | undefined;
    /**
     * Errors that are retried.
     * @default - the errors that the documented waits are for
     */
    readonly retry?: ArmRetry | undefined;
    /**
     * Timeouts of the operations.
     * @default - fit to the resource, documented on its construct
     */
    readonly timeouts?: ArmTimeouts | undefined;
}
/**
 * Errors of Azure's role and identity propagation, which pass by themselves within minutes.
 *
 * `AuthorizationFailed` is among them, so a role that is really missing shows only when the timeout ends.
 * Source: Azure Service Operator's list of retryable errors.
 */
export declare const PROPAGATION_ERRORS: readonly string[];
/** Errors of two writes at once on one resource. */
export declare const CONFLICT_ERRORS: readonly string[];
