import { FIXED_SUBNETS } from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";
import { isIPv6 } from "./cidr.js";
import type { Environment, Environments } from "./environment.js";
import type { Inventory } from "./inventory.js";
import { isArm, pointTo, readText, readTexts, written } from "./reader.js";
import {
  ADMIN_PORTS,
  covers,
  hasPort,
  openingsOf,
  rulesOf,
  separateRules,
  type Opening,
  type SecurityRule,
} from "./security-rule.js";

/** A network security group. */
export interface SecurityGroup {
  readonly resource: Resource;
  readonly rules: readonly SecurityRule[];
  readonly openings: readonly Opening[];
}

/** A subnet. */
export interface Subnet {
  readonly resource: Resource;
  readonly name: string;
  readonly network: Network;
  /** Its blocks in CIDR notation; undefined where they aren't known yet. */
  readonly prefixes: readonly string[] | undefined;
  securityGroup: SecurityGroup | undefined;
}

/** A virtual network. */
export interface Network {
  readonly resource: Resource;
  readonly name: string;
  readonly environment: Environment;
  readonly addressSpace: readonly string[] | undefined;
  readonly subnets: Subnet[];
}

/** A link between two virtual networks. */
export interface NetworkLink {
  readonly resource: Resource;
  readonly from: Network | undefined;
  readonly to: Network | undefined;
}

/** Virtual networks, their subnets and what joins them. */
export class Networks {
  public readonly all: readonly Network[];
  public readonly subnets: readonly Subnet[];
  public readonly groups: readonly SecurityGroup[];
  /** Peerings and connections. */
  public readonly links: readonly NetworkLink[];
  readonly #networks = new Map<Resource, Network>();
  readonly #subnets = new Map<Resource, Subnet>();
  readonly #groups = new Map<Resource, SecurityGroup>();
  readonly #withMachines = new Set<Subnet>();
  readonly #neighbours = new Map<Network, Set<Network>>();

  constructor(inventory: Inventory, environments: Environments) {
    this.all = inventory.known("Microsoft.Network/virtualNetworks").map((resource) => {
      const network = {
        resource,
        name: nameOf(resource),
        environment: environments.of(resource),
        addressSpace: readTexts(resource, "address_space", "properties.addressSpace.addressPrefixes"),
        subnets: [],
      };
      this.#networks.set(resource, network);
      return network;
    });
    this.groups = this.#readGroups(inventory);
    this.subnets = inventory
      .known("Microsoft.Network/virtualNetworks/subnets")
      .flatMap((resource) => this.#readSubnet(resource) ?? []);
    this.#associate(inventory);
    this.#findMachines(inventory);
    this.links = [
      ...this.#linksOf(inventory, "Microsoft.Network/virtualNetworks/virtualNetworkPeerings", [
        ["virtual_network_name", "parent_id"],
        ["remote_virtual_network_id", "properties.remoteVirtualNetwork.id"],
      ]),
      ...this.#linksOf(inventory, "Microsoft.Network/connections", [
        ["virtual_network_gateway_id", "properties.virtualNetworkGateway1.id"],
        ["peer_virtual_network_gateway_id", "properties.virtualNetworkGateway2.id"],
      ]),
    ];
    for (const { from, to } of this.links) {
      if (!from || !to) continue;
      this.#neighbours.set(from, (this.#neighbours.get(from) ?? new Set()).add(to));
      this.#neighbours.set(to, (this.#neighbours.get(to) ?? new Set()).add(from));
    }
  }

  /** Whether a subnet has network interfaces of machines in it. */
  public hasMachines(subnet: Subnet): boolean {
    return this.#withMachines.has(subnet);
  }

  /** Whether packets get from one network to another: it's the same, or a peering or connection joins them. */
  public reaches(from: Network, to: Network): boolean {
    return from === to || (this.#neighbours.get(from)?.has(to) ?? false);
  }

  public of(resource: Resource | undefined): Network | undefined {
    return resource && this.#networks.get(resource);
  }

  public subnetOf(resource: Resource | undefined): Subnet | undefined {
    return resource && this.#subnets.get(resource);
  }

  public groupOf(resource: Resource | undefined): SecurityGroup | undefined {
    return resource && this.#groups.get(resource);
  }

  #readGroups(inventory: Inventory): readonly SecurityGroup[] {
    const separate = separateRules(inventory);
    // A network whose blocks aren't known may have IPv6.
    const ipv6 = this.all.some(({ addressSpace }) => addressSpace?.some(isIPv6) ?? true);
    for (const resource of inventory.created("Microsoft.Network/networkSecurityGroups")) {
      const rules = rulesOf(resource, separate.get(resource) ?? []);
      this.#groups.set(resource, { resource, rules, openings: openingsOf(rules, ipv6) });
    }
    return [...this.#groups.values()];
  }

  #readSubnet(resource: Resource): Subnet | undefined {
    const network = this.of(pointTo(resource, "virtual_network_name", "parent_id")?.resource);
    if (!network) return undefined;
    const subnet: Subnet = {
      resource,
      name: nameOf(resource),
      network,
      prefixes:
        readTexts(resource, "address_prefixes", "properties.addressPrefixes") ??
        readTexts(resource, "address_prefixes", "properties.addressPrefix"),
      securityGroup: this.groupOf(
        pointTo(resource, "network_security_group_id", "properties.networkSecurityGroup.id")?.resource,
      ),
    };
    network.subnets.push(subnet);
    this.#subnets.set(resource, subnet);
    return subnet;
  }

  #associate(inventory: Inventory): void {
    for (const resource of inventory.model.resources({ type: "azurerm_subnet_network_security_group_association" })) {
      const subnet = this.subnetOf(pointTo(resource, "subnet_id")?.resource);
      const group = this.groupOf(pointTo(resource, "network_security_group_id")?.resource);
      if (subnet && group) subnet.securityGroup = group;
    }
  }

  #findMachines(inventory: Inventory): void {
    for (const resource of inventory.created("Microsoft.Network/networkInterfaces")) {
      for (const dependency of resource.dependencies()) {
        const subnet = this.subnetOf(dependency);
        if (subnet) this.#withMachines.add(subnet);
      }
    }
  }

  #linksOf(
    inventory: Inventory,
    armType: string,
    [from, to]: readonly [readonly [string, string], readonly [string, string]],
  ): NetworkLink[] {
    return inventory
      .created(armType)
      .map((resource) => ({ resource, from: this.#end(resource, from), to: this.#end(resource, to) }));
  }

  /** The network at one end: named itself, or by the gateway that is in it. */
  #end(resource: Resource, [argument, arm]: readonly [string, string]): Network | undefined {
    const end = pointTo(resource, argument, arm)?.resource;
    if (!end) return undefined;
    if (this.#networks.has(end)) return this.of(end);
    const path = isArm(end) ? "properties.ipConfigurations" : "ip_configuration";
    if (written(end, path, path) === undefined) return undefined;
    return end
      .dependencies()
      .flatMap((dependency) => this.subnetOf(dependency) ?? [])
      .map(({ network }) => network)[0];
  }
}

/** Azure's name of a resource; the Terraform name where Azure's isn't known yet. */
export function nameOf(resource: Resource): string {
  return readText(resource, "name", "name") ?? resource.name;
}

/** Whether a subnet is one of those that take no network security group. */
export function isReserved({ name }: Subnet): boolean {
  return Object.values(FIXED_SUBNETS).some((fixed) => fixed.name === name && !fixed.networkSecurityGroup);
}

/** The blocks of Bastion's subnet in a network. */
export function bastionPrefixes(network: Network): readonly string[] {
  return network.subnets
    .filter(({ name }) => name === FIXED_SUBNETS.bastion.name)
    .flatMap(({ prefixes }) => prefixes ?? []);
}

/** Ports that a Bastion host of the network opens sessions on: those of SSH and RDP that a subnet lets its block in by. */
export function sessionPorts({ network, securityGroup }: Subnet): readonly number[] {
  if (!securityGroup) return ADMIN_PORTS;
  const hosts = bastionPrefixes(network);
  const admitted = securityGroup.openings.filter(
    ({ source }) => source.toLowerCase() === "virtualnetwork" || hosts.some((host) => covers(source, host)),
  );
  return ADMIN_PORTS.filter((port) => admitted.some(({ ports }) => hasPort(ports, [port])));
}
