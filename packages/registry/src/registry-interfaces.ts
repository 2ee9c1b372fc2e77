import type { IWorkspace, PrivateLinkTarget } from "@org/aml-core";
import type {
  BundleGrant,
  GrantOptions,
  GrantRoleOptions,
  HumanRegistryBundleOptions,
  Principal,
  PropagationDelay,
  RoleAssignment,
  RoleTier,
} from "@org/aml-rbac";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";

/** Delays of a connection. */
export interface ConnectionWaits {
  /**
   * Delay between the approver role and the outbound rule that needs it: a number with `s`, `m` or `h`; `0s` omits the
   * delay.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
}

/** Options of a workspace's connection to a registry. */
export interface AllowConnectionOptions {
  /**
   * Name of the outbound rule, 3 to 33 letters, digits, `_` and `-`, unique in the workspace. Part of Terraform
   * addresses.
   * @default - from the registry's environment, such as `AllowDevRegistryAccess`
   */
  readonly ruleName?: string | undefined;
  /**
   * Role of the computes' identity on the registry. AzureML Registry User reads, writes and deletes all assets. There
   * is no built-in role that only reads them: use a `CustomRole` with `CUSTOM_ROLES.registryReader` for that. `false`
   * if the identity already has its role.
   * @default - AzureML Registry User
   */
  readonly computeRole?: Pick<Role, "id" | "name"> | false | undefined;
  /**
   * A role on the registry for the workspace's identity, in addition to the approver role. The outbound rule waits for
   * it as well. The published actions of the approver role don't include registries. If Azure doesn't approve the
   * endpoint, use a `CustomRole` with `CUSTOM_ROLES.registryConnectionApprover`, or Azure AI Administrator.
   * @default - none
   */
  readonly extraApproverRole?: Pick<Role, "id" | "name"> | undefined;
  /**
   * Whether serverless Spark may use the endpoint. The managed network is then provisioned for Spark as well.
   * @default false
   */
  readonly sparkEnabled?: boolean | undefined;
  /** @default - 90 s until the approver role is in effect */
  readonly waits?: ConnectionWaits | undefined;
}

/** A workspace's connection to a registry. */
export interface IRegistryConnection extends IConstruct {
  /** The workspace that connects. */
  readonly workspace: IWorkspace;
  /** The registry that it connects to. */
  readonly registry: IRegistry;
  /** Whether both belong to one environment. */
  readonly withinEnvironment: boolean;
  /** Roles of the workspace's identity on the registry. Undefined without a managed network. */
  readonly workspaceGrant: BundleGrant<"registry"> | undefined;
  /** Roles of the computes' identity on the registry. Undefined if `computeRole` is false. */
  readonly computeGrant: BundleGrant<"registry"> | undefined;
  /** The delay between the workspace identity's roles and the outbound rule. Undefined without a managed network. */
  readonly rolePropagation: PropagationDelay | undefined;
  /** The outbound rule (L1). Undefined without a managed network. */
  readonly rule: ITerraformDependable | undefined;
  /** Rule and roles. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** Options of {@link IRegistry.grantUser}. */
export interface GrantRegistryUserOptions extends GrantOptions, HumanRegistryBundleOptions {}

/**
 * An Azure Machine Learning registry, created by this library or imported. Every grant rejects a principal that already
 * has the role.
 */
export interface IRegistry extends IConstruct {
  /** ARM id. */
  readonly registryId: string;
  /** Name. */
  readonly registryName: string;
  /** The environment that it belongs to, such as `dev`. Undefined for a registry that was imported without one. */
  readonly environmentName: string | undefined;
  /** Target of private endpoints, outbound rules and role assignments. */
  readonly target: PrivateLinkTarget;
  /** Name of the outbound rules to it, such as `AllowDevRegistryAccess`. Undefined for an import without one. */
  readonly ruleName: string | undefined;
  /** What has to exist before resources in the registry's stack use it. */
  readonly dependencies: readonly ITerraformDependable[];
  /**
   * Lets a workspace's managed network reach the registry, and its computes use the registry's assets.
   *
   * One call creates, in this order, the approver role of the workspace's identity on the registry, a delay until it is
   * in effect, and the outbound rule; and also the role of the computes' identity. All of it is created in the
   * workspace's stack, so the registry can be imported or belong to another stack. A workspace in your own virtual
   * network gets only the role of the computes' identity: it uses the registry's private endpoint in that network.
   * @throws InvalidInputError for a second connection between the same workspace and registry, a rule name that Azure
   * rejects or that already exists in the workspace, or an import without a rule name
   */
  allowConnectionFrom(workspace: IWorkspace, options?: AllowConnectionOptions): IRegistryConnection;
  /**
   * AzureML Registry User: uses, publishes and deletes models, data, components and environments. There is no built-in
   * role that only reads them: see `grantReader`.
   */
  grantUser(principal: Principal, options?: GrantRegistryUserOptions): BundleGrant<"registry">;
  /** The roles of a tier, such as `reader` or `administrator`. */
  grantTier(principal: Principal, tier: RoleTier, options?: GrantOptions): BundleGrant<"registry">;
  /**
   * A role that only reads the assets: a `CustomRole` with `CUSTOM_ROLES.registryReader`, because Azure Machine
   * Learning has no built-in role for it.
   */
  grantReader(principal: Principal, registryReader: Role, options?: GrantRoleOptions): RoleAssignment;
  /** Grants any role on the registry: one of `ROLES` of `@org/azure-catalog`, or a `CustomRole`. */
  grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
}
