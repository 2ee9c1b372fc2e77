import { type ArmResourceOptions, CONFLICT_ERRORS, PROPAGATION_ERRORS } from "@org/aml-core";
import type { ArmTimeouts } from "@org/aml-core";

/** The api-version of workspaces and computes that this library is tested with. */
export const API_VERSION = "2025-12-01";

/** What every azapi resource of this library is given: retries of what passes by itself, and timeouts that fit. */
export function azapiOptions(options: ArmResourceOptions, timeouts: ArmTimeouts) {
  return {
    retry: options.retry ?? { errorMessageRegex: [...PROPAGATION_ERRORS, ...CONFLICT_ERRORS] },
    timeouts: { ...timeouts, ...options.timeouts },
  };
}
