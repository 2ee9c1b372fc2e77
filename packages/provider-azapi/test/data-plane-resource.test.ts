import { describe, expect, it } from "vitest";
import { DataPlaneResource } from "@org/provider-azapi/lib/data-plane-resource/index.js";
import { synth } from "./synth.js";

describe("DataPlaneResource", () => {
  it("writes a body and exports a list of response paths", () => {
    const { resource } = synth((stack) => {
      new DataPlaneResource(stack, "setting", {
        type: "Microsoft.AppConfiguration/configurationStores/keyValues@1.0",
        parentId: "example.azconfig.io",
        name: "color",
        body: { contentType: "text/plain", tags: { setBy: "platform" } },
        responseExportValues: ["etag"],
      });
    });
    expect(resource["azapi_data_plane_resource"]?.["setting"]).toMatchObject({
      parent_id: "example.azconfig.io",
      body: { contentType: "text/plain", tags: { setBy: "platform" } },
      response_export_values: ["etag"],
    });
  });
});
