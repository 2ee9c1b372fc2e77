import type { SmallPlatform, Stack } from "./small-platform.js";

const SERVER = "${azurerm_mssql_server.data.id}";
const LAKE = "${azurerm_storage_account.lake.id}";

/** Adds a private SQL server with a database, and a lake, both as datastores of dev's workspace. */
export function withStores({ shared, dev }: SmallPlatform): Stack {
  const { resource } = dev;
  const endpoint = resource.azurerm_private_endpoint.blob as Stack;
  const zones = { dfs: "privatelink.dfs.core.windows.net", sql: "privatelink.database.windows.net" };
  for (const [key, name] of Object.entries(zones)) {
    shared["resource"].azurerm_private_dns_zone[key] = { ...shared["resource"].azurerm_private_dns_zone.blob, name };
    shared["output"][key] = { value: `\${azurerm_private_dns_zone.${key}.id}` };
    resource.azurerm_private_dns_zone_virtual_network_link[key] = {
      ...resource.azurerm_private_dns_zone_virtual_network_link.blob,
      name: `dev-${key}`,
      private_dns_zone_id: `\${data.terraform_remote_state.shared.outputs.${key}}`,
    };
  }
  const to = (name: string, target: string, subResource: string, zone: string): Stack => ({
    ...endpoint,
    name,
    private_service_connection: {
      ...endpoint["private_service_connection"],
      private_connection_resource_id: target,
      subresource_names: [subResource],
    },
    private_dns_zone_group: {
      name: "zones",
      private_dns_zone_ids: [`\${data.terraform_remote_state.shared.outputs.${zone}}`],
    },
  });
  Object.assign(resource.azurerm_private_endpoint, {
    lake_dfs: to("pe-lake-dfs", LAKE, "dfs", "dfs"),
    lake_blob: to("pe-lake-blob", LAKE, "blob", "blob"),
    sql: to("pe-sql", SERVER, "sqlServer", "sql"),
  });
  resource.azurerm_storage_account.lake = {
    ...resource.azurerm_storage_account.main,
    name: "stlakedev",
    is_hns_enabled: true,
  };
  const { tags, resource_group_name, location } = resource.azurerm_key_vault.main as Stack;
  resource.azurerm_mssql_server = {
    data: {
      name: "sqldev",
      tags,
      resource_group_name,
      location,
      version: "12.0",
      minimum_tls_version: "1.2",
      public_network_access_enabled: false,
      azuread_administrator: { login_username: "admins", object_id: "x", azuread_authentication_only: true },
      transparent_data_encryption_key_vault_key_id: "${azurerm_key_vault_key.main.id}",
    },
  };
  resource.azurerm_mssql_database = { data: { name: "features", server_id: SERVER, tags } };
  resource.azurerm_mssql_server_extended_auditing_policy = {
    data: { server_id: SERVER, log_monitoring_enabled: true },
  };
  const diagnosed = [
    SERVER.replace("}", "}/databases/master"),
    "${azurerm_mssql_database.data.id}",
    ...["", "/blobServices/default", "/fileServices/default", "/queueServices/default", "/tableServices/default"].map(
      (suffix) => `${LAKE}${suffix}`,
    ),
  ];
  for (const [index, target_resource_id] of diagnosed.entries()) {
    resource.azurerm_monitor_diagnostic_setting[`store-${String(index)}`] = { target_resource_id };
  }
  const rule = resource.azapi_resource.rule as Stack;
  const ruleTo = (name: string, serviceResourceId: string, subresourceTarget: string, after: string): Stack => ({
    ...rule,
    name,
    body: { properties: { ...rule["body"].properties, destination: { serviceResourceId, subresourceTarget } } },
    depends_on: ["time_sleep.stores", `azapi_resource.${after}`],
  });
  const approver = resource.azurerm_role_assignment.approver as Stack;
  Object.assign(resource.azurerm_role_assignment, {
    lake_approver: { ...approver, scope: LAKE },
    sql_approver: { ...approver, scope: SERVER },
  });
  resource.time_sleep.stores = {
    create_duration: "90s",
    depends_on: ["azurerm_role_assignment.lake_approver", "azurerm_role_assignment.sql_approver"],
  };
  const datastore = (name: string, apiVersion: string, properties: Stack): Stack => ({
    type: `Microsoft.MachineLearningServices/workspaces/datastores@${apiVersion}`,
    name,
    parent_id: "${azapi_resource.workspace.id}",
    body: { properties },
  });
  Object.assign(resource.azapi_resource, {
    lake_blob: ruleTo("lake-blob", LAKE, "blob", "rule"),
    lake_dfs: ruleTo("lake-dfs", LAKE, "dfs", "lake_blob"),
    sql: ruleTo("sql", SERVER, "sqlServer", "lake_dfs"),
    raw: datastore("raw", "2025-12-01", {
      datastoreType: "AzureDataLakeGen2",
      accountName: "${azurerm_storage_account.lake.name}",
      filesystem: "raw",
      credentials: { credentialsType: "None" },
    }),
    features: datastore("features", "2021-03-01-preview", {
      contents: {
        contentsType: "AzureSqlDatabase",
        serverName: "${azurerm_mssql_server.data.name}",
        databaseName: "${azurerm_mssql_database.data.name}",
        endpoint: "database.windows.net",
        portNumber: 1433,
        credentials: { credentialsType: "None" },
      },
    }),
  });
  return resource as Stack;
}
