import { groupBy, type Resource } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { ArmId } from "@org/azure-catalog";
import { storeOf } from "../domain/datastore.js";
import { targetName, type Endpoint } from "../domain/endpoint.js";
import { formatEndpoint, type OutboundRule } from "../domain/managed-network.js";
import { nameOf, sessionPorts, type Subnet } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import type { Report } from "./report.js";

type Topology = Report["topology"];
type SubnetReport = Topology["networks"][number]["subnets"][number];

/** The networks of a platform and their content, as data for diagrams. */
export function topologyOf(platform: Platform): Topology {
  const inside = occupants(platform);
  const hosts = hostsOf(platform);
  return {
    networks: platform.networks.all.map((network) => ({
      place: network.resource?.id ?? network.name,
      name: network.name,
      environment: network.environment.name,
      addressSpace: [...(network.addressSpace ?? [])],
      zones: platform.zones.linksOf(network).map(({ zone }) => zone.name),
      subnets: network.subnets.map((subnet) =>
        subnetOf(platform, subnet, inside.get(subnet) ?? [], hosts.get(subnet) ?? []),
      ),
    })),
    peerings: platform.networks.links.map(({ resource, from, to }) => ({
      place: resource.id,
      from: from?.name ?? "?",
      to: to?.name ?? "?",
    })),
    publicAddresses: platform.publicAddresses.map(({ resource, holders }) => ({
      place: resource.id,
      name: nameOf(resource),
      environment: platform.environments.nameOf(resource),
      holder: holders[0] ? nameOf(holders[0].resource) : null,
      bastion: holders.length > 0 && holders.every(({ kind }) => kind === "bastion"),
      outbound: holders.length > 0 && holders.every(({ kind }) => kind === "outbound"),
    })),
    workspaces: platform.workspaces.map(({ resource, name, environment, isolationMode, rules, datastores }) => ({
      place: resource.id,
      name,
      environment: environment.name,
      isolationMode: typeof isolationMode === "string" ? isolationMode : "known after apply",
      rules: rules.map((rule) => ({
        name: rule.name,
        destination: destinationOf(rule),
        target: nameOfTarget(rule) ?? null,
        environment: rule.target?.resource ? platform.environments.nameOf(rule.target.resource) : null,
      })),
      datastores: datastores.map((datastore) => {
        const { store, name, kind } = storeOf(datastore, platform.inventory);
        return {
          place: datastore.id,
          name: nameOf(datastore),
          kind,
          store: name ?? null,
          environment: store ? platform.environments.nameOf(store) : null,
        };
      }),
    })),
    crossings: platform.crossings.map(({ kind, from, to, fromEnvironment, toEnvironment }) => ({
      kind,
      from: from.id,
      to: to.id,
      fromEnvironment: fromEnvironment.name,
      toEnvironment: toEnvironment.name,
    })),
  };
}

interface Occupant {
  readonly subnet: Subnet;
  readonly name: string;
  readonly bastion: boolean;
}

/** Bastion hosts and machines, by subnet. */
function occupants(platform: Platform): ReadonlyMap<Subnet, readonly Occupant[]> {
  const found = [
    ...platform.inventory.created("Microsoft.Network/bastionHosts"),
    ...platform.inventory.created("Microsoft.Network/networkInterfaces"),
  ].flatMap((resource) => {
    const [subnet] = platform.networks.subnetsOf(resource);
    if (!subnet) return [];
    const bastion = armTypeOf(resource) === "microsoft.network/bastionhosts";
    const machine = resource.dependents().find((one) => armTypeOf(one) === "microsoft.compute/virtualmachines");
    return [{ subnet, name: nameOf(machine ?? resource), bastion }];
  });
  return groupBy(found, ({ subnet }) => subnet);
}

function subnetOf(
  platform: Platform,
  subnet: Subnet,
  inside: readonly Occupant[],
  hosts: readonly Host[],
): SubnetReport {
  return {
    place: subnet.resource?.id ?? subnet.name,
    name: subnet.name,
    prefixes: [...(subnet.prefixes ?? [])],
    securityGroup: subnet.securityGroup ? nameOf(subnet.securityGroup.resource) : null,
    bastion: inside.find(({ bastion }) => bastion)?.name ?? null,
    machines: inside.filter(({ bastion }) => !bastion).map(({ name }) => name),
    hosts: hosts.map(({ name, kind }) => ({ name, kind })),
    egress: egressOf(platform, subnet),
    sessionPorts: [...sessionPorts(subnet)],
    endpoints: platform.endpointsIn(subnet).map((endpoint) => endpointOf(platform, endpoint)),
  };
}

/** Types of what is in a subnet besides Bastion hosts, machines and endpoints. */
const HOSTS = [
  ["Microsoft.Network/azureFirewalls", "firewall"],
  ["Microsoft.Network/virtualNetworkGateways", "gateway"],
  ["Microsoft.Compute/virtualMachineScaleSets", "scale set"],
  ["Microsoft.MachineLearningServices/workspaces/computes", "compute"],
] as const;

interface Host {
  readonly subnet: Subnet;
  readonly name: string;
  readonly kind: string;
}

/** What is in the subnets besides Bastion hosts, machines and endpoints. */
function hostsOf({ clusters, inventory, networks }: Platform): ReadonlyMap<Subnet, readonly Host[]> {
  const others = HOSTS.flatMap(([type, kind]) =>
    inventory
      .created(type)
      .flatMap((resource) => networks.subnetsOf(resource).map((subnet) => ({ subnet, name: nameOf(resource), kind }))),
  );
  const nodes = clusters.flatMap(({ resource, pools }) =>
    [...new Set(pools.flatMap(({ subnet }) => subnet ?? []))].map((subnet) => ({
      subnet,
      name: nameOf(resource),
      kind: "AKS cluster",
    })),
  );
  return groupBy([...others, ...nodes], ({ subnet }) => subnet);
}

function egressOf({ routing }: Platform, subnet: Subnet): SubnetReport["egress"] {
  const firewall = routing.defaultRouteOf(subnet)?.appliance?.resource;
  if (firewall) return { name: nameOf(firewall), kind: "firewall" };
  const nat = routing.natGatewayOf(subnet);
  return nat?.kind === "resource" ? { name: nameOf(nat as Resource), kind: "NAT gateway" } : null;
}

function endpointOf(platform: Platform, endpoint: Endpoint): SubnetReport["endpoints"][number] {
  return {
    place: endpoint.resource.id,
    name: endpoint.name,
    target: targetName(endpoint),
    subResource: endpoint.subResources.join(", "),
    zones: endpoint.zones.map((to) => platform.zones.at(to)?.name ?? to.shape),
  };
}

/** An existing resource is known by its id. */
function nameOfTarget({ target }: OutboundRule): string | undefined {
  if (target?.resource) return nameOf(target.resource);
  return target?.literal ? ArmId.tryParse(target.shape)?.name : undefined;
}

function destinationOf({ target, subResource, fqdn, serviceTag, ports }: OutboundRule): string {
  if (target) return formatEndpoint(target, subResource);
  const parts = [fqdn, serviceTag, ports].filter((part) => typeof part === "string");
  return parts.length > 0 ? parts.join(" ") : "unknown";
}
