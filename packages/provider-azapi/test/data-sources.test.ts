import { describe, expect, it } from "vitest";
import { DataAzapiClientConfig } from "@org/provider-azapi/lib/data-azapi-client-config/index.js";
import { DataAzapiDataPlaneResource } from "@org/provider-azapi/lib/data-azapi-data-plane-resource/index.js";
import { DataAzapiResourceAction } from "@org/provider-azapi/lib/data-azapi-resource-action/index.js";
import { DataAzapiResourceId } from "@org/provider-azapi/lib/data-azapi-resource-id/index.js";
import { DataAzapiResourceList } from "@org/provider-azapi/lib/data-azapi-resource-list/index.js";
import { DataAzapiResource } from "@org/provider-azapi/lib/data-azapi-resource/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { synth } from "./synth.js";

const WORKSPACE = "Microsoft.MachineLearningServices/workspaces@2025-12-01";

describe("data sources", () => {
  it("DataAzapiClientConfig says who runs Terraform where", () => {
    const { data, resource } = synth((stack) => {
      const client = new DataAzapiClientConfig(stack, "client");
      new Resource(stack, "group", {
        type: "Microsoft.Resources/resourceGroups@2024-03-01",
        parentId: client.subscriptionResourceId,
        tags: { tenant: client.tenantId, deployer: client.objectId },
      });
    });
    expect(data["azapi_client_config"]).toHaveProperty("client");
    expect(resource["azapi_resource"]?.["group"]).toMatchObject({
      parent_id: "${data.azapi_client_config.client.subscription_resource_id}",
      tags: {
        tenant: "${data.azapi_client_config.client.tenant_id}",
        deployer: "${data.azapi_client_config.client.object_id}",
      },
    });
  });

  it("DataAzapiResource reads a resource, its identity and what it exports", () => {
    const { data, resource } = synth((stack) => {
      const workspace = new DataAzapiResource(stack, "workspace", {
        type: WORKSPACE,
        name: "mlw",
        parentId: "/subscriptions/s/resourceGroups/g",
        responseExportValues: { storage: "properties.storageAccount" },
      });
      new Resource(stack, "role", {
        type: "Microsoft.Authorization/roleAssignments@2022-04-01",
        parentId: workspace.output.lookup("storage"),
        body: { properties: { principal: { id: workspace.identity.get(0).principalId } } },
      });
    });
    expect(data["azapi_resource"]?.["workspace"]).toMatchObject({
      name: "mlw",
      response_export_values: { storage: "properties.storageAccount" },
    });
    expect(resource["azapi_resource"]?.["role"]).toMatchObject({
      parent_id: '${data.azapi_resource.workspace.output["storage"]}',
      body: { properties: { principal: { id: "${data.azapi_resource.workspace.identity[0].principal_id}" } } },
    });
  });

  it("DataAzapiResourceAction calls an action that changes nothing", () => {
    const { data } = synth((stack) => {
      new DataAzapiResourceAction(stack, "keys", {
        type: WORKSPACE,
        resourceId: "/",
        action: "listKeys",
        body: { a: [1] },
        sensitiveResponseExportValues: ["*"],
      });
    });
    expect(data["azapi_resource_action"]?.["keys"]).toMatchObject({
      action: "listKeys",
      body: { a: [1] },
      sensitive_response_export_values: ["*"],
    });
  });

  it("DataAzapiResourceList lists what a scope holds", () => {
    const { data } = synth((stack) => {
      new DataAzapiResourceList(stack, "workspaces", {
        type: WORKSPACE,
        parentId: "/subscriptions/s",
        responseExportValues: ["value"],
      });
    });
    expect(data["azapi_resource_list"]?.["workspaces"]).toMatchObject({
      parent_id: "/subscriptions/s",
      response_export_values: ["value"],
    });
  });

  it("DataAzapiResourceId takes an id apart", () => {
    const { data, resource } = synth((stack) => {
      const id = new DataAzapiResourceId(stack, "id", { type: WORKSPACE, resourceId: "/subscriptions/s" });
      new Resource(stack, "next", { type: WORKSPACE, parentId: id.parentId, name: id.resourceGroupName });
    });
    expect(data["azapi_resource_id"]?.["id"]).toMatchObject({ resource_id: "/subscriptions/s" });
    expect(resource["azapi_resource"]?.["next"]).toMatchObject({
      parent_id: "${data.azapi_resource_id.id.parent_id}",
      name: "${data.azapi_resource_id.id.resource_group_name}",
    });
  });

  it("DataAzapiDataPlaneResource reads a resource of a data plane", () => {
    const { data } = synth((stack) => {
      new DataAzapiDataPlaneResource(stack, "setting", {
        type: "Microsoft.AppConfiguration/configurationStores/keyValues@1.0",
        parentId: "example.azconfig.io",
        name: "color",
        responseExportValues: ["*"],
      });
    });
    expect(data["azapi_data_plane_resource"]?.["setting"]).toMatchObject({
      name: "color",
      response_export_values: ["*"],
    });
  });
});
