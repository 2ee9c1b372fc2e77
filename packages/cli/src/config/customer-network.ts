import { kubernetesDnsZone } from "@org/azure-catalog";
import { hasOwnFirewall, isBehindHub } from "./hub.js";
import type { Problem } from "./problem.js";
import type { Configuration, EnvironmentConfiguration } from "./schema.js";
import type { ConfiguredWorkspace } from "./workspaces.js";

/** Fields of a managed network, each with a test of whether it is used. */
const MANAGED_NETWORK_FIELDS = [
  "fqdnPresets",
  "fqdnRules",
  "privateEndpointRules",
  "batchEndpoints",
  "modelMonitoring",
] as const;

/** A network of your own has no managed network's rules, and only it supports Kubernetes. */
export function customerNetworkProblems(
  configuration: Configuration,
  name: string,
  environment: EnvironmentConfiguration,
  workspaces: readonly ConfiguredWorkspace[],
): Problem[] {
  const { customerNetwork, kubernetes } = environment;
  if (customerNetwork === false) {
    if (!kubernetes) return [];
    return [
      {
        path: `environments.${name}.kubernetes`,
        value: "a cluster without customerNetwork",
        allowed: "a cluster together with customerNetwork: a managed network supports no Kubernetes clusters",
        fix: `add "customerNetwork": true to environments.${name}, or remove kubernetes`,
      },
    ];
  }
  const managed = workspaces.flatMap(({ path, workspace }) => [
    ...MANAGED_NETWORK_FIELDS.filter((field) => isUsed(workspace[field])).map((field) => refused(path, field)),
    ...(workspace.firewallSku === undefined ? [] : [refused(path, "firewallSku")]),
  ]);
  return [...managed, ...wayOutProblems(environment, name, isBehindHub(configuration, name))];
}

/** Computes without public addresses start only in a network with a way to the internet, and others only without. */
function wayOutProblems(environment: EnvironmentConfiguration, name: string, behindHub: boolean): Problem[] {
  const { customerNetwork, natGateway } = environment;
  const publicNodes = typeof customerNetwork === "object" && customerNetwork.publicNodes === true;
  const routed = behindHub || hasOwnFirewall(environment);
  if (publicNodes && routed) {
    return [
      {
        path: `environments.${name}.customerNetwork.publicNodes`,
        value: "true",
        allowed: "false in a network that sends its traffic to a firewall, which would drop the nodes' answers",
        fix: "remove it: the nodes reach the internet through the firewall",
      },
    ];
  }
  const existing = typeof customerNetwork === "object" && customerNetwork.trainingSubnetId !== undefined;
  if (publicNodes || routed || natGateway !== false || existing) return [];
  if (environment.existingNetwork) {
    return [
      {
        path: `environments.${name}.customerNetwork.trainingSubnetId`,
        value: "nothing",
        allowed:
          "a subnet of existingNetwork to which its owner gave outbound access, without which computes can't start",
        fix: `add its ARM id, "customerNetwork": { "trainingSubnetId": "…" }`,
      },
    ];
  }
  return [
    {
      path: `environments.${name}.customerNetwork`,
      value: "a network without outbound access",
      allowed: "a network with natGateway, firewall or nextHopIpAddress, without which computes can't start",
      fix: `add "firewall": true to environments.${name}, or "natGateway": true, which reaches every address`,
    },
  ];
}

function isUsed(value: boolean | readonly unknown[]): boolean {
  return typeof value === "boolean" ? value : value.length > 0;
}

function refused(path: string, field: string): Problem {
  return {
    path: `${path}.${field}`,
    value: field,
    allowed: `${field} or customerNetwork, not both: it is an option of the managed network`,
    fix: "remove it, and allow the destination in the firewall of your network, or create a private endpoint there",
  };
}

/** Key of the zone of private AKS clusters in a region. */
export function kubernetesZoneKey(location: string): string {
  return `aks-${location}`;
}

/** The zones of private AKS clusters, one for each region that has some without an existing zone. */
export function kubernetesZones({ dns, location, environments }: Configuration): Readonly<Record<string, string>> {
  const regions = Object.values(environments)
    .filter(({ kubernetes }) => kubernetes && kubernetes.privateDnsZoneId === undefined)
    .map((environment) => environment.location ?? location);
  return Object.fromEntries(
    [...new Set(regions)].map((region) => [kubernetesZoneKey(region), kubernetesDnsZone(region, dns.cloud)]),
  );
}
