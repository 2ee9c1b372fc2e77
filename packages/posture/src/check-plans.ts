import { type PlanInput, SynthModel, SynthModelError } from "@org/aml-synth-model";
import { check, type CheckOptions } from "./check.js";
import type { Report } from "./report/report.js";

/** Result of checking plans: a report, or why the plans can't be read. */
export type CheckedPlans =
  | { readonly report: Report; readonly problem?: undefined }
  | { readonly report?: undefined; readonly problem: string };

/**
 * Checks plans as one platform.
 * @param plans what `terraform show -json` prints of them
 * @param directory the synthesized stacks; those without a plan are read from there
 * @throws PostureInputError if the options are wrong
 */
export function checkPlans(plans: readonly PlanInput[], directory: string, options?: CheckOptions): CheckedPlans {
  let model: SynthModel;
  try {
    model = SynthModel.fromPlans(plans, directory);
  } catch (error) {
    if (!SynthModelError.isSynthModelError(error)) throw error;
    return { problem: error.message };
  }
  return { report: check(model, options) };
}
