import type { PostureConfig, Report } from "@org/aml-posture";
import type { PlanInput } from "@org/aml-synth-model";

/** Result of the posture check of the plans. */
export type PostureReport = Pick<Report, "passed" | "threshold" | "summary" | "checks" | "findings" | "notEvaluated">;

/** The posture check of a deployment test's plans. */
export interface CheckedPlans {
  /** Undefined if the plans can't be read. */
  readonly report: PostureReport | undefined;
  /** Problems that fail the deployment test; none without a configuration of the check. */
  readonly problems: readonly string[];
}

/**
 * Checks plans as one platform.
 * @param folder the original stacks, without the deployment test's changes
 * @param configuration configuration of the check; without it, findings don't fail the deployment test
 */
export async function checkPlans(
  plans: readonly PlanInput[],
  folder: string,
  configuration: PostureConfig | undefined,
): Promise<CheckedPlans> {
  const posture = await import("@org/aml-posture");
  const checked = posture.checkPlans(plans, folder, configuration);
  if (!checked.report) return { report: undefined, problems: [checked.problem] };
  const { passed, threshold, summary, checks, findings, notEvaluated } = checked.report;
  const report = { passed, threshold, summary, checks, findings, notEvaluated };
  const problems = configuration === undefined ? [] : posture.failing(report);
  return {
    report,
    problems: problems.map(({ severity, rule, state, stack, address, message }) => {
      const place = [stack, address].filter(Boolean).join("/");
      return `${severity} ${rule}${state === "undecided" ? " (undecided)" : ""}: ${place}: ${message}`;
    }),
  };
}
