import { MANAGED_NETWORK_REQUIRED_SERVICE_TAGS, subResourcesOf } from "@org/azure-catalog";
import { armTypeOf, shortType } from "../domain/arm-types.js";
import type { OutboundRule, Workspace } from "../domain/managed-network.js";
import { nameOf } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import { isNotKnown, pointTo } from "../domain/reader.js";
import { settingOf } from "../domain/setting.js";
import { count, step, type CheckViolation, type Evidence, type PlatformCheck } from "./platform-check.js";

/** Service tags that include resources of any customer. */
const WIDE_TAGS = /^(\*|internet|azurecloud(\..*)?|storage|azurefrontdoor\.frontend)$/i;

/** A workspace's computes reach only the destinations of its rules. */
export const EGRESS: PlatformCheck = {
  id: "egress",
  title: "Workspaces reach only approved destinations",
  description:
    "Each workspace's managed network reaches its own dependencies, Azure's required service tags and the destinations of its outbound rules, and nothing else.",
  method:
    "The isolation mode is read, the destination of every outbound rule is traced to its resource and checked against the sub-resources of its type, and every compute has to be in the managed network.",
  subject: "workspace",
  evaluate(platform) {
    const evidence: Evidence[] = [];
    const violations: CheckViolation[] = [];
    for (const workspace of platform.workspaces) {
      const wrong = [...mode(workspace), ...owners(workspace), ...destinations(workspace), ...outside(workspace)];
      violations.push(...wrong);
      if (wrong.length === 0) evidence.push(reached(workspace));
    }
    return {
      subjects: platform.workspaces.length,
      evidence,
      violations,
      undecided: [],
      information: firewalls(platform),
    };
  },
};

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
      return /^\*(\.[a-z]+)?$/i.test(rule.fqdn)
        ? [`lets ${rule.fqdn} through, which is any host`, "Name a host."]
        : undefined;
    case "ServiceTag":
      if (typeof rule.serviceTag !== "string") return ["names no service tag", "Give destination.serviceTag."];
      return WIDE_TAGS.test(rule.serviceTag)
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
  if (target) return `${target.resource ? nameOf(target.resource) : target.shape} (${String(subResource)})`;
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
