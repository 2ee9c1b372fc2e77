import { blocksIn } from "./blocks.js";
import { isBlock, isPrivate, liesIn } from "./cidr.js";
import type { Inventory } from "./inventory.js";
import { isArm, pointTo, read, UNKNOWN, type Reading } from "./reader.js";
import type { JsonObject, Resource } from "@org/aml-synth-model";

/** First and last port, both included. */
export type PortRange = readonly [from: number, to: number];

/** A rule of a network security group. */
export interface SecurityRule {
  readonly name: string;
  readonly priority: number;
  readonly direction: string;
  readonly access: string;
  /** In lower case: `tcp`, `*`. */
  readonly protocol: string;
  /** Blocks, service tags or `*`. What isn't known yet counts as `*` where it allows and as nothing where it denies. */
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly ports: readonly PortRange[];
  /** The resource that says so. */
  readonly resource: Resource;
}

/** What a group lets in, and which rule does. */
export interface Opening {
  readonly source: string;
  readonly protocol: string;
  readonly ports: readonly PortRange[];
  /** Undefined for Azure's own rule, which lets the whole virtual network in. */
  readonly rule: SecurityRule | undefined;
}

/** Ports of SSH and RDP. */
export const ADMIN_PORTS: readonly number[] = [22, 3389];

const EVERY_PORT: readonly PortRange[] = [[0, 65_535]];
/** Tags that are, or include, addresses of anybody. */
const INTERNET = new Set(["*", "internet", "azurecloud", "any"]);
/** Tags of traffic that cannot come from the internet. */
const INSIDE = new Set(["virtualnetwork", "azureloadbalancer"]);

/** The rules of a group, those in it and those that are resources of their own, by priority. */
export function rulesOf(group: Resource, separate: readonly Resource[]): readonly SecurityRule[] {
  const inline = blocksIn(group, isArm(group) ? "body.properties.securityRules" : "security_rule");
  const rules = inline.map((block) => ruleFrom(isArm(group) ? armRule(block) : block, group));
  for (const resource of separate) {
    rules.push(ruleFrom(isArm(resource) ? armRule(resource.body ?? {}) : settled(resource), resource));
  }
  return rules.sort((a, b) => a.priority - b.priority);
}

/** The rules that are resources of their own, by the group that they belong to. */
export function separateRules(inventory: Inventory): ReadonlyMap<Resource, readonly Resource[]> {
  const byGroup = new Map<Resource, Resource[]>();
  for (const resource of inventory.resources) {
    const azurerm = resource.type === "azurerm_network_security_rule";
    if (!azurerm && resource.armType?.toLowerCase() !== "microsoft.network/networksecuritygroups/securityrules")
      continue;
    const group = pointTo(resource, "network_security_group_name", "parent_id")?.resource;
    if (group) byGroup.set(group, [...(byGroup.get(group) ?? []), resource]);
  }
  return byGroup;
}

/** What a group lets in. What an earlier rule denies is left out. */
export function openingsOf(rules: readonly SecurityRule[]): readonly Opening[] {
  const denied: SecurityRule[] = [];
  const openings: Opening[] = [];
  for (const rule of rules) {
    if (rule.direction.toLowerCase() !== "inbound") continue;
    if (rule.access.toLowerCase() === "deny") {
      denied.push(rule);
      continue;
    }
    for (const source of rule.sources) addOpening(openings, denied, source, rule.protocol, rule.ports, rule);
  }
  addOpening(openings, denied, "VirtualNetwork", "*", EVERY_PORT, undefined);
  return openings;
}

/** Whether a source is, or includes, addresses of the internet. */
export function isFromInternet(source: string): boolean {
  const lower = source.toLowerCase();
  if (INTERNET.has(lower)) return true;
  return isBlock(source) && !isPrivate(source);
}

/** Whether a set of ports has one of those. */
export function hasPort(ports: readonly PortRange[], wanted: readonly number[]): boolean {
  return wanted.some((port) => ports.some(([from, to]) => from <= port && port <= to));
}

/** Ports as people write them: `22, 3389-3390`; `any` for all. */
export function formatPorts(ports: readonly PortRange[]): string {
  if (ports.some(([from, to]) => from <= 1 && to === 65_535)) return "any port";
  return `port ${ports.map(([from, to]) => (from === to ? String(from) : `${from}-${to}`)).join(", ")}`;
}

function addOpening(
  openings: Opening[],
  denied: readonly SecurityRule[],
  source: string,
  protocol: string,
  ports: readonly PortRange[],
  rule: SecurityRule | undefined,
): void {
  let left = ports;
  for (const denial of denied) {
    const all = denial.sources.some((outer) => covers(outer, source));
    if (all && (denial.protocol === "*" || denial.protocol === protocol)) left = without(left, denial.ports);
  }
  if (left.length > 0) openings.push({ source, protocol, ports: left, rule });
}

/** Whether what a rule says of `outer` goes for all of `inner`: blocks, service tags or `*`. */
export function covers(outer: string, inner: string): boolean {
  const [small, large] = [inner.toLowerCase(), outer.toLowerCase()];
  if (large === "*" || large === small || large === "0.0.0.0/0") return true;
  if (large === "internet" && !INSIDE.has(small)) return isFromInternet(inner);
  return liesIn(inner, outer);
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
  return {
    name: String(block["name"]),
    priority: typeof block["priority"] === "number" ? block["priority"] : 65_000,
    direction: String(block["direction"]),
    access: String(block["access"]),
    protocol: String(block["protocol"] ?? "*").toLowerCase(),
    sources: texts(block, "source_address_prefix", "source_address_prefixes", unsure),
    destinations: texts(block, "destination_address_prefix", "destination_address_prefixes", unsure),
    ports: texts(block, "destination_port_range", "destination_port_ranges", unsure).flatMap(portRange),
    resource,
  };
}

function texts(block: JsonObject, one: string, several: string, unsure: readonly string[]): readonly string[] {
  const values = [block[one] ?? [], block[several] ?? []].flat();
  return values.length === 0 || values.some((value) => typeof value !== "string" || value.includes("${"))
    ? unsure
    : (values as string[]);
}

function portRange(text: string): PortRange[] {
  if (text === "*") return [...EVERY_PORT];
  const [from, to = from] = text.split("-").map(Number);
  return from !== undefined && to !== undefined && Number.isInteger(from) && Number.isInteger(to) ? [[from, to]] : [];
}

/** ARM's names of a rule's properties in azurerm's. */
function armRule(rule: JsonObject): JsonObject {
  const properties = rule["properties"];
  const of = (typeof properties === "object" && properties !== null ? properties : {}) as JsonObject;
  return {
    name: rule["name"] ?? "",
    priority: of["priority"] ?? null,
    direction: of["direction"] ?? "",
    access: of["access"] ?? "",
    protocol: of["protocol"] ?? "*",
    source_address_prefix: of["sourceAddressPrefix"] ?? null,
    source_address_prefixes: of["sourceAddressPrefixes"] ?? null,
    destination_address_prefix: of["destinationAddressPrefix"] ?? null,
    destination_address_prefixes: of["destinationAddressPrefixes"] ?? null,
    destination_port_range: of["destinationPortRange"] ?? null,
    destination_port_ranges: of["destinationPortRanges"] ?? null,
  };
}

function settled(resource: Resource): JsonObject {
  const entries = Object.keys(resource.attributes).map((name): [string, Reading] => [name, read(resource, name)]);
  return Object.fromEntries(
    entries.flatMap(([name, value]) => (value === undefined ? [] : [[name, value === UNKNOWN ? "${}" : value]])),
  );
}
