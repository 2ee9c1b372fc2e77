import type { DiagnosticCode } from "@org/aml-synth-model";
import { CHECKS } from "../checks/index.js";
import { RULES } from "./index.js";
import type { Rule } from "./rule.js";

/** What is known of a rule, without its code. */
export type RuleFacts = Omit<Rule, "check">;

const INPUT_TITLES: Readonly<Record<DiagnosticCode, readonly [title: string, fix: string]>> = {
  "unreadable-file": ["Every file that the stacks need can be read", "Synthesize again, or make the file readable."],
  "invalid-json": ["Every file is JSON", "Synthesize again; don't edit what was synthesized."],
  "not-terraform": ["Every file is Terraform JSON", "Remove the file, or correct it."],
  "unread-file": ["Every Terraform file is JSON", "Give Terraform JSON: what is in HCL isn't checked."],
  "unread-module": ["Modules are part of what is checked", "Check the module's own stack, or write its resources out."],
  "unknown-instances": [
    "Which instances a resource has can be told",
    "Check a plan, or give for_each or count a value that can be read here.",
  ],
  "no-instances": ["Resources without instances are left out", "Nothing to do: there is nothing to check."],
  "unread-body": ["The body of every azapi resource can be read", "Give the body as an object (azapi 2)."],
  "duplicate-address": ["An address is declared once", "Give one of them another name."],
  "invalid-expression": ["Every expression is one of Terraform's", "Correct the expression."],
  "unknown-reference": ["Everything that is referred to is there", "Declare it, or correct the reference."],
  "unknown-state": [
    "Every remote state is written by a stack at hand",
    "Check the stack that writes it along with this one.",
  ],
  "unknown-output": [
    "Every output that is read is there",
    "Add the output to the other stack, or synthesize both again.",
  ],
  "shared-state": ["Every stack has a state of its own", "Give one of them another place for its state."],
  cycle: ["Nothing waits for itself", "Remove one of the references."],
  "stack-cycle": ["Stacks don't wait for each other", "Let only one of them read the other's state."],
};

const INPUT_RULES: readonly RuleFacts[] = [
  ...Object.entries(INPUT_TITLES).map(([code, [title, fix]]): RuleFacts => ({
    id: `input-${code}`,
    subject: "configuration",
    severity: "error",
    title,
    rationale: "What can't be read can't be checked: passing over it would say more than is known.",
    fix,
    sameAs: {},
  })),
  {
    id: "input-empty",
    subject: "configuration",
    severity: "error",
    title: "There is something to check",
    rationale: "Stacks without resources pass every rule and say nothing.",
    fix: "Name the folder that holds the synthesized stacks.",
    sameAs: {},
  },
];

const EXEMPTION_RULES: readonly RuleFacts[] = [
  {
    id: "exemption-expired",
    subject: "governance",
    severity: "error",
    title: "No exemption is past its time",
    rationale: "An exemption is temporary and has to be reviewed when it expires.",
    fix: "Fix the finding, or decide again and set a new date.",
    sameAs: { psrule: ["Azure.Policy.WaiverExpiry"] },
  },
  {
    id: "exemption-unused",
    subject: "governance",
    severity: "warning",
    title: "Every exemption is needed",
    rationale: "One that matches nothing hides the next finding that it happens to match.",
    fix: "Remove it.",
    sameAs: {},
  },
];

/** What a finding of a check is called: `check-isolation`. */
export function checkRule(id: string): string {
  return `check-${id}`;
}

/** Everything that can be found, by id. */
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
