import type { IWorkspace, PrivateLinkTarget } from "@org/aml-core";
import type { BundleGrant, GrantOptions, GrantRoleOptions, HumanRegistryBundleOptions, Principal, PropagationDelay, RoleAssignment } from "@org/aml-rbac";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
/** How long a connection waits. */
export interface ConnectionWaits {
    /**
     * After the approver role, before the outbound rule that needs it: a number with `s`, `m` or `h`; `0s` leaves the wait
     * out.
     * @default "90s"
     */
    readonly rolePropagation?: string | undefined;
}
/** Options of a workspace's connection to a registry. */
export interface AllowConnectionOptions {
    /**
     * Name of the outbound rule, 3 to 33 letters, digits, `_` and `-`, unique in the workspace. Part of Terraform
     * addresses.
     * @default - by the registry's environment, `AllowDevRegistryAccess`
     */
    readonly ruleName?: string | undefined;
    /**
     * What the computes' identity may do with the registry's assets. AzureML Registry User reads, writes and deletes all
     * of them, and no built-in role only reads them: give the `CustomRole` of `CUSTOM_ROLES.registryReader` for that, or
     * `false` for an identity that has its role already.
     * @default - AzureML Registry User
     */
    readonly computeRole?: Pick<Role, "id" | "name"> | false | undefined;
    /**
     * A role on the registry for the workspace's identity, beside the approver role. The outbound rule waits for it too.
     * Microsoft's published list of the approver role's actions has no action of registries. If Azure doesn't approve the
     * endpoint, give the `CustomRole` of `CUSTOM_ROLES.registryConnectionApprover`, or Azure AI Administrator.
     * @default - none
     */
    readonly extraApproverRole?: Pick<Role, "id" | "name"> | undefined;
    /**
     * Whether serverless Spark may use the endpoint.
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
    /** Roles of the workspace's identity on the registry. */
    readonly workspaceGrant: BundleGrant<"registry">;
    /** Roles of the computes' identity on the registry. Undefined where `computeRole` is false. */
    readonly computeGrant: BundleGrant<"registry"> | undefined;
    /** The wait between the workspace identity's roles and the outbound rule. */
    readonly rolePropagation: PropagationDelay;
    /** The outbound rule (L1). */
    readonly rule: ITerraformDependable;
    /** Rule and roles. */
    readonly dependencies: readonly ITerraformDependable[];
}
/** Options of {@link IRegistry.grantUser}. */
export interface GrantRegistryUserOptions extends GrantOptions, HumanRegistryBundleOptions {
}
/**
 * An Azure Machine Learning registry, created by this library or imported. Every grant refuses a principal that has the
 * role already.
 */
export interface IRegistry extends IConstruct {
    /** ARM id. */
    readonly registryId: string;
    /** Name. */
    readonly registryName: string;
    /** The environment that it belongs to, `dev`. Undefined for an import without one. */
    readonly environmentName: string | undefined;
    /** Target of private endpoints, outbound rules and role assignments. */
    readonly target: PrivateLinkTarget;
    /** Name of the outbound rules that lead to it, `AllowDevRegistryAccess`. Undefined for an import without one. */
    readonly ruleName: string | undefined;
    /** What has to exist before something in the registry's stack relies on it. */
    readonly dependencies: readonly ITerraformDependable[];
    /**
     * Lets a workspace's managed network reach the registry, and its computes use the registry's assets.
     *
     * One call creates, in this order: the approver role of the workspace's identity on the registry, a wait until it is in
     * effect, and the outbound rule; and beside them the role of the computes' identity. All of it is created beside the
     * workspace, in its stack, so the registry may be another stack's or imported.
     * @throws InvalidInputError for a second connection of the same two, a rule name that Azure refuses or that the
     * workspace has, or an import without a rule name
     */
    allowConnectionFrom(workspace: IWorkspace, options?: AllowConnectionOptions): IRegistryConnection;
    /**
     * AzureML Registry User: uses, publishes and deletes models, data, components and environments. No built-in role only
     * reads them: see `grantReader`.
     */
    grantUser(principal: Principal, options?: GrantRegistryUserOptions): BundleGrant<"registry">;
    /**
     * A role that only reads the assets: the `CustomRole` of `CUSTOM_ROLES.registryReader`, because no built-in role of
     * Azure Machine Learning does.
     */
    grantReader(principal: Principal, registryReader: Role, options?: GrantRoleOptions): RoleAssignment;
    /** Grants any role on the registry: one of `ROLES` of `@org/azure-catalog`, or a `CustomRole`. */
    grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
}
