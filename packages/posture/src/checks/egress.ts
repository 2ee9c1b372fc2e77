import type { Resource } from "@org/aml-synth-model";
import {
  AGENT_FIREWALL_HOSTS,
  CUSTOMER_NETWORK_TRAFFIC,
  type FirewallHosts,
  KUBERNETES_FIREWALL_HOSTS,
  MANAGED_NETWORK_REQUIRED_SERVICE_TAGS,
  subResourcesOf,
} from "@org/azure-catalog";
import { armTypeOf, shortType } from "../domain/arm-types.js";
import { formatEndpoint, type OutboundRule, type Workspace } from "../domain/managed-network.js";
import { isWideDestination, isWideHost } from "../domain/destinations.js";
import type { FirewallDestination } from "../domain/firewall.js";
import { nameOf, type Subnet } from "../domain/network.js";
import { ownSubnets } from "../domain/own-network.js";
import type { Platform } from "../domain/platform.js";
import { isNotKnown, pointTo } from "../domain/reader.js";
import { settingOf } from "../domain/setting.js";
import { egressFrom } from "../domain/egress.js";
import {
  count,
  step,
  type CheckViolation,
  type Evidence,
  type PlatformCheck,
  type Undecided,
} from "./platform-check.js";

/** A workspace's computes reach only the destinations of its rules. */
export const EGRESS: PlatformCheck = {
  id: "egress",
  title: "Workspaces reach only approved destinations",
  description:
    "Each workspace's managed network, or your own network with its computes, reaches its own dependencies, Azure's required service tags and the allowed destinations, and nothing else.",
  method:
    "The isolation mode is read, the destination of every outbound rule is traced to its resource and checked against the sub-resources of its type, and every compute has to be in the managed network. Without one, the egress of each subnet with computes is followed: through its security group, its default route and the rules of the firewall to which it leads.",
  subject: "workspace",
  evaluate(platform) {
    const evidence: Evidence[] = [];
    const violations: CheckViolation[] = [];
    const undecided: Undecided[] = [];
    for (const workspace of platform.workspaces) {
      const subnets = ownSubnets(platform, workspace);
      if (subnets) {
        for (const subnet of subnets) leave(platform, workspace, subnet, { evidence, violations, undecided });
        continue;
      }
      const wrong = [...mode(workspace), ...owners(workspace), ...destinations(workspace), ...outside(workspace)];
      violations.push(...wrong);
      if (wrong.length === 0) evidence.push(reached(workspace));
    }
    return {
      subjects: platform.workspaces.length,
      evidence,
      violations,
      undecided,
      information: firewalls(platform),
    };
  },
};

interface Outcome {
  readonly evidence: Evidence[];
  readonly violations: CheckViolation[];
  readonly undecided: Undecided[];
}

/** Follows the egress of a subnet with computes of a workspace. */
function leave(platform: Platform, { name, environment }: Workspace, subnet: Subnet, outcome: Outcome): void {
  const { evidence, violations, undecided } = outcome;
  const way = egressFrom(platform, subnet);
  const place = `${subnet.network.name}/${subnet.name}`;
  const from = `computes of ${name} in ${place}`;
  const at = ("at" in way ? way.at : way.firewall) ?? subnet.resource;
  if (way.kind === "open" && at) {
    violations.push({
      at,
      text: `${from} reach the whole internet: ${way.text}`,
      path: [step(subnet.resource, subnet.name), step(at, way.text), step(undefined, "internet")],
      fix: "Route the subnet's traffic through a firewall that allows only approved destinations.",
    });
  } else if (way.kind === "unread" && at) {
    undecided.push({ at, text: `what ${from} reach isn't known: ${way.text}`, fix: UNREAD_FIX });
  } else if (way.kind === "closed") {
    evidence.push({
      environment: environment.name,
      text: `${from} reach only named addresses on the internet: ${way.text}`,
      elements: [subnet.resource, way.at].filter((one) => one !== undefined),
    });
  } else if (way.kind === "firewall") throughFirewall(platform, way.firewall, from, environment.name, outcome);
}

const UNREAD_FIX = "Check the stacks that create it together with these.";
/** Service tags that Azure requires for computes in a network of yours. */
const REQUIRED_TAGS: ReadonlySet<string> = new Set(
  CUSTOMER_NETWORK_TRAFFIC.map(({ serviceTag }) => serviceTag.toLowerCase()),
);
/** Hosts that clusters, their extension and agents need. */
const REQUIRED_HOSTS: ReadonlySet<string> = new Set(
  [...KUBERNETES_FIREWALL_HOSTS, ...AGENT_FIREWALL_HOSTS].flatMap((rule: FirewallHosts) => rule.fqdns ?? []),
);

/** Evaluates what a firewall allows. */
function throughFirewall(
  platform: Platform,
  firewall: Resource,
  from: string,
  environment: string,
  { evidence, violations, undecided }: Outcome,
): void {
  const { allowed, unread } = platform.firewalls.allowedBy(firewall);
  for (const { at, text } of unread) {
    undecided.push({
      at,
      text: `what ${from} reach through ${nameOf(firewall)} isn't known: ${text}`,
      fix: UNREAD_FIX,
    });
  }
  const isWide = ({ kind, destination }: FirewallDestination): boolean =>
    kind === "address"
      ? isWideDestination(destination) && !REQUIRED_TAGS.has(destination.toLowerCase())
      : kind === "host" && isWideHost(destination) && !REQUIRED_HOSTS.has(destination.toLowerCase());
  for (const one of allowed.filter(isWide)) {
    violations.push({
      at: one.resource,
      text: `rule ${one.rule} of ${nameOf(firewall)} lets ${one.destination} through, which includes resources of other tenants`,
      path: [step(firewall, nameOf(firewall)), step(one.resource, `rule ${one.rule}`), step(undefined, "internet")],
      fix: "Name hosts, or use narrower service tags.",
    });
  }
  const named = [...new Set(allowed.map(({ destination }) => destination))];
  evidence.push({
    environment,
    text: `${from} leave through ${nameOf(firewall)}, which allows ${named.join(", ") || "nothing"}`,
    elements: [firewall],
  });
}

function mode({ resource, isolationMode, name }: Workspace): CheckViolation[] {
  if (isolationMode === "AllowOnlyApprovedOutbound" || isNotKnown(isolationMode)) return [];
  const how = String(isolationMode);
  return [
    {
      at: resource,
      text: `computes of ${name} reach the whole internet: the managed network's isolation mode is ${how}`,
      path: [step(resource, `isolation mode ${how}`), step(undefined, "internet")],
      fix: 'Set managedNetwork.isolationMode = "AllowOnlyApprovedOutbound".',
    },
  ];
}

/** Workspaces with both inline and separate rules, which remove each other in every apply. */
function owners({ rules, name }: Workspace): CheckViolation[] {
  const inline = rules.find((rule) => rule.inline);
  const own = rules.find((rule) => !rule.inline);
  if (!inline || !own) return [];
  return [
    {
      at: own.resource,
      text: `outbound rules of ${name} have two owners: ${inline.name} is inside the workspace, ${own.name} is a separate resource, and each apply of one removes the other`,
      path: [step(inline.resource, inline.name), step(own.resource, own.name)],
      fix: "Declare all rules inside the workspace, or all as separate resources.",
    },
  ];
}

function destinations({ rules, name, resource }: Workspace): CheckViolation[] {
  const seen = new Map<string, OutboundRule>();
  return rules.flatMap((rule) => {
    const violated = (text: string, fix: string): CheckViolation[] => [
      {
        at: rule.resource,
        text: `rule ${rule.name} of ${name} ${text}`,
        path: [step(resource, name), step(rule.resource, `rule ${rule.name}, at ${rule.path}`)],
        fix,
      },
    ];
    const wrong = problem(rule);
    if (wrong) return violated(...wrong);
    const key = keyOf(rule);
    const other = seen.get(key);
    seen.set(key, rule);
    return other
      ? violated(
          `names the same destination as ${other.name}: Azure keeps only one of them`,
          "Remove one of the rules.",
        )
      : [];
  });
}

/** Problem of a rule, and its fix. */
function problem(rule: OutboundRule): readonly [text: string, fix: string] | undefined {
  switch (rule.type) {
    case "PrivateEndpoint":
      return endpointProblem(rule);
    case "FQDN":
      if (typeof rule.fqdn !== "string" || rule.fqdn === "") return ["names no host", "Set the host as destination."];
      return isWideHost(rule.fqdn)
        ? [
            `lets ${rule.fqdn} through, which includes hosts of other tenants`,
            "Name a host, or use a private endpoint.",
          ]
        : undefined;
    case "ServiceTag":
      if (typeof rule.serviceTag !== "string") return ["names no service tag", "Give destination.serviceTag."];
      return isWideDestination(rule.serviceTag)
        ? [
            `lets ${rule.serviceTag} through, which includes resources of other tenants`,
            "Use a regional or narrower tag, or a private endpoint.",
          ]
        : undefined;
    default:
      return ["has an unknown type", "Set type to FQDN, PrivateEndpoint or ServiceTag."];
  }
}

function endpointProblem({ target, subResource }: OutboundRule): readonly [text: string, fix: string] | undefined {
  if (!target) return ["names no target", "Set destination.serviceResourceId."];
  if (isNotKnown(subResource)) return undefined;
  if (typeof subResource !== "string") {
    return ["names no sub-resource, which Azure rejects with 400", "Set destination.subresourceTarget."];
  }
  const type = target.resource && armTypeOf(target.resource);
  const allowed = type === undefined ? [] : subResourcesOf(type);
  return target.resource && allowed.length > 0 && !allowed.some((name) => name === subResource)
    ? [`names ${subResource}, and ${shortType(target.resource)} have ${allowed.join(", ")}`, "Name one of those."]
    : undefined;
}

function keyOf({ target, subResource, fqdn, serviceTag, protocol, ports }: OutboundRule): string {
  const parts = [target?.resource?.id ?? target?.shape, subResource, fqdn, serviceTag, protocol, ports];
  return parts.map((part) => (isNotKnown(part) ? "?" : JSON.stringify(part ?? null))).join(" ");
}

/** Computes that bypass the managed network. */
function outside({ computes, name }: Workspace): CheckViolation[] {
  return computes.flatMap((compute): CheckViolation[] => {
    const subnet = pointTo(compute, "subnet_resource_id", "properties.properties.subnet.id");
    const isPublic =
      settingOf(compute, {
        argument: "node_public_ip_enabled",
        arm: "properties.properties.enableNodePublicIp",
        absent: false,
      }) === true;
    if (!subnet && !isPublic) return [];
    const how = subnet ? `is in ${subnet.resource?.address ?? subnet.shape}` : "has public addresses";
    return [
      {
        at: compute,
        text: `${nameOf(compute)} of ${name} ${how}, where the managed network's rules don't apply`,
        path: [step(compute, nameOf(compute)), step(subnet?.resource, how)],
        fix: subnet
          ? "Remove the subnet; the compute is then in the managed network."
          : "Set enableNodePublicIp = false.",
      },
    ];
  });
}

function reached({ name, resource, environment, rules, dependencies, computes }: Workspace): Evidence {
  const own = dependencies
    .filter(({ kind }) => kind !== "insights")
    .map(({ kind, to }) => `${kind} ${to.resource ? nameOf(to.resource) : to.shape}`);
  const named = rules.map((rule) => `${rule.name} → ${describe(rule)}`);
  return {
    environment: environment.name,
    text: `${computes.length === 0 ? "no compute was read" : count(computes.length, "compute")} of ${name}; its managed network reaches by private endpoint: ${own.join(", ") || "nothing that was read"}; by ${rules.length === 0 ? "rules: none was read" : `${count(rules.length, "rule")}: ${named.join(", ")}`}; by Azure's required tags: ${MANAGED_NETWORK_REQUIRED_SERVICE_TAGS.join(", ")}`,
    elements: [resource, ...rules.map((rule) => rule.resource)],
  };
}

function describe({ target, subResource, fqdn, serviceTag, ports, protocol }: OutboundRule): string {
  if (target) return formatEndpoint(target, subResource);
  if (typeof fqdn === "string") return fqdn;
  return [serviceTag, protocol, ports].filter((part) => typeof part === "string").join(" ");
}

/** Workspaces with rules for hosts, for which Azure adds a firewall that is billed. */
function firewalls(platform: Platform): Evidence[] {
  return platform.workspaces.flatMap(({ name, environment, rules }): Evidence[] => {
    const hosts = rules.filter(({ type }) => type === "FQDN");
    return hosts.length === 0
      ? []
      : [
          {
            environment: environment.name,
            text: `${name} has ${count(hosts.length, "rule")} for hosts, so its managed network has an Azure Firewall, billed by the hour`,
            elements: hosts.map(({ resource }) => resource),
          },
        ];
  });
}
