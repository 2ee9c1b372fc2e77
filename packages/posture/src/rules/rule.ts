import type { Element, Stack } from "@org/aml-synth-model";
import type { NotKnown } from "../domain/reader.js";
import type { Platform } from "../domain/platform.js";

/**
 * The severity of a finding.
 * - `error`: a private platform isn't private.
 * - `warning`: a weakness that costs nothing to remove, or needs an exemption with a reason.
 * - `note`: a choice that costs money or depends on the subscription.
 */
export const SEVERITIES = ["error", "warning", "note"] as const;

/** {@inheritDoc SEVERITIES} */
export type Severity = (typeof SEVERITIES)[number];

/** Subjects of rules. */
export const SUBJECTS = [
  "machine learning",
  "storage",
  "sql",
  "key vault",
  "container registry",
  "virtual machine",
  "kubernetes",
  "network",
  "private link",
  "monitoring",
  "roles",
  "governance",
  "configuration",
] as const;

/** {@inheritDoc SUBJECTS} */
export type Subject = (typeof SUBJECTS)[number];

/** The same rule in other tools. */
export interface SameCheck {
  /** Checkov ids. */
  readonly checkov?: readonly string[];
  /** Trivy ids. */
  readonly trivy?: readonly string[];
  /** PSRule for Azure, rule names. */
  readonly psrule?: readonly string[];
  /** Built-in Azure Policy definitions, display names. */
  readonly azurePolicy?: readonly string[];
}

/** A violation of a rule. */
export interface Violation {
  /** The element to change, usually a resource. */
  readonly resource: Element | Stack;
  /** Path in the element, such as `public_network_access_enabled` or `body.properties.publicNetworkAccess`. */
  readonly path?: string;
  /** The problem, as the end of a sentence that begins with the address. */
  readonly message: string;
  /** Overrides the rule's severity, and for what is undecided also the configured one. */
  readonly severity?: Severity | undefined;
  /** The values at the path, as deployed and as Azure has it, for reports of a verification. */
  readonly values?: { readonly deployed?: unknown; readonly live?: unknown } | undefined;
  /**
   * Whether it is undecided, because a required value is unknown.
   * @default false
   */
  readonly undecided?: boolean | undefined;
}

/** A violation that is undecided because of an unknown value. */
export function notKnown(resource: Element, path: string, { expression }: NotKnown): Violation {
  return { resource, path, message: `${path} is ${expression}, which isn't known here`, undecided: true };
}

/** A requirement for a platform, as a pure function. */
export interface Rule {
  /** Stable id: exemptions refer to it, so its meaning never changes. */
  readonly id: string;
  readonly subject: Subject;
  readonly severity: Severity;
  /** The requirement, as a sentence. */
  readonly title: string;
  /** Why it is required. */
  readonly rationale: string;
  /** What to do about a violation. */
  readonly fix: string;
  readonly sameAs: SameCheck;
  check(platform: Platform): Iterable<Violation>;
}

/** Cache, because a check also reports the violations of some rules. */
const FOUND = new WeakMap<Platform, Map<Rule, readonly Violation[]>>();

/** The violations of a rule on a platform, evaluated once. */
export function violationsOf(rule: Rule, platform: Platform): readonly Violation[] {
  const known = FOUND.get(platform) ?? new Map<Rule, readonly Violation[]>();
  FOUND.set(platform, known);
  const found = known.get(rule) ?? [...rule.check(platform)];
  known.set(rule, found);
  return found;
}
