import { likelyName } from "@org/azure-catalog";
import type { Problem } from "./problem.js";
import type { Configuration, EnvironmentConfiguration } from "./schema.js";

/** Name of the hub: of its stack, in the names of its resources, and of its tag. */
export const HUB = "hub";

/** The environments that are connected with the hub. */
export function connectedWithHub({
  hub,
  environments,
}: Pick<Configuration, "hub" | "environments">): readonly (readonly [name: string, EnvironmentConfiguration])[] {
  if (!hub) return [];
  return Object.entries(environments).filter(([name]) => hub.environments?.includes(name) ?? true);
}

type Hub = NonNullable<Configuration["hub"]>;

/** Problems of a hub: an environment that doesn't exist, that is the hub itself, or that has its own gateways or egress. */
export function hubProblems(configuration: Configuration): Problem[] {
  const { hub, environments } = configuration;
  if (!hub) return [];
  return [
    ...unknownEnvironments(hub, Object.keys(environments)),
    ...(Object.hasOwn(environments, HUB)
      ? [
          {
            path: `environments.${HUB}`,
            value: JSON.stringify(HUB),
            allowed:
              "a different name for the environment, because the hub has this one: a hub isn't peered with itself",
            fix: "rename the environment",
          },
        ]
      : []),
    ...connectedWithHub(configuration).flatMap(([name, environment]) => spokeProblems(hub, name, environment)),
    ...accessProblems(HUB, hub),
  ];
}

function unknownEnvironments(hub: Hub, known: readonly string[]): Problem[] {
  return (hub.environments ?? []).flatMap((name, index): Problem[] => {
    if (known.includes(name)) return [];
    const problem = { path: `hub.environments.${index}`, value: JSON.stringify(name) };
    if (name === HUB)
      return [{ ...problem, allowed: "an environment: the hub isn't peered with itself", fix: "remove it" }];
    const meant = likelyName(name, known);
    const fix = meant === undefined ? "remove it, or add the environment" : `did you mean ${meant}?`;
    return [{ ...problem, allowed: `an environment: ${known.join(", ")}`, fix }];
  });
}

/** What an environment can't have together with the hub that it is connected with. */
function spokeProblems(hub: Hub, name: string, environment: EnvironmentConfiguration): Problem[] {
  const path = `environments.${name}`;
  const without = `leave ${name} out of hub.environments`;
  const gateway = hub.vpnGateway ? "vpnGateway" : hub.expressRouteGateway ? "expressRouteGateway" : undefined;
  const own = (["vpnGateway", "expressRouteGateway"] as const).filter((field) => environment[field] !== undefined);
  const problems: Problem[] = (gateway === undefined ? [] : own).map((field) => ({
    path: `${path}.${field}`,
    value: "a gateway of its own",
    allowed: `${field} or hub.${gateway}, not both: a peered network uses the hub's gateways or has its own`,
    fix: `remove it, or ${without}`,
  }));
  const peering = environment.peerings.findIndex((one) => one.name === HUB);
  if (peering >= 0) {
    problems.push({
      path: `${path}.peerings.${peering}.name`,
      value: JSON.stringify(HUB),
      allowed: "another name: that of the peering with the platform's hub is in use",
      fix: `rename it, or ${without}`,
    });
  }
  if (hub.firewall !== false && environment.natGateway !== false && !hasOwnFirewall(environment)) {
    problems.push({
      path: `${path}.natGateway`,
      value: "a NAT gateway",
      allowed: "natGateway or hub.firewall, not both: the network sends what leaves it to the hub's firewall",
      fix: `remove it, or ${without}`,
    });
  }
  return problems;
}

/** Whether an environment sends what leaves it to a firewall other than the hub's. */
export function hasOwnFirewall({
  firewall,
  nextHopIpAddress,
}: Pick<EnvironmentConfiguration, "firewall" | "nextHopIpAddress">): boolean {
  return firewall !== false || nextHopIpAddress !== undefined;
}

/** Whether an environment sends what leaves it to the hub's firewall. */
export function isBehindHub(configuration: Configuration, name: string): boolean {
  if (!configuration.hub || configuration.hub.firewall === false) return false;
  return connectedWithHub(configuration).some(([one, environment]) => one === name && !hasOwnFirewall(environment));
}

/** Problems of the access to a network. @param path of the environment or the hub */
export function accessProblems(
  path: string,
  {
    bastion,
    jumpbox,
    agents,
    natGateway,
    firewall,
    nextHopIpAddress,
  }: Pick<EnvironmentConfiguration, "bastion" | "jumpbox" | "agents" | "natGateway" | "firewall" | "nextHopIpAddress">,
): Problem[] {
  const problems: Problem[] = [];
  if (jumpbox && !bastion && !jumpbox.bastion) {
    problems.push({
      path: `${path}.jumpbox`,
      value: "a jumpbox without Bastion",
      allowed: "a jumpbox only together with bastion, through which it is reached",
      fix: `add "bastion": { "subnet": "<CIDR, /26 or larger>" } to ${path}, name the Bastion host of a hub in jumpbox.bastion, or remove jumpbox`,
    });
  }
  const other = natGateway === false ? undefined : "natGateway";
  const out = nextHopIpAddress === undefined ? other : "nextHopIpAddress";
  if (firewall !== false && out !== undefined) {
    problems.push({
      path: `${path}.firewall`,
      value: "a firewall",
      allowed: `a firewall or ${out}, not both: a network has only one route to the internet`,
      fix: `remove ${out}, or the firewall`,
    });
  }
  if (!agents) return problems;
  const { azureDevOps, gitHub, useToken = false } = agents;
  if ((azureDevOps === undefined) === (gitHub === undefined)) {
    problems.push({
      path: `${path}.agents.azureDevOps`,
      value: azureDevOps ? "azureDevOps and gitHub" : "nothing",
      allowed: "either azureDevOps or gitHub",
      fix: azureDevOps
        ? "remove one of the two, and add agents of the other in another network"
        : 'add "azureDevOps": { "organizationUrl": "https://dev.azure.com/contoso", "pool": "aml-dev" }, for example',
    });
  }
  if (gitHub && (gitHub.app === undefined) !== useToken) {
    problems.push({
      path: `${path}.agents.gitHub.app`,
      value: gitHub.app ? "app and useToken" : "nothing",
      allowed: "either an app or useToken",
      fix: "add the GitHub App that registers the runners, or set useToken where no app is possible",
    });
  }
  return problems;
}
