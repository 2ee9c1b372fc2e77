import { ArmId, roleById } from "@org/azure-catalog";
import { groupBy } from "@org/aml-synth-model";
import { groupOf, type LiveAzure, type Read } from "./live-azure.js";
import { notRead, observe, type Observation } from "./observation.js";
import type { ComparedSubject } from "./settings.js";
import type { Subject } from "./subject.js";
import { type Body, isSame, objectsAt, textAt, valueAt } from "./values.js";

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const ML_REGISTRIES = "Microsoft.MachineLearningServices/registries";
const RULES = `${WORKSPACES}/outboundRules`;
const ASSIGNMENTS = "Microsoft.Authorization/roleAssignments";
const DIAGNOSTIC_SETTINGS = "Microsoft.Insights/diagnosticSettings";
const GROUPS = "Microsoft.Resources/resourceGroups";
const NETWORKS = "Microsoft.Network/virtualNetworks";
const ADDRESSES = "Microsoft.Network/publicIPAddresses";
const ENDPOINTS = "Microsoft.Network/privateEndpoints";
const INTERFACES = "Microsoft.Network/networkInterfaces";
const ZONES = "Microsoft.Network/privateDnsZones";
const IDENTITIES = "Microsoft.ManagedIdentity/userAssignedIdentities";

/** Subjects of all stacks by type and id, for what is expected. */
export class Expected {
  readonly #byType: ReadonlyMap<string, readonly Subject[]>;
  readonly #keys: ReadonlySet<string>;
  /** Types of associations and the ids of the resources that they change. */
  readonly #associations: ReadonlySet<string>;

  constructor(subjects: readonly Subject[]) {
    // An `azapi_update_resource` and an association are no resources of their own.
    const own = subjects.filter(({ resource: { type } }) => !/^azapi_update_resource$|_association$/.test(type));
    this.#byType = groupBy(own, ({ id }) => id.resourceType.toLowerCase());
    this.#keys = new Set(own.map(({ id }) => id.key));
    this.#associations = new Set(subjects.map(({ id, resource: { type } }) => `${type} ${id.key}`));
  }

  /** Whether an association of a type changes a resource. */
  public isAssociated(id: ArmId, type: string): boolean {
    return this.#associations.has(`${type} ${id.key}`);
  }

  public ofType(type: string): readonly Subject[] {
    return this.#byType.get(type.toLowerCase()) ?? [];
  }

  public has(id: string): boolean {
    return this.#keys.has(id.toLowerCase());
  }
}

/** Asks for the lists that show what is there in addition to the resources of the states. */
export function wantRelations(subjects: readonly Subject[], azure: LiveAzure): void {
  for (const group of groupsOf(subjects)) azure.wantAll(group, ASSIGNMENTS);
  for (const { id, resource } of subjects) {
    if (id.hasType(GROUPS)) azure.wantAll(id, ADDRESSES);
    if (id.hasType(WORKSPACES) && resource.type === "azapi_resource") azure.wantAll(id, "outboundRules");
    if (id.hasType(ENDPOINTS)) azure.wantAll(id, "privateDnsZoneGroups");
    if (id.hasType(IDENTITIES)) azure.wantAll(id, "federatedIdentityCredentials");
    if (id.hasType(ZONES)) {
      azure.wantAll(id, "A");
      azure.wantAll(id, "virtualNetworkLinks");
    }
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
      ...outboundRules(one, expected, azure),
      ...connections(one, expected, there, azure),
      ...openings(one, expected, azure),
      ...attached(one, expected),
      ...children(one, expected, azure),
    ]),
    ...roleAssignments(compared, expected, azure),
    ...privateDns(there, expected, azure),
  ];
}

/** The resource groups with resources of the states. */
function groupsOf(subjects: readonly Subject[]): readonly ArmId[] {
  return [...new Map(subjects.flatMap(({ id }) => groupOf(id) ?? []).map((group) => [group.key, group])).values()];
}

/** States of the rules that are deployed, and rules that aren't. */
function outboundRules(one: ComparedSubject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  if (one.id.hasType(RULES)) {
    const status = textAt(one.live, "properties.status");
    if (isSame("Active", status)) return [];
    return [
      observe(
        "verify/outbound-rules",
        one,
        `is ${status || "in an unknown state"} in Azure: the managed network doesn't let its traffic out`,
      ),
    ];
  }
  if (!one.id.hasType(WORKSPACES) || one.resource.type !== "azapi_resource") return [];
  const rules = azure.all(one.id, "outboundRules");
  if (rules.state === "failed") return [notRead(one, "which outbound rules it has", rules.failure)];
  if (rules.state === "not asked") return [];
  return rules.value
    .filter((rule) => !isOfAzure(rule) && !expected.has(textAt(rule, "id")))
    .map((rule) => {
      const to = valueAt(rule, "properties.destination");
      const target = typeof to === "string" ? to : textAt(to, "serviceResourceId") || textAt(to, "serviceTag");
      return observe(
        "verify/outbound-rules",
        one,
        `has the outbound rule ${textAt(rule, "name")} to ${target}, which isn't deployed`,
      );
    });
}

/**
 * Whether Azure created an outbound rule itself.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
function isOfAzure(rule: Body): boolean {
  return (
    textAt(rule, "name").startsWith("__SYS_") &&
    ["required", "dependency", "recommended"].includes(textAt(rule, "properties.category").toLowerCase())
  );
}

/** Roles on resources of the states, and below them, that no stack assigns. */
function roleAssignments(compared: readonly Subject[], expected: Expected, azure: LiveAzure): readonly Observation[] {
  return groupsOf(compared).flatMap((group) => {
    const assignments = azure.all(group, ASSIGNMENTS);
    const first = compared.find(({ id }) => id.isWithin(group));
    if (assignments.state === "failed" && first)
      return [notRead(first, `who has roles in ${group.name}`, assignments.failure)];
    if (assignments.state !== "read") return [];
    return assignments.value.flatMap((assignment) => {
      const scope = textAt(assignment, "properties.scope");
      // The list also contains those that are inherited from the subscription.
      if (!ArmId.tryParse(scope)?.isWithin(group) || expected.has(textAt(assignment, "id"))) return [];
      const at = nearest(scope, expected);
      if (!at) return [];
      const guid = textAt(assignment, "properties.roleDefinitionId").split("/").at(-1) ?? "";
      const who = `${textAt(assignment, "properties.principalType") || "principal"} ${textAt(assignment, "properties.principalId")}`;
      const where = at.id.equals(scope) ? "" : ` on ${scope}`;
      const message = `${who} has the role ${roleById(guid)?.name ?? guid}${where}, which isn't deployed`;
      return [observe("verify/role-assignments", at, message)];
    });
  });
}

/** The resource of the states with an id, or that contains it. */
function nearest(id: string, expected: Expected): Subject | undefined {
  for (let at = ArmId.tryParse(id); at; at = at.parent) {
    const { key } = at;
    const found = expected.ofType(at.resourceType).find((subject) => subject.id.key === key);
    if (found) return found;
  }
  return undefined;
}

/** Connections of private endpoints to a resource: their states, and those that nobody of the platform created. */
function connections(
  one: ComparedSubject,
  expected: Expected,
  there: readonly ComparedSubject[],
  azure: LiveAzure,
): readonly Observation[] {
  if (one.id.hasType(ENDPOINTS)) return ownConnections(one);
  if (one.resource.type === "azapi_update_resource") return [];
  const registry = one.id.hasType(ML_REGISTRIES);
  const list = objectsAt(
    one.live,
    registry ? "properties.registryPrivateEndpointConnections" : "properties.privateEndpointConnections",
  );
  const stateOf = (connection: Body): string =>
    textAt(
      connection,
      `properties.${registry ? "registryPrivateLinkServiceConnectionState" : "privateLinkServiceConnectionState"}.status`,
    );
  const own = list.filter((connection) => expected.has(textAt(connection, "properties.privateEndpoint.id")));
  const others = list.filter((connection) => !own.includes(connection));
  const pending = own.flatMap((connection) => {
    const endpoint = textAt(connection, "properties.privateEndpoint.id").toLowerCase();
    const status = stateOf(connection);
    const by = there.find(({ id }) => id.key === endpoint);
    return status === "Approved" || !by
      ? []
      : [
          observe(
            "verify/endpoint-connections",
            by,
            `its connection to ${one.id.name} is ${status || "in an unknown state"}`,
          ),
        ];
  });
  const approved = new Set(own.map((connection) => textAt(connection, "properties.privateEndpoint.id").toLowerCase()));
  const lost = there.filter(
    ({ id, live }) =>
      id.hasType(ENDPOINTS) &&
      !approved.has(id.key) &&
      objectsAt(live, "properties.privateLinkServiceConnections").some((item) =>
        one.id.equals(textAt(item, "properties.privateLinkServiceId")),
      ),
  );
  // The endpoints of managed networks are in subscriptions of Microsoft, so only their number is known.
  const { managed, active } = managedEndpointsTo(one.id, expected, azure);
  const waiting = others.filter((connection) => stateOf(connection) !== "Approved");
  return [
    ...pending,
    ...lost.map((endpoint) =>
      observe("verify/endpoint-connections", endpoint, `${one.id.name} has no connection of it`),
    ),
    ...waiting.map((connection) =>
      observe(
        "verify/endpoint-connections",
        one,
        `the connection ${textAt(connection, "name") || textAt(connection, "id")} is ${stateOf(connection) || "in an unknown state"}`,
      ),
    ),
    // Rules that Azure requires needn't be seen at their targets, so only registries must have all.
    ...(!registry || others.length >= active
      ? []
      : [
          observe(
            "verify/endpoint-connections",
            one,
            `has ${others.length} connections that aren't of the stacks' private endpoints, and ${active} deployed outbound rules to it are active`,
          ),
        ]),
    ...(others.length <= managed
      ? []
      : [
          observe(
            "verify/endpoint-connections",
            one,
            `has ${others.length} connections that aren't of the stacks' private endpoints, and the managed networks have ${managed}: ${others.map((connection) => textAt(connection, "properties.privateEndpoint.id") || textAt(connection, "name") || textAt(connection, "id")).join(", ")}`,
          ),
        ]),
  ];
}

/** The states of a private endpoint's connections as it has them itself; those of its target can be others. */
function ownConnections(endpoint: ComparedSubject): readonly Observation[] {
  return (["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"] as const)
    .flatMap((list) => objectsAt(endpoint.live, `properties.${list}`))
    .flatMap((connection) => {
      const status = textAt(connection, "properties.privateLinkServiceConnectionState.status");
      if (isSame("Approved", status)) return [];
      const to = textAt(connection, "properties.privateLinkServiceId").split("/").at(-1) ?? "";
      return [
        observe(
          "verify/endpoint-connections",
          endpoint,
          `has its connection to ${to} as ${status || "in an unknown state"}`,
        ),
      ];
    });
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

/** Ways into and out of a network. */
function openings(one: ComparedSubject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  if (one.id.hasType(NETWORKS) && one.resource.type === "azurerm_virtual_network") {
    const additional = (list: string, type: string, what: (item: Body) => string) =>
      objectsAt(one.live, `properties.${list}`)
        .filter((item) => !expected.has(`${one.id.toString()}/${list}/${textAt(item, "name")}`))
        .map((item) =>
          observe(
            "verify/network-openings",
            one,
            `has the ${type} ${textAt(item, "name")}${what(item)}, which isn't deployed`,
          ),
        );
    const inline = Array.isArray(one.resource.values["subnet"])
      ? one.resource.values["subnet"].map((item) => textAt(item, "name"))
      : [];
    return [
      ...additional(
        "virtualNetworkPeerings",
        "peering",
        (item) => ` with ${textAt(item, "properties.remoteVirtualNetwork.id")}`,
      ),
      ...additional("subnets", "subnet", () => "").filter(
        ({ message }) => !inline.some((name) => message.includes(`subnet ${name},`)),
      ),
    ];
  }
  if (!one.id.hasType(GROUPS)) return [];
  const addresses = azure.all(one.id, ADDRESSES);
  if (addresses.state === "failed") return [notRead(one, "which public addresses it has", addresses.failure)];
  return [
    ...foreign(addresses, expected).map((address) =>
      observe(
        "verify/network-openings",
        one,
        `has the public address ${textAt(address, "name")}, which isn't deployed`,
      ),
    ),
    ...members(one, expected, azure),
  ];
}

/** Private endpoints and network interfaces of a resource group that aren't deployed, where these lists are read anyway. */
function members(group: Subject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  const endpoints = azure.all(group.id, ENDPOINTS);
  const interfaces = foreign(azure.all(group.id, INTERFACES), expected)
    // That of a private endpoint is part of it.
    .filter((one) => textAt(one, "properties.privateEndpoint.id") === "");
  const ofEndpoints = endpoints.state === "read" ? endpoints.value : [];
  const own = new Set(
    ofEndpoints.flatMap((one) => objectsAt(one, "properties.networkInterfaces")).map((one) => idOf(one)),
  );
  return [
    ...foreign(endpoints, expected).map((endpoint) => {
      const [connection] = (["privateLinkServiceConnections", "manualPrivateLinkServiceConnections"] as const).flatMap(
        (list) => objectsAt(endpoint, `properties.${list}`),
      );
      const target = textAt(connection, "properties.privateLinkServiceId");
      return `the private endpoint ${textAt(endpoint, "name")} to ${target}`;
    }),
    ...interfaces.filter((one) => !own.has(idOf(one))).map((one) => `the network interface ${textAt(one, "name")}`),
  ].map((what) => observe("verify/network-openings", group, `has ${what}, which isn't deployed`));
}

function idOf(body: Body): string {
  return textAt(body, "id").toLowerCase();
}

/** The resources of a list that no stack deploys; none if it wasn't read. */
function foreign(list: Read<readonly Body[]>, expected: Expected): readonly Body[] {
  return list.state === "read" ? list.value.filter((one) => !expected.has(textAt(one, "id"))) : [];
}

/** Diagnostic settings and trusted issuers that aren't deployed. */
function children(one: ComparedSubject, expected: Expected, azure: LiveAzure): readonly Observation[] {
  if (one.id.hasType(DIAGNOSTIC_SETTINGS)) {
    const target = one.id.parent;
    const siblings = expected.ofType(DIAGNOSTIC_SETTINGS).filter(({ id }) => target?.equals(id.parent ?? ""));
    if (!target || siblings[0]?.id.key !== one.id.key) return [];
    const settings = azure.all(target, DIAGNOSTIC_SETTINGS);
    if (settings.state !== "read") return [];
    return settings.value
      .filter((setting) => !siblings.some(({ id }) => id.name.toLowerCase() === textAt(setting, "name").toLowerCase()))
      .map((setting) =>
        observe(
          "verify/diagnostic-settings",
          one,
          `${target.name} also has the diagnostic setting ${textAt(setting, "name")}, which isn't deployed`,
        ),
      );
  }
  if (!one.id.hasType(IDENTITIES)) return [];
  const credentials = azure.all(one.id, "federatedIdentityCredentials");
  if (credentials.state === "failed") return [notRead(one, "which issuers it trusts", credentials.failure)];
  if (credentials.state === "not asked") return [];
  return credentials.value
    .filter((credential) => !expected.has(textAt(credential, "id")))
    .map((credential) =>
      observe(
        "verify/federated-credentials",
        one,
        `trusts ${textAt(credential, "properties.subject")} of ${textAt(credential, "properties.issuer")}, which isn't deployed`,
      ),
    );
}

/** A record that a private endpoint or a resource of the states has in a zone. */
interface ExpectedRecord {
  readonly zone: ArmId;
  readonly name: string;
  readonly addresses: readonly string[];
  readonly by: Subject;
}

/** Records and links of the zones. */
function privateDns(there: readonly ComparedSubject[], expected: Expected, azure: LiveAzure): readonly Observation[] {
  const records = expected.ofType(ENDPOINTS).flatMap(recordsOf);
  return there
    .filter(({ id }) => id.hasType(ZONES))
    .flatMap((zone) => {
      const live = azure.all(zone.id, "A");
      const links = azure.all(zone.id, "virtualNetworkLinks");
      return [
        ...(live.state === "failed" ? [notRead(zone, "which records it has", live.failure)] : []),
        ...(links.state === "failed" ? [notRead(zone, "which networks it is linked to", links.failure)] : []),
        ...(live.state === "read"
          ? recordsIn(
              zone,
              live.value,
              records.filter((record) => record.zone.equals(zone.id)),
              expected,
            )
          : []),
        ...(links.state === "read"
          ? links.value
              .filter((link) => !expected.has(textAt(link, "id")))
              .map((link) =>
                observe(
                  "verify/private-dns",
                  zone,
                  `is linked to ${textAt(link, "properties.virtualNetwork.id")} by ${textAt(link, "name")}, which isn't deployed`,
                ),
              )
          : []),
      ];
    });
}

/** The records that azurerm read for a private endpoint after it was created. */
function recordsOf(by: Subject): readonly ExpectedRecord[] {
  const configs = by.resource.values["private_dns_zone_configs"] ?? null;
  return objectsAt({ configs }, "configs").flatMap((config) => {
    const zone = ArmId.tryParse(textAt(config, "private_dns_zone_id"));
    return objectsAt(config, "record_sets")
      .filter((record) => zone !== undefined && textAt(record, "type") === "A")
      .map((record) => ({
        zone: zone as ArmId,
        name: textAt(record, "name"),
        addresses: (valueAt(record, "ip_addresses") as readonly string[] | undefined) ?? [],
        by,
      }));
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
    return [
      `${type === "A" ? "" : `${type} `}record for ${name}${type === "A" ? ` (${addresses.get(name)?.join(", ") ?? ""})` : ""}`,
    ];
  });
  return [
    ...wrong,
    ...others.map((what) =>
      observe("verify/private-dns", zone, `has the ${what}, which no endpoint of the stacks has`),
    ),
  ];
}
