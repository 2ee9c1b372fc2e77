import { describe, expect, it } from "vitest";
import { forcesReplacement } from "../../src/compare/force-new.js";

describe("an argument that can't be changed in place", () => {
  it.each([
    ["azurerm_subnet", ["virtual_network_name"]],
    ["azurerm_private_endpoint", ["private_service_connection", "private_connection_resource_id"]],
    ["azurerm_windows_virtual_machine", ["source_image_reference", "sku"]],
    ["azurerm_private_dns_a_record", ["zone_name"]],
    ["azurerm_private_dns_a_record", ["private_dns_zone_id"]],
    ["azapi_resource", ["parent_id"]],
    ["time_sleep", ["triggers", "roles"]],
    ["azuread_application", ["name"]],
  ])("%s %j", (type, path) => {
    expect(forcesReplacement(type, path)).toBe(true);
  });

  it.each([
    ["azurerm_subnet", ["address_prefixes"]],
    ["azapi_resource", ["body", "properties", "name"]],
    ["time_sleep", ["create_duration"]],
    ["azurerm_key_vault", ["network_acls", "name"]],
  ])("isn't %s %j", (type, path) => {
    expect(forcesReplacement(type, path)).toBe(false);
  });
});
