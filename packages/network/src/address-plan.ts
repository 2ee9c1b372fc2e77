import { refuse } from "@org/aml-core/internal";
import type { Construct } from "constructs";
import { parseNetworkBlock } from "./cidr.js";

/** The subnets with a default block: its position among the network's /24 blocks, and its size. */
const PLAN = {
  privateEndpoints: { index: 1, prefixLength: 24 },
  bastion: { index: 2, prefixLength: 26 },
  jumpbox: { index: 3, prefixLength: 24 },
} as const;

/** A subnet whose block can be derived. */
export type PlannedSubnet = keyof typeof PLAN;

const SMALLEST_PLANNED = 22;

/**
 * The default block of a subnet, as in the reference platform: in 10.1.0.0/16, private endpoints get 10.1.1.0/24,
 * Bastion 10.1.2.0/26 and the jumpbox 10.1.3.0/24.
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
  const { index, prefixLength } = PLAN[subnet];
  return `${block
    .startAddress()
    .offset(index * 256)
    .correctForm()}/${prefixLength}`;
}
