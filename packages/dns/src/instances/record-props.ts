import { isIPv4 } from "node:net";
import { isUnresolved, refuse } from "@org/aml-core/internal";
import type { IConstruct } from "constructs";

/**
 * TTL of records of compute instances, in seconds. It is short because a recreated instance may have another address.
 */
const DEFAULT_TTL = 10;

const MAX_TTL = 2_147_483_647;

/**
 * TTL of a record.
 * @throws InvalidInputError for anything but a whole number of seconds that Azure accepts
 */
export function requireTtl(scope: IConstruct, prop: string, ttl: number = DEFAULT_TTL): number {
  if (isUnresolved(ttl) || (Number.isInteger(ttl) && ttl >= 1 && ttl <= MAX_TTL)) return ttl;
  return refuse(scope, prop, {
    value: ttl,
    allowed: `whole seconds from 1 to ${MAX_TTL}`,
    fix: `leave it out for ${DEFAULT_TTL}`,
  });
}

/**
 * The address of an endpoint.
 * @throws InvalidInputError for anything but an IPv4 address
 */
export function requireAddress(scope: IConstruct, address: string): string {
  if (isUnresolved(address) || isIPv4(address)) return address;
  return refuse(scope, "endpointIpAddress", {
    value: address,
    allowed: "the private IPv4 address of the workspace's endpoint, 10.1.1.11",
    fix: "pass the endpoint's privateIpAddress",
  });
}

/**
 * A region as part of a host name: `Canada Central` is `canadacentral` there.
 * @throws InvalidInputError for anything that can't be a region
 */
export function regionLabel(scope: IConstruct, location: string): string {
  if (isUnresolved(location)) return location;
  const label = location.replaceAll(" ", "").toLowerCase();
  if (/^[a-z0-9]+$/.test(label)) return label;
  return refuse(scope, "location", {
    value: location,
    allowed: "an Azure region, canadacentral",
    fix: "use the region of the workspace: az account list-locations --query [].name",
  });
}
