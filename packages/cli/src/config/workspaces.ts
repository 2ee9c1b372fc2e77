import { OWN_WORKSPACE, SHARED_RESOURCES, type SharedResource } from "@org/aml-platform";
import type { Problem } from "./problem.js";
import type { Configuration, EnvironmentConfiguration, WorkspaceConfiguration } from "./schema.js";

/** The fields of a workspace, and where they are. */
export interface ConfiguredWorkspace {
  /** `environments.dev`, or `environments.dev.workspaces.vision`. */
  readonly path: string;
  readonly workspace: WorkspaceConfiguration;
}

/** All workspaces of an environment, its own first. */
export function workspacesOf(name: string, environment: EnvironmentConfiguration): readonly ConfiguredWorkspace[] {
  const path = `environments.${name}`;
  return [
    { path, workspace: environment },
    ...Object.entries(environment.workspaces).map(([key, workspace]) => ({
      path: `${path}.workspaces.${key}`,
      workspace,
    })),
  ];
}

/** The registries of an environment, as `connectTo` names them: `dev` for its own, `dev/models` for an additional one. */
export function registriesOf(
  name: string,
  { registry, registries }: Pick<EnvironmentConfiguration, "registry" | "registries">,
): readonly string[] {
  return [...(registry ? [name] : []), ...Object.keys(registries).map((key) => `${name}/${key}`)];
}

/** The environment of a registry in `connectTo`. */
function environmentOfRegistry(connectTo: string): string {
  return connectTo.split("/", 1)[0] ?? connectTo;
}

/** The registries of other environments that the workspaces of an environment use, as `connectTo` names them. */
export function connectedRegistries(name: string, environment: EnvironmentConfiguration): readonly string[] {
  return workspacesOf(name, environment).flatMap(({ workspace }) => workspace.connectTo);
}

/** The environments whose registries the workspaces of an environment use. */
export function connectedEnvironments(name: string, environment: EnvironmentConfiguration): readonly string[] {
  return [...new Set(connectedRegistries(name, environment).map(environmentOfRegistry))];
}

/** Registries in `connectTo` have to exist before the environment. */
export function connectionProblems({ environments }: Configuration): Problem[] {
  return Object.entries(environments).flatMap(([name, environment], position, all) => {
    const before = all.slice(0, position).flatMap(([other, options]) => registriesOf(other, options));
    return workspacesOf(name, environment).flatMap(({ path, workspace }) => [
      ...workspace.connectTo.flatMap((other, index) =>
        connectToProblem(`${path}.connectTo.${index}`, other, workspace.connectTo.indexOf(other) < index, before),
      ),
      ...missingRegistry(path, workspace, registriesOf(name, environment)),
    ]);
  });
}

function connectToProblem(path: string, other: string, twice: boolean, before: readonly string[]): Problem[] {
  const value = JSON.stringify(other);
  if (twice) return [{ path, value, allowed: "each registry once", fix: "remove one of them" }];
  if (before.includes(other)) return [];
  const allowed =
    before.length > 0
      ? `an environment before it that has a registry, or one of its registries: ${before.join(", ")}`
      : "nothing: no environment with a registry comes before it";
  return [{ path, value, allowed, fix: "correct the name, or put the environment before this one" }];
}

/** A workspace can't do without a registry. */
function missingRegistry(
  path: string,
  { connectTo, existingRegistries }: WorkspaceConfiguration,
  own: readonly string[],
): Problem[] {
  if (own.length + connectTo.length + existingRegistries.length > 0) return [];
  const additional = path.includes(".workspaces.");
  return [
    {
      path: additional ? `${path}.connectTo` : `${path}.registry`,
      value: additional ? "nothing" : "false",
      allowed: "an environment without a registry only where connectTo names another environment's registry",
      fix: 'add "connectTo": ["dev"], or leave registry out',
    },
  ];
}

/** Fields of the resources that a workspace can share. */
const FIELDS_OF_SHARED: Readonly<Partial<Record<SharedResource, readonly (keyof WorkspaceConfiguration)[]>>> = {
  storage: ["storageAccountId", "storageRecovery"],
  keyVault: ["keyVaultId", "keyVaultPurgeProtection", "keyVaultSoftDeleteRetentionDays"],
  containerRegistry: ["containerRegistryId"],
};

/** Additional workspaces have identities of their own, and set no fields of the resources that they share. */
export function workspaceProblems(
  { dns }: Configuration,
  name: string,
  environment: EnvironmentConfiguration,
): Problem[] {
  const additional = Object.entries(environment.workspaces);
  if (additional.length === 0) return [];
  const problems: Problem[] = additional.flatMap(([key, { shares, ...workspace }]) =>
    SHARED_RESOURCES.filter((resource) => shares.includes(resource)).flatMap((resource) =>
      (FIELDS_OF_SHARED[resource] ?? [])
        .filter((field) => workspace[field] !== undefined)
        .map((field) => ({
          path: `environments.${name}.workspaces.${key}.${field}`,
          value: JSON.stringify(workspace[field]),
          allowed: `${field}, or ${resource} in shares, not both: a shared resource is that of the environment's own workspace`,
          fix: `remove it, or ${resource} from shares`,
        })),
    ),
  );
  for (const [key, { computeInstances }] of additional) {
    for (const [index, { name: instance }] of computeInstances.entries()) {
      if (instance !== undefined) continue;
      problems.push({
        path: `environments.${name}.workspaces.${key}.computeInstances.${index}.name`,
        value: "nothing",
        allowed:
          "a name, unique in the region: only in the environment's own workspace, one instance has a derived name",
        fix: `add "name": "ci-${key}-<person>"`,
      });
    }
  }
  if (Object.hasOwn(environment.workspaces, OWN_WORKSPACE)) {
    problems.push({
      path: `environments.${name}.workspaces.${OWN_WORKSPACE}`,
      value: OWN_WORKSPACE,
      allowed: "another name: it denotes the environment's own workspace",
      fix: "move its fields to the environment, or rename it",
    });
  }
  if (dns.instances === "per-environment") {
    problems.push({
      path: `environments.${name}.workspaces`,
      value: Object.keys(environment.workspaces).join(", "),
      allowed:
        "one workspace in an environment with dns.instances \"per-environment\": names of compute instances don't contain the workspace, so the zone's wildcard can answer for one workspace only",
      fix: 'use "instances": "central" in dns, which has a record for each compute instance',
    });
  }
  return [...problems, ...identityProblems(name, environment)];
}

/** An identity of two workspaces would have the roles of both in each. */
function identityProblems(name: string, environment: EnvironmentConfiguration): Problem[] {
  const owners = new Map<string, string>();
  return workspacesOf(name, environment).flatMap(({ path, workspace }) =>
    (["workspaceIdentity", "computeIdentity"] as const).flatMap((field) => {
      const id = workspace[field]?.id;
      const owner = owners.get(id?.toLowerCase() ?? "") ?? path;
      if (id !== undefined) owners.set(id.toLowerCase(), owner);
      if (owner === path) return [];
      return [
        {
          path: `${path}.${field}.id`,
          value: JSON.stringify(id),
          allowed: `an identity that no other workspace of the environment has; ${owner} has it`,
          fix: "use an identity of its own, or leave it out for a new one",
        },
      ];
    }),
  );
}
