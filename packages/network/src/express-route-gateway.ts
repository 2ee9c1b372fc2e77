import { VirtualNetworkGatewayConnection } from "@cdktf/provider-azurerm/lib/virtual-network-gateway-connection/index.js";
import { refuse, requireArmId, requirePlace, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { EXPRESS_ROUTE_GATEWAY_SKUS } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { NetworkGateway, type NetworkGatewayProps } from "./network-gateway.js";

/** Options of an ExpressRoute gateway. */
export interface ExpressRouteGatewayOptions {
  /**
   * SKU, which determines throughput.
   * @default "ErGw1AZ"
   */
  readonly sku?: (typeof EXPRESS_ROUTE_GATEWAY_SKUS)[number] | undefined;
  /**
   * ARM id of the circuit to connect with. Its owner and the provider of the line create it.
   * @default - not connected
   */
  readonly circuitId?: string | undefined;
}

/** Props of {@link ExpressRouteGateway}. */
export interface ExpressRouteGatewayProps extends ExpressRouteGatewayOptions, NetworkGatewayProps {}

/**
 * An ExpressRoute gateway, by which networks on premises reach the network through a private line. The library creates
 * the gateway, and the connection to a circuit that exists; circuit, peering and routing are the network team's.
 * @throws InvalidInputError for an unknown SKU, the id of another resource than a circuit, and a subnet with another
 * name or smaller than /27
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways
 */
export class ExpressRouteGateway extends NetworkGateway {
  /** The connection to the circuit (L1), if there is one. */
  public readonly connection: VirtualNetworkGatewayConnection | undefined;

  constructor(scope: Construct, id: string, props: ExpressRouteGatewayProps) {
    requirePlace(scope, id, "ExpressRouteGateway");
    const path = { node: { path: `${scope.node.path}/${id}` } };
    requireProps(path, props, "resourceGroup", "location", "subnet", "name", "publicIpName");
    const { sku = "ErGw1AZ", circuitId } = props;
    if (!EXPRESS_ROUTE_GATEWAY_SKUS.includes(sku)) {
      refuse(path, "sku", { value: sku, allowed: EXPRESS_ROUTE_GATEWAY_SKUS.join(", "), fix: "use ErGw1AZ" });
    }
    super(scope, id, props, { type: "ExpressRoute", sku });
    if (circuitId === undefined) return;
    requireArmId(this, "circuitId", circuitId, "Microsoft.Network/expressRouteCircuits", CIRCUIT_ID_FIX);
    this.connection = new VirtualNetworkGatewayConnection(this, "Connection", {
      name: assertName("virtualNetworkGateway", `${props.name}-connection`, `${this.node.path}.name`),
      resourceGroupName: this.resource.resourceGroupName,
      location: props.location,
      provider: this.resource.provider,
      type: "ExpressRoute",
      virtualNetworkGatewayId: this.resource.id,
      expressRouteCircuitId: circuitId,
      tags: props.tags,
    });
  }
}

const CIRCUIT_ID_FIX = "use the circuit's id: az network express-route show --query id";
