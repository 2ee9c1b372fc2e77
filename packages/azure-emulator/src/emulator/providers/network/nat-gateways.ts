import { ArmError } from "../../arm/arm-error.js";
import { objectsOf, textOf } from "../../arm/body.js";
import type { ResourceType } from "../../arm/resource-type.js";
import { requireReferenced, withDefaults } from "../shared.js";
import { referrers } from "./references.js";
import { NAT_GATEWAYS, SUBNETS } from "./types.js";

/** NAT gateways. */
export const natGateways: ResourceType = {
  type: NAT_GATEWAYS,
  tracked: true,
  latency: { create: 30, delete: 30 },
  write({ id, body }, state) {
    for (const property of ["publicIpAddresses", "publicIpPrefixes"]) {
      for (const reference of objectsOf(body.properties[property])) {
        requireReferenced(state, textOf(reference["id"]) ?? "", id);
      }
    }
    body.properties = withDefaults(body.properties, { idleTimeoutInMinutes: 4 });
  },
  view: (gateway, state) => {
    const subnets = referrers(gateway, SUBNETS, "natGateway", state);
    return subnets.length === 0
      ? gateway.body
      : { ...gateway.body, properties: { ...gateway.body.properties, subnets } };
  },
  delete(gateway, state) {
    const { length } = referrers(gateway, SUBNETS, "natGateway", state);
    if (length === 0) return;
    throw new ArmError(
      400,
      "CannotDeleteNatGatewayAssociatedToSubnet",
      `NAT Gateway ${gateway.id.toString()} is still configured on ${length} subnets. Remove NAT Gateway from all referenced subnets and then delete NAT Gateway.`,
    );
  },
};
