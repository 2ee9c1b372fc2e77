import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { constructing } from "../src/commands/arguments.js";
import { fieldOf } from "../src/config/field-of.js";
import { parseConfiguration } from "../src/config/load.js";
import { ConfigurationError } from "../src/config/problem.js";
import { buildPlatform } from "../src/platform.js";

const user = "00000000-0000-4000-8000-00000000000a";
const configurationWith = (options: object) =>
  parseConfiguration(
    "f",
    JSON.stringify({
      environments: { dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24", ...options } },
    }),
  );

function refusedField(options: object): string | undefined {
  const configuration = configurationWith(options);
  try {
    constructing({ file: "f", configuration }, () => buildPlatform(Testing.app(), configuration));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems[0]?.path;
    throw error;
  }
  return undefined;
}

describe("what a construct refuses", () => {
  const bastion = { subnet: "10.1.2.0/26" };

  it.each([
    ["addressSpace", { addressSpace: "10.1.0.5/16" }],
    ["bastion.subnet", { bastion: { subnet: "10.1.2.0/27" } }],
    ["jumpbox.subnet", { bastion, jumpbox: { subnet: "10.9.3.0/24" } }],
    ["jumpbox.subnet", { bastion, jumpbox: { subnet: bastion.subnet } }],
    ["bastion.tunnelingEnabled", { bastion: { ...bastion, sku: "Basic", tunnelingEnabled: true } }],
    ["computeCluster.minNodeCount", { computeCluster: { minNodeCount: 5 } }],
    ["computeInstances.0.name", { computeInstances: [{ name: "1", assignedUserObjectId: user }] }],
    ["computeInstances", { computeInstances: [{ assignedUserObjectId: user }, { assignedUserObjectId: user }] }],
    [
      "datastores.0.credentials.type",
      {
        data: [{ name: "lake", type: "DataLake" }],
        datastores: [{ name: "raw", store: "lake", credentials: { type: "SqlLogin", userName: "reader" } }],
      },
    ],
    ["data.0.ipAllowlist", { data: [{ name: "lake", type: "DataLake", ipAllowlist: ["203.0.113.7"] }] }],
    [
      "data.0.recovery",
      { data: [{ name: "lake", type: "DataLake", recovery: { softDeleteDays: 7, versioning: true } }] },
    ],
    [
      "data.0.recovery.pointInTimeRestoreDays",
      {
        data: [
          {
            name: "images",
            type: "BlobStore",
            recovery: { softDeleteDays: 7, versioning: true, pointInTimeRestoreDays: 8 },
          },
        ],
      },
    ],
    ["fqdnRules.1", { fqdnRules: ["pypi.example.com", "PYPI.example.com"] }],
  ])("is named by its field, environments.dev.%s", (field, options) => {
    expect(refusedField(options)).toBe(`environments.dev.${field}`);
  });

  it("is named by its construct where no field has the value, or several have", () => {
    const configuration = configurationWith({ firewallSku: "Basic", bastion: { ...bastion, sku: "Basic" } });
    const input = { allowed: "another", fix: "use another" };
    expect(fieldOf(configuration, { ...input, path: "aml-dev/Environment/Vault.name", value: "kv" })).toBe(
      "aml-dev/Environment/Vault.name",
    );
    expect(fieldOf(configuration, { ...input, path: "aml-dev/Environment/Firewall.tier", value: "Basic" })).toBe(
      "aml-dev/Environment/Firewall.tier",
    );
    expect(fieldOf(configuration, { ...input, path: "aml-dns-shared/Dns.tags", value: {} })).toBe(
      "aml-dns-shared/Dns.tags",
    );
  });
});
