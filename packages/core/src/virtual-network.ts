import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { IResourceGroup } from "./resource-group.js";
import type { IUniqueRegistry } from "./unique-registry.js";
import type { IWriteChain } from "./write-chain.js";

/** A subnet for resources. */
export interface ISubnet extends IConstruct {
  /** ARM id. */
  readonly subnetId: string;
  /** Address prefix in CIDR notation. Undefined for an imported subnet without one in its attributes. */
  readonly addressPrefix: string | undefined;
  /**
   * How traffic of the subnet reaches the internet: a NAT gateway, or the route to a firewall. Undefined for an imported
   * subnet, and for one without access.
   */
  readonly outboundAccess?: "natGateway" | "routeTable" | undefined;
  /**
   * The order in which private endpoints are written to this subnet, whichever library creates them.
   * Endpoints of a workspace's dependent resources are appended; those of slow targets (workspace, registry) branch off,
   * so that one workspace never waits for another.
   */
  readonly endpointChain: IWriteChain;
  /** The static IP addresses that are allocated in the subnet, whichever library allocates them. */
  readonly staticAddresses: IUniqueRegistry;
  /** What has to exist before resources in the subnet, such as its network security group association. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** A virtual network with a subnet for private endpoints. */
export interface IVirtualNetwork extends IConstruct {
  /** ARM id. */
  readonly virtualNetworkId: string;
  /** Name. */
  readonly virtualNetworkName: string;
  /** Azure region of the network and of the private endpoints in it. */
  readonly location: string;
  /** The group of the network. */
  readonly resourceGroup: IResourceGroup;
  /**
   * The resource group for everything that is added to the network: private endpoints, security groups, Bastion,
   * jumpbox, identities. Set it if another team owns the network; the group has to be in the network's subscription.
   * @default - the group of the network
   */
  readonly defaultResourceGroup?: IResourceGroup | undefined;
  /** Address space in CIDR notation. Empty for an imported network without one in its attributes. */
  readonly addressSpace: readonly string[];
  /** Subnet for private endpoints. */
  readonly privateEndpointSubnet: ISubnet;
  /** The environment that the network belongs to, such as `dev`. */
  readonly environmentName: string;
}
