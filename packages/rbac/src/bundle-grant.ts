import type { IResourceGroup } from "@org/aml-core";
import { BaseConstruct, refuse, requireProps } from "@org/aml-core/internal";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Bundle } from "./bundle.js";
import type { Principal } from "./principal.js";
import { RoleAssignment, type RoleAssignmentOptions } from "./role-assignment.js";
import { RoleScope, SCOPE_TYPES, type RoleTarget, type ScopeKey } from "./role-scope.js";

/** The resource for each scope key of a bundle: a resource group, or the construct of a resource with its id. */
export type BundleScopes<Key extends ScopeKey> = {
  readonly [S in Key]: S extends "resourceGroup" ? IResourceGroup : RoleTarget;
};

/** Props of {@link BundleGrant}. */
export interface BundleGrantProps<Key extends ScopeKey> extends RoleAssignmentOptions {
  /** Roles to assign. */
  readonly bundle: Bundle<Key>;
  /** Principal that gets the roles. */
  readonly principal: Principal;
  /** Scopes: one resource for each scope key of the bundle. */
  readonly scopes: BundleScopes<Key>;
  /**
   * The environment that the scopes belong to.
   * @default - none: environments share them
   */
  readonly environmentName?: string | undefined;
}

/**
 * Assigns the roles of a bundle to a principal: one {@link RoleAssignment} per row, with the row's key as construct id.
 *
 * @throws InvalidInputError if a scope key of the bundle has no resource, and for what {@link RoleAssignment} rejects
 */
export class BundleGrant<Key extends ScopeKey> extends BaseConstruct {
  /** The assignments, in the order of the bundle. */
  public readonly assignments: readonly RoleAssignment[];

  constructor(scope: Construct, id: string, props: BundleGrantProps<Key>) {
    super(scope, id);
    requireProps(this, props, "bundle", "principal", "scopes");
    const { bundle, principal, scopes, environmentName, ...options } = props;
    this.assignments = bundle.map(
      ({ key, role, on, reason }) =>
        new RoleAssignment(this, key, {
          principal,
          role,
          reason,
          scope: this.scopeOf(on, scopes, environmentName),
          ...options,
          dependsOn: [...groupDependencies(scopes[on] as IResourceGroup | RoleTarget), ...(options.dependsOn ?? [])],
        }),
    );
  }

  /** Resources to depend on in order to wait for the roles. New roles also need a `PropagationDelay`. */
  public get dependencies(): readonly ITerraformDependable[] {
    return this.assignments.map(({ resource: assignment }) => assignment);
  }

  private scopeOf(key: Key, scopes: BundleScopes<Key>, environmentName: string | undefined): RoleScope {
    const target = scopes[key] as IResourceGroup | RoleTarget | undefined;
    if (target === undefined) {
      refuse(this, `scopes.${key}`, {
        value: target,
        allowed: "the resource that the bundle's roles are granted on",
        fix: `pass the ${key}, or remove the rows on it`,
      });
    }
    return "construct" in target
      ? RoleScope.resource(target, SCOPE_TYPES[key], { environmentName })
      : RoleScope.resourceGroup(target, { environmentName });
  }
}

/** The permission to assign roles on a group may come from a role on the same group, which has to be created first. */
function groupDependencies(target: IResourceGroup | RoleTarget): readonly ITerraformDependable[] {
  return "construct" in target ? [] : (target.dependencies ?? []);
}
