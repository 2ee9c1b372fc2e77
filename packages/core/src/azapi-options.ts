import {
  type ArmResourceOptions,
  type ArmTimeouts,
  CONFLICT_ERRORS,
  PROPAGATION_ERRORS,
} from "./arm-resource-options.js";

/** Arguments of every azapi resource of our libraries: retries of transient errors, and suitable timeouts. */
export function azapiOptions({ retry, timeouts }: ArmResourceOptions, defaults: ArmTimeouts) {
  return {
    retry: retry ?? { errorMessageRegex: [...PROPAGATION_ERRORS, ...CONFLICT_ERRORS] },
    timeouts: {
      create: timeouts?.create ?? defaults.create,
      read: timeouts?.read ?? defaults.read,
      update: timeouts?.update ?? defaults.update,
      delete: timeouts?.delete ?? defaults.delete,
    },
  };
}
