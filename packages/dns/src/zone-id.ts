import { isUnresolved, refuse } from "@org/aml-core";
import { Fn, Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { Zone } from "./zone.js";

const ZONE_ID =
  /^\/subscriptions\/([^/]+)\/resourceGroups\/([^/]+)\/providers\/Microsoft\.Network\/privateDnsZones\/([^/]+)$/i;
const RESOURCE_GROUP_SEGMENT = 4;

/**
 * Reads the ARM id of an existing zone.
 *
 * An id with tokens as segments is read as far as it is written out. One that only Terraform knows is believed: its
 * name is the expected one, and Terraform takes the resource group out of it.
 * @param expectedName name that the zone has to have
 * @throws InvalidInputError for anything but a private DNS zone's id, or one of another zone
 */
export function existingZone(scope: IConstruct, prop: string, key: string, id: string, expectedName: string): Zone {
  const [, subscription, resourceGroupName, name] = ZONE_ID.exec(id) ?? [];
  if (subscription === undefined || resourceGroupName === undefined || name === undefined) {
    if (isUnresolved(id)) {
      return {
        key,
        name: expectedName,
        reference: { zoneId: id, zoneName: expectedName, resourceGroupName: resourceGroupOf(id) },
      };
    }
    refuse(scope, prop, {
      value: id,
      allowed:
        "the ARM id of a private DNS zone, /subscriptions/<subscription>/resourceGroups/<group>/providers/Microsoft.Network/privateDnsZones/<zone>",
      fix: `az network private-dns zone show --resource-group <group> --name ${expectedName} --query id`,
    });
  }
  const judged = !isUnresolved(name) && !isUnresolved(expectedName);
  if (judged && name.toLowerCase() !== expectedName.toLowerCase()) {
    refuse(scope, prop, {
      value: id,
      allowed: `an id that ends with ${expectedName}`,
      fix: `give the id of ${expectedName}, or say that the zone is called otherwise: zoneNames: { ${key}: ${JSON.stringify(name)} }`,
    });
  }
  return {
    key,
    name: isUnresolved(name) ? expectedName : name,
    reference: {
      // The providers compare the fixed segments with their case.
      zoneId: `/subscriptions/${subscription}/resourceGroups/${resourceGroupName}/providers/Microsoft.Network/privateDnsZones/${name}`,
      zoneName: name,
      resourceGroupName,
    },
  };
}

/** The resource group in an id that only Terraform knows, as an expression. */
function resourceGroupOf(id: string): string {
  if (Token.isUnresolved(id)) return Fn.element(Fn.split("/", id), RESOURCE_GROUP_SEGMENT) as string;
  // Fn would escape an expression that is written out.
  return `\${element(split("/", "${id}"), ${RESOURCE_GROUP_SEGMENT})}`;
}
