import type { DiagnosticCode } from "@org/aml-synth-model";
import { CHECKS } from "../checks/index.js";
import { RULES } from "./index.js";
import type { Rule } from "./rule.js";

/** Facts about a rule, without its code. */
export type RuleFacts = Omit<Rule, "check">;

const INPUT_TITLES: Readonly<Record<DiagnosticCode, readonly [title: string, fix: string]>> = {
  "unreadable-file": ["Every file that the stacks need can be read", "Synthesize again, or make the file readable."],
  "invalid-json": ["Every file is JSON", "Synthesize again; don't edit the output."],
  "not-terraform": ["Every file is Terraform JSON", "Remove the file, or correct it."],
  "unread-file": ["Every Terraform file is JSON", "Provide Terraform JSON: HCL isn't checked."],
  "unread-module": [
    "Modules are part of the input",
    "Check the module's own stack, or declare its resources in this one.",
  ],
  "unknown-instances": [
    "The instances of every resource are known",
    "Check a plan, or give for_each or count a known value.",
  ],
  "no-instances": ["Resources without instances are omitted", "No action needed: there is nothing to check."],
  "unread-body": ["The body of every azapi resource can be read", "Write the body as an object (azapi 2)."],
  "duplicate-address": ["An address is declared once", "Rename one of them."],
  "invalid-expression": ["Every expression is valid Terraform", "Correct the expression."],
  "unknown-reference": ["Every reference has a target", "Declare it, or correct the reference."],
  "unknown-state": [
    "Every remote state is written by a checked stack",
    "Check the stack that writes it together with this one.",
  ],
  "unknown-output": [
    "Every output that is read exists",
    "Add the output to the other stack, or synthesize both again.",
  ],
  "shared-state": ["Every stack has its own state", "Store the state of one of them elsewhere."],
  cycle: ["No resource depends on itself", "Remove one of the references."],
  "stack-cycle": ["Stacks don't depend on each other", "Let only one of them read the state of the other."],
};

const INPUT_RULES: readonly RuleFacts[] = [
  ...Object.entries(INPUT_TITLES).map(([code, [title, fix]]): RuleFacts => ({
    id: `input-${code}`,
    subject: "configuration",
    severity: "error",
    title,
    rationale: "Input that can't be read can't be checked, and ignoring it would hide this.",
    fix,
    sameAs: {},
  })),
  {
    id: "input-empty",
    subject: "configuration",
    severity: "error",
    title: "The input contains resources",
    rationale: "Stacks without resources pass every rule.",
    fix: "Pass the folder that contains the synthesized stacks.",
    sameAs: {},
  },
];

const EXEMPTION_RULES: readonly RuleFacts[] = [
  {
    id: "exemption-expired",
    subject: "governance",
    severity: "error",
    title: "No exemption has expired",
    rationale: "An exemption is temporary and has to be reviewed when it expires.",
    fix: "Fix the finding, or review the exemption and set a new date.",
    sameAs: { psrule: ["Azure.Policy.WaiverExpiry"] },
  },
  {
    id: "exemption-unused",
    subject: "governance",
    severity: "warning",
    title: "Every exemption matches a finding",
    rationale: "An unused exemption may hide a later finding.",
    fix: "Remove it.",
    sameAs: {},
  },
];

/** Rule id of a check, such as `check-isolation`. */
export function checkRule(id: string): string {
  return `check-${id}`;
}

/** All rules, by id. */
export const RULE_FACTS: ReadonlyMap<string, RuleFacts> = new Map(
  [
    ...RULES,
    ...CHECKS.map(({ id, title, description, method }): RuleFacts => ({
      id: checkRule(id),
      subject: "network",
      severity: "error",
      title,
      rationale: description,
      fix: method,
      sameAs: {},
    })),
    ...INPUT_RULES,
    ...EXEMPTION_RULES,
  ].map((facts) => [facts.id, facts]),
);
