import { SynthModel } from "@org/aml-synth-model";
import { check, type CheckOptions, type CheckReport, type Finding } from "../../src/index.js";
import { TODAY } from "./found.js";

/** Resources or data sources of a stack: by type, then by name. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Resources = Record<string, Record<string, Record<string, any>>>;

/** What comes of checking stacks that a test writes itself, with what it mostly asks. */
export interface Evaluated {
  readonly findings: readonly Finding[];
  /** The rules that found something, sorted, each once. */
  readonly rules: readonly string[];
  /** The outcome of a check. */
  outcome(id: string): CheckReport["outcome"];
  /** What a check shows as evidence. */
  evidence(id: string): readonly string[];
  /** What a rule found. */
  messages(rule: string): readonly string[];
}

/** Checks stacks, by name: resources by type and name. Without a tag, each is an environment of its name. */
export function evaluated(
  stacks: Readonly<
    Record<string, { readonly resource?: Resources; readonly data?: Resources; readonly variable?: object }>
  >,
  options: CheckOptions = {},
): Evaluated {
  const { checks, findings } = check(SynthModel.fromStacks(stacks), { today: TODAY, ...options });
  const of = (id: string): CheckReport => {
    const found = checks.find((one) => one.id === id);
    if (!found) throw new Error(`there is no check ${id}`);
    return found;
  };
  return {
    findings,
    rules: [...new Set(findings.map(({ rule }) => rule))].sort(),
    outcome: (id) => of(id).outcome,
    evidence: (id) => of(id).evidence.map(({ text }) => text),
    messages: (rule) => findings.filter((finding) => finding.rule === rule).map(({ message }) => message),
  };
}
