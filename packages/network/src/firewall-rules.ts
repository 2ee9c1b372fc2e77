import type { FirewallPolicyRuleCollectionGroupConfig } from "@cdktf/provider-azurerm/lib/firewall-policy-rule-collection-group/index.js";
import { isIPv4 } from "node:net";
import { isUnresolved, refuse, requireChoice } from "@org/aml-core/internal";
import {
  AGENT_FIREWALL_HOSTS,
  CUSTOMER_NETWORK_TRAFFIC,
  type FirewallHosts,
  FQDN_PRESETS,
  type FqdnPreset,
  KUBERNETES_FIREWALL_HOSTS,
} from "@org/azure-catalog";
import { type CidrScope, parseBlock } from "./cidr.js";

/** Destinations that a firewall allows. All other traffic is denied. */
export interface FirewallRuleOptions {
  /**
   * Whether to allow the service tags that computes of Azure Machine Learning need.
   * @default true
   */
  readonly machineLearning?: boolean | undefined;
  /**
   * Whether to allow the hosts that an AKS cluster with the Azure Machine Learning extension needs.
   * @default false
   */
  readonly kubernetes?: boolean | undefined;
  /**
   * Whether to allow the hosts that build agents need: Azure DevOps, GitHub, the Azure CLI, Ubuntu's packages.
   * @default false
   */
  readonly agents?: boolean | undefined;
  /**
   * Public hosts by purpose, HTTPS, such as `python`.
   * @default - none
   */
  readonly fqdnPresets?: readonly FqdnPreset[] | undefined;
  /**
   * Other hosts, HTTPS; `*.` in front stands for all names below.
   * @default - none
   */
  readonly fqdns?: readonly string[] | undefined;
  /**
   * Other destinations, by service tag or address.
   * @default - none
   */
  readonly networkRules?: readonly FirewallNetworkRule[] | undefined;
  /**
   * Blocks from which traffic is allowed, in CIDR notation: networks whose traffic the firewall forwards.
   * @default - the address space of the firewall's network
   */
  readonly sourceAddresses?: readonly string[] | undefined;
}

/** An allowed destination by service tag or address. */
export interface FirewallNetworkRule {
  /** Name, 1 to 80 characters, unique in the firewall. */
  readonly name: string;
  readonly protocols: readonly ("TCP" | "UDP" | "ICMP" | "Any")[];
  /** Service tags, addresses or blocks. */
  readonly destinations: readonly string[];
  /** Ports and ranges, such as `443` and `8080-8090`; `*` for all. */
  readonly ports: readonly string[];
}

/** The rule collections of a firewall policy. */
export type RuleCollections = Pick<
  FirewallPolicyRuleCollectionGroupConfig,
  "networkRuleCollection" | "applicationRuleCollection"
>;

const HOST_NAME = /^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
/** Network rules are processed before application rules, whatever their priorities are. */
const PRIORITIES = { network: 100, application: 200 };

/**
 * The rule collections for the allowed destinations.
 * @param region for service tags and hosts of the region
 * @throws InvalidInputError for malformed hosts, sources, destinations and ports, names of rules that aren't unique, and
 * rules without destinations
 */
export function ruleCollections(
  scope: CidrScope,
  options: FirewallRuleOptions,
  { addressSpace, region }: { readonly addressSpace: readonly string[]; readonly region: string },
): RuleCollections {
  const { machineLearning = true, kubernetes = false, agents = false, networkRules = [] } = options;
  const { sourceAddresses = addressSpace, fqdnPresets = [], fqdns = [] } = options;
  for (const source of sourceAddresses) parseBlock(scope, "sourceAddresses", source);
  if (sourceAddresses.length === 0) {
    refuse(scope, "sourceAddresses", {
      value: [],
      allowed: "at least one block whose traffic the firewall forwards",
      fix: "give the address spaces of the networks, because that of the firewall's network is not known",
    });
  }
  requireHosts(scope, fqdns);
  for (const preset of fqdnPresets) requireChoice(scope, "fqdnPresets", preset, Object.keys(FQDN_PRESETS));
  const inRegion = (text: string) => text.replace("<region>", region);
  const required = machineLearning
    ? CUSTOMER_NETWORK_TRAFFIC.map(({ serviceTag, protocol, portRanges }) => {
        const known = protocol === "*" ? "TCP" : protocol;
        return {
          name: `${serviceTag.replace(".<region>", "").replace(".", "-")}-${known}`,
          protocols: [known],
          destinations: [inRegion(serviceTag)],
          ports: portRanges.split(","),
        };
      })
    : [];
  requireNetworkRules(scope, networkRules, required);
  const network = [...required, ...networkRules].map(({ name, protocols, destinations, ports }) => ({
    name,
    protocols: [...protocols],
    sourceAddresses: [...sourceAddresses],
    destinationAddresses: [...destinations],
    destinationPorts: [...ports],
  }));
  const hosts: readonly FirewallHosts[] = [
    ...(kubernetes ? KUBERNETES_FIREWALL_HOSTS : []),
    ...(agents ? AGENT_FIREWALL_HOSTS : []),
    ...fqdnPresets.map((preset) => ({ name: preset, ...HTTPS, fqdns: FQDN_PRESETS[preset] })),
    ...(fqdns.length > 0 ? [{ name: "hosts", ...HTTPS, fqdns }] : []),
  ];
  const application = hosts.map(({ name, protocol, port, fqdns: names, fqdnTags }) => ({
    name,
    protocols: [{ type: protocol, port }],
    sourceAddresses: [...sourceAddresses],
    destinationFqdns: names?.map(inRegion),
    destinationFqdnTags: fqdnTags && [...fqdnTags],
  }));
  const collection = <Rule>(name: keyof typeof PRIORITIES, rule: readonly Rule[]) =>
    rule.length > 0 ? [{ name, priority: PRIORITIES[name], action: "Allow", rule: [...rule] }] : undefined;
  return {
    networkRuleCollection: collection("network", network),
    applicationRuleCollection: collection("application", application),
  };
}

const HTTPS = { protocol: "Https", port: 443 } as const;

function requireHosts(scope: CidrScope, fqdns: readonly string[]): void {
  if (!Array.isArray(fqdns)) refuse(scope, "fqdns", { value: fqdns, allowed: "a list", fix: "put it in brackets" });
  const wrong = fqdns.find((host) => !isUnresolved(host) && !HOST_NAME.test(host));
  if (wrong === undefined) return;
  refuse(scope, "fqdns", {
    value: wrong,
    allowed: "host names without scheme, port and path; *. in front stands for all names below",
    fix: "use pypi.example.com, for example; addresses and service tags belong to networkRules",
  });
}

/** @param required names of the rules that the firewall has anyway */
function requireNetworkRules(
  scope: CidrScope,
  rules: readonly FirewallNetworkRule[],
  required: readonly { readonly name: string }[],
): void {
  const names = new Map(required.map(({ name }) => [name.toLowerCase(), name]));
  for (const [index, rule] of rules.entries()) {
    const path = `networkRules.${index}`;
    const { name, protocols, destinations, ports } = rule;
    if (typeof name !== "string" || name.length === 0 || name.length > MOST_CHARACTERS) {
      refuse(scope, `${path}.name`, { value: name, allowed: `1 to ${MOST_CHARACTERS} characters`, fix: "use sql" });
    }
    const first = names.get(name.toLowerCase());
    if (first !== undefined) {
      refuse(scope, `${path}.name`, {
        value: name,
        allowed: `a unique name; the rule ${first} has the same`,
        fix: "rename it",
      });
    }
    names.set(name.toLowerCase(), name);
    for (const [prop, values] of Object.entries({ protocols, destinations, ports })) {
      if (Array.isArray(values) && values.length > 0) continue;
      refuse(scope, `${path}.${prop}`, {
        value: values,
        allowed: `a list of ${prop}, at least one`,
        fix: 'give protocols: ["TCP"], destinations: ["Sql.CanadaCentral"] and ports: ["1433"], for example',
      });
    }
    for (const protocol of protocols) requireChoice(scope, `${path}.protocols`, protocol, PROTOCOLS);
    for (const destination of destinations) requireDestination(scope, `${path}.destinations`, destination);
    for (const port of ports) requirePorts(scope, `${path}.ports`, port);
  }
}

const MOST_CHARACTERS = 80;
const PROTOCOLS = ["TCP", "UDP", "ICMP", "Any"];
const SERVICE_TAG = /^[A-Z][A-Za-z0-9]*(\.[A-Za-z0-9]+)?$/;
const HIGHEST_PORT = 65_535;

/** Azure Firewall takes service tags, IPv4 addresses, blocks and ranges of addresses here. */
function requireDestination(scope: CidrScope, prop: string, destination: string): void {
  if (isUnresolved(destination) || destination === "*" || SERVICE_TAG.test(destination)) return;
  if (destination.includes("/")) {
    parseBlock(scope, prop, destination);
    return;
  }
  if (destination.split("-").every((address) => isIPv4(address))) return;
  refuse(scope, prop, {
    value: destination,
    allowed: "a service tag, an IPv4 address, a block, or a range of addresses",
    fix: "use Sql.CanadaCentral or 10.9.0.0/16, for example; hosts with a name belong to fqdns",
  });
}

function requirePorts(scope: CidrScope, prop: string, ports: string): void {
  if (isUnresolved(ports) || ports === "*") return;
  const [, from, to = from] = /^(\d+)(?:-(\d+))?$/.exec(typeof ports === "string" ? ports : "") ?? [];
  if (from !== undefined && Number(from) >= 1 && Number(from) <= Number(to) && Number(to) <= HIGHEST_PORT) return;
  refuse(scope, prop, {
    value: ports,
    allowed: `a port from 1 to ${HIGHEST_PORT} as text, a range from the lower to the higher port, or *`,
    fix: 'use "1433" or "8080-8090", for example',
  });
}
