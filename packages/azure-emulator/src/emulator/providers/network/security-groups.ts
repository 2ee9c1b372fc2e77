import type { ResourceType } from "../../arm/resource-type.js";
import { showInline, writeInline } from "../inline-parts.js";
import { referrers, requireUnreferenced } from "./references.js";
import { INTERFACES, SUBNETS } from "./types.js";

/** Network security groups and their rules. */
export const securityGroups: readonly ResourceType[] = [
  groups(),
  { type: "Microsoft.Network/networkSecurityGroups/securityRules" },
];

function groups(): ResourceType {
  return {
    type: "Microsoft.Network/networkSecurityGroups",
    tracked: true,
    latency: { create: 4, update: 4, delete: 4 },
    write: (_, state) => (resource) => writeInline(resource, "securityRules", state),
    view: (resource, state) => ({
      ...resource.body,
      properties: {
        ...resource.body.properties,
        securityRules: showInline(resource, "securityRules", state),
        defaultSecurityRules: [],
        subnets: referrers(resource, SUBNETS, "networkSecurityGroup", state),
        networkInterfaces: referrers(resource, INTERFACES, "networkSecurityGroup", state),
      },
    }),
    delete(resource, state) {
      requireUnreferenced(resource, SUBNETS, "networkSecurityGroup", "InUseNetworkSecurityGroupCannotBeDeleted", state);
    },
  };
}
