import { describe, expect, it } from "vitest";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { UpdateResource } from "@org/provider-azapi/lib/update-resource/index.js";
import { synth } from "./synth.js";

describe("UpdateResource", () => {
  it("writes a part of a resource that something else owns", () => {
    const { resource } = synth((stack) => {
      const cluster = new Resource(stack, "cluster", {
        type: "Microsoft.MachineLearningServices/workspaces/computes@2025-12-01",
        name: "image-build",
      });
      new UpdateResource(stack, "image-build", {
        type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
        resourceId: cluster.parentId,
        body: { properties: { imageBuildCompute: cluster.name, settings: { computes: [{ id: cluster.id }] } } },
        responseExportValues: ["properties.imageBuildCompute"],
        locks: [cluster.parentId],
        retry: { errorMessageRegex: ["Conflict"] },
        timeouts: { update: "60m" },
        dependsOn: [cluster],
      });
    });
    expect(resource["azapi_update_resource"]?.["image-build"]).toMatchObject({
      type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
      resource_id: "${azapi_resource.cluster.parent_id}",
      body: {
        properties: {
          imageBuildCompute: "${azapi_resource.cluster.name}",
          settings: { computes: [{ id: "${azapi_resource.cluster.id}" }] },
        },
      },
      response_export_values: ["properties.imageBuildCompute"],
      locks: ["${azapi_resource.cluster.parent_id}"],
      retry: { error_message_regex: ["Conflict"] },
      timeouts: { update: "60m" },
      depends_on: ["azapi_resource.cluster"],
    });
  });
});
