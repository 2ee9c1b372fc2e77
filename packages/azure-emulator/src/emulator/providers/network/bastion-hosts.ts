import { FIXED_SUBNETS } from "@org/azure-catalog";
import { objectOf, objectsOf, referenceOf } from "../../arm/body.js";
import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import { requireReferenced, withDefaults } from "../shared.js";
import { requireFixedSubnet } from "./subnet-addresses.js";
import { BASTION_HOSTS } from "./types.js";

/** Bastion hosts. */
export const bastionHosts: ResourceType = {
  type: BASTION_HOSTS,
  tracked: true,
  latency: { create: 600, update: 300, delete: 300 },
  write({ id, body }, state) {
    for (const configuration of objectsOf(body.properties["ipConfigurations"])) {
      const properties = objectOf(configuration["properties"]);
      const subnet = requireReferenced(state, referenceOf(properties["subnet"]) ?? "", id);
      requireFixedSubnet(subnet, FIXED_SUBNETS.bastion, `Bastion host ${id.name}`);
      const address = referenceOf(properties["publicIPAddress"]);
      if (address !== undefined) requireReferenced(state, address, id);
    }
    body.properties = withDefaults(body.properties, {
      dnsName: `bst-${guidOf(id.key)}.bastion.azure.com`,
      scaleUnits: 2,
    });
    body.sku = { name: "Basic", ...body.sku };
  },
};
