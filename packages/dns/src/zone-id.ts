import { armIdPart, isUnresolved, refuse, requireArmId } from "@org/aml-core/internal";
import type { ArmId } from "@org/azure-catalog";
import type { IConstruct } from "constructs";
import type { Zone } from "./zone.js";

const ZONE_TYPE = "Microsoft.Network/privateDnsZones";

/**
 * Reads the ARM id of an existing zone.
 *
 * For an id that is known only to Terraform, the zone is assumed to have the expected name, and Terraform reads the
 * resource group from the id.
 * @param expectedName name that the zone must have
 * @throws InvalidInputError for anything but the id of a private DNS zone, or the id of another zone
 */
export function existingZone(scope: IConstruct, prop: string, key: string, id: string, expectedName: string): Zone {
  const zone = requireArmId(
    scope,
    prop,
    id,
    ZONE_TYPE,
    `az network private-dns zone show --resource-group <group> --name ${expectedName} --query id`,
  );
  if (zone && !isUnresolved(zone.name) && !isUnresolved(expectedName)) {
    if (zone.name.toLowerCase() !== expectedName.toLowerCase()) {
      refuse(scope, prop, {
        value: id,
        allowed: `an id that ends with ${expectedName}`,
        fix: `use the id of ${expectedName}, or set the name of the zone: zoneNames: { ${key}: ${JSON.stringify(zone.name)} }`,
      });
    }
  }
  return {
    key,
    name: zone === undefined || isUnresolved(zone.name) ? expectedName : zone.name,
    reference: {
      zoneId: zone ? canonical(zone) : id,
      zoneName: zone?.name ?? expectedName,
      resourceGroupName: armIdPart(id, "resourceGroup"),
    },
  };
}

/** The id with the spelling of its type that the case-sensitive providers require. */
function canonical(zone: ArmId): string {
  return (zone.parent?.resource(ZONE_TYPE, zone.name) ?? zone).toString();
}
