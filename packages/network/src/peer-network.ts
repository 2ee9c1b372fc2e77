import type { IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import { armIdPart, BaseConstruct, requireArmId } from "@org/aml-core/internal";
import type { Construct, IConstruct } from "constructs";

/** A virtual network that others can be peered with. Every {@link IVirtualNetwork} is one. */
export interface IPeerNetwork
  extends
    IConstruct,
    Pick<IVirtualNetwork, "virtualNetworkId" | "virtualNetworkName" | "environmentName" | "addressSpace"> {
  readonly resourceGroup: Pick<IResourceGroup, "name" | "dependencies">;
  /**
   * Blocks of the addresses of VPN clients that reach it through its own gateway.
   * @default - none
   */
  readonly clientAddressPool?: readonly string[] | undefined;
}

/** Options of an imported network to peer with. */
export interface PeerNetworkOptions {
  /** Its name in the names of peerings, such as `hub`: lower-case letters, digits and dashes. */
  readonly name: string;
  /**
   * Address space in CIDR notation.
   * @default - not known; overlaps with it are not detected
   */
  readonly addressSpace?: readonly string[] | undefined;
}

/** An existing network to peer with, such as the hub of a landing zone. It may be in another subscription. */
export class PeerNetwork extends BaseConstruct implements IPeerNetwork {
  /**
   * References an existing network by its ARM id.
   * @throws InvalidInputError for an id of another type
   */
  public static fromVirtualNetworkId(
    scope: Construct,
    id: string,
    virtualNetworkId: string,
    options: PeerNetworkOptions,
  ): IPeerNetwork {
    return new PeerNetwork(scope, id, virtualNetworkId, options);
  }

  public readonly virtualNetworkId: string;
  public readonly virtualNetworkName: string;
  public readonly resourceGroup: IPeerNetwork["resourceGroup"];
  public readonly environmentName: string;
  public readonly addressSpace: readonly string[];

  private constructor(scope: Construct, id: string, virtualNetworkId: string, options: PeerNetworkOptions) {
    super(scope, id);
    requireArmId(this, "virtualNetworkId", virtualNetworkId, VIRTUAL_NETWORKS, VIRTUAL_NETWORK_ID_FIX);
    this.virtualNetworkId = virtualNetworkId;
    this.virtualNetworkName = armIdPart(virtualNetworkId, "name");
    this.resourceGroup = { name: armIdPart(virtualNetworkId, "resourceGroup") };
    this.environmentName = options.name;
    this.addressSpace = options.addressSpace ?? [];
  }
}

/** ARM type of a network. */
export const VIRTUAL_NETWORKS = "Microsoft.Network/virtualNetworks";
/** How to get the id of a network. */
export const VIRTUAL_NETWORK_ID_FIX =
  "use the id of the network: az network vnet show --resource-group <group> --name <name> --query id";
