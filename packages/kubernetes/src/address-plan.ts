import { isUnresolved, prefixLengthFor, refuse, usableAddresses } from "@org/aml-core/internal";
import { KUBERNETES_LIMITS, KUBERNETES_RESERVED_BLOCKS } from "@org/azure-catalog";
import { Address4 } from "ip-address";
import type { IConstruct } from "constructs";
import { podsOf, type NodePoolOptions, sizeOf, SURGE_PERCENTAGE } from "./node-pool.js";

/** A network whose addresses a cluster's services can't have. */
export interface ConnectedNetwork {
  readonly node: { readonly path: string };
  readonly addressSpace: readonly string[];
}

/** The address block of a cluster's services, and the address of its DNS service in it. */
export interface ServiceAddresses {
  readonly serviceCidr: string;
  readonly dnsServiceIp: string;
}

const DEFAULT_SERVICE_CIDR = "172.24.0.0/16";
/** The DNS service's position in the block, as AKS chooses it. */
const DNS_OFFSET = 10;
/** The smallest block in which the DNS service has this position. */
const SMALLEST_SERVICE_CIDR = 27;

/**
 * Validates the addresses of a cluster's services.
 * @throws InvalidInputError for a malformed block, one that is too large or reserved or overlaps the network, and for a
 * DNS address that is outside the block or its first one
 */
export function serviceAddresses(
  scope: IConstruct,
  props: Partial<ServiceAddresses>,
  networks: readonly ConnectedNetwork[],
): ServiceAddresses {
  const { serviceCidr = DEFAULT_SERVICE_CIDR } = props;
  const block = isUnresolved(serviceCidr) ? undefined : requireBlock(scope, "serviceCidr", serviceCidr);
  if (!block) return { serviceCidr, dnsServiceIp: props.dnsServiceIp ?? refuseUnknownDns(scope) };
  const { serviceCidrLargest: largest } = KUBERNETES_LIMITS;
  if (block.subnetMask < largest || block.subnetMask > SMALLEST_SERVICE_CIDR) {
    refuse(scope, "serviceCidr", {
      value: serviceCidr,
      allowed: `a block from /${largest} to /${SMALLEST_SERVICE_CIDR}`,
      fix: `use ${DEFAULT_SERVICE_CIDR}`,
    });
  }
  const reserved = KUBERNETES_RESERVED_BLOCKS.find((other) => overlaps(block, new Address4(other)));
  if (reserved !== undefined) {
    refuse(scope, "serviceCidr", {
      value: serviceCidr,
      allowed: `a block outside ${KUBERNETES_RESERVED_BLOCKS.join(", ")}, which AKS reserves`,
      fix: `use ${DEFAULT_SERVICE_CIDR}`,
    });
  }
  const overlap = findOverlap(serviceCidr, networks);
  if (overlap !== undefined) {
    refuse(scope, "serviceCidr", {
      value: serviceCidr,
      allowed: `a block that does not overlap ${overlap}: nodes could not reach addresses that both have`,
      fix: "use a block that no connected network has; it is not routed outside of the cluster",
    });
  }
  const { dnsServiceIp = block.startAddress().offset(DNS_OFFSET).correctForm() } = props;
  requireDnsAddress(scope, dnsServiceIp, block, serviceCidr);
  return { serviceCidr, dnsServiceIp };
}

/** A network that overlaps a block, with its path; undefined if none does. */
export function findOverlap(value: string, networks: readonly ConnectedNetwork[]): string | undefined {
  if (isUnresolved(value)) return undefined;
  const block = new Address4(value);
  for (const { node, addressSpace } of networks) {
    const overlap = addressSpace.find((other) => isBlock(other) && overlaps(block, new Address4(other)));
    if (overlap !== undefined) return `${overlap} of ${node.path}`;
  }
  return undefined;
}

/**
 * Checks that a subnet has an address for each node and pod, while a node of each pool is being replaced, for the
 * private endpoint of the API server and for an internal load balancer. Unknown blocks are not validated.
 * @param podsInSubnet whether pods have addresses of the subnet
 * @throws InvalidInputError for a subnet that is too small
 */
export function requireRoom(
  scope: IConstruct,
  addressPrefix: string | undefined,
  pools: readonly NodePoolOptions[],
  podsInSubnet: boolean,
): void {
  if (addressPrefix === undefined || !isBlock(addressPrefix)) return;
  const needed = pools.reduce((sum, pool) => {
    const { maxCount } = sizeOf(pool);
    const nodes = maxCount + Math.ceil((maxCount * SURGE_PERCENTAGE) / 100);
    return sum + nodes * (podsInSubnet ? 1 + podsOf(pool) : 1);
  }, 2);
  const { subnetMask } = new Address4(addressPrefix);
  const available = usableAddresses(subnetMask);
  if (Number.isNaN(needed) || needed <= available) return;
  refuse(scope, "subnet", {
    value: addressPrefix,
    allowed: `a subnet with at least ${needed} free addresses, for ${podsInSubnet ? "nodes and their pods" : "nodes"}; it has ${available}`,
    fix: `use a /${prefixLengthFor(needed)}, fewer nodes or pods per node, or networkPluginMode: "overlay", with which pods need none`,
  });
}

function requireBlock(scope: IConstruct, prop: string, value: string): Address4 {
  if (
    typeof value !== "string" ||
    !value.includes("/") ||
    !Address4.isValid(value) ||
    new Address4(value).networkForm() !== value
  ) {
    return refuse(scope, prop, {
      value,
      allowed: "an IPv4 block in CIDR notation that starts at its first address",
      fix: `use ${DEFAULT_SERVICE_CIDR}`,
    });
  }
  return new Address4(value);
}

function requireDnsAddress(scope: IConstruct, address: string, block: Address4, serviceCidr: string): void {
  if (isUnresolved(address)) return;
  const first = block.startAddress().offset(1);
  const last = block.endAddress().offset(-1);
  if (!address.includes("/") && Address4.isValid(address)) {
    const value = new Address4(address).bigInt();
    if (value > first.bigInt() && value <= last.bigInt()) return;
  }
  refuse(scope, "dnsServiceIp", {
    value: address,
    allowed: `an address in ${serviceCidr} after ${first.correctForm()}, which the API server's service has`,
    fix: `leave it out for ${block.startAddress().offset(DNS_OFFSET).correctForm()}`,
  });
}

function refuseUnknownDns(scope: IConstruct): never {
  return refuse(scope, "dnsServiceIp", {
    value: undefined,
    allowed: "an address; it is optional only if serviceCidr is known",
    fix: "set dnsServiceIp as well",
  });
}

function isBlock(value: string): boolean {
  return !isUnresolved(value) && Address4.isValid(value);
}

function overlaps(one: Address4, other: Address4): boolean {
  return one.isInSubnet(other) || other.isInSubnet(one);
}
