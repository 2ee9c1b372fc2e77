import { BlockList, isIPv4 } from "node:net";
import { isProductionName, PRIVATE_ADDRESS_BLOCKS } from "@org/azure-catalog";
import type { IConstruct } from "constructs";
import { refuse, requireChoice } from "./invalid-input.js";
import { isUnresolved } from "./tokens.js";
import type { ISubnet } from "./virtual-network.js";

/** Access to a data store from networks without a private endpoint: for a demo, or until there are endpoints. */
export interface SelectedNetworksOptions {
  /**
   * Whether the public endpoint is open to `ipAllowlist` and `subnetAllowlist`. `SelectedNetworks` weakens "private
   * only", and is rejected in production.
   * @default "Disabled"
   */
  readonly publicNetworkAccess?: "Disabled" | "SelectedNetworks" | undefined;
  /**
   * Public IPv4 addresses, and blocks in CIDR notation, /1 to /30, that may connect.
   * @default - none
   */
  readonly ipAllowlist?: readonly string[] | undefined;
  /**
   * Subnets with a service endpoint for the store (`Microsoft.Storage`, `Microsoft.Sql`), such as one that has no
   * private endpoints yet. Their traffic goes to the public endpoint, from a private address.
   * @default - none
   */
  readonly subnetAllowlist?: readonly ISubnet[] | undefined;
}

/** Addresses that can't be the source of traffic to a public endpoint: private, local, multicast and reserved ones. */
const NOT_PUBLIC = new BlockList();
for (const block of [...PRIVATE_ADDRESS_BLOCKS, "0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3"]) {
  const [address = "", prefixLength] = block.split("/");
  NOT_PUBLIC.addSubnet(address, Number(prefixLength));
}

/** Prefix length of the smallest block that storage accounts and SQL servers take in their lists of addresses. */
export const SMALLEST_STORE_BLOCK = 30;

/**
 * Whether a text is an IPv4 address, or a block of at most half of all addresses, that can be the source of traffic to a
 * public endpoint.
 * @param smallest prefix length of the smallest block
 */
export function isPublicAddressRange(range: string, smallest = 32): boolean {
  // The limits are those of blocks: an address without a prefix length passes, as the largest block does.
  const [address = "", prefixLength = "1", ...rest] = range.split("/");
  if (!isIPv4(address) || !/^[1-9]\d?$/.test(prefixLength) || rest.length > 0) return false;
  return Number(prefixLength) <= smallest && !NOT_PUBLIC.check(address);
}

/**
 * Validates the networks from which a store is reached.
 * @returns whether its public endpoint is open to some of them
 * @throws InvalidInputError for networks without the prop that says what they weaken, for the prop without networks or
 * in production, and for addresses that Azure rejects or that open the store to everybody
 */
export function requireSelectedNetworks(
  scope: IConstruct,
  { publicNetworkAccess = "Disabled", ipAllowlist = [], subnetAllowlist = [] }: SelectedNetworksOptions,
  environmentName: string,
): boolean {
  for (const [prop, list] of Object.entries({ ipAllowlist, subnetAllowlist })) {
    if (Array.isArray(list)) continue;
    refuse(scope, prop, { value: list, allowed: "a list", fix: "write it in brackets: [...]" });
  }
  requireChoice(scope, "publicNetworkAccess", publicNetworkAccess, ["Disabled", "SelectedNetworks"]);
  const isEmpty = ipAllowlist.length + subnetAllowlist.length === 0;
  if (publicNetworkAccess === "Disabled") {
    if (isEmpty) return false;
    refuse(scope, ipAllowlist.length > 0 ? "ipAllowlist" : "subnetAllowlist", {
      value: ipAllowlist.length > 0 ? ipAllowlist : subnetAllowlist.map(({ node }) => node.path),
      allowed: 'networks only together with publicNetworkAccess: "SelectedNetworks", which weakens "private only"',
      fix: "omit them: private endpoints need no list of addresses",
    });
  }
  if (isProductionName(environmentName) ?? true) {
    refuse(scope, "publicNetworkAccess", {
      value: publicNetworkAccess,
      allowed: "Disabled in production",
      fix: "leave it out, and connect through private endpoints",
    });
  }
  if (isEmpty) {
    refuse(scope, "publicNetworkAccess", {
      value: publicNetworkAccess,
      allowed: "Disabled, or SelectedNetworks with the networks that may connect",
      fix: 'set ipAllowlist, ["203.0.113.7"], or subnetAllowlist',
    });
  }
  const wrong = ipAllowlist.find((range) => !isUnresolved(range) && !isPublicAddressRange(range, SMALLEST_STORE_BLOCK));
  if (wrong !== undefined) {
    refuse(scope, "ipAllowlist", {
      value: wrong,
      allowed: "public IPv4 addresses, and blocks of them in CIDR notation, /1 to /30",
      fix: 'use "203.0.113.7" or "203.0.113.0/24"; 0.0.0.0 and /0 would open the store to everybody',
    });
  }
  requireDifferent(scope, "ipAllowlist", ipAllowlist);
  requireDifferent(
    scope,
    "subnetAllowlist",
    subnetAllowlist.map(({ subnetId }) => subnetId.toLowerCase()),
  );
  return true;
}

function requireDifferent(scope: IConstruct, prop: string, values: readonly string[]): void {
  const twice = values.find((value, index) => !isUnresolved(value) && values.indexOf(value) !== index);
  if (twice === undefined) return;
  refuse(scope, prop, { value: twice, allowed: "each network once", fix: "remove one of the two" });
}
