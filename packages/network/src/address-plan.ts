import { refuse } from "@org/aml-core/internal";
import type { Construct } from "constructs";
import { parseNetworkBlock } from "./cidr.js";

/** The subnets with a default block: the number of addresses before it in the network, and its size. */
const PLAN = {
  firewall: { offset: 0, prefixLength: 26 },
  gateway: { offset: 64, prefixLength: 27 },
  privateEndpoints: { offset: 256, prefixLength: 24 },
  bastion: { offset: 512, prefixLength: 26 },
  jumpbox: { offset: 768, prefixLength: 24 },
} as const;

/** A subnet whose block can be derived. */
export type PlannedSubnet = keyof typeof PLAN;

const SMALLEST_PLANNED = 22;

/**
 * The default block of a subnet, as in the reference platform: in 10.1.0.0/16, private endpoints get 10.1.1.0/24,
 * Bastion 10.1.2.0/26, the jumpbox 10.1.3.0/24, a firewall 10.1.0.0/26 and gateways 10.1.0.64/27.
 * @throws InvalidInputError if the network's first block is known only to Terraform, or is smaller than /22
 */
export function plannedBlock(
  scope: Construct,
  prop: string,
  addressSpace: readonly string[],
  subnet: PlannedSubnet,
): string {
  const [first] = addressSpace;
  const block = first === undefined ? undefined : parseNetworkBlock(scope, "addressSpace", first);
  if (!block || block.subnetMask > SMALLEST_PLANNED) {
    return refuse(scope, prop, {
      value: undefined,
      allowed: `a block in CIDR notation; it is optional only if the network's first block is known and /${SMALLEST_PLANNED} or larger`,
      fix: "set the block",
    });
  }
  const { offset, prefixLength } = PLAN[subnet];
  return `${block.startAddress().offset(offset).correctForm()}/${prefixLength}`;
}
