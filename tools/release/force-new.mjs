/**
 * Which changes of an argument make Terraform destroy a resource and make it anew.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** @type {{ arguments: Record<string, string[]> }} */
const AZURERM = JSON.parse(readFileSync(join(import.meta.dirname, "force-new.json"), "utf8"));

/**
 * Providers whose reference has no such sentences.
 * @type {Record<string, string[]>}
 */
const OTHERS = {
  azapi_resource: ["name", "parent_id", "location", "type"],
  azapi_data_plane_resource: ["name", "parent_id", "type"],
  azapi_update_resource: ["name", "parent_id", "resource_id", "type"],
  azapi_resource_action: ["type", "resource_id", "action"],
  time_sleep: ["triggers"],
};

/**
 * What azurerm 4 has and azurerm 5, of which the table is, doesn't.
 * @type {Record<string, string[]>}
 */
const AZURERM_4 = {
  azurerm_private_dns_a_record: ["resource_group_name", "zone_name"],
  azurerm_private_dns_zone_virtual_network_link: ["resource_group_name", "private_dns_zone_name"],
};

/** What identifies a resource in Azure, for types that aren't known otherwise. */
const IDENTITY = ["name", "location", "resource_group_name", "parent_id", "resource_id", "scope"];

/**
 * @param {string} type the Terraform type
 * @param {readonly string[]} path of the argument, without indices
 * @param {unknown} [before]
 * @param {unknown} [after]
 * @returns {boolean}
 */
export function forcesReplacement(type, path, before, after) {
  if (type.startsWith("azapi_") && path[0] === "type") return armType(before) !== armType(after);
  const known = [...(AZURERM.arguments[type] ?? OTHERS[type] ?? IDENTITY), ...(AZURERM_4[type] ?? [])];
  // A block's path in the reference begins with the block, however deep it lies.
  return known.some((argument) => {
    const wanted = argument.split(".");
    if (wanted.length === 1) return path[0] === argument;
    return path.some((_, index) => wanted.every((part, offset) => path[index + offset] === part));
  });
}

/** An API version may change. @param {unknown} type */
function armType(type) {
  return typeof type === "string" ? type.split("@")[0]?.toLowerCase() : type;
}
