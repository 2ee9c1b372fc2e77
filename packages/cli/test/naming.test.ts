import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { constructing } from "../src/commands/arguments.js";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError, type Problem } from "../src/config/problem.js";
import { buildPlatform } from "../src/platform.js";
import { platformOf } from "./fixture.js";

const DEV = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
const PROD = { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24", location: "northeurope" };
const ALL = "{type}-{prefix}-{purpose}-{environment}-{region}-{suffix}";
const platform = (top: object, dev: object = {}) => ({ environments: { dev: { ...DEV, ...dev } }, ...top });

function problems(configuration: object): readonly Problem[] {
  try {
    const parsed = parseConfiguration("f", JSON.stringify(configuration));
    constructing({ file: "f", configuration: parsed }, () => buildPlatform(Testing.app(), parsed));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

describe("a naming convention in the configuration", () => {
  it("composes the names of all resources", () => {
    const model = platformOf(platform({ naming: { pattern: ALL } }));
    expect(model).toHaveResource("azurerm_key_vault", { name: "kv-aml-dev-cc-01" });
    expect(model).toHaveResource("azurerm_storage_account", { name: "stamldevcc01" });
    expect(model).toHaveResource("azurerm_resource_group", { name: "rg-aml-dns-shared-cc-01" });
    expect(model).toHaveResource("azapi_resource", { name: "mlw-aml-dev-cc-01" });
  });

  it("has patterns of single names", () => {
    const model = platformOf(
      platform({
        naming: {
          patterns: { resourceGroup: "{purpose}-{environment:1}", privateEndpoint: "pe-{target}-{subResource}" },
        },
      }),
    );
    expect(model).toHaveResource("azurerm_resource_group", { name: "ws-d" });
    expect(model).toHaveResource("azurerm_private_endpoint", { name: "pe-stdevcc01-blob" });
  });

  it("gives way to names of an environment", () => {
    const names = { keyVault: "kv-contoso-dev", subnets: { pe: "snet-endpoints" } };
    const model = platformOf(platform({ dns: { resourceGroupName: "rg-zones" } }, { names }));
    expect(model).toHaveResource("azurerm_key_vault", { name: "kv-contoso-dev" });
    expect(model).toHaveResource("azurerm_subnet", { name: "snet-endpoints" });
    expect(model).toHaveResource("azurerm_resource_group", { name: "rg-zones" });
  });

  it.each([
    ["an unknown name", platform({ naming: { patterns: { keyvault: "x" } } }), "naming.patterns.keyvault", "keyVault"],
    [
      "an unknown part",
      platform({ naming: { pattern: "{type}-{enviroment}" } }),
      "naming.pattern",
      "did you mean {environment}?",
    ],
    ["a template of Terraform", platform({ naming: { pattern: "${prefix}" } }), "naming.pattern", "remove $"],
    [
      "a separator that Azure refuses",
      platform({ naming: { patterns: { storageAccount: "st-{environment}" } } }),
      "naming.patterns.storageAccount",
      "stdev",
    ],
    [
      "names that are too long",
      platform({ prefix: "platform12", namingSuffix: "00000001", naming: { pattern: ALL } }),
      "naming.pattern",
      "shorten the prefix by 1, or set it in names of the environment",
    ],
    [
      "groups with the same name",
      platform({ naming: { pattern: "{type}-{environment}" } }),
      "naming.pattern",
      "add {purpose} to the pattern, or set it in names of the environment",
    ],
    [
      "a name that Azure refuses",
      platform({}, { names: { keyVault: "kv_dev" } }),
      "environments.dev.names.keyVault",
      "kv-contoso-dev",
    ],
    [
      "an unknown name of an environment",
      platform({}, { names: { keyVaul: "kv" } }),
      "environments.dev.names.keyVaul",
      "did you mean keyVault?",
    ],
    [
      "environments that share a name",
      { naming: { patterns: { keyVault: "kv-{prefix}" } }, environments: { dev: DEV, prod: PROD } },
      "naming.patterns.keyVault",
      "add {environment} to the pattern",
    ],
    [
      "environments with the same name of their own",
      {
        environments: {
          dev: { ...DEV, names: { keyVault: "kv-one" } },
          prod: { ...PROD, names: { keyVault: "kv-one" } },
        },
      },
      "environments.prod.names.keyVault",
      "change it in names of one of the two environments",
    ],
  ])("is refused for %s", (_, configuration, path, fix) => {
    expect(problems(configuration)).toMatchObject([{ path, fix: expect.stringContaining(fix) as string }]);
  });
});
