import { ArmId, roleById } from "@org/azure-catalog";
import type { Severity } from "@org/aml-posture";
import { endpointConnections } from "./endpoint-connections.js";
import {
  CLUSTERS,
  ENDPOINTS,
  type Expected,
  foreign,
  GROUPS,
  isOwn,
  OUTBOUND_RULES,
  WORKSPACES,
  ZONES,
} from "./expected.js";
import { groupOf, type LiveAzure } from "./live-azure.js";
import { type LiveRuleId, notRead, observe, type Observation } from "./observation.js";
import { networkOpenings } from "./network-openings.js";
import { privateDns } from "./private-dns.js";
import type { ComparedSubject } from "./settings.js";
import type { Subject } from "./subject.js";
import { type Body, isSame, textAt, valueAt } from "./values.js";

const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
const LOCKS = "Microsoft.Authorization/locks";
const DIAGNOSTIC_SETTINGS = "Microsoft.Insights/diagnosticSettings";
const POLICY_ASSIGNMENTS = "Microsoft.Authorization/policyAssignments";
const POLICY_EXEMPTIONS = "Microsoft.Authorization/policyExemptions";
const SUBSCRIPTIONS = "Microsoft.Resources/subscriptions";
const ADDRESSES = "Microsoft.Network/publicIPAddresses";
const SQL_SERVERS = "Microsoft.Sql/servers";
const GATEWAYS = "Microsoft.Network/virtualNetworkGateways";
const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** A list of what belongs to a resource, such as the links of a zone; every item should be deployed. */
interface OwnList {
  /** ARM type of the resource. */
  readonly of: string;
  /** ARM type of the items. */
  readonly items: string;
  readonly rule: LiveRuleId;
  /** What isn't known if the list can't be read. */
  readonly unknown: string;
  /** What the resource does with an item: the beginning of a sentence that ends with "which isn't deployed". */
  readonly says: (item: Body) => string;
  /** Whether Azure created an item itself. */
  readonly isOfAzure?: ((item: Body) => boolean) | undefined;
}

const OWN_LISTS: readonly OwnList[] = [
  {
    of: WORKSPACES,
    items: "outboundRules",
    rule: "verify/outbound-rules",
    unknown: "which outbound rules it has",
    says: (rule) => {
      const to = valueAt(rule, "properties.destination");
      const target = typeof to === "string" ? to : textAt(to, "serviceResourceId") || textAt(to, "serviceTag");
      return `has the outbound rule ${textAt(rule, "name")} to ${target}`;
    },
    // See https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
    isOfAzure: (rule) =>
      textAt(rule, "name").startsWith("__SYS_") &&
      ["required", "dependency", "recommended"].includes(textAt(rule, "properties.category").toLowerCase()),
  },
  {
    of: SQL_SERVERS,
    items: "firewallRules",
    rule: "verify/network-openings",
    unknown: "which addresses may connect to it",
    says: (rule) =>
      `lets ${textAt(rule, "properties.startIpAddress")} to ${textAt(rule, "properties.endIpAddress")} in by the firewall rule ${textAt(rule, "name")}`,
  },
  {
    of: SQL_SERVERS,
    items: "virtualNetworkRules",
    rule: "verify/network-openings",
    unknown: "which subnets may connect to it",
    says: (rule) => `lets ${textAt(rule, "properties.virtualNetworkSubnetId")} in by the rule ${textAt(rule, "name")}`,
  },
  {
    of: GROUPS,
    items: ADDRESSES,
    rule: "verify/network-openings",
    unknown: "which public addresses it has",
    says: (address) => `has the public address ${textAt(address, "name")}`,
  },
  {
    of: IDENTITIES,
    items: "federatedIdentityCredentials",
    rule: "verify/federated-credentials",
    unknown: "which issuers it trusts",
    says: (credential) =>
      `trusts ${textAt(credential, "properties.subject")} of ${textAt(credential, "properties.issuer")}`,
  },
  {
    of: GATEWAYS,
    items: "connections",
    rule: "verify/network-openings",
    unknown: "which networks it is connected to",
    says: (connection) => {
      const [to = "nothing"] = ["peer", "localNetworkGateway2", "virtualNetworkGateway2"]
        .map((other) => textAt(connection, `properties.${other}.id`))
        .filter((id) => id !== "");
      return `has the connection ${textAt(connection, "name")} to ${to}`;
    },
  },
  {
    of: CLUSTERS,
    items: "trustedAccessRoleBindings",
    rule: "verify/role-assignments",
    unknown: "which services it trusts",
    says: (binding) => `lets ${textAt(binding, "properties.sourceResourceId")} in by ${textAt(binding, "name")}`,
  },
  {
    of: ZONES,
    items: "virtualNetworkLinks",
    rule: "verify/private-dns",
    unknown: "which networks it is linked to",
    says: (link) => `is linked to ${textAt(link, "properties.virtualNetwork.id")} by ${textAt(link, "name")}`,
  },
];

function ownListsOf(subject: Subject): readonly OwnList[] {
  return OWN_LISTS.filter(({ of }) => isOwn(subject) && subject.id.hasType(of));
}

/** Asks for the lists that show what is there in addition to the resources of the states. */
export function wantRelations(subjects: readonly Subject[], azure: LiveAzure): void {
  for (const group of groupsOf(subjects)) {
    for (const { items } of EXTENSIONS) azure.wantAll(group, items);
  }
  for (const subject of subjects) {
    const { id } = subject;
    for (const { items } of ownListsOf(subject)) azure.wantAll(id, items);
    if (id.hasType(ENDPOINTS)) azure.wantAll(id, "privateDnsZoneGroups");
    if (id.hasType(ZONES)) azure.wantAll(id, "A");
    if (id.hasType(POLICY_ASSIGNMENTS) && id.parent) azure.wantAll(id.parent, POLICY_EXEMPTIONS);
  }
}

/** What is there in addition, missing, or in a wrong state around the resources of the states. */
export function relationsOf(
  compared: readonly ComparedSubject[],
  expected: Expected,
  azure: LiveAzure,
): readonly Observation[] {
  const there = compared.filter(({ live }) => live !== undefined);
  return [
    ...there.flatMap((one) => [
      ...ownLists(one, expected, azure),
      ...ruleStatus(one),
      ...networkOpenings(one, expected, azure),
      ...diagnosticSettings(one, expected, azure),
      ...policyExemptions(one, expected, azure),
    ]),
    ...endpointConnections(there, expected, azure),
    ...extensions(compared, expected, azure),
    ...privateDns(there, expected, azure),
  ];
}

/** The resource groups with resources of the states. */
function groupsOf(subjects: readonly Subject[]): readonly ArmId[] {
  return [...new Map(subjects.flatMap(({ id }) => groupOf(id) ?? []).map((group) => [group.key, group])).values()];
}

/** Items of these lists that aren't deployed. */
function ownLists(one: ComparedSubject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  return ownListsOf(one).flatMap(({ items, rule, unknown, says, isOfAzure = () => false }) => {
    const list = azure.all(one.id, items);
    if (list.state === "failed") return [notRead(one, unknown, list.failure)];
    return foreign(list, expected)
      .filter((item) => !isOfAzure(item))
      .map((item) => observe(rule, one, `${says(item)}, which isn't deployed`));
  });
}

/** Whether a deployed outbound rule is active. */
function ruleStatus(one: ComparedSubject): readonly Observation[] {
  const status = textAt(one.live, "properties.status");
  if (!one.id.hasType(OUTBOUND_RULES) || isSame("Active", status)) return [];
  return [
    observe(
      "verify/outbound-rules",
      one,
      `is ${status || "in an unknown state"} in Azure: the managed network doesn't let its traffic out`,
    ),
  ];
}

/** What somebody can add to any resource, and that is listed for its whole resource group. */
interface Extension {
  readonly items: string;
  readonly rule: LiveRuleId;
  /** What isn't known about a group if its list can't be read. */
  readonly unknown: string;
  /** The id of the resource that an item extends. */
  readonly scopeOf: (item: Body) => string;
  /** A sentence without its end, which says where the item is and that it isn't deployed. */
  readonly says: (item: Body) => string;
  readonly severityOf?: ((item: Body) => Severity | undefined) | undefined;
}

const EXTENSIONS: readonly Extension[] = [
  {
    items: ASSIGNMENTS,
    rule: "verify/role-assignments",
    unknown: "who has roles",
    scopeOf: (assignment) => textAt(assignment, "properties.scope"),
    says: (assignment) => {
      const guid = textAt(assignment, "properties.roleDefinitionId").split("/").at(-1) ?? "";
      const who = `${textAt(assignment, "properties.principalType") || "principal"} ${textAt(assignment, "properties.principalId")}`;
      return `${who} has the role ${roleById(guid)?.name ?? guid}`;
    },
  },
  {
    items: LOCKS,
    rule: "verify/locks",
    unknown: "which locks there are",
    scopeOf: (lock) => ArmId.tryParse(textAt(lock, "id"))?.scope ?? "",
    says: (lock) => `has the lock ${textAt(lock, "name")} (${textAt(lock, "properties.level")})`,
    // The other level only prevents deletions.
    severityOf: (lock) => (isSame("ReadOnly", textAt(lock, "properties.level")) ? "error" : undefined),
  },
];

/** Roles and locks on resources of the states, and below them, that no stack deploys. */
function extensions(compared: readonly Subject[], expected: Expected, azure: LiveAzure): readonly Observation[] {
  return groupsOf(compared).flatMap((group) =>
    EXTENSIONS.flatMap(({ items, rule, unknown, scopeOf, says, severityOf }) => {
      const list = azure.all(group, items);
      const first = compared.find(({ id }) => id.isWithin(group));
      if (list.state === "failed" && first) return [notRead(first, `${unknown} in ${group.name}`, list.failure)];
      return foreign(list, expected).flatMap((item) => {
        const scope = scopeOf(item);
        // The list also contains what is inherited from the subscription.
        if (!ArmId.tryParse(scope)?.isWithin(group)) return [];
        const at = nearest(scope, expected);
        if (!at) return [];
        const where = at.id.equals(scope) ? "" : ` on ${scope}`;
        return [observe(rule, at, `${says(item)}${where}, which isn't deployed`, { severity: severityOf?.(item) })];
      });
    }),
  );
}

/** The resource of the states with an id, or that contains it. */
function nearest(id: string, expected: Expected): Subject | undefined {
  for (let at = ArmId.tryParse(id); at; at = at.parent) {
    const found = expected.get(at.key);
    if (found) return found;
  }
  return undefined;
}

/**
 * Diagnostic settings of a resource that aren't deployed, at the first one that is. The log of a subscription isn't the
 * platform's own: others send it elsewhere as well.
 */
function diagnosticSettings(one: ComparedSubject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  const target = one.id.hasType(DIAGNOSTIC_SETTINGS) ? one.id.parent : undefined;
  if (!target || target.hasType(SUBSCRIPTIONS)) return [];
  const first = expected.ofType(DIAGNOSTIC_SETTINGS).find(({ id }) => target.equals(id.parent ?? ""));
  if (!first?.id.equals(one.id)) return [];
  return foreign(azure.all(target, DIAGNOSTIC_SETTINGS), expected).map((setting) =>
    observe(
      "verify/diagnostic-settings",
      one,
      `${target.name} also has the diagnostic setting ${textAt(setting, "name")}, which isn't deployed`,
    ),
  );
}

/** Exemptions from an assigned policy, in its scope and below, that aren't deployed. */
function policyExemptions(one: ComparedSubject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  if (!one.id.hasType(POLICY_ASSIGNMENTS) || !one.id.parent) return [];
  const list = azure.all(one.id.parent, POLICY_EXEMPTIONS);
  if (list.state === "failed") return [notRead(one, "what is exempted from it", list.failure)];
  return foreign(list, expected)
    .filter((exemption) => one.id.equals(textAt(exemption, "properties.policyAssignmentId")))
    .map((exemption) => {
      const scope = ArmId.tryParse(textAt(exemption, "id"))?.scope ?? "";
      const end = textAt(exemption, "properties.expiresOn");
      const until = end === "" ? "without an end" : `until ${end}`;
      const says = `doesn't apply to ${scope} ${until} because of the exemption ${textAt(exemption, "name")}`;
      return observe("verify/policy-exemptions", one, `${says}, which isn't deployed`);
    });
}
