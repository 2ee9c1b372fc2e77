import { ArmError } from "../../arm/arm-error.js";
import { objectOf, objectsOf, referenceOf, textOf } from "../../arm/body.js";
import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import { keep, requireReferenced, withDefaults } from "../shared.js";
import { earlierAddress, freeAddressIn, requireAddress } from "./subnet-addresses.js";
import { INTERFACES } from "./types.js";

/** Network interfaces, with addresses from their subnets. */
export const networkInterfaces: ResourceType = {
  type: INTERFACES,
  tracked: true,
  latency: { create: 4, update: 4, delete: 4 },
  write(write, state) {
    const { id, body } = write;
    keep(write, ["macAddress", "virtualMachine", "resourceGuid"]);
    const allocated: string[] = [];
    const before = objectsOf(write.existing?.body.properties["ipConfigurations"]);
    const given = objectsOf(body.properties["ipConfigurations"]);
    body.properties["ipConfigurations"] = given.map((configuration, index) => {
      const properties = objectOf(configuration["properties"]);
      const subnet = requireReferenced(state, referenceOf(properties["subnet"]) ?? "", id);
      const address = referenceOf(properties["publicIPAddress"]);
      if (address !== undefined) requireReferenced(state, address, id);
      const chosen = textOf(properties["privateIPAddress"]) ?? earlierAddress(before[index], subnet);
      if (chosen !== undefined) requireAddress(chosen, subnet, id.toString(), state);
      const privateIPAddress = chosen ?? freeAddressIn(subnet, state, allocated);
      allocated.push(privateIPAddress);
      return {
        ...configuration,
        id: `${id.toString()}/ipConfigurations/${textOf(configuration["name"]) ?? ""}`,
        properties: {
          privateIPAddressVersion: "IPv4",
          primary: index === 0,
          ...properties,
          privateIPAddress,
          provisioningState: "Succeeded",
        },
      };
    });
    body.properties = withDefaults(body.properties, {
      macAddress: "00-0D-3A-00-00-00",
      dnsSettings: { dnsServers: [], appliedDnsServers: [] },
      enableAcceleratedNetworking: false,
      enableIPForwarding: false,
      resourceGuid: guidOf(id.key),
    });
  },
  delete({ id, body }) {
    const machine = referenceOf(body.properties["virtualMachine"]);
    if (machine === undefined) return;
    throw new ArmError(
      400,
      "NicInUse",
      `Network Interface ${id.toString()} is used by existing resource ${machine}. In order to delete the network interface, it must be dissociated from the resource.`,
    );
  },
};
