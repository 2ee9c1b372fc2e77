/** Errors that are retried until the operation succeeds or its timeout ends. */
export interface ArmRetry {
  /** Regular expressions (Go RE2), matched with the error text of each response with status 400 or above. */
  readonly errorMessageRegex: readonly string[];
  /**
   * Seconds before the first retry, 1 to 120.
   * @default 10
   */
  readonly intervalSeconds?: number | undefined;
  /**
   * Maximum seconds between retries, up to 300.
   * @default 180
   */
  readonly maxIntervalSeconds?: number | undefined;
}

/** How long an operation may take: Go durations, such as `90m`. */
export interface ArmTimeouts {
  readonly create?: string | undefined;
  readonly read?: string | undefined;
  readonly update?: string | undefined;
  readonly delete?: string | undefined;
}

/** Overrides for every resource that is written through azapi. */
export interface ArmResourceOptions {
  /**
   * ARM api-version, such as `2025-12-01`.
   * @default - the version that the library is tested with
   */
  readonly apiVersion?: string | undefined;
  /**
   * Errors that are retried.
   * @default - errors of role propagation and of concurrent writes
   */
  readonly retry?: ArmRetry | undefined;
  /**
   * Timeouts of the operations.
   * @default - suitable for the resource, documented on its construct
   */
  readonly timeouts?: ArmTimeouts | undefined;
}

/**
 * Errors of Azure's role and identity propagation, which disappear within minutes.
 *
 * They include `AuthorizationFailed`, so a role that is really missing is reported only when the timeout ends. Source:
 * Azure Service Operator's list of retryable errors.
 */
export const PROPAGATION_ERRORS: readonly string[] = [
  "FailedIdentityOperation",
  "AuthorizationFailed",
  "LinkedAuthorizationFailed",
  "PrincipalNotFound",
  "does not have authorization",
];

/** Errors of concurrent writes to one resource. */
export const CONFLICT_ERRORS: readonly string[] = [
  "AnotherOperationInProgress",
  "Conflict",
  "is being (created|updated)",
];
