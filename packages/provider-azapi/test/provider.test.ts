import { TerraformVariable } from "cdktf";
import { describe, expect, it } from "vitest";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { synth } from "./synth.js";

describe("AzapiProvider", () => {
  it("asks for any release that the bindings fit, by the provider's own source", () => {
    const { terraform } = synth((stack) => new AzapiProvider(stack, "azapi", {}));
    expect(terraform.required_providers).toEqual({ azapi: { source: "azure/azapi", version: "~> 2.12" } });
  });

  it("writes its settings in Terraform's names", () => {
    const { provider } = synth(
      (stack) =>
        new AzapiProvider(stack, "azapi", {
          defaultLocation: "canadacentral",
          enablePreflight: true,
          endpoint: [{ resourceManagerEndpoint: "https://management.azure.com" }],
        }),
    );
    expect(provider["azapi"]).toEqual([
      {
        default_location: "canadacentral",
        enable_preflight: true,
        endpoint: [{ resource_manager_endpoint: "https://management.azure.com" }],
      },
    ]);
  });

  it("leaves the names of default tags as they are given", () => {
    const { provider } = synth((stack) => {
      const owner = new TerraformVariable(stack, "owner", {});
      new AzapiProvider(stack, "azapi", { defaultTags: { costCenter: "ml", owner: owner.stringValue } });
    });
    expect(provider["azapi"]).toEqual([{ default_tags: { costCenter: "ml", owner: "${var.owner}" } }]);
  });

  it("is chosen by its alias", () => {
    const { provider, resource } = synth((stack) => {
      const other = new AzapiProvider(stack, "other", { alias: "other", subscriptionId: "hub" });
      new Resource(stack, "group", { type: "Microsoft.Resources/resourceGroups@2024-03-01", provider: other });
    });
    expect(provider["azapi"]).toEqual([{ alias: "other", subscription_id: "hub" }]);
    expect(resource["azapi_resource"]?.["group"]).toMatchObject({ provider: "azapi.other" });
  });
});
