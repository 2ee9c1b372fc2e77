import { isUnresolved, refuse } from "@org/aml-core/internal";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Bundle } from "./bundle.js";
import { BundleGrant, type BundleScopes } from "./bundle-grant.js";
import type { Principal } from "./principal.js";
import { RoleAssignment, type RoleAssignmentOptions } from "./role-assignment.js";
import type { RoleScope, ScopeKey } from "./role-scope.js";

/** Options of every `grantXxx` method. */
export interface GrantOptions extends RoleAssignmentOptions {
  /**
   * Construct in which the role assignments are created. Set one in the principal's stack if that stack depends on the
   * resource's.
   * @default - the resource
   */
  readonly scope?: Construct | undefined;
  /**
   * Construct id of the grant. Part of Terraform addresses.
   * @default - the method and the principal's name: `BlobDataContributor-scientists`
   */
  readonly id?: string | undefined;
}

/** Options of the `grantXxx` methods that grant one role. */
export interface GrantRoleOptions extends GrantOptions {
  /**
   * Sentence that says why the principal needs the role. It becomes the assignment's description.
   * @default - the purpose of the role
   */
  readonly reason?: string | undefined;
  /**
   * Condition (ABAC, version 2.0) that narrows what the role allows.
   * @default - none
   */
  readonly condition?: string | undefined;
}

/** Input of a `grantXxx` method. */
export interface GrantMethod {
  /** The resource. */
  readonly resource: Construct;
  /** Name of the method without `grant`, such as `BlobDataContributor`. */
  readonly name: string;
  /**
   * What has to exist before roles are granted on the resource.
   * @default - only the resource
   */
  readonly dependsOn?: readonly ITerraformDependable[] | undefined;
}

/**
 * Grants one role on a resource: for libraries whose resources have `grantXxx` methods.
 * @throws InvalidInputError for a principal that already has this grant, or whose name is known only to Terraform
 */
export function grantRole(
  method: GrantMethod,
  props: {
    readonly principal: Principal;
    readonly role: Pick<Role, "name" | "id" | "purpose">;
    readonly on: RoleScope;
  },
  options: GrantRoleOptions = {},
): RoleAssignment {
  const { scope, id } = placeOf(method, props.principal, options);
  return new RoleAssignment(scope, id, {
    ...assignmentOptions(method, options),
    principal: props.principal,
    role: props.role,
    scope: props.on,
    reason: options.reason ?? props.role.purpose,
    condition: options.condition,
  });
}

/**
 * Grants the roles of a bundle: for libraries whose resources have `grantXxx` methods.
 * @throws InvalidInputError for a principal that already has this grant, or whose name is known only to Terraform
 */
export function grantBundle<Key extends ScopeKey>(
  method: GrantMethod,
  props: {
    readonly principal: Principal;
    readonly bundle: Bundle<Key>;
    readonly scopes: BundleScopes<Key>;
    readonly environmentName: string | undefined;
  },
  options: GrantOptions = {},
): BundleGrant<Key> {
  const { scope, id } = placeOf(method, props.principal, options);
  return new BundleGrant(scope, id, { ...assignmentOptions(method, options), ...props });
}

/**
 * Name of the method `grant` for a role, part of Terraform addresses: `StorageBlobDataReader`.
 * @throws InvalidInputError for anything but a role
 */
export function grantName(resource: Construct, role: Pick<Role, "name">): string {
  const name: unknown = (role as Partial<Role> | undefined)?.name;
  if (typeof name === "string") return name.replace(/[^A-Za-z0-9]/g, "");
  return refuse(resource, "grant", {
    value: role,
    allowed: "one of ROLES of @org/azure-catalog, or a CustomRole",
    fix: "pass principal and role: grant(principal, ROLES.reader)",
  });
}

function assignmentOptions(method: GrantMethod, options: GrantOptions): RoleAssignmentOptions {
  return {
    skipServicePrincipalAadCheck: options.skipServicePrincipalAadCheck,
    ignorePrincipalChanges: options.ignorePrincipalChanges,
    eligible: options.eligible,
    dependsOn: [...(method.dependsOn ?? []), ...(options.dependsOn ?? [])],
  };
}

function placeOf(method: GrantMethod, principal: Principal, options: GrantOptions) {
  const { resource, name } = method;
  const principalName: unknown = (principal as Partial<Principal> | undefined)?.name;
  if (typeof principalName !== "string") {
    refuse(resource, `grant${name}`, {
      value: principal,
      allowed: "a principal as the first argument",
      fix: 'use Principal.group({ objectId, name: "data scientists" }), Principal.user() or Principal.servicePrincipal()',
    });
  }
  const { scope = resource, id = `${name}-${principal.name}` } = options;
  if (isUnresolved(id)) {
    refuse(resource, `grant${name}`, {
      value: principal.name,
      allowed: "a principal with a literal name: it is part of Terraform addresses",
      fix: 'set a name, Principal.group({ objectId, name: "data scientists" }), or an id of the grant',
    });
  }
  const other = scope.node.tryFindChild(id);
  if (other) {
    refuse(resource, `grant${name}`, {
      value: principal.name,
      allowed: `a principal without this grant; ${other.node.path} already grants it`,
      fix: "remove the second call",
    });
  }
  return { scope, id };
}
