import type { IVirtualNetwork } from "@org/aml-core";
import { refuse } from "@org/aml-core/internal";
import { findOverlap, parseNetworkBlock } from "./cidr.js";

/**
 * Checks that networks that are connected, now or later, don't overlap. Address spaces that are known only to Terraform
 * are not validated.
 * @throws InvalidInputError for the first two that overlap
 */
export function assertNoOverlap(networks: readonly Pick<IVirtualNetwork, "addressSpace" | "node">[]): void {
  const blocks = networks.flatMap((network) =>
    network.addressSpace.flatMap((prefix) => {
      const block = parseNetworkBlock(network, "addressSpace", prefix);
      return block ? [{ block, network }] : [];
    }),
  );
  const [one, other] = findOverlap(blocks) ?? [];
  if (!one || !other) return;
  refuse(other.network, "addressSpace", {
    value: other.block.address,
    allowed: `a block that does not overlap ${one.block.address} of ${one.network.node.path}`,
    fix: "use a separate block for each network, such as 10.1.0.0/16 and 10.2.0.0/16",
  });
}
