import { acceptConfiguration } from "../src/config/load.js";
import { InvalidInputError } from "@org/aml-core";
import { fieldOf } from "../src/config/field-of.js";
import type { ConfigurationError } from "../src/config/problem.js";
import { ConfiguredNames, synthesizedNames } from "../src/naming.js";
import { ArmIds } from "../src/import/arm-ids.js";
import { importsOf } from "../src/import/import-blocks.js";
import { describe, expect, it } from "vitest";
import { check } from "@org/aml-posture";
import { platformOf } from "./fixture.js";

const network = (index: number) => ({
  addressSpace: `10.${index}.0.0/16`,
  privateEndpointSubnet: `10.${index}.1.0/24`,
});
const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const REGISTRIES = "Microsoft.MachineLearningServices/registries";
const user = (last: string) => `00000000-0000-4000-8000-0000000000${last}`;

/** Two teams in dev: vision has its own data, language shares the registry of images and the vault. */
const configuration = {
  assignUserRoles: true,
  people: [
    { type: "group", name: "everybody", objectId: user("a1"), environments: ["dev"] },
    { type: "group", name: "vision", objectId: user("a2"), environments: ["dev"], workspaces: ["vision"] },
    {
      type: "group",
      name: "language",
      objectId: user("a3"),
      environments: ["dev"],
      workspaces: ["language", "speech"],
    },
  ],
  environments: {
    dev: {
      ...network(1),
      registries: { models: { location: "canadaeast", additionalLocations: ["canadacentral"] } },
      workspaces: {
        vision: {
          computeClusters: [{ name: "gpu", vmSize: "Standard_NC24ads_A100_v4" }],
          fqdnRules: ["pypi.example.com"],
          computeInstances: [{ name: "ci-vision-anna", assignedUserObjectId: user("b1") }],
        },
        language: { shares: ["keyVault", "containerRegistry"], computeCluster: false },
        speech: { shares: ["storage", "keyVault", "containerRegistry", "applicationInsights"] },
      },
    },
    prod: {
      ...network(2),
      registry: false,
      customerManagedKey: true,
      connectTo: ["dev"],
      workspaces: { scoring: { connectTo: ["dev/models"], names: { keyVault: "kv-scoring-prod" } } },
    },
  },
};
const accepted = acceptConfiguration("c.json", configuration);
const platform = platformOf(configuration);

const names = (type: string, stack?: string) =>
  platform.resources({ type, ...(stack === undefined ? {} : { stack }) }).map((one) => one.get("name"));
const azapiNames = (armType: string) => platform.resources({ armType }).map((one) => one.get("name"));

describe("additional workspaces", () => {
  it("are created beside the environment's own, with names by the convention", () => {
    expect(platform).toHaveNoErrors();
    expect(azapiNames(WORKSPACES)).toEqual(
      expect.arrayContaining(["mlwdevcc01", "mlwdevvisioncc01", "mlwdevlanguagecc01", "mlwdevspeechcc01"]),
    );
    expect(azapiNames(`${WORKSPACES}/computes`)).toEqual(
      expect.arrayContaining(["amlcc-dev-cc01", "gpu", "ci-vision-anna"]),
    );
  });

  it("have a resource group, identities and dependent resources of their own", () => {
    expect(names("azurerm_resource_group", "aml-dev-base")).toEqual(
      expect.arrayContaining(["rg-aml-ws-dev-cc-01", "rg-aml-ws-vision-dev-cc-01"]),
    );
    expect(names("azurerm_user_assigned_identity", "aml-dev-base")).toEqual(
      expect.arrayContaining([
        "dev-mi-workspace",
        "dev-mi-compute",
        "dev-mi-workspace-vision",
        "dev-mi-compute-vision",
      ]),
    );
    expect(platform).toHaveResource("azurerm_storage_account", {
      name: "stdevvisioncc01",
      resource_group_name: "${azurerm_resource_group.WorkspaceResourceGroup-vision.name}",
    });
  });

  it("share dependent resources, each with one private endpoint in the network", () => {
    expect(names("azurerm_key_vault", "aml-dev-base")).toEqual(["kvdevvisioncc01", "kvdevcc01"]);
    const endpoints = names("azurerm_private_endpoint", "aml-dev");
    expect(endpoints.filter((name) => String(name).includes("kvdevcc01"))).toEqual(["pekvdevcc01vault"]);
    expect(new Set(endpoints).size).toBe(endpoints.length);
  });

  it("let the identity of a workspace read the endpoints of a shared storage account", () => {
    const readers = platform
      .stack("aml-dev")
      .resources.filter(({ address }) => /Workspace-speech_EndpointReader/.test(address));
    expect(readers).toHaveLength(2);
  });

  it("have records of their instances and outbound rules of their own", () => {
    expect(names("azurerm_private_dns_a_record", "aml-dev")).toEqual([expect.stringMatching(/^ci-vision-anna\./)]);
    const rules = platform
      .resources({ armType: `${WORKSPACES}/outboundRules`, stack: "aml-dev" })
      .filter(({ address }) => address.includes("Workspace-vision"))
      .map((one) => one.get("name"));
    expect(rules).toEqual(
      expect.arrayContaining(["AllowDevRegistryAccess", "AllowDevModelsRegistryAccess", "fqdn-pypi-example-com"]),
    );
  });

  it("give people their roles in the workspaces in which they work, once on what these share", () => {
    const of = (member: string) =>
      platform
        .stack("aml-dev")
        .resources.filter(({ address }) => address.includes(`_People-${member}_`))
        .map(({ address }) => /Environment_(Workspace-[a-z]+)?_?People/.exec(address)?.[1] ?? "own");
    expect(new Set(of("everybody"))).toEqual(
      new Set(["own", "Workspace-vision", "Workspace-language", "Workspace-speech"]),
    );
    expect(new Set(of("vision"))).toEqual(new Set(["Workspace-vision"]));
    expect(new Set(of("language"))).toEqual(new Set(["Workspace-language", "Workspace-speech"]));
  });

  it("are encrypted with the environment's key, which the identity of each may use", () => {
    const scoring = platform
      .resources({ armType: WORKSPACES, stack: "aml-prod" })
      .find((one) => one.get("name") === "mlwprodscoringcc01");
    expect(scoring?.get("body.properties.encryption.status")).toBe("Enabled");
    const users = platform
      .stack("aml-prod-base")
      .resources.filter(({ address }) => /role_assignment.*CryptoUser/.test(address));
    expect(users).toHaveLength(3);
  });
});

describe("additional registries", () => {
  it("are in the registry's group, in a region of their own, and used by all workspaces of the environment", () => {
    expect(platform).toHaveAzapiResource(REGISTRIES, { name: "mlrdevmodelscc01", location: "canadaeast" });
    expect(names("azurerm_private_endpoint", "aml-dev")).toContain("pemlrdevmodelscc01amlregistry");
  });

  it("are used by workspaces of other environments, and protected then", () => {
    const rules = platform
      .resources({ armType: `${WORKSPACES}/outboundRules`, stack: "aml-prod" })
      .map((one) => one.get("name"));
    expect(rules.sort()).toEqual(["AllowDevModelsRegistryAccess", "AllowDevRegistryAccess"]);
    const models = platform.resources({ armType: REGISTRIES }).find((one) => one.get("name") === "mlrdevmodelscc01");
    expect(models?.get("lifecycle.prevent_destroy")).toBe(true);
  });
});

describe("what is derived from several workspaces", () => {
  it("are outputs by name", () => {
    const output = platform.stack("aml-dev").outputs.find(({ name }) => name === "workspaces");
    expect(Object.keys(output?.get("value") as object)).toEqual(["language", "speech", "vision"]);
  });

  it("are names and import blocks", () => {
    const rows = synthesizedNames(platform, accepted).rows.map(({ name }) => name);
    expect(rows).toEqual(expect.arrayContaining(["mlwdevvisioncc01", "kv-scoring-prod", "mlrdevmodelscc01"]));
    const ids = new ArmIds({ subscriptionId: user("01"), variables: new Map(), principals: new Map() });
    const { blocks } = importsOf(platform.stack("aml-dev"), ids, undefined);
    expect(blocks.map(({ id }) => id)).toContainEqual(
      expect.stringMatching(/rg-aml-ws-vision-dev-cc-01\/providers\/.*\/workspaces\/mlwdevvisioncc01\?/),
    );
  });

  it("passes the security checks", () => {
    const { findings } = check(platform, {
      requiredTags: ["environment"],
      outsidePrincipals: ["var.deployment_principal_object_id"],
      today: "2026-12-01",
    });
    expect(
      findings.filter(({ severity }) => severity === "error").map(({ rule, message }) => `${rule}: ${message}`),
    ).toEqual([]);
  });
});

describe("a problem of additional workspaces", () => {
  const problemsOf = (dev: object, more: object = {}) => {
    const given = { ...more, environments: { dev: { ...network(1), ...dev } } };
    try {
      new ConfiguredNames(acceptConfiguration("c.json", given));
      return [];
    } catch (error) {
      if (!(error instanceof InvalidInputError)) {
        return (error as ConfigurationError).problems.map(({ path, fix }) => `${path}: ${fix}`);
      }
      return [`${fieldOf(acceptConfiguration("c.json", given), error.input)}: ${error.input.fix}`];
    }
  };

  it.each([
    [
      "a pattern that gives two workspaces one name",
      { workspaces: { vision: {} } },
      { naming: { patterns: { keyVault: "kv-{prefix}-{environment}" } } },
      /^naming.patterns.keyVault: add \{purpose\}/,
    ],
    [
      "a name that is too long",
      { workspaces: { demandvision: {} } },
      { naming: { pattern: "{type}-{prefix}-{purpose}-{environment}-{region}-{suffix}" }, prefix: "contosoai" },
      /^naming.pattern: shorten/,
    ],
    [
      "an override that Azure refuses",
      { workspaces: { vision: { names: { keyVault: "-" } } } },
      {},
      /^environments.dev.workspaces.vision.names.keyVault/,
    ],
    [
      "a field of a shared resource",
      { workspaces: { vision: { shares: ["storage"], storageRecovery: { softDeleteDays: 7 } } } },
      {},
      /workspaces.vision.storageRecovery: remove it/,
    ],
    ["the name of the environment's own", { workspaces: { default: {} } }, {}, /workspaces.default: move its fields/],
    [
      "a wildcard for compute instances",
      { workspaces: { vision: {} } },
      { dns: { instances: "per-environment" } },
      /workspaces: use "instances": "central"/,
    ],
    [
      "an instance without a name",
      { workspaces: { vision: { computeInstances: [{ assignedUserObjectId: user("b1") }] } } },
      {},
      /workspaces.vision.computeInstances.0.name: add "name"/,
    ],
    [
      "a registry that comes later",
      { workspaces: { vision: { connectTo: ["prod/models"] } } },
      {},
      /workspaces.vision.connectTo.0/,
    ],
    [
      "no registry",
      { registry: false, workspaces: { vision: {} }, existingRegistries: [] },
      {},
      /workspaces.vision.connectTo/,
    ],
    [
      "a person in a workspace that does not exist",
      {},
      {
        assignUserRoles: true,
        people: [{ type: "group", name: "g", objectId: user("a1"), environments: ["dev"], workspaces: ["vison"] }],
      },
      /people.0.workspaces.0/,
    ],
    [
      "two clusters of one name",
      { workspaces: { vision: { computeClusters: [{ name: "gpu" }, { name: "gpu" }] } } },
      {},
      /workspaces.vision.computeClusters.1.name/,
    ],
  ])("is %s", (_, dev, more, expected) => {
    expect(problemsOf(dev, more)).toContainEqual(expect.stringMatching(expected));
  });

  it("is an identity of two workspaces", () => {
    const id =
      "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-ml";
    const identity = { id, principalId: user("c1"), clientId: user("c2") };
    expect(
      problemsOf({ computeIdentity: identity, workspaces: { vision: { computeIdentity: identity } } }),
    ).toContainEqual(expect.stringContaining("environments.dev.workspaces.vision.computeIdentity.id"));
  });
});
