import { ArmId, roleById } from "@org/azure-catalog";
import type { Severity } from "@org/aml-posture";
import { groupBy } from "@org/aml-synth-model";
import { groupOf, type LiveAzure, type Read } from "./live-azure.js";
import { type LiveRuleId, notRead, observe, type Observation } from "./observation.js";
import type { ComparedSubject } from "./settings.js";
import { type EndpointRecord, recordsOf, type Subject } from "./subject.js";
import { type Body, isSame, objectsAt, textAt, valueAt } from "./values.js";

const CONNECTIONS = "verify/endpoint-connections";
const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const ML_REGISTRIES = "Microsoft.MachineLearningServices/registries";
const RULES = `${WORKSPACES}/outboundRules`;
const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
const LOCKS = "Microsoft.Authorization/locks";
const DIAGNOSTIC_SETTINGS = "Microsoft.Insights/diagnosticSettings";
const POLICY_ASSIGNMENTS = "Microsoft.Authorization/policyAssignments";
const POLICY_EXEMPTIONS = "Microsoft.Authorization/policyExemptions";
const GROUPS = "Microsoft.Resources/resourceGroups";
const SUBSCRIPTIONS = "Microsoft.Resources/subscriptions";
const ADDRESSES = "Microsoft.Network/publicIPAddresses";
const SQL_SERVERS = "Microsoft.Sql/servers";
const ENDPOINTS = "Microsoft.Network/privateEndpoints";
const INTERFACES = "Microsoft.Network/networkInterfaces";
const ZONES = "Microsoft.Network/privateDnsZones";
const CLUSTERS = "Microsoft.ContainerService/managedClusters";
const GATEWAYS = "Microsoft.Network/virtualNetworkGateways";
const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** Subjects of all stacks by type and id, for what is expected. */
export class Expected {
  readonly #byType: ReadonlyMap<string, readonly Subject[]>;
  readonly #byId: ReadonlyMap<string, readonly Subject[]>;
  /** Types of associations and the ids of the resources that they change. */
  readonly #associations: ReadonlySet<string>;

  constructor(subjects: readonly Subject[]) {
    const own = subjects.filter(isOwn);
    this.#byType = groupBy(own, ({ id }) => id.resourceType.toLowerCase());
    this.#byId = groupBy(own, ({ id }) => id.key);
    this.#associations = new Set(subjects.map(({ id, resource: { type } }) => `${type} ${id.key}`));
  }

  /** Whether an association of a type changes a resource. */
  public isAssociated(id: ArmId, type: string): boolean {
    return this.#associations.has(`${type} ${id.key}`);
  }

  public ofType(type: string): readonly Subject[] {
    return this.#byType.get(type.toLowerCase()) ?? [];
  }

  public get(id: string): Subject | undefined {
    return this.#byId.get(id.toLowerCase())?.[0];
  }

  public has(id: string): boolean {
    return this.get(id) !== undefined;
  }
}

/** Whether it is a resource of its own, which an association and an `azapi_update_resource` aren't. */
function isOwn({ resource: { type } }: Subject): boolean {
  return !/^azapi_update_resource$|^azurerm_virtual_network_dns_servers$|_association$/.test(type);
}

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
  const endpoints = new Endpoints(there);
  return [
    ...there.flatMap((one) => [
      ...ownLists(one, expected, azure),
      ...ruleStatus(one),
      ...connections(one, expected, endpoints, azure),
      ...inBody(one, expected),
      ...inGroup(one, expected, azure),
      ...attached(one, expected),
      ...diagnosticSettings(one, expected, azure),
      ...policyExemptions(one, expected, azure),
    ]),
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
  if (!one.id.hasType(RULES) || isSame("Active", status)) return [];
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

/** Connections of private endpoints to a resource: their states, and those that nobody of the platform created. */
function connections(
  one: ComparedSubject,
  expected: Expected,
  endpoints: Endpoints,
  azure: LiveAzure,
): readonly Observation[] {
  if (one.id.hasType(ENDPOINTS)) return ownConnections(one);
  if (one.resource.type === "azapi_update_resource") return [];
  const registry = one.id.hasType(ML_REGISTRIES);
  const [list, state] = registry
    ? (["registryPrivateEndpointConnections", "registryPrivateLinkServiceConnectionState"] as const)
    : (["privateEndpointConnections", "privateLinkServiceConnectionState"] as const);
  const all = objectsAt(one.live, `properties.${list}`).map((connection) => ({
    endpoint: textAt(connection, "properties.privateEndpoint.id"),
    name: textAt(connection, "name") || textAt(connection, "id"),
    status: textAt(connection, `properties.${state}.status`) || "in an unknown state",
  }));
  const own = all.filter(({ endpoint }) => expected.has(endpoint));
  const others = all.filter(({ endpoint }) => !expected.has(endpoint));
  const pending = own.flatMap(({ endpoint, status }) => {
    const by = endpoints.get(endpoint);
    if (status === "Approved" || !by) return [];
    return [observe(CONNECTIONS, by, `its connection to ${one.id.name} is ${status}`)];
  });
  const lost = endpoints.to(one.id).filter((by) => !own.some(({ endpoint }) => by.id.equals(endpoint)));
  const waiting = others.filter(({ status }) => status !== "Approved");
  // The endpoints of managed networks are in subscriptions of Microsoft, so only their number is known.
  const none = { managed: 0, active: 0 };
  const { managed, active } = registry || others.length > 0 ? managedEndpointsTo(one.id, expected, azure) : none;
  const number = `has ${others.length} connections that aren't of the stacks' private endpoints, and`;
  return [
    ...pending,
    ...lost.map((endpoint) => observe(CONNECTIONS, endpoint, `${one.id.name} has no connection of it`)),
    ...waiting.map(({ name, status }) => observe(CONNECTIONS, one, `the connection ${name} is ${status}`)),
    // Rules that Azure requires needn't be seen at their targets, so only registries must have all.
    ...(registry && others.length < active
      ? [observe(CONNECTIONS, one, `${number} ${active} deployed outbound rules to it are active`)]
      : []),
    ...(others.length > managed
      ? [
          observe(
            CONNECTIONS,
            one,
            `${number} the managed networks have ${managed}: ${others.map(({ endpoint, name }) => endpoint || name).join(", ")}`,
          ),
        ]
      : []),
  ];
}

/** The private endpoints of the states, by id and by the resources to which they are connected. */
class Endpoints {
  readonly #byId: ReadonlyMap<string, ComparedSubject>;
  readonly #byTarget: ReadonlyMap<string, readonly ComparedSubject[]>;

  constructor(there: readonly ComparedSubject[]) {
    const all = there.filter(({ id }) => id.hasType(ENDPOINTS));
    this.#byId = new Map(all.map((one) => [one.id.key, one]));
    const targets = all.flatMap((one) =>
      objectsAt(one.live, "properties.privateLinkServiceConnections").map((connection) => ({
        one,
        target: textAt(connection, "properties.privateLinkServiceId").toLowerCase(),
      })),
    );
    const grouped = groupBy(targets, ({ target }) => target);
    this.#byTarget = new Map([...grouped].map(([target, found]) => [target, found.map(({ one }) => one)]));
  }

  public get(id: string): ComparedSubject | undefined {
    return this.#byId.get(id.toLowerCase());
  }

  public to(target: ArmId): readonly ComparedSubject[] {
    return this.#byTarget.get(target.key) ?? [];
  }
}

/** The states of a private endpoint's connections as it has them itself; those of its target can be others. */
function ownConnections(endpoint: ComparedSubject): readonly Observation[] {
  return connectionsIn(endpoint.live).flatMap((connection) => {
    const status = textAt(connection, "properties.privateLinkServiceConnectionState.status");
    if (isSame("Approved", status)) return [];
    const to = textAt(connection, "properties.privateLinkServiceId").split("/").at(-1) ?? "";
    return [observe(CONNECTIONS, endpoint, `has its connection to ${to} as ${status || "in an unknown state"}`)];
  });
}

/** The connections in the body of a private endpoint. */
function connectionsIn(endpoint: Body | undefined): readonly Body[] {
  return (["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"] as const).flatMap((list) =>
    objectsAt(endpoint, `properties.${list}`),
  );
}

/**
 * Number of outbound rules that create a private endpoint to a resource: those of the states and Azure's own, and the
 * deployed ones that are active.
 */
function managedEndpointsTo(
  target: ArmId,
  expected: Expected,
  azure: LiveAzure,
): { readonly managed: number; readonly active: number } {
  const destination = "properties.destination.serviceResourceId";
  const deployed = expected
    .ofType(RULES)
    .filter(({ resource }) => target.equals(textAt(resource.values["body"], destination)))
    .map(({ id }) => id.key);
  const live = expected.ofType(WORKSPACES).flatMap(({ id }) => {
    const rules = azure.all(id, "outboundRules");
    return rules.state === "read" ? rules.value : [];
  });
  const own = live.filter((rule) => target.equals(textAt(rule, destination)));
  const active = own.filter(
    (rule) => deployed.includes(idOf(rule)) && isSame("Active", textAt(rule, "properties.status")),
  );
  return { managed: new Set([...deployed, ...own.map(idOf)]).size, active: active.length };
}

/** What an association sets on a resource, which has nothing there without one: its type, property and association. */
const ASSOCIATED = [
  ["azurerm_subnet", "networkSecurityGroup", "azurerm_subnet_network_security_group_association"],
  ["azurerm_subnet", "routeTable", "azurerm_subnet_route_table_association"],
  ["azurerm_subnet", "natGateway", "azurerm_subnet_nat_gateway_association"],
  ["azurerm_network_interface", "networkSecurityGroup", "azurerm_network_interface_security_group_association"],
] as const;

/** Security groups, routes and gateways of a subnet or network interface that aren't deployed. */
function attached(one: ComparedSubject, expected: Expected): readonly Observation[] {
  return ASSOCIATED.flatMap(([type, property, association]) => {
    const id = textAt(one.live, `properties.${property}.id`);
    if (one.resource.type !== type || id === "" || expected.isAssociated(one.id, association)) return [];
    return [observe("verify/network-openings", one, `has the ${property} ${id}, which isn't deployed`)];
  });
}

/** What the body of a resource contains and should be deployed, such as the peerings of a network. */
interface Inner {
  /** Type in Terraform of the resource. */
  readonly of: string;
  /** The property with the items. */
  readonly list: string;
  /**
   * The last part of their ARM type.
   * @default - the name of the property
   */
  readonly type?: string | undefined;
  readonly says: (item: Body, name: string) => string;
  /** The names of the items that the resource's own arguments deploy. */
  readonly inline?: ((values: Subject["resource"]["values"]) => readonly string[]) | undefined;
}

const INNER: readonly Inner[] = [
  {
    of: "azurerm_virtual_network",
    list: "virtualNetworkPeerings",
    says: (item, name) => `peering ${name} with ${textAt(item, "properties.remoteVirtualNetwork.id")}`,
  },
  {
    of: "azurerm_virtual_network",
    list: "subnets",
    says: (_, name) => `subnet ${name}`,
    inline: (values) => objectsAt(values, "subnet").map((item) => textAt(item, "name")),
  },
  {
    of: "azurerm_firewall_policy",
    list: "ruleCollectionGroups",
    says: (_, name) => `rule collection group ${name}`,
  },
  {
    of: "azurerm_kubernetes_cluster",
    list: "agentPoolProfiles",
    type: "agentPools",
    says: (item, name) => `node pool ${name} in ${textAt(item, "vnetSubnetID") || "a network of its own"}`,
    inline: (values) => objectsAt(values, "default_node_pool").map((item) => textAt(item, "name")),
  },
];

/** Peerings, subnets, rule collection groups and node pools that aren't deployed. */
function inBody(one: ComparedSubject, expected: Expected): readonly Observation[] {
  return INNER.filter(({ of }) => one.resource.type === of).flatMap(({ list, type = list, says, inline }) => {
    const own = inline?.(one.resource.values) ?? [];
    return objectsAt(one.live, `properties.${list}`).flatMap((item) => {
      // Some lists only have the ids.
      const name = textAt(item, "name") || (textAt(item, "id").split("/").at(-1) ?? "");
      const id = `${one.id.toString()}/${type}/${name}`;
      if (expected.has(id) || own.includes(name)) return [];
      return [observe("verify/network-openings", one, `has the ${says(item, name)}, which isn't deployed`)];
    });
  });
}

/** Private endpoints and network interfaces of a resource group that aren't deployed, where these lists are read anyway. */
function inGroup(group: ComparedSubject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  if (!group.id.hasType(GROUPS)) return [];
  const endpoints = azure.all(group.id, ENDPOINTS);
  const ofEndpoints = new Set(
    (endpoints.state === "read" ? endpoints.value : [])
      .flatMap((one) => objectsAt(one, "properties.networkInterfaces"))
      .map(idOf),
  );
  // That of a private endpoint is part of it.
  const interfaces = foreign(azure.all(group.id, INTERFACES), expected).filter(
    (one) => textAt(one, "properties.privateEndpoint.id") === "" && !ofEndpoints.has(idOf(one)),
  );
  return [
    ...foreign(endpoints, expected).map((endpoint) => {
      const target = textAt(connectionsIn(endpoint)[0], "properties.privateLinkServiceId");
      return `private endpoint ${textAt(endpoint, "name")} to ${target}`;
    }),
    ...interfaces.map((one) => `network interface ${textAt(one, "name")}`),
  ].map((what) => observe("verify/network-openings", group, `has the ${what}, which isn't deployed`));
}

function idOf(body: Body): string {
  return textAt(body, "id").toLowerCase();
}

/** The resources of a list that no stack deploys; none if it wasn't read. */
function foreign(list: Read<readonly Body[]>, expected: Expected): readonly Body[] {
  return list.state === "read" ? list.value.filter((one) => !expected.has(textAt(one, "id"))) : [];
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

/** A record that a private endpoint has in a zone. */
interface ExpectedRecord extends EndpointRecord {
  readonly by: Subject;
}

/** Records of the zones. */
function privateDns(there: readonly ComparedSubject[], expected: Expected, azure: LiveAzure): readonly Observation[] {
  const records = expected
    .ofType(ENDPOINTS)
    .flatMap((by) => recordsOf(by).map((record): ExpectedRecord => ({ ...record, by })));
  return there
    .filter(({ id }) => id.hasType(ZONES))
    .flatMap((zone) => {
      const live = azure.all(zone.id, "A");
      if (live.state === "failed") return [notRead(zone, "which records it has", live.failure)];
      if (live.state === "not asked") return [];
      const own = records.filter((record) => record.zone?.equals(zone.id));
      // AKS writes the record of a private API server itself, and the state doesn't have its address.
      const ofClusters = expected.ofType(CLUSTERS).map(({ resource }) => textAt(resource.values, "private_fqdn"));
      const others = live.value.filter((record) => !ofClusters.includes(`${textAt(record, "name")}.${zone.id.name}`));
      return recordsIn(zone, others, own, expected);
    });
}

function recordsIn(
  zone: ComparedSubject,
  live: readonly Body[],
  records: readonly ExpectedRecord[],
  expected: Expected,
): readonly Observation[] {
  const addresses = new Map(
    live
      .filter((record) => /\/A$/i.test(textAt(record, "type")))
      .map((record) => [
        textAt(record, "name").toLowerCase(),
        objectsAt(record, "properties.aRecords")
          .map((one) => textAt(one, "ipv4Address"))
          .sort(),
      ]),
  );
  const wanted = groupBy(records, ({ name }) => name.toLowerCase());
  const wrong = [...wanted].flatMap(([name, same]) => {
    const found = addresses.get(name);
    const all = [...new Set(same.flatMap((record) => record.addresses))].sort();
    if (found?.join() === all.join()) return [];
    const [first] = same;
    if (!first) return [];
    const says = found === undefined ? "has no record" : `answers ${found.join(", ") || "nothing"}`;
    return [
      observe(
        "verify/private-dns",
        first.by,
        `${zone.id.name} ${says} for ${name}, and the endpoint has ${all.join(", ")}`,
      ),
    ];
  });
  const others = live.flatMap((record) => {
    const type = textAt(record, "type").split("/").at(-1)?.toUpperCase() ?? "";
    const name = textAt(record, "name").toLowerCase();
    // Azure creates the SOA record, which is that of the zone itself.
    if (type === "SOA" || (type === "A" && wanted.has(name)) || expected.has(textAt(record, "id"))) return [];
    return type === "A"
      ? `record for ${name} (${addresses.get(name)?.join(", ") ?? ""})`
      : `${type} record for ${name}`;
  });
  return [
    ...wrong,
    ...others.map((what) =>
      observe("verify/private-dns", zone, `has the ${what}, which no endpoint of the stacks has`),
    ),
  ];
}
