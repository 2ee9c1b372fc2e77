import { NAME_RULES, type NameKind } from "@org/azure-catalog";
import { ARM_RESOURCE_TYPES } from "@org/azure-catalog/arm-types";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertName, validateName } from "../src/index.js";

const kinds = Object.keys(NAME_RULES) as NameKind[];
const network = /^[A-Za-z0-9]([\w.-]{0,78}\w)?$/;
const compute = /^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/;

/** The rules once more, as the one regular expression that Azure or azurerm documents. */
const PATTERNS: Readonly<Record<NameKind, RegExp>> = {
  resourceGroup: /^[-\w.()]{0,89}[-\w()]$/,
  virtualNetwork: /^[A-Za-z0-9][\w.-]{0,62}\w$/,
  subnet: network,
  networkSecurityGroup: network,
  securityRule: network,
  publicIp: network,
  networkInterface: /^[A-Za-z0-9][\w.-]{0,62}\w$/,
  routeTable: network,
  route: network,
  natGateway: network,
  kubernetesCluster: /^[a-zA-Z0-9]$|^[a-zA-Z0-9][\w-]{0,61}[a-zA-Z0-9]$/,
  kubernetesNodePool: /^[a-z][a-z0-9]{0,11}$/,
  kubernetesCompute: /^[a-zA-Z](?![a-zA-Z0-9-]*-\d+$)[a-zA-Z0-9-]{1,14}[a-zA-Z0-9]$/,
  virtualNetworkPeering: network,
  flowLog: network,
  bastionHost: /^[A-Za-z0-9][\w.-]{1,78}\w$/,
  firewall: network,
  firewallPolicy: network,
  virtualNetworkGateway: network,
  privateEndpoint: /^[a-zA-Z\d][\w.-]{0,78}\w$/,
  privateServiceConnection: /^[a-zA-Z\d][\w.-]{0,78}\w$/,
  privateDnsZoneGroup: network,
  privateDnsZoneLink: network,
  privateDnsZone: /^(?=.{3,253}$)(?!-)([\w-]{1,63}\.){1,33}[\w-]{1,63}(?<!-)$/,
  virtualMachine: /^[A-Za-z0-9]([\w.-]{0,62}\w)?$/,
  virtualMachineScaleSet: /^[A-Za-z0-9]([\w.-]{0,62}\w)?$/,
  autoscaleSetting: /^[\w-]{1,260}$/,
  osDisk: network,
  diskEncryptionSet: /^[A-Za-z0-9_-]{1,80}$/,
  windowsComputerName: /^(?!\d+$)[a-zA-Z0-9]([a-zA-Z0-9-]{0,13}[a-zA-Z0-9])?$/,
  windowsAdminUsername: /^[^"/\\[\]:;|=,+*?<>@]{0,19}[^"/\\[\]:;|=,+*?<>@.]$/,
  storageAccount: /^[a-z0-9]{3,24}$/,
  blobContainer: /^(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  sqlServer: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  sqlDatabase: /^[^<>*%&:\\/?]{0,127}[^<>*%&:\\/?.\s]$/,
  keyVault: /^(?!.*--)[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]$/,
  containerRegistry: /^[a-zA-Z0-9]{5,50}$/,
  workspace: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/,
  registry: /^[a-zA-Z0-9][a-zA-Z0-9\-_]{2,31}$/,
  outboundRule: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,32}$/,
  sqlLogin: /^[a-zA-Z][a-zA-Z0-9_.-]{0,127}$/,
  datastore: /^[a-z0-9][a-z0-9_]{0,254}$/,
  computeCluster: compute,
  computeInstance: compute,
  managedIdentity: /^[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}$/,
  logAnalyticsWorkspace: /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
  applicationInsights: /^[^%&\\?/]{0,259}[^%&\\?/ .]$/,
  managementLock: /^[\w.()-]{1,260}$/,
  budget: /^[\w-]{1,63}$/,
  actionGroup: /^[^:<>+/&%\\?|]{0,259}[^:<>+/&%\\?| .]$/,
  alertRule: /^[^*#&+:<>?@%{}\\/]{0,259}[^*#&+:<>?@%{}\\/ .]$/,
  policyAssignment: /^[^#<>*%&:\\?+/]{0,63}[^#<>*%&:\\?+/ .]$/,
  policyExemption: /^[^#<>*%&:\\?+/]{0,63}[^#<>*%&:\\?+/ .]$/,
  diagnosticSetting: /^[^<>*%&:\\?+/]{1,260}$/,
  roleAssignment: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
};

const candidate = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."abcZ09-_. "), maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...`aB1-_.()%&\\?/<>*:+" @$é`), maxLength: 30 }),
  fc.nat({ max: 300 }).map((length) => "a".repeat(length)),
  fc.nat({ max: 30 }).map((length) => `a-${"1".repeat(length)}`),
  fc.nat({ max: 40 }).map((labels) => "a.".repeat(labels) + "b"),
  fc.uuid(),
);

describe("validateName", () => {
  it.each(kinds)("validates %s as its documented pattern does (S0-NAM-11)", (kind) => {
    const { reserved = [] } = NAME_RULES[kind] as { reserved?: readonly string[] };
    fc.assert(
      fc.property(candidate, (value) => {
        fc.pre(!reserved.includes(value.toLowerCase()));
        expect([value, validateName(kind, value) === undefined]).toEqual([value, PATTERNS[kind].test(value)]);
      }),
      { numRuns: 400 },
    );
  });

  it.each(kinds)("suggests a %s that passes, whatever was given", (kind) => {
    fc.assert(
      fc.property(fc.oneof(candidate, fc.string()), (value) => {
        const suggestion = validateName(kind, value)?.suggestion ?? value;
        expect(validateName(kind, suggestion)).toBeUndefined();
      }),
    );
  });

  it.each([
    ["workspace", "workspaces"],
    ["registry", "registries"],
    ["outboundRule", "workspaces/outboundRules"],
    ["computeCluster", "workspaces/computes"],
    ["computeInstance", "workspaces/computes"],
  ] as const)("accepts no %s that ARM would refuse", (kind, armType) => {
    const name = ARM_RESOURCE_TYPES[`Microsoft.MachineLearningServices/${armType}`]?.body.properties["name"]?.type;
    const pattern = name?.kind === "string" && name.pattern !== undefined ? new RegExp(name.pattern) : undefined;
    fc.assert(
      fc.property(candidate, (value) => {
        if (validateName(kind, value) === undefined) expect(value).toMatch(pattern ?? "no pattern");
      }),
    );
  });

  it.each([
    ["storageAccount", "ST_dev", 'consists of lower-case letters and digits; "S" is not among them', "stdev"],
    ["storageAccount", "st", "has 3 to 24 characters, not 2", "st01"],
    ["keyVault", "1kv", "begins with a letter", "a1kv"],
    ["keyVault", "kv--dev", "has no two dashes in a row", "kv-dev"],
    ["keyVault", "kv-dev-", "ends with a letter or digit", "kv-dev"],
    ["containerRegistry", "cr-dev01", 'consists of letters and digits; "-" is not among them', "crdev01"],
    ["computeCluster", "gpu-1", "does not end in a dash followed by digits only", "gpu1"],
    ["windowsComputerName", "12345", "is not all digits", "12345a01"],
    ["windowsComputerName", "jumpbox-production", "has 1 to 15 characters, not 18", "jumpbox-product"],
    ["windowsAdminUsername", "Administrator", "is not a name that Azure reserves", "Administrator01"],
    ["resourceGroup", "rg.", "ends with anything but a full stop", "rg"],
    ["privateDnsZone", "localhost", "has 2 to 34 labels", "privatelink.contoso.com"],
    ["roleAssignment", "reader", "has 36 characters, not 6", "00000000-0000-0000-0000-000000000000"],
  ] as const)("says of the %s %j that it %s", (kind, value, rule, suggestion) => {
    expect(validateName(kind, value)).toEqual({ kind, value, rule, suggestion });
  });

  it("evaluates neither Terraform expressions nor tokens", () => {
    for (const kind of kinds) {
      expect(validateName(kind, "${var.name}")).toBeUndefined();
      expect(validateName(kind, "st${TfToken[TOKEN.12]}")).toBeUndefined();
    }
  });
});

describe("assertName", () => {
  it("gives an accepted name back", () => {
    expect(assertName("storageAccount", "stdevcc01", "Storage.name")).toBe("stdevcc01");
  });

  it("names the place, the kind, the value, the rule and a name that would pass", () => {
    expect(() => assertName("computeCluster", "cpu-01", "aml-dev/Cluster.name")).toThrow(
      'aml-dev/Cluster.name: got "cpu-01"; allowed: the name of a compute cluster does not end in a dash followed by digits only; fix: use cpu01, for instance',
    );
  });
});
