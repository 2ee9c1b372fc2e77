import type { HumanBundleOptions, Principal, RoleAssignmentOptions, RoleTier } from "@org/aml-rbac";
import type { AmlRegistry } from "@org/aml-registry";
import type { HumanScope } from "@org/aml-workspace";
import type { Construct } from "constructs";
import { refuseUnknownWorkspace, type SharedResource } from "./additional-workspaces.js";
import type { UsedWorkspace } from "./workspace-use.js";

/** Users, groups and pipelines of an environment. */
export interface EnvironmentPeople extends HumanBundleOptions {
  /**
   * Users and groups who work as data scientists, by object id, with the roles that the other options add.
   * @default - none
   */
  readonly principals?: readonly Principal[] | undefined;
  /**
   * Users, groups, and the service principals of pipelines, each with a tier of roles.
   * @default - none
   */
  readonly members?: readonly EnvironmentMember[] | undefined;
}

/** A user, group or pipeline of an environment. */
export interface EnvironmentMember extends Pick<RoleAssignmentOptions, "eligible"> {
  /** User, group or service principal. */
  readonly principal: Principal;
  /** Its roles. */
  readonly tier: RoleTier;
  /**
   * The workspaces in which it works, by name; `default` is the environment's own. Its roles on registries apply to all
   * of the environment's registries.
   * @default - all workspaces
   */
  readonly workspaces?: readonly string[] | undefined;
}

/** A workspace in which people work. */
interface GrantedWorkspace extends Pick<UsedWorkspace, "workspace" | "scope"> {
  readonly name: string;
  /** The resources of the environment's own workspace that it uses. */
  readonly shares: readonly SharedResource[];
}

/** An environment with registries that people use. */
interface GrantedEnvironment extends Construct {
  readonly registry: AmlRegistry | undefined;
  readonly registries: ReadonlyMap<string, AmlRegistry>;
}

/** Gives people their roles, last, so that they don't work in an unfinished environment. */
export function grantPeople(
  environment: GrantedEnvironment,
  { principals = [], members = [], ...options }: EnvironmentPeople,
  workspaces: readonly GrantedWorkspace[],
): void {
  const registries = [
    ...(environment.registry ? [{ registry: environment.registry, scope: environment as Construct }] : []),
    ...[...environment.registries].map(([name, registry]) => ({
      registry,
      scope: environment.node.findChild(`Registry-${name}`) as Construct,
    })),
  ];
  const dependsOn = [
    ...workspaces.map(({ workspace }) => workspace.endpoint.resource),
    ...registries.flatMap(({ registry }) => registry.dependencies),
  ];
  for (const principal of principals) {
    const id = `People-${principal.name}`;
    for (const { workspace, scope, except } of withExceptions(workspaces)) {
      workspace.grantDataScientist(principal, { ...options, scope, id, dependsOn, except });
    }
    for (const { registry, scope } of registries) {
      registry.grantUser(principal, { scope, id: `PeopleRegistry-${principal.name}`, dependsOn });
    }
  }
  const known = workspaces.map(({ name }) => name);
  for (const { principal, tier, eligible, workspaces: only = known } of members) {
    const id = `People-${principal.name}`;
    const unknown = only.find((one) => !known.includes(one));
    if (unknown !== undefined) refuseUnknownWorkspace(environment, unknown, known);
    const worksIn = workspaces.filter(({ name }) => only.includes(name));
    for (const { workspace, scope, except } of withExceptions(worksIn)) {
      workspace.grantTier(principal, tier, { eligible, scope, id, dependsOn, except });
    }
    for (const { registry, scope } of registries) {
      registry.grantTier(principal, tier, { eligible, scope, id: `PeopleRegistry-${principal.name}`, dependsOn });
    }
  }
}

/** Scopes of people's roles on resources that workspaces can share. */
const SHARED_SCOPES: Readonly<Partial<Record<SharedResource, HumanScope>>> = {
  storage: "storageAccount",
  keyVault: "keyVault",
};

/** Workspaces with the scopes on which a principal has its roles from a workspace before them. */
function withExceptions(workspaces: readonly GrantedWorkspace[]) {
  const granted = new Set<HumanScope>();
  return workspaces.map(({ workspace, scope, shares }) => {
    const scopes = shares.flatMap((one) => SHARED_SCOPES[one] ?? []);
    const except = scopes.filter((one) => granted.has(one));
    for (const one of scopes) granted.add(one);
    return { workspace, scope, except };
  });
}
