import { isJsonList, type Json, type Resource } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { arePrivate, isBlock, isPrivate } from "../domain/cidr.js";
import { ARM_PUBLIC_ACCESS_TYPES, PUBLIC_ACCESS_TYPES } from "../domain/public-access.js";
import { isArm, isNotKnown, read } from "../domain/reader.js";
import { notKnown, type Rule, type Violation } from "./rule.js";

/** Types whose public access has a specific rule. */
const OWN_RULE: ReadonlySet<string> = new Set(
  [
    "Microsoft.Sql/servers",
    "Microsoft.Storage/storageAccounts",
    "Microsoft.KeyVault/vaults",
    "Microsoft.ContainerRegistry/registries",
    "Microsoft.MachineLearningServices/workspaces",
    "Microsoft.MachineLearningServices/registries",
  ].map((type) => type.toLowerCase()),
);
/** azurerm's arguments for public access, which differ by type. */
const ARGUMENTS = ["public_network_access_enabled", "public_network_access", "public_network_enabled"];
/** Further arguments of azurerm that open a part of a service. */
const OPENINGS = [
  "network_rulesets.public_network_access_enabled",
  "network_rule_set.public_network_access_enabled",
  "public_data_endpoint_enabled",
  "coordinator_public_ip_access_enabled",
  "node_public_ip_access_enabled",
  "public_endpoint_enabled",
];
/** Arguments of azurerm for the subnet of a server, which has no public address then. */
const SUBNETS = ["delegated_subnet_id"];
const ARM_PATH = "properties.publicNetworkAccess";
/** Properties of ARM that allow public access. Most types have the first. */
const ARM_PATHS = [ARM_PATH, "properties.network.publicNetworkAccess", "properties.networkAcls.publicNetworkAccess"];
const ARM_OPENINGS = ["properties.publicDataEndpointEnabled", "properties.enablePublicIpAccess"];
const ARM_SUBNET = "properties.network.delegatedSubnetResourceId";

/**
 * Arguments for the first and last address of a service's firewall rule. ARM's names are the same in camel case, with
 * `Ip` or `IP`.
 */
const STARTS = [
  ["start_ip_address", "end_ip_address"],
  ["start_ip", "end_ip"],
] as const;

const COSMOS = "Microsoft.DocumentDB/databaseAccounts";
/** Types of inbound firewall rules. A server's outbound rules have the same suffix. */
const FIREWALL_RULE = /^(?!azurerm_mssql_outbound_).*_firewall_rule$/;

/** Public access and firewalls of types without a specific rule. */
export const PUBLIC_ACCESS_RULES: readonly Rule[] = [
  {
    id: "public-access",
    subject: "configuration",
    severity: "error",
    title: "No other resource has public network access",
    rationale: "A private platform has no public resources of any type.",
    fix: "Disable public network access.",
    sameAs: {},
    *check(platform) {
      for (const resource of platform.inventory.resources) {
        if (!OWN_RULE.has(armTypeOf(resource) ?? "")) yield* publicAccessOf(resource);
      }
    },
  },
  {
    id: "service-firewall-rule",
    subject: "configuration",
    severity: "error",
    title: "No service's firewall rule allows the internet",
    rationale: "Clients in its range don't need the private network; 0.0.0.0 allows all of Azure.",
    fix: "Remove the rule and use a private endpoint.",
    sameAs: { checkov: ["CKV_AZURE_11"], trivy: ["AZU-0029"] },
    *check(platform) {
      for (const resource of platform.inventory.resources) {
        const arm = armTypeOf(resource)?.endsWith("/firewallrules") ?? false;
        if (!arm && !FIREWALL_RULE.test(resource.type)) continue;
        const [from = "", to = ""] =
          STARTS.find(([one]) => read(resource, one, `properties.${camel(one)}`) !== undefined) ?? [];
        const start = read(resource, from, `properties.${camel(from)}`);
        const end = read(resource, to, `properties.${camel(to)}`) ?? start;
        const path = isArm(resource) ? `body.properties.${camel(from)}` : from;
        if (start === undefined)
          yield { resource, message: "allows addresses that aren't known here", undecided: true };
        else if (isNotKnown(start)) yield notKnown(resource, path, start);
        else if (isNotKnown(end)) yield notKnown(resource, path, end);
        else if (isPublicRange(start, end))
          yield { resource, path, message: `allows ${String(start)} to ${String(end)}` };
      }
      for (const resource of platform.inventory.created(COSMOS)) yield* addressesOf(resource);
    },
  },
];

/** Public addresses that an account's own firewall allows. */
function* addressesOf(resource: Resource): Iterable<Violation> {
  const path = isArm(resource) ? "body.properties.ipRules" : "ip_range_filter";
  const value = read(resource, "ip_range_filter", "properties.ipRules");
  if (isNotKnown(value)) {
    yield notKnown(resource, path, value);
    return;
  }
  // Comma-separated text in azurerm 3, a list in later versions, and objects in ARM.
  const items = typeof value === "string" ? value.split(",") : isJsonList(value) ? value : [];
  for (const item of items) {
    const block =
      typeof item === "object" && item !== null ? (item as { ipAddressOrRange?: Json }).ipAddressOrRange : item;
    if (isPublic(block)) yield { resource, path, message: `allows ${String(block)}` };
  }
}

function* publicAccessOf(resource: Resource): Iterable<Violation> {
  const [paths, others] = isArm(resource) ? [ARM_PATHS, ARM_OPENINGS] : [ARGUMENTS, OPENINGS];
  const written = [...paths, ...others].filter((path) => read(resource, path, path) !== undefined);
  for (const at of written) {
    const value = read(resource, at, at);
    const path = isArm(resource) ? `body.${at}` : at;
    if (isNotKnown(value)) yield notKnown(resource, path, value);
    else if (value === true || String(value).toLowerCase() === "enabled") {
      yield { resource, path, message: `${path} is ${String(value)}` };
    }
  }
  if (!written.some((path) => paths.includes(path)) && isOpenByDefault(resource)) {
    yield {
      resource,
      path: isArm(resource) ? `body.${ARM_PATH}` : (ARGUMENTS[0] ?? ""),
      message: "public network access is not set; Azure's default is Enabled",
    };
  }
}

function isOpenByDefault(resource: Resource): boolean {
  if (isArm(resource)) {
    return ARM_PUBLIC_ACCESS_TYPES.has(armTypeOf(resource) ?? "") && read(resource, "", ARM_SUBNET) === undefined;
  }
  return PUBLIC_ACCESS_TYPES.has(resource.type) && SUBNETS.every((argument) => read(resource, argument) === undefined);
}

/** An argument of azurerm as a property of ARM, such as `startIpAddress`, but `startIP`. */
function camel(argument: string): string {
  const name = argument.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return name.endsWith("Ip") ? name.replace(/Ip$/, "IP") : name;
}

/**
 * Whether a range contains an internet address. Both ends may be private nevertheless, as from 10.0.0.0 to 172.16.0.0.
 */
function isPublicRange(start: Json, end: Json | undefined): boolean {
  if (isPublic(start) || isPublic(end)) return true;
  return typeof start === "string" && typeof end === "string" && !arePrivate(start, end);
}

function isPublic(address: Json | undefined): boolean {
  return typeof address === "string" && isBlock(address) && !isPrivate(address);
}
