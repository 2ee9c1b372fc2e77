import type { Element, Reading, Resource } from "@org/aml-synth-model";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import type { Networks } from "./networks.js";
import type { Subnet } from "./network.js";
import { isArm, pointerOf, pointTo, readingAt, readText, type Pointer } from "./reader.js";

const TABLES = "Microsoft.Network/routeTables";
const NAT_GATEWAYS = "Microsoft.Network/natGateways";

/** A route of a table. */
export interface Route {
  /** The resource that declares it: its own, or the table. */
  readonly resource: Resource;
  readonly table: Element | undefined;
  /** Undefined if it isn't known. */
  readonly prefix: string | undefined;
  /** Undefined if it isn't known. */
  readonly nextHop: string | undefined;
  /** The address to which a virtual appliance's route leads. */
  readonly appliance: Pointer | undefined;
}

/** Route tables and NAT gateways, with the subnets that use them. */
export class Routing {
  public readonly routes: readonly Route[];
  readonly #tables = new Map<Subnet, Element>();
  readonly #natGateways = new Map<Subnet, Element>();
  readonly #unknown = new Set<Subnet>();

  constructor(inventory: Inventory, identities: Identities, networks: Networks) {
    this.routes = routesOf(inventory, identities);
    const associate = (
      uses: Map<Subnet, Element>,
      type: string,
      association: string,
      argument: string,
      arm: string,
    ) => {
      for (const resource of inventory.model.resources({ type: association })) {
        const subnet = networks.subnetAt(resource, "subnet_id");
        const used = identities.named(type, resource, argument);
        if (subnet && used) uses.set(subnet, used);
        else if (subnet) this.#unknown.add(subnet);
      }
      for (const subnet of networks.createdSubnets) {
        const used = identities.named(
          type,
          subnet.resource,
          `${subnet.at}${argument}`,
          `${subnet.at}properties.${arm}.id`,
        );
        if (used) uses.set(subnet, used);
      }
    };
    associate(this.#tables, TABLES, "azurerm_subnet_route_table_association", "route_table_id", "routeTable");
    associate(
      this.#natGateways,
      NAT_GATEWAYS,
      "azurerm_subnet_nat_gateway_association",
      "nat_gateway_id",
      "natGateway",
    );
  }

  /** The subnets that use a route table. */
  public subnetsOf(table: Element | undefined): readonly Subnet[] {
    return [...this.#tables].flatMap(([subnet, used]) => (used === table ? [subnet] : []));
  }

  public tableOf(subnet: Subnet): Element | undefined {
    return this.#tables.get(subnet);
  }

  public natGatewayOf(subnet: Subnet): Element | undefined {
    return this.#natGateways.get(subnet);
  }

  /** Whether a subnet uses a route table or NAT gateway that isn't known. */
  public isUnknown(subnet: Subnet): boolean {
    return this.#unknown.has(subnet);
  }

  /** The route of a subnet for all addresses that no other route covers. */
  public defaultRouteOf(subnet: Subnet): Route | undefined {
    const table = this.tableOf(subnet);
    return table && this.routes.find((route) => route.table === table && route.prefix === "0.0.0.0/0");
  }
}

function routesOf(inventory: Inventory, identities: Identities): readonly Route[] {
  const own = [...inventory.model.resources({ type: "azurerm_route" }), ...inventory.created(`${TABLES}/routes`)].map(
    (resource) => ({
      resource,
      table: identities.named(TABLES, resource, "route_table_name", "parent_id"),
      prefix: readText(resource, "address_prefix", "properties.addressPrefix"),
      nextHop: readText(resource, "next_hop_type", "properties.nextHopType"),
      appliance: pointTo(resource, "next_hop_in_ip_address", "properties.nextHopIpAddress"),
    }),
  );
  const inline = inventory.created(TABLES).flatMap((table) =>
    (readingAt(table, "route", "properties.routes")?.items() ?? []).map((route) => {
      const at = (argument: string, arm: string): Reading => route.at(isArm(table) ? `properties.${arm}` : argument);
      return {
        resource: table,
        table,
        prefix: textOf(at("address_prefix", "addressPrefix")),
        nextHop: textOf(at("next_hop_type", "nextHopType")),
        appliance: pointerOf(at("next_hop_in_ip_address", "nextHopIpAddress")),
      };
    }),
  );
  return [...own, ...inline];
}

function textOf(reading: Reading): string | undefined {
  return reading.state === "known" && typeof reading.value === "string" ? reading.value : undefined;
}
