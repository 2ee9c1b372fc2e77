import type { IWorkspace, PrivateLinkTarget } from "@org/aml-core";
import { BaseConstruct, isUnresolved, refuse, requireConstruct } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import {
  grantName,
  type BundleGrant,
  grantBundle,
  type GrantOptions,
  grantRole,
  type GrantRoleOptions,
  humanRegistryBundle,
  type Principal,
  type RoleAssignment,
  RoleScope,
  type RoleTier,
  SCOPE_TYPES,
  tierRegistryBundle,
} from "@org/aml-rbac";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { RegistryConnection } from "./registry-connection.js";
import type {
  AllowConnectionOptions,
  GrantRegistryUserOptions,
  IRegistry,
  IRegistryConnection,
} from "./registry-interfaces.js";

/** Base of created and imported registries. */
export abstract class RegistryBase extends BaseConstruct implements IRegistry {
  public abstract readonly registryId: string;
  public abstract readonly registryName: string;
  public abstract readonly environmentName: string | undefined;
  public abstract readonly ruleName: string | undefined;
  public abstract readonly dependencies: readonly ITerraformDependable[];

  public get target(): PrivateLinkTarget {
    return { construct: this, resourceId: this.registryId, resourceType: SCOPE_TYPES.registry };
  }

  public allowConnectionFrom(workspace: IWorkspace, options: AllowConnectionOptions = {}): IRegistryConnection {
    requireConstruct(this, "allowConnectionFrom", "the workspace", workspace);
    this.refuseSecond(workspace);
    const ruleName = this.requireRuleName(workspace, options.ruleName ?? this.ruleName);
    return new RegistryConnection(workspace, ruleName, { ...options, workspace, registry: this, ruleName });
  }

  public grantUser(principal: Principal, options: GrantRegistryUserOptions = {}): BundleGrant<"registry"> {
    const { environmentName, target } = this;
    const bundle = humanRegistryBundle(options);
    const props = { principal, bundle, scopes: { registry: target }, environmentName };
    return grantBundle(this.method("User"), props, options);
  }

  public grantTier(principal: Principal, tier: RoleTier, options: GrantOptions = {}): BundleGrant<"registry"> {
    const { environmentName, target } = this;
    const props = { principal, bundle: tierRegistryBundle(tier), scopes: { registry: target }, environmentName };
    return grantBundle(this.method("Tier"), props, options);
  }

  public grantReader(principal: Principal, registryReader: Role, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole("Reader", registryReader, principal, options);
  }

  public grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole(grantName(this, role), role, principal, options);
  }

  private grantRole(name: string, role: Role, principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    const { target, environmentName } = this;
    const on = RoleScope.resource(target, SCOPE_TYPES.registry, { environmentName });
    return grantRole(this.method(name), { principal, role, on }, options);
  }

  private method(name: string) {
    return { resource: this, name, dependsOn: this.dependencies };
  }

  private refuseSecond(workspace: IWorkspace): void {
    const first = workspace.node.children
      .filter(RegistryConnection.isRegistryConnection)
      .find(({ registry }) => isSame(registry, this));
    if (!first) return;
    refuse(this, "allowConnectionFrom", {
      value: workspace.node.path,
      allowed: `a workspace that is not connected to this registry yet; ${first.node.path} already connects it`,
      fix: "remove the second call, and pass its options to the first one",
    });
  }

  private requireRuleName(workspace: IWorkspace, ruleName: string | undefined): string {
    if (ruleName === undefined || isUnresolved(ruleName)) {
      return refuse(this, "ruleName", {
        value: ruleName,
        allowed: "a literal name: it is part of Terraform addresses",
        fix: 'pass an environmentName, "dev", to fromRegistryId, or a ruleName, "AllowDevRegistryAccess", to the connection',
      });
    }
    assertName("outboundRule", ruleName, `${this.node.path}.ruleName`);
    const other = workspace.node.tryFindChild(ruleName);
    if (!other) return ruleName;
    return refuse(this, "ruleName", {
      value: ruleName,
      allowed: `a rule name that is unique in the workspace; ${other.node.path} already has this one`,
      fix: `set another rule name: allowConnectionFrom(workspace, { ruleName: "AllowOtherRegistryAccess" })`,
    });
  }
}

function isSame(one: IRegistry, other: IRegistry): boolean {
  if (one.node.path === other.node.path) return true;
  if (isUnresolved(one.registryId) || isUnresolved(other.registryId)) return false;
  return one.registryId.toLowerCase() === other.registryId.toLowerCase();
}
