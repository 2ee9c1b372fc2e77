import { AZURE_DNS_ADDRESS } from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";
import { liesIn } from "./cidr.js";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import type { Network, Subnet } from "./network.js";
import type { Networks } from "./networks.js";
import { pointers, pointTo, read, type Pointer } from "./reader.js";

/** The DNS servers of a network, other than Azure's resolver. */
export interface NameServers {
  /** The servers, as written. */
  readonly servers: readonly string[];
  /**
   * The networks whose zones are used for resolution, because a firewall's DNS proxy or a resolver's inbound endpoint
   * in them forwards to Azure. Undefined if one of the servers is unknown.
   */
  readonly networks: readonly Network[] | undefined;
}

const FIREWALLS = "Microsoft.Network/azureFirewalls";
const POLICIES = "Microsoft.Network/firewallPolicies";
/** Maximum length of a chain of forwarding servers. */
const MOST_HOPS = 4;

/** Follows the DNS servers of networks. */
export class Resolvers {
  readonly #children = new Map<Network, Resource>();
  /** Firewalls with a DNS proxy, and inbound endpoints, each with its subnet. */
  readonly #places: { readonly resource: Resource; readonly subnet: Subnet | undefined }[] = [];

  constructor(
    inventory: Inventory,
    networks: Networks,
    private readonly identities: Identities,
  ) {
    for (const resource of inventory.model.resources({ type: "azurerm_virtual_network_dns_servers" })) {
      const network = networks.at(resource, "virtual_network_id");
      if (network) this.#children.set(network, resource);
    }
    for (const resource of inventory.created(FIREWALLS)) {
      const path = "properties.ipConfigurations[0].properties.subnet.id";
      this.#places.push({ resource, subnet: networks.subnetAt(resource, "ip_configuration[0].subnet_id", path) });
    }
    for (const resource of inventory.created("Microsoft.Network/dnsResolvers/inboundEndpoints")) {
      const path = "properties.ipConfigurations[0].subnet.id";
      this.#places.push({ resource, subnet: networks.subnetAt(resource, "ip_configurations[0].subnet_id", path) });
    }
  }

  /** The DNS servers of a network; undefined for Azure's resolver. */
  public of(network: Network): NameServers | undefined {
    const child = this.#children.get(network);
    const by = child ?? network.resource;
    // In a plan, a value that the provider computes isn't set, so Azure's resolver is used.
    if (!by || by.read("dns_servers").target?.element === by) return undefined;
    return this.#follow(
      pointers(by, "dns_servers", child ? undefined : "properties.dhcpOptions.dnsServers"),
      MOST_HOPS,
    );
  }

  #follow(servers: readonly Pointer[], hops: number): NameServers | undefined {
    const others = servers.filter(({ shape }) => shape !== AZURE_DNS_ADDRESS);
    if (others.length === 0) return undefined;
    const found = others.map((server) => this.#answering(server, hops));
    const networks = found.flatMap((one) => one ?? []);
    return {
      servers: others.map(({ resource, shape }) => resource?.address ?? shape),
      networks: found.includes(undefined) ? undefined : networks,
    };
  }

  #answering(server: Pointer, hops: number): readonly Network[] | undefined {
    const place = this.#places.find(({ resource, subnet }) => {
      if (server.resource) return server.resource === resource;
      return server.literal && (subnet?.prefixes?.some((prefix) => liesIn(server.shape, prefix)) ?? false);
    });
    const network = place?.subnet?.network;
    if (!place || !network || hops === 0) return undefined;
    if (place.resource.type !== "azurerm_firewall" && place.resource.armType?.toLowerCase() !== FIREWALLS.toLowerCase())
      return [network];
    const settings = this.#proxyOf(place.resource);
    if (!settings) return undefined;
    const forwarded = this.#follow(settings, hops - 1);
    return forwarded ? forwarded.networks : [network];
  }

  /** The servers to which a firewall's DNS proxy forwards, empty for Azure's; undefined without a known proxy. */
  #proxyOf(firewall: Resource): readonly Pointer[] | undefined {
    if (read(firewall, "dns_proxy_enabled") === true) return pointers(firewall, "dns_servers");
    const policy = this.identities.at(
      POLICIES,
      pointTo(firewall, "firewall_policy_id", "properties.firewallPolicy.id"),
      firewall,
    );
    if (!policy || read(policy, "dns[0].proxy_enabled", "properties.dnsSettings.enableProxy") !== true)
      return undefined;
    return pointers(policy, "dns[0].servers", "properties.dnsSettings.servers");
  }
}
