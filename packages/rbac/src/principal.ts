import type { IManagedIdentity } from "@org/aml-core";
import type { IConstruct } from "constructs";

/** Azure's types of principals that a role can be assigned to. */
export type PrincipalType = "ServicePrincipal" | "User" | "Group";

/** The purpose of a principal in the platform, for invariants and the role matrix. */
export type PrincipalKind =
  | "deployment"
  | "workspace-identity"
  | "compute-identity"
  | "service-principal"
  | "user"
  | "group";

/** A principal to which roles are assigned. Create it with the functions of the same name. */
export interface Principal {
  /** Its purpose in the platform. */
  readonly kind: PrincipalKind;
  /** Object id, a GUID. */
  readonly principalId: string;
  /**
   * Azure's type of the principal. It is always sent, so that Azure doesn't look up a principal that Entra has not
   * replicated yet.
   */
  readonly principalType: PrincipalType;
  /** Name in the role matrix: literal and unique among principals. */
  readonly name: string;
  /** The environment that it belongs to, such as `dev`. Undefined if it serves all environments. */
  readonly environmentName: string | undefined;
  /** Its construct, if it has one. Two principals of one construct are the same. */
  readonly construct?: IConstruct | undefined;
}

/** A principal that is known by its object id. */
export interface PrincipalOptions {
  /** Object id, a GUID; not the application (client) id of a service principal. */
  readonly objectId: string;
  /**
   * Name in the role matrix. Required if the object id is a token.
   * @default - the object id
   */
  readonly name?: string | undefined;
  /**
   * The environment that it belongs to.
   * @default - none: it serves all environments
   */
  readonly environmentName?: string | undefined;
}

/** Props of {@link Principal.deployment}. */
export interface DeploymentPrincipalOptions {
  /** Object id, a GUID, usually a Terraform variable; not the application (client) id. */
  readonly objectId: string;
  /**
   * Name in the role matrix.
   * @default "deployment principal"
   */
  readonly name?: string | undefined;
  /**
   * `User` for a person who deploys interactively.
   * @default "ServicePrincipal"
   */
  readonly principalType?: PrincipalType | undefined;
}

/** Creates principals. */
export const Principal = {
  /** The principal that runs Terraform. */
  deployment(options: DeploymentPrincipalOptions): Principal {
    return {
      kind: "deployment",
      principalId: options.objectId,
      principalType: options.principalType ?? "ServicePrincipal",
      name: options.name ?? "deployment principal",
      environmentName: undefined,
    };
  },

  /** The identity of a workspace. */
  workspaceIdentity(identity: IManagedIdentity, environmentName: string): Principal {
    return ofIdentity("workspace-identity", identity, environmentName);
  },

  /** The identity that the computes of a workspace share. */
  computeIdentity(identity: IManagedIdentity, environmentName: string): Principal {
    return ofIdentity("compute-identity", identity, environmentName);
  },

  /** Any other service principal or managed identity. */
  servicePrincipal(options: PrincipalOptions): Principal {
    return ofObjectId("service-principal", "ServicePrincipal", options);
  },

  /** A user, including guests: by object id, never by e-mail address. */
  user(options: PrincipalOptions): Principal {
    return ofObjectId("user", "User", options);
  },

  /** An Entra security group. */
  group(options: PrincipalOptions): Principal {
    return ofObjectId("group", "Group", options);
  },
} as const;

function ofIdentity(kind: PrincipalKind, identity: IManagedIdentity, environmentName: string): Principal {
  return {
    kind,
    principalId: identity.principalId,
    principalType: "ServicePrincipal",
    name: identity.node.path,
    environmentName,
    construct: identity,
  };
}

function ofObjectId(kind: PrincipalKind, principalType: PrincipalType, options: PrincipalOptions): Principal {
  return {
    kind,
    principalId: options.objectId,
    principalType,
    name: options.name ?? options.objectId,
    environmentName: options.environmentName,
  };
}
