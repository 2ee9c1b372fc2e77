import { ArmError } from "../../arm/arm-error.js";
import { objectsOf, textOf } from "../../arm/body.js";
import type { ArmId } from "@org/azure-catalog";
import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import { keep, withDefaults } from "../shared.js";
import { ipConfigurations } from "./ip-configurations.js";
import { NAT_GATEWAYS } from "./types.js";

/** Public addresses. */
export const publicAddresses: ResourceType = {
  type: "Microsoft.Network/publicIPAddresses",
  tracked: true,
  latency: { create: 4, delete: 12 },
  write(write) {
    keep(write, ["ipAddress", "resourceGuid"]);
    write.body.properties = withDefaults(write.body.properties, {
      ipAddress: publicAddressOf(write.id),
      publicIPAddressVersion: "IPv4",
      idleTimeoutInMinutes: 4,
      ipTags: [],
      ddosSettings: { protectionMode: "VirtualNetworkInherited" },
      resourceGuid: guidOf(write.id.key),
    });
    write.body.sku = { name: "Standard", tier: "Regional", ...write.body.sku };
  },
  delete({ id }, state) {
    const user = [
      ...ipConfigurations(state)
        .filter(({ publicAddress }) => publicAddress !== undefined && id.equals(publicAddress))
        .map(({ owner }) => owner),
      ...state.resources
        .ofType(NAT_GATEWAYS)
        .filter(({ body }) =>
          objectsOf(body.properties["publicIpAddresses"]).some((one) => id.equals(textOf(one["id"]) ?? "")),
        ),
    ][0];
    if (!user) return;
    throw new ArmError(
      400,
      "PublicIPAddressCannotBeDeleted",
      `Public IP address ${id.toString()} can not be deleted since it is still allocated to resource ${user.id.toString()}.`,
    );
  },
};

/** An address from the range for documentation, which is always the same for an id. */
function publicAddressOf(id: ArmId): string {
  return `203.0.113.${(Number.parseInt(guidOf(id.key).slice(0, 8), 16) % 254) + 1}`;
}
