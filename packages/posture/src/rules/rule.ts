import type { Element, Stack } from "@org/aml-synth-model";
import type { NotKnown } from "../domain/reader.js";
import type { Platform } from "../domain/platform.js";

/**
 * The severity of a finding.
 * - `error`: a private platform isn't private.
 * - `warning`: a weakness that costs nothing to remove, or wants an exemption that says why it stays.
 * - `note`: for information: a choice that costs money or depends on the subscription.
 */
export const SEVERITIES = ["error", "warning", "note"] as const;

/** {@inheritDoc SEVERITIES} */
export type Severity = (typeof SEVERITIES)[number];

/** What a rule is about. */
export const SUBJECTS = [
  "machine learning",
  "storage",
  "key vault",
  "container registry",
  "virtual machine",
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

/** Where a rule is broken, and how. */
export interface Violation {
  /** What to change: mostly a resource. */
  readonly resource: Element | Stack;
  /** Where in it: `public_network_access_enabled`, `body.properties.publicNetworkAccess`. */
  readonly path?: string;
  /** What is there and why that's wrong, as the end of a sentence that begins with the address. */
  readonly message: string;
  /** Overrides the rule's severity. */
  readonly severity?: Severity | undefined;
  /** Whether it can't be told here if the rule is broken: a value that it needs isn't known. @default false */
  readonly undecided?: boolean | undefined;
}

/** A rule that a value leaves undecided. */
export function notKnown(resource: Element, path: string, { expression }: NotKnown): Violation {
  return { resource, path, message: `${path} is ${expression}, which isn't known here`, undecided: true };
}

/** One thing that is wanted of a platform: a pure function over it. */
export interface Rule {
  /** Never changes its meaning: exemptions name it. */
  readonly id: string;
  readonly subject: Subject;
  readonly severity: Severity;
  /** What it wants, as a sentence. */
  readonly title: string;
  /** Why. */
  readonly rationale: string;
  /** What to do. */
  readonly fix: string;
  readonly sameAs: SameCheck;
  check(platform: Platform): Iterable<Violation>;
}
