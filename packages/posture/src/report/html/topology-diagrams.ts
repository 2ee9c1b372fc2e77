import { groupBy } from "@org/aml-synth-model";
import type { Report } from "../report.js";
import type { Box, Diagram, Line } from "./diagram.js";

type Topology = Report["topology"];
type Network = Topology["networks"][number];
type Workspace = Topology["workspaces"][number];
type Rule = Workspace["rules"][number];

const LONGEST = 42;

/** Diagram of one environment: networks, endpoints, zones, the path of administrators, outbound rules. */
export function environmentDiagram({ topology, environments }: Report, environment: string): Diagram | undefined {
  const networks = topology.networks.filter((network) => network.environment === environment);
  const workspaces = topology.workspaces.filter((workspace) => workspace.environment === environment);
  const addresses = topology.publicAddresses.filter((address) => address.environment === environment);
  if (networks.length + workspaces.length + addresses.length === 0) return undefined;

  const zones = [
    ...new Set(networks.flatMap((network) => [...network.zones, ...endpointsOf(network).flatMap((one) => one.zones)])),
  ];
  const linked = new Set(networks.flatMap((network) => network.zones));
  const own = new Set(networks.map(({ name }) => name));
  const peerings = topology.peerings.filter(({ from, to }) => own.has(from) || own.has(to));
  const peered = [...new Set(peerings.flatMap(({ from, to }) => [from, to]))].filter((name) => !own.has(name));
  const shared = new Set(environments.filter((one) => one.shared).map(({ name }) => name));
  const ownerOf = (network: string) => topology.networks.find(({ name }) => name === network)?.environment;
  const isCrossing = (network: string): boolean => {
    const owner = ownerOf(network);
    return owner === undefined || !(shared.has(owner) || shared.has(environment));
  };
  const boxes: Box[] = [
    ...(addresses.length > 0 ? [{ id: "internet", kind: "internet", lines: ["Internet"] } as const] : []),
    ...addresses.map(({ place, name, bastion, outbound }): Box => ({
      id: place,
      kind: bastion ? "bastion" : outbound ? "destination" : "foreign",
      lines: [name, outbound ? "public address, outbound only" : "public address"],
    })),
    ...egressBoxes(networks),
    ...networks.map(networkBox),
    ...peered.map((name): Box => ({
      id: `network ${name}`,
      kind: isCrossing(name) ? "foreign" : "network",
      lines: [name, ownerOf(name) === undefined ? "network, not read" : `network of ${String(ownerOf(name))}`],
    })),
    ...zones.map((zone): Box => ({
      id: `zone ${zone}`,
      kind: "zone",
      lines: [zone, linked.has(zone) ? "private DNS zone, linked" : "private DNS zone, NOT linked"],
    })),
    ...workspaces.map(workspaceBox),
    ...workspaces.flatMap(destinationBoxes),
    ...workspaces.flatMap(storeBoxes),
  ];
  const lines: Line[] = [
    ...addresses.flatMap(({ place, holder, outbound }): Line[] => {
      const holds: Line[] = holder === null ? [] : [{ from: place, to: `host ${holder}`, kind: "inbound" }];
      const lines: Line[] = [{ from: "internet", to: place, kind: "inbound" }, ...holds];
      return outbound ? lines.map(({ from, to }) => ({ from: to, to: from, kind: "plain" })) : lines;
    }),
    ...networks.flatMap(networkLines),
    ...workspaces.flatMap((workspace) =>
      workspace.rules.map((rule): Line => ({
        from: workspace.place,
        to: isToStore(workspace, rule) ? storeId(workspace, rule.target) : destinationId(workspace, rule),
        kind: rule.environment === null || rule.environment === environment ? "plain" : "crossing",
        label: rule.name,
      })),
    ),
    ...workspaces.flatMap((workspace) =>
      [...storesOf(workspace).keys()]
        .filter((store) => !workspace.rules.some(({ target }) => target === store))
        .map((store): Line => ({ from: workspace.place, to: storeId(workspace, store), kind: "plain" })),
    ),
    ...peerings.map(({ from, to }): Line => ({
      from: `network ${from}`,
      to: `network ${to}`,
      kind: isCrossing(own.has(from) ? to : from) ? "crossing" : "plain",
      label: "peering",
    })),
  ];
  return { label: `Topology of ${environment}`, boxes, lines };
}

/** Diagram of the environments and the connections between them. */
export function overviewDiagram({ environments, topology }: Report): Diagram {
  const boxes = environments.map(({ name, shared, production, resources }): Box => {
    const role = shared ? "shared" : production ? "production" : "not production";
    return { id: name, kind: "environment", lines: [name, `${role}, ${String(resources)} resources`] };
  });
  const pairs = groupBy(
    topology.crossings,
    ({ fromEnvironment, toEnvironment }) => `${fromEnvironment}\n${toEnvironment}`,
  );
  const shared = new Set(environments.filter((one) => one.shared).map(({ name }) => name));
  const lines = [...pairs].map(([pair, crossings]): Line => {
    const [from = "", to = ""] = pair.split("\n");
    const kinds = [...groupBy(crossings, ({ kind }) => kind)].map(
      ([kind, { length }]) => `${String(length)} × ${kind}`,
    );
    return { from, to, kind: shared.has(to) ? "plain" : "crossing", label: kinds.join(", ") };
  });
  return { label: "Environments and what leads from one to another", boxes, lines };
}

function networkBox(network: Network): Box {
  return {
    id: `network ${network.name}`,
    kind: "network",
    lines: [network.name, `virtual network ${network.addressSpace.join(", ")}`],
    boxes: network.subnets.map((subnet) => ({
      id: subnet.place,
      kind: "subnet",
      lines: [short(subnet.name), subnet.prefixes.join(", "), short(subnet.securityGroup ?? "no security group")],
      boxes: [
        ...(subnet.bastion === null
          ? []
          : [{ id: `host ${subnet.bastion}`, kind: "bastion", lines: [subnet.bastion, "Bastion host"] } as const]),
        ...subnet.machines.map((machine): Box => ({
          id: `host ${machine}`,
          kind: "machine",
          lines: [machine, "virtual machine"],
        })),
        ...subnet.hosts.map(({ name, kind }): Box => ({
          // A cluster may be in several subnets; public addresses and egress lead to the others.
          id: kind === "firewall" || kind === "gateway" ? `host ${name}` : `${kind} ${subnet.place} ${name}`,
          kind: kind === "gateway" ? "foreign" : kind === "firewall" ? "bastion" : "machine",
          lines: [short(name), kind],
        })),
        ...subnet.endpoints.map(({ place, target, subResource }): Box => ({
          id: place,
          kind: "endpoint",
          lines: [short(target), `endpoint, ${subResource}`],
        })),
      ],
    })),
  };
}

function networkLines(network: Network): Line[] {
  const reached = network.subnets
    .filter(({ sessionPorts }) => sessionPorts.length > 0)
    .flatMap(({ machines, sessionPorts }) => machines.map((machine) => ({ machine, label: sessionPorts.join(", ") })));
  const hosts = network.subnets.flatMap(({ bastion }) => (bastion === null ? [] : [bastion]));
  return [
    ...hosts.flatMap((host) =>
      reached.map(({ machine, label }): Line => ({
        from: `host ${host}`,
        to: `host ${machine}`,
        kind: "inbound",
        label,
      })),
    ),
    ...network.subnets.flatMap(({ place, egress }): Line[] =>
      egress === null ? [] : [{ from: place, to: `host ${egress.name}`, kind: "plain", label: "egress" }],
    ),
    ...endpointsOf(network).flatMap(({ place, zones }) =>
      zones.map((zone): Line => ({ from: place, to: `zone ${zone}`, kind: "plain" })),
    ),
  ];
}

/** What traffic leaves through that is in no subnet of the networks: NAT gateways, and firewalls of others. */
function egressBoxes(networks: readonly Network[]): Box[] {
  const subnets = networks.flatMap((network) => network.subnets);
  const inside = new Set(subnets.flatMap((subnet) => subnet.hosts.map(({ name }) => name)));
  const found = new Map(subnets.flatMap(({ egress }) => (egress ? [[egress.name, egress.kind] as const] : [])));
  return [...found]
    .filter(([name]) => !inside.has(name))
    .map(([name, kind]) => ({
      id: `host ${name}`,
      kind: kind === "firewall" ? "foreign" : "machine",
      lines: [name, kind === "firewall" ? "firewall of others" : kind],
    }));
}

function endpointsOf({ subnets }: Network): Network["subnets"][number]["endpoints"] {
  return subnets.flatMap(({ endpoints }) => endpoints);
}

function workspaceBox({ place, name, isolationMode }: Workspace): Box {
  const network = isolationMode === "Disabled" ? ["computes in your network"] : ["managed network", isolationMode];
  return { id: place, kind: "workspace", lines: [name, ...network] };
}

function destinationBoxes(workspace: Workspace): Box[] {
  return workspace.rules
    .filter((rule) => !isToStore(workspace, rule))
    .map((rule) => ({
      id: destinationId(workspace, rule),
      kind: isForeign(workspace, rule.environment) ? "foreign" : "destination",
      lines: [
        short(rule.destination),
        isForeign(workspace, rule.environment) ? `outbound rule into ${String(rule.environment)}` : "outbound rule",
      ],
    }));
}

/** A box for each storage account or SQL server of a workspace's datastores. */
function storeBoxes(workspace: Workspace): Box[] {
  return [...storesOf(workspace)].map(([store, datastores]) => ({
    id: storeId(workspace, store),
    kind: datastores.some(({ environment }) => isForeign(workspace, environment)) ? "foreign" : "store",
    lines: [
      short(store ?? "store with another name"),
      ...datastores.map(({ name, kind }) => short(`${kind}: ${name}`)),
    ],
  }));
}

function storesOf({ datastores }: Workspace): ReadonlyMap<string | null, Workspace["datastores"]> {
  return groupBy(datastores, ({ store }) => store);
}

function isToStore(workspace: Workspace, { target }: Rule): boolean {
  return target !== null && storesOf(workspace).has(target);
}

function isForeign(workspace: Workspace, environment: string | null): boolean {
  return environment !== null && environment !== workspace.environment;
}

function destinationId({ place }: Workspace, { name }: Rule): string {
  return `destination ${place} ${name}`;
}

function storeId({ place }: Workspace, store: string | null): string {
  return `store ${place} ${store ?? ""}`;
}

function short(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
