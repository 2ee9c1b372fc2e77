import { describe, expect, it } from "vitest";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError } from "../src/config/problem.js";
import { platformOf } from "./fixture.js";

const DEV = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const PROD = { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" };
const platform = (top: object, dev: object = {}) => ({ environments: { dev: { ...DEV, ...dev } }, ...top });

describe("tags", () => {
  it("are on all resources that take them", () => {
    const model = platformOf({
      tags: { project: "forecast" },
      environments: {
        dev: { ...DEV, computeInstances: [{ assignedUserObjectId: "00000000-0000-4000-8000-00000000000a" }] },
      },
    });
    for (const resource of model.resources().filter((one) => one.get("tags") !== undefined)) {
      expect([resource.id, resource.get("tags.project")]).toEqual([resource.id, "forecast"]);
    }
  });

  it("of an environment are added to those of the platform, and take precedence", () => {
    const model = platformOf({
      tags: { project: "forecast", "cost-center": "1" },
      environments: { dev: { ...DEV, tags: { "cost-center": "2" } }, prod: PROD },
    });
    expect(model.stack("aml-dev-base")).toHaveResource("azurerm_key_vault", {
      tags: { project: "forecast", "cost-center": "2" },
    });
    expect(model.stack("aml-dev-base")).toHaveResource("azurerm_resource_group", { tags: { "cost-center": "2" } });
    expect(model.stack("aml-prod-base")).toHaveResource("azurerm_key_vault", {
      tags: { project: "forecast", "cost-center": "1" },
    });
  });

  it("that a policy sets are left to it, on every resource that takes tags", () => {
    const model = platformOf(platform({ ignoreTagChanges: ["created-by"] }));
    const tagged = model.resources().filter((resource) => resource.get("tags") !== undefined);
    expect(tagged.length).toBeGreaterThan(30);
    for (const resource of tagged) {
      expect([resource.id, resource.get("lifecycle.ignore_changes")]).toEqual([
        resource.id,
        expect.arrayContaining(['tags["created-by"]']),
      ]);
    }
  });

  const thirteen = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`tag${index}`, ""]));
  it.each([
    [
      platform({ tags: { Environment: "Development" } }),
      "tags.Environment",
      "tags other than environment, purpose, component",
    ],
    [platform({}, { tags: { purpose: "x" } }), "environments.dev.tags.purpose", "tags other than"],
    [platform({ tags: { "azure-owner": "x" } }), "tags.azure-owner", "doesn't begin with microsoft, azure, windows"],
    [platform({ tags: { "a/b": "x" } }), "tags.a/b", "without <>%&"],
    [platform({ tags: { Owner: "x", owner: "y" } }), "tags.owner", "Owner already exists"],
    [platform({ tags: { ["n".repeat(129)]: "x" } }), `tags.${"n".repeat(40)}`, "1 to 128 characters"],
    [platform({ tags: { note: "v".repeat(257) } }), "tags.note", "at most 256 characters"],
    [platform({}, { tags: thirteen }), "environments.dev.tags", "at most 15 tags on Microsoft.Network/privateDnsZones"],
    [
      platform({ tags: { a: "", b: "" } }, { tags: Object.fromEntries(Object.entries(thirteen).slice(2)) }),
      "environments.dev.tags",
      "at most 15",
    ],
  ])("are refused before anything is written: %j", (configuration, path, allowed) => {
    const parse = () => parseConfiguration("f", JSON.stringify(configuration));
    expect(parse).toThrow(ConfigurationError);
    try {
      parse();
    } catch (error) {
      expect((error as ConfigurationError).problems).toMatchObject([
        { path, allowed: expect.stringContaining(allowed) as string },
      ]);
    }
  });
});
