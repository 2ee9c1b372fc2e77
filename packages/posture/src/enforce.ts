import { SynthModel } from "@org/aml-synth-model";
import { check, failing, type CheckOptions } from "./check.js";
import type { Finding, Report } from "./report/report.js";

/** The parts of CDKTF's `App` that are used; CDKTF isn't imported. */
export interface AppLike {
  readonly node: {
    findAll(): readonly unknown[];
    addValidation(validation: { validate(): string[] }): void;
  };
}

interface StackLike {
  readonly node: { readonly id: string };
  toTerraform(): object;
}

/** Checks of platforms. */
export const Posture = {
  /** {@inheritDoc check} */
  check,

  /**
   * Makes `synth` of an app fail if its stacks violate a rule.
   *
   * The check is a validation, so it runs after aspects, and `App({ skipValidation: true })` skips it.
   * @param app a CDKTF App
   * @param options threshold, exemptions and others, as in the configuration file
   * @throws PostureInputError if the options are wrong
   */
  enforce(app: AppLike, options: CheckOptions = {}): void {
    // Wrong options are reported now, not at the end of the synth.
    check(SynthModel.fromStacks({ empty: { resource: {} } }), { ...options, exemptions: [] });
    app.node.addValidation({ validate: () => violations(app, options) });
  },
} as const;

function violations(app: AppLike, options: CheckOptions): string[] {
  const stacks = app.node.findAll().filter(isStack);
  if (stacks.length === 0) return [];
  // The stacks are converted to text, as Terraform reads them, without undefined values.
  const texts = stacks.map((stack): [string, string] => [stack.node.id, JSON.stringify(stack.toTerraform())]);
  return failures(check(SynthModel.fromStacks(Object.fromEntries(texts)), options));
}

function failures(report: Report): string[] {
  return failing(report).map(
    (finding) =>
      `posture ${finding.severity} ${finding.rule}${finding.state === "undecided" ? " (undecided)" : ""}: ${placeOf(finding)}: ${finding.message}. ${finding.fix}`,
  );
}

function placeOf({ constructPath, stack, address }: Finding): string {
  return constructPath ?? ([stack, address].filter(Boolean).join("/") || "configuration");
}

function isStack(value: unknown): value is StackLike {
  return typeof value === "object" && value !== null && Symbol.for("cdktf/TerraformStack") in value;
}
