import { describe, expect, it } from "vitest";
import { forceNewArguments } from "./force-new-reference.mjs";
import { forcesReplacement } from "./force-new.mjs";

it("reads a page of the provider's reference", () => {
  const page = [
    "# azurerm_thing",
    "## Arguments Reference",
    "* `name` - (Required) Its name. Changing this forces a new resource to be created.",
    "* `tags` - (Optional) Tags.",
    "* `disk` - (Optional) A `disk` block as defined below. Changing this forces a new thing to be created.",
    "A `disk` block supports the following:",
    "* `size` - (Optional) Its size.",
    "* `sku` - (Required) Its SKU. Changing this forces a new resource to be created.",
    "## Attributes Reference",
    "* `id` - Its id. Changing this forces a new resource to be created.",
  ].join("\n");
  expect(forceNewArguments(page)).toEqual(["disk", "disk.sku", "name"]);
});

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
