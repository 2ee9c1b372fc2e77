import type { IUniqueRegistry, IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import { refuse } from "@org/aml-core/internal";
import type { IConstruct } from "constructs";

/**
 * Reserves the records of a private endpoint. Azure has one record set per name, so a second endpoint of a resource in
 * the same zone overwrites the record of the first.
 *
 * Targets are compared by construct, and by id if it is known.
 * @throws InvalidInputError if another endpoint registers the target in one of the zones
 */
export function reserveEndpointRecords(
  records: IUniqueRegistry,
  endpoint: IConstruct,
  target: PrivateLinkTarget,
  zoneKeys: readonly string[],
  vnet: IVirtualNetwork,
  managedBy: "terraform" | "policy",
): void {
  const names = [`path:${target.construct.node.path}`, `id:${target.resourceId.toLowerCase()}`];
  const withoutZoneGroup =
    managedBy === "terraform"
      ? "omit zones on this endpoint, so that it has no zone group"
      : "exempt this endpoint from the policy that writes zone groups";
  for (const zone of zoneKeys) {
    records.reserve(
      names.map((name) => `${zone} ${name}`),
      endpoint.node.path,
      (first) =>
        refuse(endpoint, "zones", {
          value: target.construct.node.path,
          allowed: `one private endpoint per target and zone; ${first} already owns the record in ${zone}, and Azure would overwrite it`,
          fix: `give ${vnet.node.path} its own set of zones, linked only to it, or ${withoutZoneGroup}`,
        }),
    );
  }
}
