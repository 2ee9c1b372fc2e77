import { type ArmResourceOptions, type ArmTimeouts, CONFLICT_ERRORS, PROPAGATION_ERRORS } from "@org/aml-core";

/** Arguments of every azapi resource of this library: retries of transient errors, and timeouts that fit. */
export function azapiOptions(options: ArmResourceOptions, timeouts: ArmTimeouts) {
  return {
    retry: options.retry ?? { errorMessageRegex: [...PROPAGATION_ERRORS, ...CONFLICT_ERRORS] },
    timeouts: { ...timeouts, ...options.timeouts },
  };
}
