import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SynthModel } from "@org/aml-synth-model";
import fc from "fast-check";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { ArmIds } from "../../src/import/arm-ids.js";
import { importsOf, type StackImports } from "../../src/import/import-blocks.js";
import { defaultPlatform, platformOf } from "../fixture.js";

const SUBSCRIPTION = "00000000-0000-4000-8000-00000000000a";
const threeEnvironments = parse(
  readFileSync(
    join(import.meta.dirname, "../../../../apps/reference-platform/examples/three-environments.config.json"),
    "utf8",
  ),
) as object;

const importsIn = (model: SynthModel): StackImports[] => {
  const ids = new ArmIds({ subscriptionId: SUBSCRIPTION, variables: new Map(), principals: new Map() });
  return model.stacks.map((stack) => importsOf(stack, ids, undefined));
};
const blocksOf = (model: SynthModel) => importsIn(model).flatMap(({ blocks }) => blocks);

const NAME = "[A-Za-z0-9][A-Za-z0-9._-]*";
const GROUP = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${NAME}`;
const network = (type: string) => `${GROUP}/providers/Microsoft.Network/${type}/${NAME}`;

/** How an import id of each type looks: the chapter "Import" of the resource in the provider's documentation. */
const FORMATS: Record<string, string> = {
  azapi_resource: `${GROUP}/providers/Microsoft.MachineLearningServices/(registries|workspaces)/${NAME}(/[a-zA-Z]+/${NAME})?\\?api-version=\\d{4}-\\d{2}-\\d{2}`,
  azurerm_application_insights: `${GROUP}/providers/Microsoft.Insights/components/${NAME}`,
  azurerm_bastion_host: network("bastionHosts"),
  azurerm_container_registry: `${GROUP}/providers/Microsoft.ContainerRegistry/registries/${NAME}`,
  azurerm_dev_test_global_vm_shutdown_schedule: `${GROUP}/providers/Microsoft.DevTestLab/schedules/shutdown-computevm-${NAME}`,
  azurerm_key_vault: `${GROUP}/providers/Microsoft.KeyVault/vaults/${NAME}`,
  azurerm_log_analytics_workspace: `${GROUP}/providers/Microsoft.OperationalInsights/workspaces/${NAME}`,
  azurerm_monitor_diagnostic_setting: `${GROUP}/providers/Microsoft.[A-Za-z]+/[A-Za-z]+/${NAME}(/(blob|file|queue|table)Services/default)?\\|${NAME}`,
  azurerm_network_interface: network("networkInterfaces"),
  azurerm_network_security_group: network("networkSecurityGroups"),
  azurerm_private_dns_a_record: `${network("privateDnsZones")}/A/[A-Za-z0-9*._-]+`,
  azurerm_private_dns_zone: network("privateDnsZones"),
  azurerm_private_dns_zone_virtual_network_link: `${network("privateDnsZones")}/virtualNetworkLinks/${NAME}`,
  azurerm_private_endpoint: network("privateEndpoints"),
  azurerm_public_ip: network("publicIPAddresses"),
  azurerm_resource_group: GROUP,
  azurerm_storage_account: `${GROUP}/providers/Microsoft.Storage/storageAccounts/[a-z0-9]+`,
  azurerm_subnet: `${network("virtualNetworks")}/subnets/${NAME}`,
  azurerm_subnet_network_security_group_association: `${network("virtualNetworks")}/subnets/${NAME}`,
  azurerm_user_assigned_identity: `${GROUP}/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${NAME}`,
  azurerm_virtual_machine_extension: `${GROUP}/providers/Microsoft.Compute/virtualMachines/${NAME}/extensions/${NAME}`,
  azurerm_virtual_network: network("virtualNetworks"),
  azurerm_windows_virtual_machine: `${GROUP}/providers/Microsoft.Compute/virtualMachines/${NAME}`,
};

it("imports each resource from the subscription of its provider", () => {
  const connectivity = "00000000-0000-4000-8000-00000000000c";
  const platform = platformOf({
    subscriptions: { connectivity },
    dns: { subscription: "connectivity" },
    environments: { dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" } },
  });
  const subscriptionOf = (type: string) =>
    new Set(
      blocksOf(platform)
        .filter(({ to }) => to.startsWith(`${type}.`))
        .map(({ id }) => id.split("/")[2]),
    );
  expect(subscriptionOf("azurerm_private_dns_zone_virtual_network_link")).toEqual(new Set([connectivity]));
  expect(subscriptionOf("azurerm_virtual_network")).toEqual(new Set([SUBSCRIPTION]));
});

const withEntraSignIn = {
  environments: {
    dev: {
      addressSpace: "10.1.0.0/16",
      privateEndpointSubnet: "10.1.1.0/24",
      bastion: { subnet: "10.1.2.0/26", sku: "Standard", tunnelingEnabled: true },
      jumpbox: { subnet: "10.1.3.0/24", entraSignIn: true },
    },
  },
};
const PLATFORMS: [string, () => SynthModel][] = [
  ["the default platform", defaultPlatform],
  ["the default platform with azurerm 5", () => platformOf({ azurermMajor: 5 })],
  ["three environments", () => platformOf(threeEnvironments)],
  ["three environments with azurerm 5", () => platformOf({ ...threeEnvironments, azurermMajor: 5 })],
  ["Entra sign-in to a jumpbox", () => platformOf(withEntraSignIn)],
];

describe("import blocks", () => {
  it.each(PLATFORMS)("have ids as the providers document them: %s", (_, platform) => {
    for (const { to, id } of blocksOf(platform())) {
      expect(id, to).toMatch(new RegExp(`^${FORMATS[to.split(".")[0] ?? ""] ?? "an unknown type"}$`));
    }
  });

  it("exist for every type of which the id follows from names", () => {
    const types = PLATFORMS.flatMap(([, platform]) => blocksOf(platform())).map(({ to }) => to.split(".")[0]);
    expect([...new Set(types)].sort()).toEqual(Object.keys(FORMATS).sort());
  });

  it.each(PLATFORMS)("leave out updates, waits and role assignments, and nothing else: %s", (_, platform) => {
    const model = platform();
    const leftOut = importsIn(model).flatMap((stack) => stack.leftOut);
    const types = leftOut.flatMap(({ addresses }) => addresses).map((address) => address.split(".")[0]);
    expect(new Set(types)).toEqual(new Set(["azapi_update_resource", "time_sleep", "azurerm_role_assignment"]));
    expect(leftOut.filter(({ avoidable }) => avoidable)).toEqual([]);
    expect(blocksOf(model).length + types.length).toBe(model.resources().length);
  });

  it.each([
    [
      "azurerm_subnet.Environment_Network_JumpboxSubnet_2856DBF4",
      "rg-aml-vnet-dev-cc-01/providers/Microsoft.Network/virtualNetworks/vnet-aml-dev-cc-01/subnets/snet-aml-vm-dev-cc-01",
    ],
    [
      "azurerm_monitor_diagnostic_setting.Environment_Workspace_Storage_Diagnostics-blob_1716DABB",
      "rg-aml-ws-dev-cc-01/providers/Microsoft.Storage/storageAccounts/stdevcc01/blobServices/default|to-log-analytics",
    ],
    [
      "azapi_resource.Environment_Workspace_Cluster_0BBC2A8C",
      "rg-aml-ws-dev-cc-01/providers/Microsoft.MachineLearningServices/workspaces/mlwdevcc01/computes/amlcc-dev-cc01?api-version=2025-12-01",
    ],
    [
      "azapi_resource.Environment_Registry_FC62AC4F",
      "rg-aml-reg-dev-cc-01/providers/Microsoft.MachineLearningServices/registries/mlrdevcc01?api-version=2025-12-01",
    ],
  ])("name what they import: %s", (to, id) => {
    expect(blocksOf(defaultPlatform())).toContainEqual({
      to,
      id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/${id}`,
    });
  });

  it.each([4, 5])("find the zones of another stack, with azurerm %i", (azurermMajor) => {
    expect(blocksOf(platformOf({ azurermMajor }))).toContainEqual({
      to: "azurerm_private_dns_zone_virtual_network_link.Environment_Network_PrivateDnsLinks_blob_25AD7BEE",
      id: `/subscriptions/${SUBSCRIPTION}/resourceGroups/rg-aml-dns-shared-cc-01/providers/Microsoft.Network/privateDnsZones/privatelink.blob.core.windows.net/virtualNetworkLinks/dev-shared-blob`,
    });
  });

  it("are made of whatever names the resources have", () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
    fc.assert(
      fc.property(name, name, name, (group, vnet, subnet) => {
        const model = SynthModel.fromStacks({
          one: {
            resource: {
              azurerm_resource_group: { g: { name: group } },
              azurerm_virtual_network: { v: { name: vnet, resource_group_name: "${azurerm_resource_group.g.name}" } },
              azurerm_subnet: {
                s: {
                  name: subnet,
                  virtual_network_name: "${azurerm_virtual_network.v.name}",
                  resource_group_name: "${azurerm_resource_group.g.name}",
                },
              },
            },
          },
        });
        const id = `/subscriptions/${SUBSCRIPTION}/resourceGroups/${group}`;
        expect(blocksOf(model).map((block) => block.id)).toEqual([
          id,
          `${id}/providers/Microsoft.Network/virtualNetworks/${vnet}`,
          `${id}/providers/Microsoft.Network/virtualNetworks/${vnet}/subnets/${subnet}`,
        ]);
      }),
    );
  });

  it("are not guessed where a name is only known to Terraform, or the type isn't known", () => {
    const model = SynthModel.fromStacks({
      one: {
        variable: { name: {} },
        resource: {
          azurerm_resource_group: { g: { name: "${var.name}" } },
          azurerm_key_vault: { k: { name: "kv", resource_group_name: "${azurerm_resource_group.g.name}" } },
          azurerm_databricks_workspace: { r: { name: "databricks", resource_group_name: "rg" } },
        },
      },
    });
    const [imports] = importsIn(model);
    expect(imports?.blocks).toEqual([]);
    expect(imports?.leftOut).toEqual([
      {
        why: expect.stringContaining("doesn't follow from names"),
        avoidable: true,
        addresses: ["azurerm_resource_group.g", "azurerm_key_vault.k", "azurerm_databricks_workspace.r"],
      },
    ]);
  });
});
