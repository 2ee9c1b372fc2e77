import type { IMonitoring, PrivateLinkTarget } from "@org/aml-core";
import { type GrantRoleOptions, type Principal, type RoleAssignment } from "@org/aml-rbac";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct, type IConstruct } from "constructs";
/** Options of an imported dependent resource. */
export interface ImportedResourceOptions {
    /**
     * The environment that the resource belongs to, `dev`: how the role matrix tells environments apart.
     * @default - none: environments share it
     */
    readonly environmentName?: string | undefined;
}
/** A resource that a workspace depends on, created by this library or imported. */
export interface IDependentResource extends IConstruct {
    /** ARM id. */
    readonly resourceId: string;
    /** The L1. Undefined for an imported resource, whose private endpoints and diagnostic settings are its owner's. */
    readonly resource: TerraformResource | undefined;
    /** The environment that it belongs to, `dev`. Undefined where environments share it. */
    readonly environmentName: string | undefined;
    /** The resource as a target of private endpoints and outbound rules. */
    readonly target: PrivateLinkTarget;
    /** What has to exist before it is used. */
    readonly dependencies: readonly ITerraformDependable[];
    /**
     * Sends the logs and metrics to `monitoring` where neither its own props nor an earlier call said where they go. The
     * workspace calls it. Does nothing for an imported resource.
     */
    useMonitoring(monitoring: IMonitoring): void;
    /**
     * Grants any role on the resource, `ROLES` of `@org/azure-catalog` or a `CustomRole`.
     * @throws InvalidInputError for a principal that has the role on the resource already
     */
    grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
}
/** What all dependent resources do alike. */
export declare abstract class DependentResource extends Construct implements IDependentResource {
    #private;
    abstract readonly resourceId: string;
    abstract readonly resource: TerraformResource | undefined;
    abstract readonly environmentName: string | undefined;
    protected abstract readonly resourceType: string;
    get target(): PrivateLinkTarget;
    get dependencies(): readonly ITerraformDependable[];
    useMonitoring(monitoring: IMonitoring): void;
    grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
    protected grantRole(name: string, role: Role, principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    protected abstract addDiagnosticSettings(monitoring: IMonitoring): void;
}
