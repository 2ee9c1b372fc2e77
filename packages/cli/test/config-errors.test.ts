import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { constructing } from "../src/commands/arguments.js";
import { parseConfiguration } from "../src/config/load.js";
import { ELSEWHERE, OTHER_WORDS } from "../src/config/other-words.js";
import { ConfigurationError, describeProblem, type Problem } from "../src/config/problem.js";
import { configurationSchema } from "../src/config/schema.js";
import { keysAt } from "../src/config/field.js";
import { buildPlatform } from "../src/platform.js";

function problemsOf(text: string): readonly Problem[] {
  const configuration = () => parseConfiguration("f", text);
  try {
    const parsed = configuration();
    constructing({ file: "f", configuration: parsed }, () => buildPlatform(Testing.app(), parsed));
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error("the configuration was accepted");
}

const LAKE =
  "/subscriptions/00000000-0000-4000-8000-00000000000d/resourceGroups/rg-lake/providers/Microsoft.Storage/storageAccounts/stlake";
const dev = (fields: object) => ({
  environments: {
    dev: {
      addressSpace: "10.1.0.0/16",
      privateEndpointSubnet: "10.1.1.0/24",
      bastion: { subnet: "10.1.2.0/26" },
      ...fields,
    },
  },
});
const inDev = (fields: object) => problemsOf(JSON.stringify(dev(fields)));
const jumpbox = (fields: object) => inDev({ jumpbox: { subnet: "10.1.3.0/24", ...fields } });
const person = (objectId: string) => ({
  people: [{ type: "group", objectId, name: "scientists", environments: ["dev"] }],
});

describe("an error of the configuration", () => {
  it.each([
    ["everybody", { publicAccessIpAllowlist: ["0.0.0.0/0"] }, ".0", "a public IPv4 address"],
    ["a private address", { publicAccessIpAllowlist: ["203.0.113.7", "10.0.0.1"] }, ".1", "a public IPv4 address"],
    ["a range of IPv6", { publicAccessIpAllowlist: ["2001:db8::/32"] }, ".0", "a public IPv4 address"],
    ["no address", { publicAccessIpAllowlist: [] }, "", "at least one address"],
    ["production", { publicAccessIpAllowlist: ["203.0.113.7"], production: true }, "", "nothing in production"],
  ])("says that a workspace isn't opened to %s (S2-ADD-08)", (_, fields, at, allowed) => {
    expect(inDev(fields)).toEqual([
      expect.objectContaining({
        path: `environments.dev.publicAccessIpAllowlist${at}`,
        allowed: expect.stringContaining(allowed),
      }),
    ]);
  });

  it.each([
    ["a missing comma", '{\n "prefix": "aml"\n "location": "westeurope"\n}', "put a comma before this"],
    ["a missing brace", '{ "tags": { "a": "b" ', "add the } that is missing"],
    ["too many braces", '{ "prefix": "aml" }}', "remove everything from here"],
    ["single quotes", "{ 'prefix': 'aml' }", "in double quotes"],
    ["YAML", "prefix: aml\n", "in double quotes"],
    ["two commas", '{ "prefix": "aml",, "location": "x" }', "remove what doesn't belong here"],
    ["an open text", '{ "prefix": "aml }', 'end the text with "'],
    ["a backslash", String.raw`{ "prefix": "C:\data" }`, String.raw`write \\ for a backslash`],
    ["an empty file", "", "the whole file may be {}"],
  ])("is one problem for %s, in words", (_, text, fix) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.fix).toContain(fix);
  });

  it.each([
    [
      "a number for a text",
      JSON.stringify({ tags: { costcenter: 4711 } }),
      "tags.costcenter",
      'put it in quotes: "4711"',
    ],
    [
      "a text for a boolean",
      JSON.stringify(dev({ diagnosticSettings: "true" })),
      "environments.dev.diagnosticSettings",
      "remove the quotes: true",
    ],
    ["a text for a number", '{ "azurermMajor": "4" }', "azurermMajor", "remove the quotes: 4"],
    [
      "an unknown preset",
      JSON.stringify(dev({ fqdnPresets: ["pyton"] })),
      "environments.dev.fqdnPresets.0",
      "did you mean python?",
    ],
    ["a user name for an id", JSON.stringify(person("anna@example.com")), "people.0.objectId", "az ad user show"],
    [
      "a placeholder for an id",
      JSON.stringify(person("00000000-0000-0000-0000-000000000000")),
      "people.0.objectId",
      "az ad group show",
    ],
    [
      "a field of an environment at the top",
      '{ "addressSpace": "10.0.0.0/16" }',
      "addressSpace",
      "the field is environments.NAME.addressSpace",
    ],
    [
      "a field of the top in an environment",
      JSON.stringify(dev({ deploymentRoles: false })),
      "environments.dev.deploymentRoles",
      "the field is deploymentRoles, at the top of the file",
    ],
    ["a subscription's id", '{ "subscriptionId": "x" }', "subscriptionId", "TF_VAR_subscription_id"],
    ["the word region", '{ "region": "westeurope" }', "region", "did you mean location?"],
    [
      "a prop that only a library has",
      JSON.stringify(dev({ bastion: { subnet: "10.1.2.0/26", publicIpName: "" } })),
      "environments.dev.bastion.publicIpName",
      "only in the library: publicIpName of addBastion()",
    ],
    [
      "a prop of an additional workspace that only a library has",
      JSON.stringify(dev({ workspaces: { vision: { isolationMode: "AllowInternetOutbound" } } })),
      "environments.dev.workspaces.vision.isolationMode",
      "only in the library: isolationMode of AmlWorkspace",
    ],
    [
      "a prop with a field of another name",
      JSON.stringify(dev({ purgeOnDestroy: true })),
      "environments.dev.purgeOnDestroy",
      "use the field autoPurge",
    ],
  ])("gives the correction for %s", (_, text, path, fix) => {
    expect(problemsOf(text)).toMatchObject([{ path, fix: expect.stringContaining(fix) as string }]);
  });

  it("lists the nearest names where there are many", () => {
    expect(inDev({ fqdnRule: [] })).toMatchObject([
      {
        allowed: expect.stringMatching(
          /^fqdnRules, .* or another of the \d+ fields in docs\/configuration\.md$/,
        ) as string,
      },
    ]);
  });

  it("names fields for the constructs that contradict each other", () => {
    expect(inDev({ privateEndpointSubnet: "10.1.2.0/24" })).toMatchObject([
      {
        path: "environments.dev.bastion.subnet",
        allowed: expect.stringContaining("of privateEndpointSubnet") as string,
      },
    ]);
    const prod = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };
    expect(problemsOf(JSON.stringify({ environments: { ...dev({}).environments, prod } }))).toMatchObject([
      {
        path: "environments.prod.addressSpace",
        allowed: expect.stringContaining("environments.dev.addressSpace") as string,
      },
    ]);
  });

  it("names the environment whose names are too long", () => {
    const text = JSON.stringify({
      locationCode: "abcdefgh",
      namingSuffix: "abcdefgh",
      environments: { production: dev({}).environments.dev },
    });
    const [problem] = problemsOf(text);
    expect(problem?.path).toBe("environments.production");
    expect(problem?.fix).not.toContain("override");
  });

  it.each([
    [
      "more nodes at least than at most",
      { computeCluster: { minNodeCount: 5, maxNodeCount: 4 } },
      "computeCluster.minNodeCount",
      "5",
    ],
    [
      "two clusters of a name",
      { computeCluster: { name: "gpu" }, computeClusters: [{ name: "GPU" }] },
      "computeClusters.0.name",
      '"GPU"',
    ],
    [
      "a rule that a datastore adds",
      {
        data: [{ name: "lake", type: "DataLake", storageAccountId: LAKE }],
        datastores: [{ name: "orders", store: "lake", filesystem: "orders" }],
        privateEndpointRules: [{ name: "AllowLake", resourceId: LAKE.toUpperCase(), subresourceTarget: "dfs" }],
      },
      "privateEndpointRules.0",
      JSON.stringify(LAKE.toUpperCase()),
    ],
    [
      "a datastore without data",
      { datastores: [{ name: "orders" }] },
      "datastores.0",
      "neither store nor containerName",
    ],
  ])("is at the field of %s", (_, fields, field, value) => {
    expect(inDev(fields)).toMatchObject([{ path: `environments.dev.${field}`, value }]);
  });

  it("refuses public addresses, unless the field that says so allows them", () => {
    const space = { addressSpace: "20.1.0.0/16", privateEndpointSubnet: "20.1.1.0/24", bastion: false };
    expect(inDev(space)).toMatchObject([
      { path: "environments.dev.addressSpace", fix: expect.stringContaining("allowPublicAddressSpace") as string },
    ]);
    const allowed = parseConfiguration("f", JSON.stringify(dev({ ...space, allowPublicAddressSpace: true })));
    expect(() => {
      buildPlatform(Testing.app(), allowed);
    }).not.toThrow();
  });

  it.each([
    ["Europe/Berlin", "did you mean W. Europe Standard Time?"],
    ["Eastern Standart Time", "did you mean Eastern Standard Time?"],
    ["somewhere", "tzutil /l"],
  ])("gives the time zone of Windows for %s", (timezone, fix) => {
    expect(jumpbox({ autoShutdown: { time: "1930", timezone } })).toMatchObject([
      { path: "environments.dev.jumpbox.autoShutdown.timezone", fix: expect.stringContaining(fix) as string },
    ]);
  });

  it("never repeats a message of the validation library", () => {
    const texts = ["[]", "null", '"x"', '{ "tags": [1] }', '{ "environments": [] }', '{ "backend": { "type": 3 } }'];
    for (const text of texts) {
      const described = problemsOf(text).map(describeProblem).join("\n");
      expect(described).not.toMatch(/Invalid|expected|received|undefined/);
    }
  });
});

describe("bastion and jumpbox", () => {
  it("are left out with false", () => {
    const { environments } = parseConfiguration("f", JSON.stringify(dev({ bastion: false, jumpbox: false })));
    expect(environments["dev"]).toMatchObject({ bastion: false, jumpbox: false });
  });
});

describe("words that are not fields", () => {
  const known = new Set([...keysAt(configurationSchema, []), ...keysAt(configurationSchema, ["environments", "dev"])]);

  it("are not taken for a field that exists", () => {
    const refused = ELSEWHERE.filter(([words]) => [...known].some((name) => words.test(name)));
    expect(refused).toEqual([]);
    expect(OTHER_WORDS.length).toBeGreaterThan(0);
  });
});
