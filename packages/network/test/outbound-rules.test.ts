import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { type TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { OutboundRules, type OutboundRulesProps } from "../src/index.js";
import { groupIn, only, resourcesOf, stackFor } from "./fixture.js";

const WORKSPACE =
  "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/workspaces/mlwdevcc01";
const REGISTRY = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/registries/mlrdevcc01";

let stack: TerraformStack;
const rulesFor = (props: Partial<OutboundRulesProps> = {}) =>
  new OutboundRules(stack, "Rules", { workspaceId: WORKSPACE, ...props });
const registry = (id = "Registry", resourceId = REGISTRY) => ({ construct: new Construct(stack, id), resourceId });
const rules = () => Object.values(resourcesOf(stack, "azapi_resource"));
const propertiesOf = (rule: Record<string, unknown>) => (rule.body as { properties: unknown }).properties;

beforeEach(() => {
  stack = stackFor();
});

describe("OutboundRules", () => {
  it("fails at synth on a rule for dfs without one for blob of the same account, which may follow", () => {
    const account = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stlake";
    const own = rulesFor();
    const target = { construct: new Construct(stack, "Lake"), resourceId: account };
    own.addPrivateEndpointRule({ name: "lake-dfs", target, subresourceTarget: "dfs" });
    expect(own.node.validate()).toEqual([
      expect.stringMatching(
        /^\S+\/Rules\.lake-dfs\.subresourceTarget: got "dfs"; allowed: dfs together with a rule for blob/,
      ),
    ]);
    own.addPrivateEndpointRule({ name: "lake-blob", target, subresourceTarget: "blob" });
    expect(own.node.validate()).toEqual([]);
  });

  it("accepts a sub-resource that the catalog doesn't have, with a warning", () => {
    const rules = rulesFor();
    const target = (resourceId: string) => ({ construct: new Construct(stack, resourceId.slice(-4)), resourceId });
    const id = (rest: string) => `/subscriptions/s/resourceGroups/rg/providers/${rest}`;
    rules.addPrivateEndpointRule({
      name: "unknown-type",
      target: target(id("Microsoft.Media/mediaservices/m1")),
      subresourceTarget: "keydelivery",
    });
    rules.addPrivateEndpointRule({
      name: "known-type",
      target: target(id("Microsoft.Sql/servers/sql1")),
      subresourceTarget: "newSubResource",
    });
    expect(rules.node.metadata.map(({ data }) => String(data))).toEqual([
      expect.stringContaining("Microsoft.Media/mediaservices has the sub-resource keydelivery"),
      expect.stringContaining("Microsoft.Sql/servers has the sub-resource newSubResource"),
    ]);
  });

  it.each([
    ["Microsoft.Databricks/workspaces/adb", "databricks_ui_api"],
    ["Microsoft.DBforPostgreSQL/flexibleServers/pg", "postgresqlServer"],
    ["Microsoft.DBforMySQL/flexibleServers/mysql", "mysqlServer"],
    ["Microsoft.EventHub/namespaces/evh", "namespace"],
    ["Microsoft.ServiceBus/namespaces/sb", "namespace"],
    ["Microsoft.DataFactory/factories/adf", "dataFactory"],
    ["Microsoft.ApiManagement/service/apim", "Gateway"],
    ["Microsoft.AppConfiguration/configurationStores/appcs", "configurationStores"],
    ["Microsoft.SignalRService/SignalR/sigr", "signalr"],
    ["Microsoft.Synapse/workspaces/syn", "SqlOnDemand"],
    ["Microsoft.DocumentDB/databaseAccounts/cosmos", "Analytical"],
    ["Microsoft.Network/applicationGateways/agw", "anyFrontend"],
  ])("knows that %s offers %s", (path, subresourceTarget) => {
    const rules = rulesFor();
    const resourceId = `/subscriptions/s/resourceGroups/rg/providers/${path}`;
    const target = { construct: new Construct(stack, "Target"), resourceId };
    rules.addPrivateEndpointRule({ name: "rule", target, subresourceTarget });
    expect(rules.node.metadata).toEqual([]);
  });

  it("fails on another letter case, and on what only another service offers", () => {
    const resourceId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.EventHub/namespaces/evh";
    const target = { construct: new Construct(stack, "Target"), resourceId };
    const add = (subresourceTarget: string) => () =>
      rulesFor().addPrivateEndpointRule({ name: "rule", target, subresourceTarget });
    expect(add("Namespace")).toThrow("use namespace, in Azure's spelling");
    stack = stackFor();
    expect(add("blob")).toThrow("allowed: namespace, which Microsoft.EventHub/namespaces offers");
  });

  it("names the hosts of an Application Gateway's endpoint", () => {
    const rules = rulesFor();
    const props = {
      name: "gateway",
      target: {
        construct: new Construct(stack, "Gateway"),
        resourceId: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/applicationGateways/agw",
      },
      subresourceTarget: "appGwPrivateFrontendIpIPv4",
    };
    expect(() => rules.addPrivateEndpointRule({ ...props, fqdns: ["https://x"] })).toThrow("gateway.fqdns");
    rules.addPrivateEndpointRule({ ...props, fqdns: ["sales.example.com"] });
    expect(only(stack, "azapi_resource")).toMatchObject({ body: { properties: { fqdns: ["sales.example.com"] } } });
  });

  it("writes a rule for a registry in the shape that Azure takes (S0-OUT-04)", () => {
    rulesFor().addPrivateEndpointRule({
      name: "AllowDevRegistryAccess",
      target: registry(),
      subresourceTarget: "amlregistry",
    });
    expect(only(stack, "azapi_resource").body).toEqual({
      properties: {
        type: "PrivateEndpoint",
        category: "UserDefined",
        destination: { serviceResourceId: REGISTRY, subresourceTarget: "amlregistry" },
      },
    });
  });

  it.each([true, false])("says whether Spark may use the endpoint (%s) only when asked (S0-OUT-04)", (sparkEnabled) => {
    rulesFor().addPrivateEndpointRule({
      name: "lake",
      target: registry(),
      subresourceTarget: "amlregistry",
      sparkEnabled,
    });
    expect(propertiesOf(only(stack, "azapi_resource"))).toHaveProperty("destination.sparkEnabled", sparkEnabled);
  });

  it("for Spark provisions the managed network for it, once, after the first such rule (S0-OUT-04)", () => {
    const resourceId = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/stlake";
    const to = { target: { construct: new Construct(stack, "Lake"), resourceId }, sparkEnabled: true };
    const own = rulesFor();
    own.addPrivateEndpointRule({ ...to, name: "lake-blob", subresourceTarget: "blob" });
    own.addPrivateEndpointRule({ ...to, name: "lake-dfs", subresourceTarget: "dfs" });
    expect(only(stack, "azapi_resource_action")).toMatchObject({
      resource_id: WORKSPACE,
      action: "provisionManagedNetwork",
      body: { includeSpark: true },
      depends_on: [expect.stringMatching(/^azapi_resource\.Rules_lake-blob/)],
    });
    expect(rules()[1]?.depends_on).toEqual([expect.stringMatching(/^azapi_resource_action\.Rules_SparkNetwork/)]);
  });

  it("is an azapi resource below the workspace, api-version 2025-12-01 (S0-OUT-05, S0-OUT-09)", () => {
    rulesFor().addFqdnRule({ name: "pypi", destination: "pypi.org" });
    expect(stack).toHaveResource("azapi_resource", {
      type: "Microsoft.MachineLearningServices/workspaces/outboundRules@2025-12-01",
      parent_id: WORKSPACE,
      name: "pypi",
    });
  });

  it("takes another api-version (S0-OUT-05)", () => {
    rulesFor({ apiVersion: "2026-05-01" }).addFqdnRule({ name: "pypi", destination: "pypi.org" });
    expect(stack).toHaveResource("azapi_resource", {
      type: "Microsoft.MachineLearningServices/workspaces/outboundRules@2026-05-01",
    });
  });

  it("retries what passes by itself, and gives the managed network an hour", () => {
    rulesFor().addFqdnRule({ name: "pypi", destination: "pypi.org" });
    expect(stack).toHaveResource("azapi_resource", {
      retry: {
        error_message_regex: [
          "FailedIdentityOperation",
          "AuthorizationFailed",
          "LinkedAuthorizationFailed",
          "PrincipalNotFound",
          "does not have authorization",
          "AnotherOperationInProgress",
          "Conflict",
          "is being (created|updated)",
        ],
      },
      timeouts: { create: "60m", update: "60m", delete: "60m" },
    });
  });

  it("takes other retries and timeouts", () => {
    rulesFor({
      retry: { errorMessageRegex: ["Busy"], intervalSeconds: 30 },
      timeouts: { create: "2h" },
    }).addFqdnRule({ name: "pypi", destination: "pypi.org" });
    expect(stack).toHaveResource("azapi_resource", {
      retry: { error_message_regex: ["Busy"], interval_seconds: 30 },
      timeouts: { create: "2h", update: "60m", delete: "60m" },
    });
  });

  it("writes one rule after the other, in the order of the calls, and locks the workspace (S0-OUT-11)", () => {
    const owner = rulesFor();
    owner.addFqdnRule({ name: "first", destination: "pypi.org" });
    owner.addFqdnRule({ name: "second", destination: "anaconda.com" });
    owner.addServiceTagRule({ name: "third", serviceTag: "AzureMonitor", protocol: "TCP", ports: [443] });
    const [first, second, third] = rules();
    expect(first).not.toHaveProperty("depends_on");
    expect(second?.depends_on).toEqual([expect.stringMatching(/^azapi_resource\.Rules_first/)]);
    expect(third?.depends_on).toEqual([expect.stringMatching(/^azapi_resource\.Rules_second/)]);
    expect(rules().map(({ locks }) => locks)).toEqual([[WORKSPACE], [WORKSPACE], [WORKSPACE]]);
  });

  it("lets the workspace's own later writes join the chain (S0-OUT-11)", () => {
    const owner = rulesFor();
    owner.addFqdnRule({ name: "before", destination: "pypi.org" });
    const update = new Resource(stack, "ImageBuild", { type: "update" });
    owner.chain.append(update);
    owner.addFqdnRule({ name: "after", destination: "anaconda.com" });
    const written = resourcesOf(stack, "azapi_resource");
    expect(written.ImageBuild?.depends_on).toEqual([expect.stringMatching(/Rules_before/)]);
    expect(Object.values(written).find(({ name }) => name === "after")?.depends_on).toEqual([
      "azapi_resource.ImageBuild",
    ]);
  });

  it("waits for what the workspace and the rule wait for (S0-OUT-06)", () => {
    const workspace = groupIn(stack, "Workspace");
    const earlier = groupIn(stack, "Earlier");
    rulesFor({ dependsOn: [workspace] }).addPrivateEndpointRule({
      name: "registry",
      target: registry(),
      subresourceTarget: "amlregistry",
      dependsOn: [earlier],
    });
    expect(stack).toHaveResource("azapi_resource", {
      depends_on: ["azurerm_resource_group.Workspace", "azurerm_resource_group.Earlier"],
    });
  });

  it("writes rules of every kind from data, and returns their resources (S0-OUT-10)", () => {
    const owner = rulesFor({
      rules: [
        { type: "FQDN", name: "host", destination: "*.pythonhosted.org" },
        {
          type: "ServiceTag",
          name: "machine-learning",
          serviceTag: "AzureMachineLearning",
          protocol: "TCP",
          ports: [443, 8787, "18881-18882"],
        },
        { type: "PrivateEndpoint", name: "registry", target: registry(), subresourceTarget: "amlregistry" },
      ],
    });
    expect([...owner.rules.keys()]).toEqual(["host", "machine-learning", "registry"]);
    expect(rules().map(propertiesOf)).toEqual([
      { type: "FQDN", category: "UserDefined", destination: "*.pythonhosted.org" },
      {
        type: "ServiceTag",
        category: "UserDefined",
        destination: {
          serviceTag: "AzureMachineLearning",
          protocol: "TCP",
          portRanges: "443,8787,18881-18882",
          action: "Allow",
        },
      },
      expect.objectContaining({ type: "PrivateEndpoint" }),
    ]);
  });

  it("can deny, and narrow a tag to blocks of its own (S0-OUT-10)", () => {
    rulesFor().addServiceTagRule({
      name: "storage",
      serviceTag: "Storage.CanadaCentral",
      protocol: "*",
      ports: [443],
      action: "Deny",
      addressPrefixes: ["0.0.0.0/0", "20.39.0.1/32"],
    });
    expect(propertiesOf(only(stack, "azapi_resource"))).toMatchObject({
      destination: { action: "Deny", addressPrefixes: ["0.0.0.0/0", "20.39.0.1/32"] },
    });
  });

  it("makes no rule by itself", () => {
    rulesFor();
    expect(rules()).toEqual([]);
  });
});

describe("OutboundRules fails", () => {
  it("on a sub-resource that the target does not offer (S0-OUT-08)", () => {
    expect(() =>
      rulesFor().addPrivateEndpointRule({ name: "registry", target: registry(), subresourceTarget: "amlworkspace" }),
    ).toThrow(
      'stack/Rules.registry.subresourceTarget: got "amlworkspace"; allowed: amlregistry, which ' +
        "Microsoft.MachineLearningServices/registries offers; fix: use amlregistry",
    );
  });

  it("on a missing sub-resource, from JavaScript (S0-OUT-08)", () => {
    const props = { name: "registry", target: registry() } as never;
    expect(() => rulesFor().addPrivateEndpointRule(props)).toThrow(
      "stack/Rules.registry.subresourceTarget: got nothing; allowed: amlworkspace, amlregistry, blob",
    );
  });

  it("on a second rule for the same construct and sub-resource, whatever the texts of its id", () => {
    const account = new StorageAccount(stack, "Storage", {
      name: "stdevcc01",
      resourceGroupName: "rg",
      location: "canadacentral",
      accountTier: "Standard",
      accountReplicationType: "LRS",
    });
    const owner = rulesFor();
    const target = () => ({ construct: account, resourceId: account.id });
    owner.addPrivateEndpointRule({ name: "blob", target: target(), subresourceTarget: "blob" });
    owner.addPrivateEndpointRule({ name: "file", target: target(), subresourceTarget: "file" });
    expect(() => owner.addPrivateEndpointRule({ name: "again", target: target(), subresourceTarget: "blob" })).toThrow(
      'stack/Rules.again.target: got "stack/Storage (blob)"; allowed: a destination that is unique in ' +
        "the workspace; the rule blob already allows this one; fix: remove again: one rule is enough",
    );
  });

  it("on a second rule for the same id through another import", () => {
    const owner = rulesFor();
    owner.addPrivateEndpointRule({ name: "one", target: registry("A"), subresourceTarget: "amlregistry" });
    expect(() =>
      owner.addPrivateEndpointRule({
        name: "two",
        target: registry("B", REGISTRY.toUpperCase()),
        subresourceTarget: "amlregistry",
      }),
    ).toThrow("the rule one already allows this one");
  });

  it("on a second rule of a name, in whatever case", () => {
    const owner = rulesFor();
    owner.addFqdnRule({ name: "pypi", destination: "pypi.org" });
    expect(() => owner.addFqdnRule({ name: "PyPI", destination: "anaconda.com" })).toThrow(
      'stack/Rules.name: got "PyPI"; allowed: a name that no other rule of the workspace has',
    );
  });

  it("on a second rule for a host or for a tag", () => {
    const owner = rulesFor();
    const tag = { serviceTag: "AzureMonitor", protocol: "TCP", ports: [443] } as const;
    owner.addFqdnRule({ name: "pypi", destination: "pypi.org" });
    owner.addServiceTagRule({ name: "monitor", ...tag });
    expect(() => owner.addFqdnRule({ name: "again", destination: "PyPI.org" })).toThrow(
      'stack/Rules.again.destination: got "PyPI.org"; allowed: a destination that is unique in the workspace; the rule pypi already allows this one',
    );
    expect(() => owner.addServiceTagRule({ name: "again", ...tag })).toThrow(
      'stack/Rules.again.serviceTag: got "AzureMonitor TCP 443"; allowed: a destination that is unique in the workspace; the rule monitor already allows this one',
    );
    owner.addServiceTagRule({ name: "other", ...tag, protocol: "UDP" });
  });

  it.each([
    ["https://pypi.org", "pypi.org"],
    ["pypi.org:443", "pypi.org"],
    ["https://pypi.org:443/simple", "pypi.org"],
    ["pypi.org/simple", "pypi.org"],
    ["*", "the name alone"],
    ["pypi", "the name alone"],
    ["*pypi.org", "the name alone"],
    ["a.*.org", "the name alone"],
    ["", "the name alone"],
  ])("on the destination %j of an FQDN rule", (destination, fix) => {
    expect(() => rulesFor().addFqdnRule({ name: "host", destination })).toThrow(
      `got ${JSON.stringify(destination)}; allowed: a host name, pypi.org, or all names below one, ` +
        `*.pythonhosted.org, without scheme, port and path; fix: use ${fix}`,
    );
  });

  it.each(["a.io", "ab.io", `${"x".repeat(63)}.io`, `a.${"x".repeat(63)}`, "*.a-b.x1", "a.io.i"])(
    "not on the host %s, whose labels have 1 to 63 characters",
    (destination) => {
      rulesFor().addFqdnRule({ name: "host", destination });
    },
  );

  it.each([`${"x".repeat(64)}.io`, `a.${"x".repeat(64)}`, "-a.io", "a-.io", "a..io", "10.0.0.1"])(
    "on the host %s, whose labels are malformed",
    (destination) => {
      expect(() => rulesFor().addFqdnRule({ name: "host", destination })).toThrow("allowed: a host name");
    },
  );

  it.each([
    ["none", [] as (number | string)[], "[]"],
    ["zero", [0], "0"],
    ["too high", [443, 65_536], "65536"],
    ["backwards", ["90-80"], '"90-80"'],
    ["a word", ["https"], '"https"'],
  ])("on ports of a service tag: %s", (_, ports, value) => {
    expect(() =>
      rulesFor().addServiceTagRule({ name: "tag", serviceTag: "AzureMonitor", protocol: "TCP", ports }),
    ).toThrow(`stack/Rules.tag.ports: got ${value}; allowed: ports from 1 to 65535`);
  });

  it("accepts the first and the last port", () => {
    rulesFor().addServiceTagRule({
      name: "tag",
      serviceTag: "AzureMonitor",
      protocol: "TCP",
      ports: ["1-65535", "7-9"],
    });
    expect(propertiesOf(only(stack, "azapi_resource"))).toHaveProperty("destination.portRanges", "1-65535,7-9");
  });

  it.each(["Azure Monitor", "Storage.", "10.0.0.0/8", ""])("on the service tag %j", (serviceTag) => {
    expect(() => rulesFor().addServiceTagRule({ name: "tag", serviceTag, protocol: "TCP", ports: [443] })).toThrow(
      "stack/Rules.tag.serviceTag: got",
    );
  });

  it("on address prefixes that are no blocks", () => {
    expect(() =>
      rulesFor().addServiceTagRule({
        name: "tag",
        serviceTag: "Storage",
        protocol: "TCP",
        ports: [443],
        addressPrefixes: ["20.38.0.1/24"],
      }),
    ).toThrow("stack/Rules.tag.addressPrefixes: got");
  });

  it("on a name that only Terraform knows, for the name is part of the address", () => {
    const name = Token.asString({ resolve: () => "later" });
    expect(() => rulesFor().addFqdnRule({ name, destination: "pypi.org" })).toThrow(
      'stack/Rules.name: got "a value that only Terraform knows"; allowed: a literal name',
    );
  });

  it("on every name that Azure refuses, and on no other", () => {
    const character = fc.constantFrom(..."abzAZ019_-. /ä");
    fc.assert(
      fc.property(fc.array(character, { maxLength: 36 }), (characters) => {
        const name = characters.join("");
        const allowed = name.length >= 3 && name.length <= 33 && /^[A-Za-z0-9]/.test(name) && !/[^\w-]/.test(name);
        const owner = new OutboundRules(stackFor(), "Rules", { workspaceId: WORKSPACE });
        const add = () => owner.addFqdnRule({ name, destination: "pypi.org" });
        if (allowed) add();
        else expect(add).toThrow("stack/Rules.name: got");
      }),
    );
  });
});

describe("OutboundRules does not evaluate", () => {
  it("a host, a tag or a target that only Terraform knows", () => {
    const later = () => Token.asString({ resolve: () => "${var.later}" });
    const owner = rulesFor();
    owner.addFqdnRule({ name: "host", destination: later() });
    owner.addFqdnRule({ name: "other", destination: later() });
    owner.addServiceTagRule({ name: "tag", serviceTag: later(), protocol: "TCP", ports: [443] });
    owner.addPrivateEndpointRule({
      name: "target",
      target: { construct: new Construct(stack, "Unknown"), resourceId: later() },
      subresourceTarget: "sqlServer",
    });
    expect(rules()).toHaveLength(4);
  });
});
