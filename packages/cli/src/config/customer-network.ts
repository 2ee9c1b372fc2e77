import { kubernetesDnsZone } from "@org/azure-catalog";
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
  name: string,
  { customerNetwork, kubernetes }: EnvironmentConfiguration,
  workspaces: readonly ConfiguredWorkspace[],
): Problem[] {
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
  return workspaces.flatMap(({ path, workspace }) => [
    ...MANAGED_NETWORK_FIELDS.filter((field) => isUsed(workspace[field])).map((field) => refused(path, field)),
    ...(workspace.firewallSku === undefined ? [] : [refused(path, "firewallSku")]),
  ]);
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
