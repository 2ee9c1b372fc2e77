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

/** Problems of a hub: an environment that doesn't exist, that is the hub itself, or that has its own way in or out. */
export function hubProblems(configuration: Configuration): Problem[] {
  const { hub, environments } = configuration;
  if (!hub) return [];
  const known = Object.keys(environments);
  const unknown = (hub.environments ?? []).flatMap((name, index): Problem[] => {
    if (known.includes(name)) return [];
    const meant = likelyName(name, known);
    return [
      {
        path: `hub.environments.${index}`,
        value: JSON.stringify(name),
        allowed:
          name === HUB ? "an environment: the hub isn't peered with itself" : `an environment: ${known.join(", ")}`,
        fix: meant === undefined ? "remove it, or add the environment" : `did you mean ${meant}?`,
      },
    ];
  });
  const itself: Problem[] = known.includes(HUB)
    ? [
        {
          path: `environments.${HUB}`,
          value: JSON.stringify(HUB),
          allowed: "another name for an environment, because the hub has this one: a hub isn't peered with itself",
          fix: "rename the environment",
        },
      ]
    : [];
  const gateway = hub.vpnGateway ? "vpnGateway" : hub.expressRouteGateway ? "expressRouteGateway" : undefined;
  const gateways = connectedWithHub(configuration).flatMap(([name, environment]) =>
    (["vpnGateway", "expressRouteGateway"] as const).flatMap((own): Problem[] =>
      gateway === undefined || environment[own] === undefined
        ? []
        : [
            {
              path: `environments.${name}.${own}`,
              value: "a gateway of its own",
              allowed: `nothing together with hub.${gateway}: a peered network uses the hub's gateways or has its own`,
              fix: `remove it, or leave ${name} out of hub.environments`,
            },
          ],
    ),
  );
  return [...unknown, ...itself, ...gateways, ...accessProblems(HUB, hub)];
}

/** Problems of the access to a network. @param path of the environment or the hub */
export function accessProblems(
  path: string,
  {
    agents,
    natGateway,
    firewall,
    nextHopIpAddress,
  }: Pick<EnvironmentConfiguration, "agents" | "natGateway" | "firewall" | "nextHopIpAddress">,
): Problem[] {
  const problems: Problem[] = [];
  const other = natGateway === false ? undefined : "natGateway";
  const out = nextHopIpAddress === undefined ? other : "nextHopIpAddress";
  if (firewall !== false && out !== undefined) {
    problems.push({
      path: `${path}.firewall`,
      value: "a firewall",
      allowed: `a firewall or ${out}, not both: a network has one way out`,
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
      fix: "add one, or remove one",
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
