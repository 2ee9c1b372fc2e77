import { App, Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { acceptConfiguration } from "../src/config/load.js";
import type { ConfigurationError } from "../src/config/problem.js";
import { ConfiguredNames } from "../src/naming.js";
import { addPlatform } from "../src/platform.js";
import { platformOf } from "./fixture.js";

const network = (index: number) => ({
  addressSpace: `10.${index}.0.0/16`,
  privateEndpointSubnet: `10.${index}.1.0/24`,
});

describe("regions of environments", () => {
  const configuration = {
    location: "westeurope",
    environments: { dev: network(1), prod: { ...network(2), location: "northeurope", connectTo: ["dev"] } },
  };

  it("are those of all their resources, and part of their names", () => {
    const platform = platformOf(configuration);
    const groups = platform.resources({ type: "azurerm_resource_group" });
    expect(new Set(groups.map((one) => `${one.stack.name} ${String(one.get("location"))}`))).toEqual(
      new Set(["aml-dns-shared westeurope", "aml-dev-base westeurope", "aml-prod-base northeurope"]),
    );
    expect(platform).toHaveResource("azurerm_storage_account", { name: "stprodne01" });
    expect(platform).toHaveResource("azurerm_storage_account", { name: "stdevwe01" });
  });

  it("have codes of one's own in names", () => {
    const prod = { ...network(2), location: "northeurope", locationCode: "dub" };
    const accepted = acceptConfiguration("c.json", { environments: { prod } });
    expect(new ConfiguredNames(accepted).environment("prod").storageAccount).toBe("stproddub01");
  });

  it("are remarked on where a workspace uses a registry in another one", () => {
    const warningsOf = (given: object) => {
      const app = Testing.stubVersion(new App({ stackTraces: false, outdir: Testing.app().outdir }));
      addPlatform(app, given);
      return app.node.children.flatMap(({ node }) => node.metadata.map(({ data }) => String(data)));
    };
    expect(warningsOf(configuration)).toContainEqual(
      expect.stringContaining("prod is in northeurope and uses the registry of dev in westeurope"),
    );
    const same = { ...configuration.environments.prod, location: "westeurope" };
    expect(warningsOf({ ...configuration, environments: { dev: network(1), prod: same } })).toEqual([]);
  });

  it("are refused where they are misspelled, or of another cloud", () => {
    const problemsOf = (location: string) => {
      try {
        acceptConfiguration("c.json", { environments: { dev: { ...network(1), location } } });
        return [];
      } catch (error) {
        return (error as ConfigurationError).problems.map(({ path }) => path);
      }
    };
    expect(problemsOf("westeurop")).toEqual(["environments.dev.location"]);
    expect(problemsOf("usgovvirginia")).toEqual(["environments.dev.location"]);
  });

  it("tell compute instances of one name apart", () => {
    const computeInstances = [{ name: "ci-anna", assignedUserObjectId: "00000000-0000-4000-8000-000000000001" }];
    const prod = { ...network(2), computeInstances };
    const configured = (location: string) => () =>
      acceptConfiguration("c.json", {
        environments: { dev: { ...network(1), computeInstances }, prod: { ...prod, location } },
      });
    expect(configured("canadacentral")).toThrow("1 problem");
    expect(configured("northeurope")).not.toThrow();
  });
});

it("has several compute clusters", () => {
  const computeClusters = [
    { name: "gpu", vmSize: "Standard_NC24ads_A100_v4", maxNodeCount: 2 },
    { name: "spot", vmPriority: "LowPriority" },
  ];
  const platform = platformOf({ environments: { dev: { ...network(1), computeClusters } } });
  const names = platform
    .resources({ armType: "Microsoft.MachineLearningServices/workspaces/computes" })
    .map((one) => one.get("name"));
  expect(names).toHaveLength(3);
  expect(names).toEqual(expect.arrayContaining(["gpu", "spot"]));
});

it("reaches resources of one's own by private endpoints", () => {
  const resourceId =
    "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-sales/providers/Microsoft.Sql/servers/sql-sales";
  const rule = { name: "AllowSales", resourceId, subresourceTarget: "sqlServer" };
  const platform = platformOf({ environments: { dev: { ...network(1), privateEndpointRules: [rule] } } });
  expect(platform).toHaveAzapiResource("Microsoft.MachineLearningServices/workspaces/outboundRules", {
    name: "AllowSales",
    body: { properties: { destination: { serviceResourceId: resourceId, subresourceTarget: "sqlServer" } } },
  });
});
