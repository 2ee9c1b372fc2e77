import { FIXED_NAME_KINDS, PATTERN_KEYS, validateName } from "@org/aml-naming";
import { NAME_RULES, type NameKind } from "@org/azure-catalog";
import * as z from "zod";
import { field, item } from "./field.js";

const FIXED_NAMES = Object.keys(FIXED_NAME_KINDS) as [keyof typeof FIXED_NAME_KINDS];
const KEYS = [...PATTERN_KEYS] as [(typeof PATTERN_KEYS)[number], ...(typeof PATTERN_KEYS)[number][]];
const PATTERN = {
  allowed: "fixed text, separators (-, _, .) and parts in braces",
  example: "{type}-{prefix}-{purpose}-{environment}-{region}-{suffix}",
};

function charactersOf(kind: NameKind): string {
  const { minLength, maxLength, characters } = NAME_RULES[kind];
  return `${minLength} to ${maxLength} characters, ${characters}`;
}

/** A name that Azure accepts for its kind. */
export const nameOf = (kind: NameKind, description: string, example: string) =>
  field(
    z.string().refine((name) => validateName(kind, name) === undefined),
    description,
    { allowed: `a name that Azure accepts: ${charactersOf(kind)}`, example },
  );

const EXAMPLES: Partial<Record<NameKind, string>> = { storageAccount: "stcontosodev", keyVault: "kv-contoso-dev" };
const overrideOf = (kind: NameKind, what = `Name of the ${NAME_RULES[kind].label}.`) =>
  nameOf(kind, what, EXAMPLES[kind] ?? "contoso01");
/** Descriptions of names that their kind doesn't identify. */
const DESCRIPTIONS: Partial<Record<(typeof FIXED_NAMES)[number], string>> = {
  vnetResourceGroup: "Name of the network's resource group.",
  workspaceResourceGroup: "Name of the workspace's resource group.",
  registryResourceGroup: "Name of the registry's resource group.",
  registryLock: "Name of the management lock of the registry.",
  applicationInsights: "Name of the Application Insights component.",
  workspaceIdentity: "Name of the workspace's managed identity.",
  computeIdentity: "Name of the computes' managed identity.",
  bastionPublicIp: "Name of the public IP address of Bastion.",
  jumpbox: "Name of the jumpbox, a virtual machine.",
  jumpboxComputerName: "Name of the jumpbox in Windows.",
  jumpboxNetworkInterface: "Name of the jumpbox's network interface.",
  jumpboxOsDisk: "Name of the jumpbox's OS disk.",
  natPublicIp: "Name of the public IP address of the NAT gateway.",
  registryOutboundRule: "Name of workspaces' outbound rules to the registry.",
};

const overridesOf = <Name extends (typeof FIXED_NAMES)[number]>(names: readonly Name[]) =>
  Object.fromEntries(
    names.map((name) => [name, overrideOf(FIXED_NAME_KINDS[name], DESCRIPTIONS[name]).exactOptional()]),
  ) as Record<Name, z.ZodExactOptional<z.ZodString>>;

/** Names of one additional workspace or registry that replace derived ones. */
export const memberNames = <Name extends (typeof FIXED_NAMES)[number]>(names: readonly Name[], description: string) =>
  field(z.strictObject(overridesOf(names)), description, {
    allowed: `an object of names: ${names.join(", ")}`,
    example: `{ "${names[0] ?? ""}": "…" }`,
  });

/** Names of one environment that replace derived ones. */
export const namesSchema = field(
  z.strictObject({
    ...overridesOf(FIXED_NAMES),
    subnets: field(z.record(z.string(), overrideOf("subnet")), "Names of subnets, by role.", {
      allowed: "an object of names by role: pe for the private endpoints, vm for the jumpbox",
      example: '{ "pe": "snet-endpoints" }',
    }).exactOptional(),
    networkSecurityGroups: field(
      z.record(z.string(), overrideOf("networkSecurityGroup")),
      "Names of network security groups, by the role of their subnet.",
      {
        allowed: "an object of names by role of the subnet: pe, vm or bastion",
        example: '{ "vm": "nsg-jumpbox" }',
      },
    ).exactOptional(),
    dataStorageAccounts: field(
      z.record(z.string(), overrideOf("storageAccount")),
      "Names of the storage accounts of data stores, by store.",
      { allowed: "an object of names by store", example: '{ "lake": "stlakedev" }' },
    ).exactOptional(),
    sqlServers: field(
      z.record(z.string(), overrideOf("sqlServer")),
      "Names of the SQL servers of data stores, by store.",
      {
        allowed: "an object of names by store",
        example: '{ "sales": "sql-sales-dev" }',
      },
    ).exactOptional(),
  }),
  "Names of the environment that replace derived ones.",
  {
    allowed: `an object of names: ${FIXED_NAMES.join(", ")}; subnets and networkSecurityGroups by role; dataStorageAccounts and sqlServers by store`,
    example: '{ "keyVault": "kv-contoso-dev" }',
  },
);

/** How names are composed. */
export const namingSchema = z.strictObject({
  pattern: field(
    z.string().min(1),
    "Pattern of all names, except for those that follow other names (endpoints, links, locks). Its parts are {type} (the abbreviation of the resource type, see resourcePrefixes), {prefix}, {purpose} (distinguishes resources of one type), {environment}, {region} (the region's code) and {suffix} (namingSuffix). {environment:1} is its first letter. Empty parts and separators that Azure doesn't accept are left out. Default: a pattern for each name.",
    PATTERN,
  ).exactOptional(),
  patterns: field(
    z.partialRecord(z.enum(KEYS), item(z.string().min(1), PATTERN)),
    "Patterns of single names, whose separators are never left out. resourceGroup, publicIp and managedIdentity apply to all names of the kind.",
    {
      allowed: `an object of patterns by name: ${KEYS.join(", ")}`,
      example: '{ "storageAccount": "st{prefix}{environment}{suffix}", "resourceGroup": "rg-{purpose}-{environment}" }',
    },
  ).exactOptional(),
});
