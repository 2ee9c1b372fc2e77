import type { Failure } from "@org/azure-client";
import type { Severity, Subject as RuleSubject, Violation } from "@org/aml-posture";
import type { Subject } from "./subject.js";

/** Something in Azure that isn't as the states say, or that could not be read. */
export interface Observation {
  readonly rule: LiveRuleId;
  readonly stack: string;
  /** Terraform address; empty for a whole stack. */
  readonly address: string;
  /** Path of the argument. */
  readonly path?: string | undefined;
  /** The end of a sentence that begins with the address. */
  readonly message: string;
  /** Values of the argument, as deployed and as Azure has it. */
  readonly values?: Violation["values"];
  /** Whether it is unknown because something could not be read. */
  readonly undecided?: boolean | undefined;
  readonly severity?: Severity | undefined;
  /** Why it is unknown. */
  readonly failure?: Failure | undefined;
}

/** Facts about a rule over live Azure. */
export interface LiveRule {
  readonly subject: RuleSubject;
  readonly severity: Severity;
  readonly title: string;
  readonly rationale: string;
  readonly fix: string;
}

const APPLY = "Find who changed it (activity log), and deploy the stack again; if the change is wanted, configure it.";
const BY_HAND = "Find who added it (activity log) and remove it, or add it to the configuration.";

/** The rules that compare Azure with the states, by id. */
export const LIVE_RULES = {
  "verify/resource-missing": {
    subject: "governance",
    severity: "error",
    title: "Every resource of the states exists",
    rationale: "Somebody deleted it, or the state belongs to another subscription.",
    fix: "Deploy the stack again.",
  },
  "verify/setting-changed": {
    subject: "governance",
    severity: "error",
    title: "Settings in Azure are those that were deployed",
    rationale: "A change by hand can open what the configuration keeps private.",
    fix: APPLY,
  },
  "verify/outbound-rules": {
    subject: "network",
    severity: "error",
    title: "Managed networks have the deployed outbound rules only, and these are active",
    rationale: "Each rule lets data leave the workspace, and an inactive rule blocks its computes.",
    fix: BY_HAND,
  },
  "verify/role-assignments": {
    subject: "roles",
    severity: "error",
    title: "Nobody has a role that isn't deployed",
    rationale: "A role that was assigned by hand bypasses the review of roles.",
    fix: BY_HAND,
  },
  "verify/endpoint-connections": {
    subject: "private link",
    severity: "error",
    title: "Private endpoint connections are approved, and come from the platform only",
    rationale:
      "A connection of another network reaches the resource past all firewalls; one that isn't approved or was lost doesn't work.",
    fix: "Approve the platform's own connections; reject and remove unknown ones.",
  },
  "verify/private-dns": {
    subject: "private link",
    severity: "error",
    title: "Private DNS zones have the records of the endpoints, and no others",
    rationale: "A wrong record leads clients to another address, or past the private endpoint.",
    fix: "Remove foreign records and links; delete and deploy the zone group of an endpoint whose records are wrong.",
  },
  "verify/network-openings": {
    subject: "network",
    severity: "error",
    title: "Networks have no peering, subnet, route, address or endpoint that isn't deployed",
    rationale: "Each of them gives inbound or outbound access to the private network.",
    fix: BY_HAND,
  },
  "verify/diagnostic-settings": {
    subject: "monitoring",
    severity: "warning",
    title: "Logs go to the deployed destinations only",
    rationale: "Another destination gets a copy of the logs.",
    fix: BY_HAND,
  },
  "verify/locks": {
    subject: "governance",
    severity: "warning",
    title: "Nothing has a lock that isn't deployed",
    rationale:
      "A lock makes the next deployment fail where it deletes something, and a read-only one where it changes.",
    fix: "Find who added it (activity log) and remove it, or deploy it with an azurerm_management_lock.",
  },
  "verify/policy-exemptions": {
    subject: "governance",
    severity: "error",
    title: "Assigned policies have no exemption that isn't deployed",
    rationale: "What is exempted by hand is neither audited nor refused, and needs neither a reason nor an end.",
    fix: "Find who added it (activity log) and remove it, or add it to the exemptions of the configuration.",
  },
  "verify/federated-credentials": {
    subject: "roles",
    severity: "error",
    title: "Identities trust no other issuer than the deployed ones",
    rationale: "Anyone who gets a token of the issuer has all roles of the identity, without a secret.",
    fix: BY_HAND,
  },
  "verify/reachability": {
    subject: "private link",
    severity: "error",
    title: "Private endpoints are reached by their names from inside the network, and not from outside",
    rationale: "Settings don't show what a resolver answers and what a firewall on the way drops.",
    fix: "Compare the resolver of this machine with that of its network, then the network's security groups and routes.",
  },
  "verify/not-read": {
    subject: "governance",
    severity: "error",
    title: "Everything could be read",
    rationale: "What wasn't read may be wrong.",
    fix: "Give the signed-in principal the role that the finding names, and verify again.",
  },
  "verify/not-compared": {
    subject: "governance",
    severity: "note",
    title: "Every resource type is known",
    rationale: "Resources of other types are neither found missing nor compared.",
    fix: "Verify it by hand, or with terraform plan.",
  },
  "verify/not-applied": {
    subject: "governance",
    severity: "warning",
    title: "What is configured was applied",
    rationale: "Azure is compared with the last apply, so what isn't applied yet isn't verified.",
    fix: "Deploy the stack, and verify again.",
  },
} as const satisfies Readonly<Record<string, LiveRule>>;

/** Id of a rule over live Azure. */
export type LiveRuleId = keyof typeof LIVE_RULES;

/** An observation at a resource. */
export function observe(
  rule: LiveRuleId,
  { stack, resource }: Pick<Subject, "stack" | "resource">,
  message: string,
  more: Partial<Observation> = {},
): Observation {
  return { rule, stack, address: resource.address, message, ...more };
}

/** What could not be read, and what would help. */
export function notRead(subject: Pick<Subject, "stack" | "resource">, what: string, failure: Failure): Observation {
  return notKnown(subject, `${what} is not known: ${reason(failure)}`, failure);
}

/** What isn't known. It fails a verification at every threshold, whatever the severity of undecided findings is. */
export function notKnown(
  subject: Pick<Subject, "stack" | "resource">,
  message: string,
  failure?: Failure,
): Observation {
  return observe("verify/not-read", subject, message, { undecided: true, severity: "error", failure });
}

function reason({ kind, action, message, status }: Failure): string {
  switch (kind) {
    case "forbidden":
      return `the signed-in principal lacks the action ${action ?? "to read it"}, which the role Reader has`;
    case "throttled":
      return "Azure still asked to wait after several attempts; verify again later";
    case "unreachable":
      return `Azure did not answer (${message})`;
    default:
      return message.startsWith("Azure") ? message : `Azure answered ${status ?? ""} ${message}`.trim();
  }
}
