import { ContainerRegistry } from "@cdktf/provider-azurerm/lib/container-registry/index.js";
import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { type EnvironmentNames } from "@org/aml-naming";
import type { GrantRoleOptions, Principal, RoleAssignment } from "@org/aml-rbac";
import type { Construct } from "constructs";
import { DependentResource, type IDependentResource, type ImportedResourceOptions } from "./dependent-resource.js";
/** A workspace's container registry. Every grant refuses a principal that has the role already. */
export interface IWorkspaceContainerRegistry extends IDependentResource {
    readonly resource: ContainerRegistry | undefined;
    /** AcrPull: pulls images. */
    grantPull(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    /** AcrPush: pushes images, and pulls them. */
    grantPush(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
}
/** Options of a workspace's container registry. */
export interface WorkspaceContainerRegistryOptions {
    /**
     * 5 to 50 letters and digits, unique in Azure.
     * @default - by the names of the environment
     */
    readonly name?: string | undefined;
    /**
     * Only Premium has private endpoints.
     * @default "Premium"
     */
    readonly sku?: "Premium" | undefined;
    /**
     * Whether the registry survives the loss of a zone, in a region that has zones.
     * @default false
     */
    readonly zoneRedundancy?: boolean | undefined;
    /** @default - those of the workspace that creates it */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/** Props of {@link WorkspaceContainerRegistry}. */
export interface WorkspaceContainerRegistryProps extends WorkspaceContainerRegistryOptions {
    readonly resourceGroup: IResourceGroup;
    /** Names of the environment. */
    readonly names: EnvironmentNames;
    /** @default - that of the workspace that it is given to */
    readonly monitoring?: IMonitoring | undefined;
}
declare abstract class ContainerRegistryBase extends DependentResource implements IWorkspaceContainerRegistry {
    abstract readonly resource: ContainerRegistry | undefined;
    protected readonly resourceType = "Microsoft.ContainerRegistry/registries";
    grantPull(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    grantPush(principal: Principal, options?: GrantRoleOptions): RoleAssignment;
    protected addDiagnosticSettings(monitoring: IMonitoring): void;
}
/**
 * The container registry of a workspace's images: no public access, no admin user, no anonymous pull.
 * @throws InvalidInputError for a name that Azure refuses, or a tier without private endpoints
 */
export declare class WorkspaceContainerRegistry extends ContainerRegistryBase {
    /**
     * An existing registry. Its private endpoint and diagnostic settings stay its owner's.
     * @throws InvalidInputError for an id of another type
     */
    static fromContainerRegistryId(scope: Construct, id: string, containerRegistryId: string, options?: ImportedResourceOptions): IWorkspaceContainerRegistry;
    /** The registry (L1). */
    readonly resource: ContainerRegistry;
    readonly resourceId: string;
    readonly environmentName: string;
    constructor(scope: Construct, id: string, props: WorkspaceContainerRegistryProps);
    private requireSku;
}
export {};
