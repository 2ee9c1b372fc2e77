import {
  type Cloud,
  isProductionName,
  nearestNames,
  REGION_ALIASES,
  type RegionName,
  REGIONS,
} from "@org/azure-catalog";
import { dataProblems } from "./data.js";
import { accessProblems, hubProblems } from "./hub.js";
import { customerNetworkProblems } from "./customer-network.js";
import { budgetProblems, governanceProblems } from "./governance.js";
import { peopleProblems } from "./people.js";
import type { Problem } from "./problem.js";
import { keyProblems, networkProblems, subscriptionProblems, zoneProblems } from "./existing-estate.js";
import type { Configuration, EnvironmentConfiguration } from "./schema.js";
import { tagProblems } from "./tags.js";
import { type ConfiguredWorkspace, connectionProblems, workspaceProblems, workspacesOf } from "./workspaces.js";

/** Whether an environment is production: by its field, otherwise by its name, which then says so. */
export function isProduction(name: string, { production }: Pick<EnvironmentConfiguration, "production">): boolean {
  return production ?? isProductionName(name) ?? true;
}

/** Problems of values that contradict each other. */
export function relationProblems(configuration: Configuration): Problem[] {
  const { environments } = configuration;
  const names = Object.keys(environments);
  const problems: Problem[] = [...tagProblems(configuration), ...cloudProblems(configuration)];
  if (names.length === 0) {
    problems.push({
      path: "environments",
      value: "{}",
      allowed: "at least one environment",
      fix: "leave environments out for dev and prod, or add one",
    });
  }
  problems.push(
    ...locationProblems(configuration),
    ...instanceNameProblems(configuration),
    ...peopleProblems(configuration),
    ...subscriptionProblems(configuration),
    ...zoneProblems(configuration),
    ...hubProblems(configuration),
    ...Object.entries(environments).flatMap(([name, environment]) => [
      ...networkProblems(configuration, name, environment),
      ...keyProblems(name, environment),
      ...accessProblems(`environments.${name}`, environment),
      ...customerNetworkProblems(configuration, name, environment, workspacesOf(name, environment)),
      ...workspaceProblems(configuration, name, environment),
      ...workspacesOf(name, environment).flatMap((workspace) => [
        ...clusterProblems(workspace),
        ...budgetProblems(workspace),
        ...publicAccessProblems(workspace, isProduction(name, environment)),
      ]),
    ]),
    ...connectionProblems(configuration),
    ...governanceProblems(configuration),
    ...dataProblems(configuration),
  );
  for (const [name, { autoPurge, production }] of Object.entries(environments)) {
    if (production === undefined && isProductionName(name) === undefined) {
      problems.push({
        path: `environments.${name}.production`,
        value: "nothing",
        allowed: `true or false, because the name ${name} doesn't say whether data may be lost`,
        fix: 'add "production": true to protect its data, or "production": false for an environment that may be lost',
      });
    }
    if (autoPurge === true && isProduction(name, { production })) {
      problems.push({
        path: `environments.${name}.autoPurge`,
        value: "true",
        allowed: `false in production, and ${name} is a production environment`,
        fix: 'leave autoPurge out, or add "production": false if its data may be lost',
      });
    }
  }
  return problems;
}

/** Names of clusters have to be unique, and their minimum of nodes must not exceed the maximum. */
function clusterProblems({ path, workspace: { computeCluster, computeClusters } }: ConfiguredWorkspace): Problem[] {
  const clusters = [
    ...(computeCluster === false ? [] : [{ at: `${path}.computeCluster`, cluster: computeCluster }]),
    ...computeClusters.map((cluster, index) => ({ at: `${path}.computeClusters.${index}`, cluster })),
  ];
  return clusters.flatMap(({ at, cluster: { name, minNodeCount = 0, maxNodeCount } }, index) => {
    const problems: Problem[] = [];
    const same = clusters.slice(0, index).find(({ cluster }) => cluster.name?.toLowerCase() === name?.toLowerCase());
    if (name !== undefined && same) {
      problems.push({
        path: `${at}.name`,
        value: JSON.stringify(name),
        allowed: `a name that no other cluster of the workspace has; ${same.at} has it`,
        fix: "rename one of the two",
      });
    }
    if (maxNodeCount !== undefined && minNodeCount > maxNodeCount) {
      problems.push({
        path: `${at}.minNodeCount`,
        value: String(minNodeCount),
        allowed: `at most maxNodeCount, which is ${maxNodeCount}`,
        fix: `use 0, so that an idle cluster costs nothing, or raise maxNodeCount to ${minNodeCount}`,
      });
    }
    return problems;
  });
}

/** A workspace in production has no public endpoint. */
function publicAccessProblems(
  { path, workspace: { publicAccessIpAllowlist } }: ConfiguredWorkspace,
  production: boolean,
): Problem[] {
  if (publicAccessIpAllowlist === undefined || !production) return [];
  return [
    {
      path: `${path}.publicAccessIpAllowlist`,
      value: JSON.stringify(publicAccessIpAllowlist),
      allowed: "nothing in production: its workspaces have no public endpoint",
      fix: "remove it, and connect through Bastion or a VPN",
    },
  ];
}

/** Problems of locations in another cloud than that of the zones. */
function cloudProblems(configuration: Configuration): Problem[] {
  const { dns, location: platform } = configuration;
  return [...regionsOf(configuration), ...registryRegions(configuration)].flatMap(({ path, location }) => {
    const cloud = cloudOf(location) ?? dns.cloud;
    if (cloud === dns.cloud) return [];
    // Another dns.cloud would contradict the platform's region.
    if (path !== "location" && cloudOf(platform) === dns.cloud) {
      return {
        path,
        value: JSON.stringify(location),
        allowed: `a region of the cloud ${dns.cloud}: ${regionsIn(dns.cloud, location)}`,
        fix: `use one of them, or deploy ${location}, which is in the cloud ${cloud}, from a configuration of its own`,
      };
    }
    return {
      path: "dns.cloud",
      value: JSON.stringify(dns.cloud),
      allowed: `"${cloud}", the cloud of location ${location}`,
      fix: `add "dns": { "cloud": "${cloud}" }, or use a location of the cloud ${dns.cloud}: ${regionsIn(dns.cloud, location)}`,
    };
  });
}

function cloudOf(location: string): Cloud | undefined {
  return Object.hasOwn(REGIONS, location) ? REGIONS[location as RegionName].cloud : undefined;
}

/** Maximum number of regions that an error lists. */
const MOST_REGIONS = 10;

/** The regions of a cloud, or those with the most similar names. */
function regionsIn(cloud: Cloud, location: string): string {
  const all = Object.keys(REGIONS).filter((name) => cloudOf(name) === cloud);
  if (all.length <= MOST_REGIONS) return all.join(", ");
  return `${nearestNames(location, all).slice(0, MOST_REGIONS).join(", ")} or another of its ${all.length}`;
}

/** The regions of the platform and of environments that have their own, with their fields. */
function regionsOf({ location, locationCode, environments }: Configuration) {
  return [
    { path: "location", location, locationCode },
    ...Object.entries(environments).flatMap(([name, { location: own, locationCode: code }]) =>
      own === undefined || own === location
        ? []
        : [{ path: `environments.${name}.location`, location: own, locationCode: code }],
    ),
  ];
}

/** The regions of registries that have their own, with their fields. */
function registryRegions({ environments }: Configuration) {
  return Object.entries(environments).flatMap(([name, { registry, registries }]) => {
    const all = [
      [`environments.${name}.registry`, registry] as const,
      ...Object.entries(registries).map(([key, one]) => [`environments.${name}.registries.${key}`, one] as const),
    ];
    return all.flatMap(([path, options]) => {
      if (typeof options === "boolean") return [];
      const { location, additionalLocations = [] } = options;
      return [
        ...(location === undefined ? [] : [{ path: `${path}.location`, location }]),
        ...additionalLocations.map((one, index) => ({ path: `${path}.additionalLocations.${index}`, location: one })),
      ];
    });
  });
}

/** Names of compute instances are unique in a region, and so are their records in the central zone. */
function instanceNameProblems({ location, environments }: Configuration): Problem[] {
  const paths = new Map<string, string>();
  const problems: Problem[] = [];
  const workspaces = Object.entries(environments).flatMap(([environment, options]) =>
    workspacesOf(environment, options).map((one) => ({ ...one, environment, own: options.location ?? location })),
  );
  for (const { path: within, workspace, environment, own } of workspaces) {
    for (const [index, { name }] of workspace.computeInstances.entries()) {
      if (name === undefined) continue;
      const path = `${within}.computeInstances.${index}.name`;
      const first = paths.get(`${own} ${name.toLowerCase()}`);
      if (first === undefined) {
        paths.set(`${own} ${name.toLowerCase()}`, path);
        continue;
      }
      problems.push({
        path,
        value: JSON.stringify(name),
        allowed: `a name that no other instance in ${own} has; ${first} is the same`,
        fix: `use another name, such as ${name}-${environment}`,
      });
    }
  }
  return problems;
}

/** A region that isn't in the catalog needs a code for names; usually it is a spelling mistake. */
function locationProblems(configuration: Configuration): Problem[] {
  return regionsOf(configuration).flatMap(({ path, location, locationCode }) => {
    if (cloudOf(location) !== undefined || locationCode !== undefined) return [];
    const meant = REGION_ALIASES[location];
    const nearest = [...(meant === undefined ? [] : [meant]), ...nearestNames(location, Object.keys(REGIONS))];
    return {
      path,
      value: JSON.stringify(location),
      allowed: `a known Azure region, such as ${[...new Set(nearest)].slice(0, 3).join(", ")}`,
      fix:
        meant === undefined
          ? 'correct the name; for a region that is newer than this version, add "locationCode": "<its short code in names>"'
          : `did you mean ${meant}?`,
    };
  });
}
