import type { InvalidInput } from "@org/aml-core";
import { FIXED_NAME_KINDS, PATTERN_KEYS } from "@org/aml-naming";
import { governanceStackName, hubStackName, stacksOfEnvironment } from "../stacks/names.js";
import type { Configuration } from "./schema.js";

interface Field {
  readonly path: readonly string[];
  readonly value: unknown;
}

/**
 * The field of a configuration that a construct rejects: `environments.dev.jumpbox.subnet` for
 * `aml-dev/Environment/Network.addJumpbox.subnet`. It is found by the rejected value and the name of the prop, in the
 * environment of the construct's stack; the environment itself for a name that is composed of several fields, and the
 * construct's own path if there is no such field or more than one.
 */
export function fieldOf(configuration: Configuration, { path, value }: InvalidInput): string {
  const { prefix, environments } = configuration;
  if (path === "pattern" || path.startsWith("patterns.")) return `naming.${path}`;
  const owner = ["shared", ...Object.keys(environments)].find((one) => path.startsWith(`${one}.`));
  if (owner !== undefined) return fieldOfName(configuration, owner, path.slice(owner.length + 1));
  const prop = path.slice(path.lastIndexOf(".") + 1);
  const inHub = path.startsWith(`${hubStackName(prefix)}/`);
  const name = Object.keys(environments).find((one) =>
    stacksOfEnvironment(prefix, one).some((stack) => path.startsWith(`${stack}/`)),
  );
  const inGovernance = path.startsWith(`${governanceStackName(prefix)}/`);
  if (name === undefined && !inHub && !inGovernance) return path;
  const owned = inHub ? ["hub"] : inGovernance ? governanceOf(path) : ["environments", name ?? ""];
  const environment = owned.reduce<unknown>(
    (value, key) => (hasKey(value, key) ? value[key] : undefined),
    configuration,
  );
  const fields = fieldsIn(environment, owned).filter((field) => isInMember(field, path));
  const refused = hasKey(value, prop) ? value[prop] : value;
  const equal = fields.filter((field) => JSON.stringify(field.value) === JSON.stringify(refused));
  const named = equal.filter((field) => field.path.at(-1) === prop);
  const [found, ...others] = named.length > 1 ? named.filter((field) => isNear(field, path)) : named;
  if (found && others.length === 0) return found.path.join(".");
  // The value alone identifies the field only if it is a distinctive text.
  const [only, ...more] = typeof refused === "string" && named.length === 0 ? equal : [];
  if (only && more.length === 0) return only.path.join(".");
  const isOwnProp = /^[^/]+\/(Environment|Hub)\.\w+$/.test(path) && hasKey(environment, prop);
  if (isOwnProp) return [...owned, prop].join(".");
  const within = /^[^/]+\/(?:Environment|Hub)\/(.*)$/.exec(path)?.[1] ?? "";
  for (const [construct, field] of OBJECTS) {
    if (construct.test(within) && hasKey(environment, field)) {
      return [...owned, field, within.replace(construct, "")].join(".");
    }
  }
  return path;
}

/** The governance of the subscription that a construct belongs to. */
function governanceOf(path: string): readonly string[] {
  const [, subscription] = /\/Subscription-([a-z0-9-]+)\//.exec(path) ?? [];
  return subscription === undefined ? ["governance"] : ["governance", "subscriptions", subscription];
}

/** Objects of the configuration whose fields have the names of a construct's props, absent ones included. */
const OBJECTS: readonly (readonly [construct: RegExp, field: string])[] = [
  [/^Kubernetes(\/Extension)?\./, "kubernetes"],
  [/^Agents\.(service\.)?/, "agents"],
  [/^Network(\/Firewall\.|\.firewall\.)/, "firewall"],
  [/^Network\/VpnGateway\./, "vpnGateway"],
  [/^Network\/ExpressRouteGateway\./, "expressRouteGateway"],
];

/** The field that a rejected name comes from: its override, its pattern, or a part of it. */
function fieldOfName({ naming, environments }: Configuration, owner: string, name: string): string {
  const { names = {}, workspaces, registries } = environments[owner] ?? {};
  if (Object.hasOwn(names, name.split(".")[0] ?? "")) return `environments.${owner}.names.${name}`;
  const [, group, member = "", ofMember = ""] = /^(workspaces|registries)\.([^.]+)\.(.*)$/.exec(name) ?? [];
  if (group !== undefined) {
    const given = (group === "workspaces" ? workspaces : registries)?.[member]?.names ?? {};
    if (Object.hasOwn(given, ofMember)) return `environments.${owner}.${group}.${member}.names.${ofMember}`;
  }
  const { pattern, patterns = {} } = naming ?? {};
  const kinds = { ...FIXED_NAME_KINDS, dnsResourceGroup: "resourceGroup" } as Readonly<Record<string, string>>;
  const last = name.split(".").at(-1) ?? name;
  const key = PATTERN_KEYS.find((one) => patterns[one] !== undefined && (one === last || one === kinds[last]));
  if (key !== undefined) return `naming.patterns.${key}`;
  if (pattern !== undefined) return "naming.pattern";
  if (owner === "shared") return name;
  return group === undefined ? `environments.${owner}` : `environments.${owner}.${group}.${member}`;
}

/** Fields of the subnets that an environment creates, by the ids of their constructs. */
const SUBNET_FIELDS: readonly (readonly [construct: string, field: string])[] = [
  ["PrivateEndpointSubnet", "privateEndpointSubnet"],
  ["BastionSubnet", "bastion.subnet"],
  ["JumpboxSubnet", "jumpbox.subnet"],
  ["FirewallSubnet", "firewall.subnet"],
  ["GatewaySubnet", "the subnet of the gateways"],
];

/** A construct's message in the terms of the configuration: fields instead of the constructs that they create. */
export function inFields({ prefix, environments }: Configuration, message: string, field = ""): string {
  const text = message.replaceAll(`${hubStackName(prefix)}/Hub/Network`, "hub.addressSpace");
  const [, group] = /^environments\.[^.]+\.(workspaces|registries)\./.exec(field) ?? [];
  const owner = group === undefined ? "environment" : group === "workspaces" ? "workspace" : "registry";
  const networks = Object.keys(environments).reduce(
    (all, name) =>
      all
        .replaceAll(`${prefix}-${name}/Environment/Network`, `environments.${name}.addressSpace`)
        .replaceAll(`${prefix}-${name}/Environment/Peer-`, `environments.${name}.peerings, the network `),
    text,
  );
  return SUBNET_FIELDS.reduce((all, [construct, field]) => all.replaceAll(construct, field), networks)
    .replaceAll("override the name", `set it in names of the ${owner}`)
    .replaceAll("override it in one of the two environments", "change it in names of one of the two environments")
    .replaceAll("leave the prop out", "leave it out");
}

function fieldsIn(value: unknown, path: readonly string[]): Field[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const at = [...path, key];
    return [{ path: at, value: item as unknown }, ...fieldsIn(item, at)];
  });
}

/**
 * Whether a construct's path contains the name of the object that contains a field, such as `addJumpbox` for
 * `jumpbox.subnet`.
 */
function isNear({ path }: Field, construct: string): boolean {
  return construct.toLowerCase().includes(String(path.at(-2)).toLowerCase());
}

/** Whether a field can belong to a construct: that of an additional workspace has only the fields of this workspace. */
function isInMember({ path: [, , group, member] }: Field, construct: string): boolean {
  const [, workspace] = /\/Workspace(?:Dependencies|ResourceGroup)?-([a-z0-9]+)/.exec(construct) ?? [];
  if (workspace !== undefined) return group === "workspaces" && member === workspace;
  return group !== "workspaces";
}

function hasKey(value: unknown, key: string): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key);
}
