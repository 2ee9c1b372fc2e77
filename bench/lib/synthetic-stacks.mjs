import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** @typedef {Record<string, any>} Json */

/**
 * Writes a shared stack and environments of 72 resources each, in the shape that CDKTF writes: references, functions,
 * locals, remote states, ordered chains.
 * @param {string} folder @param {number} environments
 * @returns {number} how many resources there are
 */
export function writeSyntheticStacks(folder, environments) {
  const stacks = {
    shared: shared(),
    ...Object.fromEntries(numbers(environments).map((n) => [`env-${n}`, environment(n)])),
  };
  let resources = 0;
  for (const [name, stack] of Object.entries(stacks)) {
    mkdirSync(join(folder, "stacks", name), { recursive: true });
    writeFileSync(join(folder, "stacks", name, "cdk.tf.json"), JSON.stringify(stack, null, 2));
    for (const byName of Object.values(stack["resource"])) resources += Object.keys(byName).length;
  }
  return resources;
}

const ZONES = numbers(9).map((n) => `zone_${n}`);
/** @param {string} path @param {Json} args */
const noted = (path, args) => ({ "//": { metadata: { path, uniqueId: path } }, ...args });

/** @returns {Json} */
function shared() {
  const zones = ZONES.map((zone) => [
    zone,
    noted(zone, { name: `${zone}.example`, resource_group_name: "${azurerm_resource_group.dns.name}" }),
  ]);
  return {
    terraform: { backend: { local: { path: "../../shared.tfstate" } } },
    provider: { azurerm: [{ features: [{}] }] },
    resource: {
      azurerm_resource_group: { dns: noted("dns", { name: "rg-dns", location: "canadacentral" }) },
      azurerm_private_dns_zone: Object.fromEntries(zones),
    },
    output: Object.fromEntries(ZONES.map((zone) => [zone, { value: `\${azurerm_private_dns_zone.${zone}.id}` }])),
  };
}

/** @param {number} n @returns {Json} */
function environment(n) {
  const group = { resource_group_name: "${azurerm_resource_group.main.name}", location: "${local.location}" };
  /** @param {string} prefix @param {number} count @param {(i: number) => Json} args */
  const several = (prefix, count, args) =>
    Object.fromEntries(numbers(count).map((i) => [`${prefix}_${i}`, noted(`env-${n}/${prefix}/${i}`, args(i))]));
  const workspace = "${azapi_resource.workspace.id}";
  return {
    terraform: { backend: { local: { path: `../../env-${n}.tfstate` } } },
    provider: { azurerm: [{ features: [{}], subscription_id: "${var.subscription}" }] },
    variable: { subscription: { type: "string" } },
    locals: { location: "${azurerm_resource_group.main.location}", tags: { environment: `env-${n}` } },
    data: {
      azurerm_client_config: { me: {} },
      terraform_remote_state: { shared: { backend: "local", config: { path: "../../shared.tfstate" } } },
    },
    output: { workspace: { value: workspace } },
    resource: {
      azurerm_resource_group: {
        main: noted("main", { name: `rg-${n}`, location: "canadacentral", tags: "${local.tags}" }),
      },
      azurerm_virtual_network: { main: noted("vnet", { ...group, name: `vnet-${n}`, address_space: ["10.0.0.0/16"] }) },
      azurerm_subnet: several("subnet", 4, (i) => ({
        name: `snet-${i}`,
        resource_group_name: group.resource_group_name,
        virtual_network_name: "${azurerm_virtual_network.main.name}",
        address_prefixes: [`\${cidrsubnet(azurerm_virtual_network.main.address_space[0], 8, ${i})}`],
        ...(i > 0 ? { depends_on: [`azurerm_subnet.subnet_${i - 1}`] } : {}),
      })),
      azurerm_network_security_rule: several("rule", 12, (i) => ({
        name: `rule-${i}`,
        priority: 100 + i,
        direction: "Inbound",
        access: "Deny",
        resource_group_name: group.resource_group_name,
        network_security_group_name: "nsg",
      })),
      azurerm_private_dns_zone_virtual_network_link: several("link", 9, (i) => ({
        name: `link-${i}`,
        private_dns_zone_id: `\${data.terraform_remote_state.shared.outputs.zone_${i}}`,
        virtual_network_id: "${azurerm_virtual_network.main.id}",
      })),
      azurerm_private_endpoint: several("endpoint", 8, (i) => ({
        ...group,
        name: `pe-${i}`,
        subnet_id: "${azurerm_subnet.subnet_0.id}",
        private_service_connection: [
          { name: "c", private_connection_resource_id: workspace, subresource_names: ["amlworkspace"] },
        ],
        private_dns_zone_group: [
          { name: "z", private_dns_zone_ids: [`\${data.terraform_remote_state.shared.outputs.zone_${i}}`] },
        ],
      })),
      azurerm_role_assignment: several("role", 16, (i) => ({
        name: `\${uuidv5("url", lower(join("|", ["role-${i}", azurerm_resource_group.main.id, azurerm_user_assigned_identity.id.principal_id])))}`,
        scope: "${azurerm_resource_group.main.id}",
        principal_id: "${azurerm_user_assigned_identity.id.principal_id}",
        principal_type: "ServicePrincipal",
        role_definition_id: `/providers/Microsoft.Authorization/roleDefinitions/role-${i}`,
      })),
      azurerm_user_assigned_identity: { id: noted("id", { ...group, name: `id-${n}` }) },
      time_sleep: several("gate", 4, (i) => ({
        create_duration: "90s",
        triggers: {
          ids: `\${sha256(join(",", [${numbers(4)
            .map((j) => `azurerm_role_assignment.role_${i * 4 + j}.id`)
            .join(", ")}]))}`,
        },
      })),
      azapi_resource: {
        workspace: noted("workspace", {
          type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
          name: `mlw-${n}`,
          parent_id: "${azurerm_resource_group.main.id}",
          location: "${local.location}",
          body: {
            properties: {
              publicNetworkAccess: "Disabled",
              managedNetwork: { isolationMode: "AllowOnlyApprovedOutbound" },
            },
          },
          depends_on: numbers(4).map((i) => `time_sleep.gate_${i}`),
        }),
        ...several("outbound", 10, (i) => ({
          type: "Microsoft.MachineLearningServices/workspaces/outboundRules@2025-12-01",
          name: `rule-${i}`,
          parent_id: workspace,
          body: {
            properties: {
              type: "ServiceTag",
              destination: { serviceTag: "AzureMonitor", protocol: "TCP", portRanges: "443" },
            },
          },
          depends_on: [i > 0 ? `azapi_resource.outbound_${i - 1}` : "azapi_resource.workspace"],
        })),
      },
      azurerm_management_lock: { lock: noted("lock", { name: "lock", scope: workspace, lock_level: "CanNotDelete" }) },
    },
  };
}

/** @param {number} count */
function numbers(count) {
  return Array.from({ length: count }, (_, index) => index);
}
