import { describe, expect, it } from "vitest";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError, type Problem } from "../src/config/problem.js";
import { platformOf } from "./fixture.js";

const DEV = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const PROD = { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" };
const SUBSCRIPTION = "00000000-0000-4000-8000-00000000000c";
const AZURERM = {
  type: "azurerm",
  resourceGroupName: "rg-state",
  storageAccountName: "ststate",
  containerName: "tfstate",
};
const platform = (top: object, dev: object = {}, prod: object = {}) => ({
  subscriptions: { management: SUBSCRIPTION },
  environments: { dev: { ...DEV, ...dev }, prod: { ...PROD, ...prod } },
  ...top,
});

function problems(configuration: object): readonly Problem[] {
  try {
    parseConfiguration("f", JSON.stringify(configuration));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

const backendOf = (model: ReturnType<typeof platformOf>, stack: string) => model.stack(stack).terraform["backend"];

describe("the backend", () => {
  it("is accessed with the Entra sign-in by default", () => {
    const model = platformOf(platform({ backend: AZURERM }));
    expect(backendOf(model, "aml-dev")).toEqual({
      azurerm: {
        resource_group_name: "rg-state",
        storage_account_name: "ststate",
        container_name: "tfstate",
        key: "aml-dev.tfstate",
        use_azuread_auth: true,
      },
    });
  });

  it("is in another subscription, under a key of its own, with OIDC", () => {
    const backend = {
      ...AZURERM,
      subscription: "management",
      key: "ml/{stack}/state",
      useOidc: true,
      useAzureadAuth: false,
    };
    expect(backendOf(platformOf(platform({ backend })), "aml-dns-shared")).toMatchObject({
      azurerm: {
        subscription_id: SUBSCRIPTION,
        key: "ml/aml-dns-shared/state",
        use_oidc: true,
        use_azuread_auth: false,
      },
    });
  });

  it("is another one for an environment and for the zones", () => {
    const own = (containerName: string) => ({ ...AZURERM, containerName });
    const model = platformOf(
      platform(
        { backend: AZURERM, dns: { backend: own("zones") } },
        { backend: own("dev") },
        { backend: { type: "local" } },
      ),
    );
    expect(backendOf(model, "aml-dns-shared")).toMatchObject({ azurerm: { container_name: "zones" } });
    expect(backendOf(model, "aml-dev")).toMatchObject({ azurerm: { container_name: "dev" } });
    expect(backendOf(model, "aml-prod")).toEqual({ local: { path: "../../../terraform.aml-prod.tfstate" } });
  });

  it("is read where it is by the stacks that need its outputs", () => {
    const model = platformOf(
      platform({ backend: AZURERM }, { backend: { ...AZURERM, containerName: "dev" } }, { connectTo: ["dev"] }),
    );
    const [state] = model.stack("aml-prod").dataSources.filter(({ name }) => name.includes("aml-dev"));
    expect(state?.get("config")).toMatchObject({
      container_name: "dev",
      key: "aml-dev-base.tfstate",
      use_azuread_auth: true,
    });
  });

  it.each(["usgovernment", "china"])("is in the cloud %s, and so are the providers", (cloud) => {
    const location = cloud === "china" ? "chinanorth2" : "usgovvirginia";
    const model = platformOf(platform({ backend: AZURERM, location, dns: { cloud } }));
    expect(backendOf(model, "aml-dev")).toMatchObject({ azurerm: { environment: cloud } });
    for (const provider of model.stack("aml-dev").providers.filter((one) => !one.address.includes("time"))) {
      expect([provider.address, provider.get("environment")]).toEqual([provider.address, cloud]);
    }
  });

  it.each<[string, object, string, string]>([
    [
      "an unknown subscription",
      { ...AZURERM, subscription: "managment" },
      "backend.subscription",
      "did you mean management?",
    ],
    ["a key for all stacks", { ...AZURERM, key: "terraform.tfstate" }, "backend.key", "{stack}"],
    ["an unknown field", { ...AZURERM, useEntra: true }, "backend.useEntra", ""],
  ])("is refused for %s", (_, backend, path, fix) => {
    expect(problems(platform({ backend }))).toMatchObject([{ path, fix: expect.stringContaining(fix) as string }]);
  });

  it("names an unknown subscription of an environment's backend", () => {
    expect(problems(platform({}, { backend: { ...AZURERM, subscription: "x" } }))).toMatchObject([
      { path: "environments.dev.backend.subscription" },
    ]);
  });
});

describe("the region", () => {
  it.each([
    ["West Europe", "westeurope"],
    ["WESTEUROPE", "westeurope"],
    ["Amsterdam", "westeurope"],
    ["frankfurt", "germanywestcentral"],
    ["Sao Paulo", "brazilsouth"],
    ["East US 2", "eastus2"],
  ])("%j is understood", (location, meant) => {
    expect(problems(platform({ location }))).toMatchObject([{ path: "location", fix: `did you mean ${meant}?` }]);
    expect(problems(platform({}, { location }))).toMatchObject([
      { path: "environments.dev.location", fix: `did you mean ${meant}?` },
    ]);
  });

  it("of an environment is in the platform's cloud", () => {
    expect(
      problems(platform({ location: "usgovvirginia", dns: { cloud: "usgovernment" } }, { location: "eastus" })),
    ).toMatchObject([
      {
        path: "environments.dev.location",
        allowed: "a region of the cloud usgovernment: usgovarizona, usgovtexas, usgovvirginia, usdodcentral, usdodeast",
      },
    ]);
  });

  it("determines the cloud", () => {
    expect(problems(platform({ location: "chinaeast2" }))).toMatchObject([
      {
        path: "dns.cloud",
        allowed: '"china", the cloud of location chinaeast2',
        fix: expect.stringContaining('{ "cloud": "china" }') as string,
      },
    ]);
  });
});
