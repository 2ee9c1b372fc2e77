import { PRIVATE_DNS_ZONES, type PrivateDnsZoneFacts, type PrivateDnsZoneKey, publicSuffix } from "@org/azure-catalog";

/** Service tags that include resources of any customer. */
const WIDE_TAGS = /^(\*|any|internet|azurecloud(\..*)?|storage|azurefrontdoor\.frontend)$/i;

/** Whether a destination, such as a service tag, a block or an address, includes what anybody may run. */
export function isWideDestination(destination: string): boolean {
  const [, length] = /^[\d.]+\/(\d+)$/.exec(destination) ?? [];
  return WIDE_TAGS.test(destination) || (length !== undefined && Number(length) < 8);
}

/** Zones whose hosts are the service's, not one customer's. */
const SHARED_ZONES: ReadonlySet<PrivateDnsZoneKey> = new Set(["api", "notebooks", "instances", "monitor"]);

/** Suffixes below which each customer's resources have names, such as `blob.core.windows.net`, in all clouds. */
const RESOURCE_SUFFIXES = Object.entries<PrivateDnsZoneFacts>(PRIVATE_DNS_ZONES).flatMap(([key, { names }]) =>
  SHARED_ZONES.has(key as PrivateDnsZoneKey) ? [] : Object.values(names).map(publicSuffix),
);

/**
 * Whether a host name stands for hosts that anybody may have: `*`, `*.com`, or resources of any customer of Azure, such as
 * `*.blob.core.windows.net`.
 */
export function isWideHost(host: string): boolean {
  const [isWildcard, domain] = /^\*(?:\.(.+))?$/.exec(host.toLowerCase()) ?? [];
  if (isWildcard === undefined) return false;
  if (domain === undefined || !domain.includes(".")) return true;
  return RESOURCE_SUFFIXES.some((suffix) => `.${suffix}`.endsWith(`.${domain}`));
}
