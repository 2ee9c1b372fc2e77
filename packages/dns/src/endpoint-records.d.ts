import type { IUniqueRegistry, IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import type { IConstruct } from "constructs";
/**
 * Reserves the records that a private endpoint writes. Azure keeps one record set for a name: of two endpoints of a
 * resource in one zone, the second overwrites the record of the first.
 *
 * Targets are compared by construct, and by id where the id is known.
 * @throws InvalidInputError if another endpoint registers the target in one of the zones
 */
export declare function reserveEndpointRecords(records: IUniqueRegistry, endpoint: IConstruct, target: PrivateLinkTarget, zoneKeys: readonly string[], vnet: IVirtualNetwork, managedBy: "terraform" | "policy"): void;
