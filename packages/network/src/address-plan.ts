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
  training: { offset: 1024, prefixLength: 24 },
  scoring: { offset: 1280, prefixLength: 24 },
} as const;

/** A subnet whose block can be derived. */
export type PlannedSubnet = keyof typeof PLAN;

/**
 * The default block of a subnet, as in the reference platform: in 10.1.0.0/16, private endpoints get 10.1.1.0/24,
 * Bastion 10.1.2.0/26, the jumpbox 10.1.3.0/24, training 10.1.4.0/24, scoring 10.1.5.0/24, a firewall 10.1.0.0/26 and
 * gateways 10.1.0.64/27.
 * @throws InvalidInputError if the network's first block is known only to Terraform, or is too small for the plan
 */
export function plannedBlock(
  scope: Construct,
  prop: string,
  addressSpace: readonly string[],
  subnet: PlannedSubnet,
): string {
  const [first] = addressSpace;
  const block = first === undefined ? undefined : parseNetworkBlock(scope, "addressSpace", first);
  const { offset, prefixLength } = PLAN[subnet];
  const smallest = Math.min(22, 32 - Math.ceil(Math.log2(offset + 2 ** (32 - prefixLength))));
  if (!block || block.subnetMask > smallest) {
    return refuse(scope, prop, {
      value: undefined,
      allowed: `a block in CIDR notation; it is optional only if the network's first block is known and /${smallest} or larger`,
      fix: "set the block",
    });
  }
  return `${block.startAddress().offset(offset).correctForm()}/${prefixLength}`;
}
