import { isUnresolved, refuse, requireGuid, requirePlace, requireProps } from "@org/aml-core/internal";
import { VPN_CLIENT_AUDIENCE, VPN_GATEWAY_SKUS } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { type CidrScope, findOverlap, parseBlock } from "./cidr.js";
import { NetworkGateway, type NetworkGatewayProps } from "./network-gateway.js";

/** Options of a VPN gateway. */
export interface VpnGatewayOptions {
  /** Entra tenant whose users sign in, a GUID: usually a Terraform variable. */
  readonly tenantId: string;
  /**
   * Blocks from which clients get their addresses, in CIDR notation. They must not overlap with any network that the
   * clients reach, nor with the clients' own networks.
   */
  readonly clientAddressPool: string | readonly string[];
  /**
   * SKU, which determines throughput and the number of clients.
   * @default "VpnGw1AZ"
   */
  readonly sku?: (typeof VPN_GATEWAY_SKUS)[number] | undefined;
  /**
   * Application id that clients sign in to, a GUID.
   * @default - the Azure VPN Client that Microsoft registers in every tenant
   */
  readonly audience?: string | undefined;
  /**
   * URL of the Entra sign-in service of the cloud, with a slash at the end.
   * @default "https://login.microsoftonline.com/"
   */
  readonly authorityHost?: string | undefined;
}

/** Props of {@link VpnGateway}. */
export interface VpnGatewayProps extends VpnGatewayOptions, NetworkGatewayProps {
  /** Address spaces that clients reach: of the network and of those peered with it. */
  readonly addressSpace: readonly string[];
}

/**
 * A point-to-site VPN gateway: users connect their computers to the network with the Azure VPN Client (OpenVPN), after
 * they signed in to Entra. There are no certificates or shared secrets.
 *
 * It is a way into the network besides Bastion: a computer of a user is in the network, whatever else it runs.
 *
 * The gateway's subnet has no security group. A group there can stop the gateway, because Azure manages it through
 * ports that aren't documented, so Azure doesn't support one.
 * @throws InvalidInputError for a client address pool that overlaps with the network, an unknown SKU, a tenant or
 * audience that isn't a GUID, and a subnet with another name or smaller than /27
 * @see https://learn.microsoft.com/azure/vpn-gateway/point-to-site-entra-gateway
 */
export class VpnGateway extends NetworkGateway {
  /** Blocks of the clients' addresses. */
  public readonly clientAddressPool: readonly string[];

  constructor(scope: Construct, id: string, props: VpnGatewayProps) {
    requirePlace(scope, id, "VpnGateway");
    const path = { node: { path: `${scope.node.path}/${id}` } };
    requireProps(path, props, "tenantId", "clientAddressPool", "addressSpace");
    const { sku = "VpnGw1AZ", audience = VPN_CLIENT_AUDIENCE, clientAddressPool } = props;
    const { authorityHost = "https://login.microsoftonline.com/" } = props;
    const tenantId = requireGuid(path, "tenantId", props.tenantId);
    const pool = typeof clientAddressPool === "string" ? [clientAddressPool] : [...clientAddressPool];
    if (!VPN_GATEWAY_SKUS.includes(sku)) {
      refuse(path, "sku", {
        value: sku,
        allowed: `${VPN_GATEWAY_SKUS.join(", ")}: others have no zones, or no Entra sign-in`,
        fix: "use VpnGw1AZ",
      });
    }
    if (!isUnresolved(authorityHost) && !/^https:\/\/[\w.-]+\/$/.test(authorityHost)) {
      refuse(path, "authorityHost", {
        value: authorityHost,
        allowed: "the URL of an Entra sign-in service, with a slash at the end",
        fix: "leave it out, or use https://login.microsoftonline.us/ in Azure Government",
      });
    }
    requireClientPool(path, pool, props.addressSpace);
    super(scope, id, props, {
      type: "Vpn",
      vpnType: "RouteBased",
      sku,
      generation: sku === "VpnGw1AZ" ? "Generation1" : "Generation2",
      vpnClientConfiguration: {
        addressSpace: pool,
        vpnClientProtocols: ["OpenVPN"],
        vpnAuthTypes: ["AAD"],
        aadTenant: `${authorityHost}${tenantId}`,
        aadAudience: requireGuid(path, "audience", audience),
        aadIssuer: `https://sts.windows.net/${tenantId}/`,
      },
    });
    this.clientAddressPool = pool;
  }
}

/**
 * Checks that clients of a VPN gateway get addresses that no network has.
 * @param reached address spaces that the clients reach
 * @throws InvalidInputError for an empty pool, a malformed block, and a block that overlaps
 */
export function requireClientPool(scope: CidrScope, pool: readonly string[], reached: readonly string[]): void {
  if (pool.length === 0) {
    refuse(scope, "clientAddressPool", { value: [], allowed: "at least one block", fix: `use ${EXAMPLE_POOL}` });
  }
  const clients = pool.flatMap((value) => parseBlock(scope, "clientAddressPool", value) ?? []);
  const networks = reached.flatMap((value) => parseBlock(scope, "addressSpace", value) ?? []);
  const [one, other] = findOverlap([...clients, ...networks].map((block) => ({ block }))) ?? [];
  if (!one || !other) return;
  const client = clients.includes(one.block) ? one : other;
  const network = client === one ? other : one;
  refuse(scope, "clientAddressPool", {
    value: client.block.address,
    allowed: `blocks that do not overlap each other or a network that clients reach, such as ${network.block.address}`,
    fix: `use a block that no network has, such as ${EXAMPLE_POOL}`,
  });
}

const EXAMPLE_POOL = "172.31.0.0/24";
