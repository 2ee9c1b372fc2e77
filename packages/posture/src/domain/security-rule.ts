import { blocksIn } from "./blocks.js";
import { isBlock, isEverything, isIPv6, isPrivate, liesIn } from "./cidr.js";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { hasConfiguration, isArm, isNotKnown, pointTo, read, readText, type Reading } from "./reader.js";
import { isJsonList, isJsonObject, type Json, type JsonObject, type Resource } from "@org/aml-synth-model";

/** First and last port, inclusive. */
export type PortRange = readonly [from: number, to: number];

/** A rule of a network security group. */
export interface SecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: string;
  readonly access: string;
  /** Protocol in lower case, such as `tcp` or `*`. */
  readonly protocol: string;
  /**
   * Blocks, service tags, application security groups or `*`. Unknown values are expressions in rules that allow, and
   * omitted in rules that deny.
   */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly ports: readonly PortRange[];
  /** The resource that declares it. */
  readonly resource: Resource;
}

/** Traffic that a group allows, with the rule. */
export interface Opening {
  readonly source: string;
  readonly protocol: string;
  readonly ports: readonly PortRange[];
  /** Undefined for Azure's default rule, which allows the whole virtual network. */
  readonly rule: SecurityRule | undefined;
}

/** Ports of SSH and RDP. */
export const ADMIN_PORTS: readonly number[] = [22, 3389];

const GROUPS = "Microsoft.Network/networkSecurityGroups";
const EVERY_PORT: readonly PortRange[] = [[0, 65_535]];
/**
 * Tags that include addresses of any customer. `AzureCloud`, also with a region, includes the machines of all
 * customers.
 */
const INTERNET = /^(\*|any|internet|azurecloud(\..+)?)$/i;
/** Terraform's own arguments, which aren't part of a rule. */
const META_ARGUMENTS: ReadonlySet<string> = new Set(["for_each", "count", "depends_on", "lifecycle", "provider"]);
const ANYBODY = /^(\*|any)$/i;
/** Prefix of an application security group among the sources and destinations of a rule. */
const APPLICATION_GROUP = "application security group ";

/** The inline and separate rules of a group, by priority. */
export function rulesOf(group: Resource, separate: readonly Resource[]): readonly SecurityRule[] {
  const written = blocksIn(group, isArm(group) ? "body.properties.securityRules" : "security_rule");
  // A plan without its configuration lists all rules of a group, including those of other resources.
  const names = new Set(hasConfiguration(group) ? [] : separate.map((resource) => readText(resource, "name", "name")));
  const inline = written.filter(({ name }) => !names.has(String(name)));
  const rules = inline.map((block) => ruleFrom(isArm(group) ? armRule(block) : block, group));
  for (const resource of separate) {
    rules.push(ruleFrom(isArm(resource) ? armRule(resource.body ?? {}) : settled(resource), resource));
  }
  return rules.sort((a, b) => a.priority - b.priority);
}

/**
 * The rules that are separate resources, by their group. A group that no stack creates, and that may have more rules,
 * is represented by its data source or otherwise by the first rule.
 */
export function separateRules(
  inventory: Inventory,
  identities: Identities,
): ReadonlyMap<Resource, readonly Resource[]> {
  const byGroup = new Map<Resource, Resource[]>();
  const unread = new Map<string, Resource>();
  for (const resource of inventory.resources) {
    const azurerm = resource.type === "azurerm_network_security_rule";
    if (!azurerm && resource.armType?.toLowerCase() !== "microsoft.network/networksecuritygroups/securityrules")
      continue;
    const group = groupFor(resource, identities, unread);
    byGroup.set(group, [...(byGroup.get(group) ?? []), resource]);
  }
  return byGroup;
}

function groupFor(rule: Resource, identities: Identities, unread: Map<string, Resource>): Resource {
  const found = identities.named(GROUPS, rule, "network_security_group_name", "parent_id");
  if (found) return found;
  const to = pointTo(rule, "network_security_group_name", "parent_id");
  const group = readText(rule, "resource_group_name")?.toLowerCase();
  const name = to?.shape.toLowerCase() ?? "";
  const key = `${rule.stack.name} ${group ?? ""} ${to?.literal === true ? name : rule.id}`;
  const first = unread.get(key) ?? rule;
  unread.set(key, first);
  return first;
}

/**
 * Traffic that a group allows, without traffic that an earlier rule denies.
 * @param ipv6 whether the networks may have IPv6; if not, all IPv4 addresses are all addresses
 */
export function openingsOf(rules: readonly SecurityRule[], ipv6 = true): readonly Opening[] {
  const denied: SecurityRule[] = [];
  const openings: Opening[] = [];
  for (const rule of rules) {
    if (rule.direction.toLowerCase() !== "inbound") continue;
    if (rule.access.toLowerCase() === "deny") denied.push(rule);
    else for (const source of rule.sources) openings.push(...left(denied, { ...rule, source, rule }, ipv6));
  }
  const own = { source: "VirtualNetwork", protocol: "*", ports: EVERY_PORT, destinations: ["*"], rule: undefined };
  return [...openings, ...left(denied, own, ipv6)];
}

/**
 * Whether rules allow traffic on every required port. Different rules may allow different ports.
 * @param rules by priority
 */
export function admits(
  rules: readonly SecurityRule[],
  { direction, protocol, source, destination, ports }: Flow,
): boolean {
  return ports.every((port) => {
    const decisive = rules.find(
      (rule) =>
        rule.direction.toLowerCase() === direction.toLowerCase() &&
        ["*", protocol.toLowerCase()].includes(rule.protocol) &&
        hasPort(rule.ports, [port]) &&
        source(rule.sources) &&
        destination(rule.destinations),
    );
    return decisive?.access.toLowerCase() === "allow";
  });
}

/** Required traffic. */
export interface Flow {
  readonly direction: string;
  readonly protocol: string;
  /** Whether the sources of a rule include that of the traffic. */
  readonly source: (sources: readonly string[]) => boolean;
  /** Whether the destinations of a rule include that of the traffic. */
  readonly destination: (destinations: readonly string[]) => boolean;
  readonly ports: readonly number[];
}

/** Whether a source is, or includes, addresses of the internet. */
export function isFromInternet(source: string): boolean {
  return INTERNET.test(source) || (isBlock(source) && !isPrivate(source));
}

/**
 * Tags of Azure's management services and of internal addresses, from which no other customer can send.
 *
 * @see https://learn.microsoft.com/azure/virtual-network/service-tags-overview
 */
const MANAGED =
  /^(VirtualNetwork|AzureLoadBalancer|GatewayManager|ApiManagement|AppServiceManagement|AzureActiveDirectoryDomainServices|AzureDatabricks|AzureMachineLearning|AzurePlatform\w+|BatchNodeManagement|CognitiveServicesManagement|HDInsight|LogicAppsManagement|ServiceFabric|SqlManagement|StorageSyncService|WindowsVirtualDesktop)(\.\w+)?$/i;

/**
 * Whether a source is a service tag of a service through which other customers can send, such as a CDN or a build
 * service.
 */
export function isFromServices(source: string): boolean {
  return /^[a-z][\w.]*$/i.test(source) && !isFromInternet(source) && !MANAGED.test(source);
}

/** Whether a source is unknown. */
export function isUnknownSource(source: string): boolean {
  return source.includes("${");
}

/** Whether ports include one of the wanted ports. */
export function hasPort(ports: readonly PortRange[], wanted: readonly number[]): boolean {
  return wanted.some((port) => ports.some(([from, to]) => from <= port && port <= to));
}

/** Label of ports, such as `port 22, 3389-3390`, or `any port`. */
export function formatPorts(ports: readonly PortRange[]): string {
  if (isAll(ports)) return "any port";
  return `port ${ports.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ")}`;
}

/**
 * The part of an opening's traffic that deny rules leave open, by part of the source and protocol. A rule that denies
 * the internet, for instance, leaves the virtual network open.
 */
function left(denied: readonly SecurityRule[], wanted: Wanted, ipv6: boolean): Opening[] {
  const { source, protocol, rule } = wanted;
  const parts = ANYBODY.test(source) || isEverything(source) ? ["Internet", "VirtualNetwork"] : [source];
  const byProtocol = (protocol === "*" ? ["tcp", "udp"] : [protocol]).map((one) => {
    const applying = denied.filter((denial) => denial.protocol === "*" || denial.protocol === one);
    const open = parts.map((part): Opening => {
      return { source: part, protocol: one, ports: portsLeft(applying, wanted, part, ipv6), rule };
    });
    return areSame(open.map(({ ports }) => [ports])) ? open.slice(0, 1).map((first) => ({ ...first, source })) : open;
  });
  const [first = []] = byProtocol;
  const same = areSame(byProtocol.map((openings) => openings.map(({ source: part, ports }) => [part, ports])));
  return (same ? first.map((opening) => ({ ...opening, protocol })) : byProtocol.flat()).filter(
    ({ ports }) => ports.length > 0,
  );
}

/** The ports of an opening that deny rules leave open, for a part of its source. */
function portsLeft(
  denied: readonly SecurityRule[],
  { source, ports, destinations }: Wanted,
  part: string,
  ipv6: boolean,
): readonly PortRange[] {
  const areIn = (outers: readonly string[], inner: string): boolean =>
    outers.some((outer) => covers(outer, inner, ipv6));
  return denied
    .filter(
      (denial) =>
        (areIn(denial.sources, source) || areIn(denial.sources, part)) &&
        destinations.every((destination) => areIn(denial.destinations, destination)),
    )
    .reduce((open, denial) => without(open, denial.ports), ports);
}

function areSame(items: readonly (readonly unknown[])[]): boolean {
  return new Set(items.map((item) => JSON.stringify(item))).size === 1;
}

/** Traffic that a rule allows if no earlier rule denies it. */
interface Wanted extends Opening {
  readonly destinations: readonly string[];
}

/**
 * Whether `outer` includes all of `inner`. Both are blocks, service tags, application security groups or `*`.
 * @param ipv6 whether there may be IPv6; if not, all IPv4 addresses are all addresses
 */
export function covers(outer: string, inner: string, ipv6 = true): boolean {
  const [small, large] = [inner.toLowerCase(), outer.toLowerCase()];
  if (ANYBODY.test(large) || large === small) return true;
  if (isEverything(outer) && !isIPv6(outer) && !ipv6) return true;
  if (large === "internet") return !ANYBODY.test(small) && !isEverything(small) && isFromInternet(inner);
  if (large === "virtualnetwork") return inner.startsWith(APPLICATION_GROUP);
  return large === "azurecloud" ? small.startsWith("azurecloud.") : liesIn(inner, outer);
}

function isAll(ports: readonly PortRange[]): boolean {
  return ports.some(([from, to]) => from <= 1 && to === 65_535);
}

function without(ports: readonly PortRange[], gone: readonly PortRange[]): readonly PortRange[] {
  let left = [...ports];
  for (const [from, to] of gone) {
    left = left.flatMap(([first, last]): PortRange[] => {
      if (to < first || from > last) return [[first, last]];
      const parts: PortRange[] = [];
      if (first < from) parts.push([first, from - 1]);
      if (last > to) parts.push([to + 1, last]);
      return parts;
    });
  }
  return left;
}

function ruleFrom(block: JsonObject, resource: Resource): SecurityRule {
  const deny = String(block["access"]).toLowerCase() === "deny";
  const unsure = deny ? [] : ["*"];
  const from = [...texts(block, "source_address_prefix"), ...groups(block, "source_application_security_group_ids")];
  const to = [
    ...texts(block, "destination_address_prefix"),
    ...groups(block, "destination_application_security_group_ids"),
  ];
  // A deny rule for only some source ports doesn't certainly deny the traffic.
  const some = deny && texts(block, "source_port_range").some((port) => port !== "*" && port !== "0-65535");
  return {
    name: String(block["name"]),
    priority: Number(block["priority"] ?? NaN) || 65_000,
    direction: String(block["direction"]),
    access: String(block["access"]),
    protocol: String(block["protocol"] ?? "*").toLowerCase(),
    sources: some ? [] : known(from, unsure),
    destinations: known(to, unsure),
    ports: known(texts(block, "destination_port_range"), unsure).flatMap(portRange),
    resource,
  };
}

/** The texts of an argument that exists in singular and, with `s` or `es`, in plural. */
function texts(block: JsonObject, one: string): readonly Json[] {
  const several = one.endsWith("prefix") ? `${one}es` : `${one}s`;
  return [block[one] ?? [], block[several] ?? []].flat().filter((value) => value !== "");
}

function groups(block: JsonObject, argument: string): readonly string[] {
  const ids = block[argument] ?? [];
  return (isJsonList(ids) ? ids : [ids]).map((id) => {
    const text = typeof id === "string" ? id : "";
    return `${APPLICATION_GROUP}${text
      .replace(/^\$\{(.*)\}$/, "$1")
      .replace(/\.id$/, "")
      .replace(/^.*\//, "")}`;
  });
}

/**
 * Values of a rule. A rule that denies has an empty `unsure`: its unknown values are omitted. In a rule that allows,
 * they are kept as expressions.
 */
function known(values: readonly Json[], unsure: readonly string[]): readonly string[] {
  if (values.length === 0) return unsure;
  const texts = values.map((value) => (typeof value === "string" ? value : JSON.stringify(value)));
  return unsure.length === 0 ? texts.filter((text) => !text.includes("${")) : texts;
}

function portRange(text: string): PortRange[] {
  // An unknown port may be any. In rules that deny, unknown ports have been omitted.
  if (text === "*" || text.includes("${")) return [...EVERY_PORT];
  const [from, to = from] = text.split("-").map(Number);
  return from !== undefined && to !== undefined && Number.isInteger(from) && Number.isInteger(to) ? [[from, to]] : [];
}

/** Arguments of a rule in azurerm, by ARM's names. */
const ARM_NAMES: Readonly<Record<string, string>> = {
  priority: "priority",
  direction: "direction",
  access: "access",
  protocol: "protocol",
  source_address_prefix: "sourceAddressPrefix",
  source_address_prefixes: "sourceAddressPrefixes",
  source_port_range: "sourcePortRange",
  source_port_ranges: "sourcePortRanges",
  destination_address_prefix: "destinationAddressPrefix",
  destination_address_prefixes: "destinationAddressPrefixes",
  destination_port_range: "destinationPortRange",
  destination_port_ranges: "destinationPortRanges",
};
const ARM_GROUPS: Readonly<Record<string, string>> = {
  source_application_security_group_ids: "sourceApplicationSecurityGroups",
  destination_application_security_group_ids: "destinationApplicationSecurityGroups",
};

/** A rule of ARM with azurerm's names of arguments. */
function armRule(rule: JsonObject): JsonObject {
  const properties = objectAt(rule, "properties");
  const idsOf = (value: Json | undefined): Json[] =>
    (isJsonList(value) ? value : []).map((group) => objectAt({ group }, "group")["id"] ?? "");
  return {
    name: rule["name"] ?? "",
    ...Object.fromEntries(Object.entries(ARM_NAMES).map(([ours, name]) => [ours, properties[name] ?? null])),
    ...Object.fromEntries(Object.entries(ARM_GROUPS).map(([ours, name]) => [ours, idsOf(properties[name])])),
  };
}

function objectAt(json: JsonObject, key: string): JsonObject {
  const value = json[key];
  return isJsonObject(value) ? value : {};
}

function settled(resource: Resource): JsonObject {
  // Otherwise each instance would evaluate the arguments of all.
  const names = Object.keys(resource.attributes).filter((name) => !META_ARGUMENTS.has(name));
  const entries = names.map((name): [string, Reading] => [name, read(resource, name)]);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, isNotKnown(value) ? "${}" : value]])),
  );
}
