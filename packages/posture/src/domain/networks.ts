import type { Resource } from "@org/aml-synth-model";
import { blocksIn } from "./blocks.js";
import { isIPv6 } from "./cidr.js";
import type { Environments } from "./environment.js";
import { areSame, identityIn, identityOf, idOf, type Identities, type Identity } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { nameOf, OUTSIDE, type Created, type Network, type SecurityGroup, type Subnet } from "./network.js";
import { isNetwork, linksOf, type NetworkLink } from "./network-link.js";
import { hasConfiguration, isArm, pointed, pointTo, readText, readTexts, visitIds, type Pointer } from "./reader.js";
import { openingsOf, rulesOf, separateRules } from "./security-rule.js";

const NETWORKS = "Microsoft.Network/virtualNetworks";
const SECURITY_GROUPS = "Microsoft.Network/networkSecurityGroups";
const MACHINES = ["Microsoft.Network/networkInterfaces", "Microsoft.Compute/virtualMachineScaleSets"];
const NODES = [
  "Microsoft.ContainerService/managedClusters",
  "Microsoft.ContainerService/managedClusters/agentPools",
  "Microsoft.MachineLearningServices/workspaces/computes",
];

/** Virtual networks with their subnets and connections. */
export class Networks {
  public readonly all: readonly Network[];
  public readonly subnets: readonly Subnet[];
  public readonly groups: readonly SecurityGroup[];
  /** Peerings, hub connections and gateways' connections. */
  public readonly links: readonly NetworkLink[];
  readonly #all: Network[] = [];
  readonly #networks = new Map<Resource, Network>();
  /** Networks that are known only by their ARM id. */
  readonly #named: { readonly identity: Identity; readonly network: Network }[] = [];
  readonly #subnets = new Map<Resource, Subnet>();
  readonly #groups = new Map<Resource, SecurityGroup>();
  readonly #withMachines = new Set<Subnet>();
  readonly #withNodes = new Set<Subnet>();
  readonly #neighbours = new Map<Network, Set<Network>>();

  constructor(
    inventory: Inventory,
    private readonly environments: Environments,
    private readonly identities: Identities,
  ) {
    for (const resource of inventory.known(NETWORKS)) this.#readNetwork(resource);
    this.all = this.#all;
    this.groups = this.#readGroups(inventory);
    this.subnets = [
      ...inventory
        .known("Microsoft.Network/virtualNetworks/subnets")
        .flatMap((resource) => this.#readSubnet(resource) ?? []),
      ...this.#all.flatMap((network) => this.#readInline(network)),
    ];
    this.#associate(inventory);
    this.#findHosts(inventory);
    this.links = linksOf(inventory, identities, this);
    for (const { from, to } of this.links) {
      if (!from || !to || !isNetwork(from) || !isNetwork(to)) continue;
      this.#neighbours.set(from, (this.#neighbours.get(from) ?? new Set()).add(to));
      this.#neighbours.set(to, (this.#neighbours.get(to) ?? new Set()).add(from));
    }
  }

  /** The networks that the stacks create. */
  public get created(): readonly Created<Network>[] {
    return this.all.filter((network) => isCreated(network));
  }

  /** The subnets that the stacks create. */
  public get createdSubnets(): readonly Created<Subnet>[] {
    return this.subnets.filter((subnet) => isCreated(subnet));
  }

  /** Whether a subnet contains network interfaces of machines or scale sets. */
  public hasMachines(subnet: Subnet): boolean {
    return this.#withMachines.has(subnet);
  }

  /** Whether a subnet contains machines, or nodes of AKS or of a workspace's computes. */
  public hasHosts(subnet: Subnet): boolean {
    return this.#withMachines.has(subnet) || this.#withNodes.has(subnet);
  }

  /** Whether traffic can flow between two networks: they are the same, or connected. */
  public reaches(from: Network, to: Network): boolean {
    return from === to || (this.#neighbours.get(from)?.has(to) ?? false);
  }

  /** The networks that are reachable from a network: itself and those connected to it. */
  public from(network: Network): readonly Network[] {
    return [network, ...(this.#neighbours.get(network) ?? [])];
  }

  public of(resource: Resource | undefined): Network | undefined {
    return resource && this.#networks.get(resource);
  }

  /**
   * The network that an argument refers to: by reference, by ARM id or by name. A network that no stack creates or
   * looks up is registered. Undefined if the value is unknown.
   */
  public at(by: Resource, argument: string, arm?: string): Network | undefined {
    const to = pointTo(by, argument, arm);
    if (!to) return undefined;
    const found = this.identities.at(NETWORKS, to, by);
    if (found) return this.#seen(this.of(found), by);
    const id = idOf(to);
    const identity = id.includes("/") ? identityIn(id, NETWORKS) : this.#byName(by, to);
    return identity && this.#withIdentity(identity, by);
  }

  public subnetOf(resource: Resource | undefined): Subnet | undefined {
    return resource && this.#subnets.get(resource);
  }

  /** The subnets that a resource is in, by reference or by ARM id, as far as they were read. */
  public subnetsOf(resource: Resource): readonly Subnet[] {
    const found = new Set<Subnet | undefined>(resource.dependencies().map((one) => this.subnetOf(one)));
    const addAt = (to: Pointer): void => {
      const network = to.literal ? this.of(this.identities.at(NETWORKS, to, resource)) : undefined;
      found.add(network ? named(network, subnetIn(to.shape)) : this.subnetOf(to.resource));
    };
    for (const { explicit, target } of resource.references()) if (!explicit) addAt(pointed(target));
    visitIds(resource.attributes, "", (id) => {
      addAt({ shape: id, suffix: "", literal: true });
    });
    return [...found].filter((subnet) => subnet !== undefined);
  }

  /** The subnet that an argument refers to: by reference, by ARM id, or by its network's id and its name. */
  public subnetAt(by: Resource, argument: string, arm?: string): Subnet | undefined {
    const to = pointTo(by, argument, arm);
    const own = this.subnetOf(to?.resource);
    if (!to || own) return own;
    const name = subnetIn(to.resource ? to.suffix : to.shape);
    const network = this.of(to.resource) ?? this.at(by, argument, arm);
    if (!network) return undefined;
    const [only, ...others] = network.subnets.filter(({ at }) => at !== "");
    // A reference to inline subnets of a network is unambiguous only if there is a single one.
    if (name === undefined) return others.length === 0 ? only : undefined;
    return named(network, name) ?? this.#unread(network, name);
  }

  /**
   * The security group that an argument refers to, without rules if no stack creates it. Undefined if the argument is
   * not set.
   */
  #groupAt(by: Resource, argument: string, arm?: string): SecurityGroup | undefined {
    const to = pointTo(by, argument, arm);
    if (!to || to.shape === "") return undefined;
    const resource = this.identities.at(SECURITY_GROUPS, to, by) ?? by;
    const known = this.#groups.get(resource);
    if (known) return known;
    const group: SecurityGroup = { resource, rules: [], openings: [], isRead: false };
    this.#groups.set(resource, group);
    return group;
  }

  #readGroups(inventory: Inventory): readonly SecurityGroup[] {
    const separate = new Map(separateRules(inventory, this.identities));
    // A network with unknown blocks may have IPv6 addresses.
    const ipv6 = this.all.some(({ addressSpace }) => addressSpace?.some(isIPv6) ?? true);
    for (const resource of inventory.created(SECURITY_GROUPS)) {
      const rules = rulesOf(resource, separate.get(resource) ?? []);
      this.#groups.set(resource, { resource, rules, openings: openingsOf(rules, ipv6), isRead: true });
      separate.delete(resource);
    }
    const unread = [...separate].map(([resource, all]): SecurityGroup => {
      const rules = all.flatMap((one) => rulesOf(one, [one]));
      // Azure's default rules apply after the unread ones.
      const openings = openingsOf(rules, ipv6).filter(({ rule }) => rule !== undefined);
      return { resource, rules, openings, isRead: false };
    });
    for (const group of unread) this.#groups.set(group.resource, group);
    return [...this.#groups.values()];
  }

  #readNetwork(resource: Resource): void {
    const identity = resource.kind === "data" ? identityOf(resource) : undefined;
    const same = identity && this.identities.find(NETWORKS, identity, resource);
    const known = same === resource ? undefined : this.#seen(this.of(same), resource);
    if (known) return void this.#networks.set(resource, known);
    const network: Network = {
      resource,
      name: nameOf(resource),
      environment: this.environments.of(resource),
      addressSpace: readTexts(resource, "address_space", "properties.addressSpace.addressPrefixes"),
      subnets: [],
      isRead: resource.kind === "resource",
    };
    this.#networks.set(resource, network);
    this.#all.push(network);
  }

  #byName(by: Resource, to: Pointer): Identity | undefined {
    const group = readText(by, "resource_group_name");
    if (!to.literal || group === undefined) return undefined;
    return { name: to.shape.toLowerCase(), group: group.toLowerCase(), subscription: undefined };
  }

  #withIdentity(identity: Identity, by: Resource): Network | undefined {
    const found = this.identities.find(NETWORKS, identity, by);
    if (found) return this.#seen(this.of(found), by);
    const known = this.#named.find((one) => areSame(one.identity, identity))?.network;
    if (known) return this.#seen(known, by);
    const network: Network = {
      resource: undefined,
      name: identity.name,
      environment: this.environments.of(by),
      addressSpace: undefined,
      subnets: [],
      isRead: false,
    };
    this.#named.push({ identity, network });
    this.#all.push(network);
    return network;
  }

  /**
   * Registers a reference to a network. If several environments refer to a network that no stack creates, it belongs to
   * none.
   */
  #seen(network: Network | undefined, by: Resource): Network | undefined {
    if (network && !network.isRead && network.environment.name !== this.environments.nameOf(by)) {
      network.environment = OUTSIDE;
    }
    return network;
  }

  #readSubnet(resource: Resource): Subnet | undefined {
    const network = this.at(resource, "virtual_network_name", "parent_id");
    if (!network) return undefined;
    const subnet: Subnet = {
      resource,
      at: "",
      name: nameOf(resource),
      network,
      prefixes:
        readTexts(resource, "address_prefixes", "properties.addressPrefixes") ??
        readTexts(resource, "address_prefixes", "properties.addressPrefix"),
      securityGroup: this.#groupAt(resource, "network_security_group_id", "properties.networkSecurityGroup.id"),
    };
    network.subnets.push(subnet);
    this.#subnets.set(resource, subnet);
    return subnet;
  }

  /** The subnets in a network's own blocks. */
  #readInline(network: Network): readonly Subnet[] {
    const { resource } = network;
    if (resource?.kind !== "resource") return [];
    const arm = isArm(resource);
    const blocks = blocksIn(resource, arm ? "body.properties.subnets" : "subnet");
    // A plan without its configuration lists all subnets of a network, including those of other resources.
    const separate = new Set(hasConfiguration(resource) ? [] : network.subnets.map(({ name }) => name));
    const found = blocks.flatMap(({ name }, index): Subnet[] => {
      if (separate.has(String(name))) return [];
      const at = `${arm ? "properties.subnets" : "subnet"}[${String(index)}].`;
      const subnet = {
        resource,
        at,
        name: typeof name === "string" ? name : `${at}name`,
        network,
        prefixes:
          readTexts(resource, `${at}address_prefixes`, `${at}properties.addressPrefixes`) ??
          readTexts(resource, `${at}address_prefix`, `${at}properties.addressPrefix`),
        securityGroup: this.#groupAt(resource, `${at}security_group`, `${at}properties.networkSecurityGroup.id`),
      };
      return [subnet];
    });
    network.subnets.push(...found);
    return found;
  }

  /** Registers a subnet of which only the name is known. */
  #unread(network: Network, name: string): Subnet | undefined {
    const subnet = {
      resource: undefined,
      at: "",
      name,
      network,
      prefixes: undefined,
      securityGroup: undefined,
    };
    network.subnets.push(subnet);
    return subnet;
  }

  #associate(inventory: Inventory): void {
    for (const resource of inventory.model.resources({ type: "azurerm_subnet_network_security_group_association" })) {
      const subnet = this.subnetAt(resource, "subnet_id");
      const group = this.#groupAt(resource, "network_security_group_id");
      if (subnet && group) subnet.securityGroup = group;
    }
  }

  #findHosts(inventory: Inventory): void {
    const register = (types: readonly string[], hosts: Set<Subnet>): void => {
      for (const resource of types.flatMap((type) => inventory.created(type))) {
        for (const subnet of this.subnetsOf(resource)) hosts.add(subnet);
      }
    };
    register(MACHINES, this.#withMachines);
    register(NODES, this.#withNodes);
  }
}

/** Name of the subnet in an ARM id. */
function subnetIn(id: string): string | undefined {
  return /\/subnets\/([^/{}]+)$/i.exec(id)?.[1];
}

function named({ subnets }: Network, name: string | undefined): Subnet | undefined {
  return subnets.find((one) => one.name.toLowerCase() === name?.toLowerCase());
}

function isCreated<T extends { readonly resource: Resource | undefined }>(one: T): one is Created<T> {
  return one.resource?.kind === "resource";
}
