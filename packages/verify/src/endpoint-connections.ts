import type { ArmId } from "@org/azure-catalog";
import { groupBy } from "@org/aml-synth-model";
import { ENDPOINTS, type Expected, idOf, OUTBOUND_RULES, WORKSPACES } from "./expected.js";
import type { LiveAzure } from "./live-azure.js";
import { observe, type Observation } from "./observation.js";
import type { ComparedSubject } from "./settings.js";
import { type Body, isSame, objectsAt, textAt } from "./values.js";

const CONNECTIONS = "verify/endpoint-connections";
const ML_REGISTRIES = "Microsoft.MachineLearningServices/registries";

/** Connections of private endpoints: their states, and those that nobody of the platform created. */
export function endpointConnections(
  there: readonly ComparedSubject[],
  expected: Expected,
  azure: LiveAzure,
): readonly Observation[] {
  const endpoints = new Endpoints(there);
  return there.flatMap((one) => connections(one, expected, endpoints, azure));
}

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
export function connectionsIn(endpoint: Body | undefined): readonly Body[] {
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
    .ofType(OUTBOUND_RULES)
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
