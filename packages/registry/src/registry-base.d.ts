import type { IWorkspace, PrivateLinkTarget } from "@org/aml-core";
import { type BundleGrant, type GrantRoleOptions, type Principal, type RoleAssignment } from "@org/aml-rbac";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { AllowConnectionOptions, GrantRegistryUserOptions, IRegistry, IRegistryConnection } from "./registry-interfaces.js";
/** What created and imported registries do alike. */
export declare abstract class RegistryBase extends Construct implements IRegistry {
    abstract readonly registryId: string;
    abstract readonly registryName: string;
    abstract readonly environmentName: string | undefined;
    abstract readonly ruleName: string | undefined;
    abstract readonly dependencies: readonly ITerraformDependable[];
    get target(): PrivateLinkTarget;
    allowConnectionFrom(workspace: IWorkspace, options?: AllowConnectionOptions): IRegistryConnection;
    grantUser(principal: Principal, options?: GrantRegistryUserOptions): BundleGrant<"registry">;
    grantReader(principal: Principal, registryReader: Role, options?: GrantRoleOptions): RoleAssignment;
    grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
    private grantRole;
    private method;
    private refuseSecond;
    private requireRuleName;
}
