import { createHash } from "node:crypto";
import type { Diagnostic, Element, Resource, Stack, SynthModel } from "@org/aml-synth-model";
import type { CheckResult, CheckViolation, PlatformCheck, Undecided } from "./checks/platform-check.js";
import type { EvaluatedExemption, Exemptions } from "./config/exemptions.js";
import type { Platform } from "./domain/platform.js";
import { readText } from "./domain/reader.js";
import type { Finding } from "./report/report.js";
import { isElement } from "./rules/configuration.js";
import { checkRule, RULE_FACTS, type RuleFacts } from "./rules/facts.js";
import { type Rule, SEVERITIES, type Severity, violationsOf } from "./rules/rule.js";

/** Findings before exemptions and environments are applied. */
interface Found {
  readonly rule: RuleFacts;
  readonly severity: Severity;
  readonly undecided: boolean;
  readonly at: Element | Stack | undefined;
  readonly stack: string;
  readonly address: string;
  readonly file: string | undefined;
  readonly path: string | undefined;
  readonly message: string;
  readonly fix: string;
  readonly steps?: Finding["steps"];
  readonly values?: Finding["values"];
}

/** What is wrong with the input itself. */
export function inputFindings(model: SynthModel): Found[] {
  const found = model.diagnostics.map((diagnostic) => fromDiagnostic(model, diagnostic));
  if (model.resources().length > 0) return found;
  const rule = factsOf("input-empty");
  const names = model.stacks.map(({ name }) => name).join(", ");
  return [...found, configurationFinding(rule, `the stacks ${names} have no resources`)];
}

function fromDiagnostic(
  model: SynthModel,
  { code, severity, message, stack = "", address = "", path, file }: Diagnostic,
): Found {
  const rule = factsOf(`input-${code}`);
  const at = model.stacks.find(({ name }) => name === stack)?.get(address);
  // The model's messages begin with the address, but findings contain it separately.
  const text = message.startsWith(`${address}: `) ? message.slice(address.length + 2) : message;
  return { rule, severity, undecided: false, at, stack, address, file, path, message: text, fix: rule.fix };
}

/** The violations of a check, and what it needs and could not read. */
export function checkFindings(
  { id }: PlatformCheck,
  { violations, undecided }: CheckResult,
  undecidedSeverity: Severity,
): Found[] {
  const rule = factsOf(checkRule(id));
  return [
    ...violations.map((violation) => violationOf(rule, violation)),
    ...undecided.map((each) => undecidedOf(rule, undecidedSeverity, each)),
  ];
}

function undecidedOf(rule: RuleFacts, severity: Severity, { at, path, text, fix }: Undecided): Found {
  return { ...placeOf(at), rule, severity, undecided: true, path, message: text, fix };
}

function violationOf(rule: RuleFacts, { at, text, path, fix }: CheckViolation): Found {
  const steps = path.map(({ element, text: step }) => ({ place: element?.id ?? "", text: step }));
  return {
    ...placeOf(at),
    rule,
    severity: rule.severity,
    undecided: false,
    path: undefined,
    message: text,
    fix,
    steps,
  };
}

/** The violations of rules. */
export function* ruleFindings(
  rules: readonly Rule[],
  platform: Platform,
  undecidedSeverity: Severity,
): Iterable<Found> {
  for (const rule of rules) {
    for (const { resource, path, message, severity: own, undecided = false, values } of violationsOf(rule, platform)) {
      const severity = own ?? (undecided ? milder(rule.severity, undecidedSeverity) : rule.severity);
      yield { ...placeOf(resource), rule, severity, undecided, path, message, fix: rule.fix, values };
    }
  }
}

function milder(one: Severity, other: Severity): Severity {
  return SEVERITIES.indexOf(one) > SEVERITIES.indexOf(other) ? one : other;
}

/** Exemptions that have expired, or that match nothing. */
export function exemptionFindings(evaluated: readonly EvaluatedExemption[], unused: Severity = "warning"): Found[] {
  return evaluated.flatMap(({ exemption: { rule, address, expires }, state }) => {
    if (state === "used") return [];
    const message =
      state === "expired"
        ? `the exemption of ${rule} at ${address} was valid until ${expires}`
        : `the exemption of ${rule} at ${address} matches no finding`;
    const facts = factsOf(`exemption-${state}`);
    return [configurationFinding(state === "unused" ? { ...facts, severity: unused } : facts, message)];
  });
}

function configurationFinding(rule: RuleFacts, message: string): Found {
  return {
    rule,
    severity: rule.severity,
    undecided: false,
    at: undefined,
    stack: "",
    address: "",
    file: undefined,
    path: undefined,
    message,
    fix: rule.fix,
  };
}

function placeOf(at: Element | Stack): Pick<Found, "at" | "stack" | "address" | "file"> {
  return isElement(at)
    ? { at, stack: at.stack.name, address: at.address, file: at.file }
    : { at, stack: at.name, address: "", file: at.files[0] };
}

/** What is found on a resource that a template deploys, at its deployment: that is what Terraform knows. */
function atDeployment(found: Found, platform: Platform): Found {
  const { at, message } = found;
  const deployment = at && platform.deploymentOf(at);
  if (!at || !deployment) return found;
  const { armType = "", name } = at as Resource;
  const label = readText(at as Resource, "name", "name") ?? name;
  return { ...found, ...placeOf(deployment), message: `deploys ${armType} ${label}: ${message}` };
}

/** A finding, with its environment and exemption. */
export function finish(given: Found, platform: Platform, exemptions: Exemptions | undefined): Finding {
  const found = atDeployment(given, platform);
  const { rule, severity, undecided, at, stack, address, file, path, message, fix, values, steps } = found;
  const resource = at && isElement(at) && at.kind === "resource" ? (at as Resource) : undefined;
  const exemption = exemptions?.find(rule.id, [
    address === "" ? stack : `${stack}/${address}`,
    resource?.constructPath,
  ]);
  return {
    id: createHash("sha256").update([rule.id, stack, address, message].join("\n")).digest("hex").slice(0, 16),
    rule: rule.id,
    severity,
    state: undecided ? "undecided" : "violated",
    environment: resource ? platform.environments.nameOf(resource) : null,
    stack,
    address,
    constructPath: resource?.constructPath,
    path,
    file,
    message,
    fix,
    values,
    steps,
    exemption: exemption && { reason: exemption.reason, expires: exemption.expires },
  };
}

function factsOf(id: string): RuleFacts {
  const facts = RULE_FACTS.get(id);
  if (!facts) throw new TypeError(`there is no rule ${id}`);
  return facts;
}
