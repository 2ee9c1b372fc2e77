import { expect, it } from "vitest";
import { createdDirectoryObjects, referencedResources } from "../../src/deployment-test/referenced-resources.js";
import { modelOf } from "../support/model.js";

const HUB = "/subscriptions/00000000-0000-4000-8000-00000000000c/resourceGroups/rg-hub";
const referenced = (resource: object, more: object = {}) =>
  referencedResources(modelOf({ dev: { resource, ...more } }).stacks);

it("are those of literal ids in resources, data sources and locals, at any depth, each once", () => {
  expect(
    referenced(
      {
        azurerm_private_endpoint: {
          pe: {
            subnet_id: `${HUB}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/pe`,
            private_dns_zone_group: [
              { private_dns_zone_ids: [`${HUB}/providers/Microsoft.Network/privateDnsZones/z`] },
            ],
          },
        },
      },
      {
        data: { azurerm_client_config: { me: { x: HUB } } },
        locals: { logs: `${HUB}/providers/Microsoft.OperationalInsights/workspaces/log`, again: HUB.toUpperCase() },
      },
    ),
  ).toEqual([
    HUB,
    `${HUB}/providers/Microsoft.Network/privateDnsZones/z`,
    `${HUB}/providers/Microsoft.Network/virtualNetworks/vnet/subnets/pe`,
    `${HUB}/providers/Microsoft.OperationalInsights/workspaces/log`,
  ]);
});

it("are also those inside of expressions, up to the part that isn't known", () => {
  const vault = `${HUB}/providers/Microsoft.KeyVault/vaults/kv`;
  expect(
    referenced({
      azurerm_role_assignment: { a: { scope: `\${lower("${vault}")}` }, b: { scope: `${vault}/keys/\${var.key}` } },
    }),
  ).toEqual([vault]);
});

it("are neither roles nor resources that a stack creates under a literal name", () => {
  const network = `${HUB}/providers/Microsoft.Network/virtualNetworks/vnet-dev`;
  const role = `${HUB.split("/resourceGroups")[0]}/providers/Microsoft.Authorization/roleDefinitions/x`;
  expect(
    referenced({
      azurerm_virtual_network: { n: { name: "vnet-dev", resource_group_name: "rg-hub" } },
      azurerm_role_assignment: { a: { scope: network, role_definition_id: role } },
    }),
  ).toEqual([]);
});

it("don't include directory objects whose names stacks look up before they create them", () => {
  const model = modelOf({
    dev: {
      resource: {
        azuread_application: {
          a: { display_name: "app", prevent_duplicate_names: true },
          b: { display_name: "other" },
        },
        azuread_group: { g: { display_name: "${var.group}", prevent_duplicate_names: true } },
        azuread_service_principal: {
          created: { client_id: "one" },
          existing: { client_id: "two", use_existing: true },
          own: { client_id: "${azuread_application.a.client_id}" },
        },
      },
    },
  });
  expect(createdDirectoryObjects(model.stacks)).toEqual([
    { collection: "applications", name: "app" },
    { collection: "groups", name: undefined },
    { collection: "servicePrincipals", name: "one" },
  ]);
});
