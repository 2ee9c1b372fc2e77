import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock/index.js";
import type { IWorkspace } from "@org/aml-core";
import { PrivateEndpoint } from "@org/aml-network";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type ImportedRegistryOptions } from "./imported-registry.js";
import { ManagedResourceEndpoints } from "./managed-resource-endpoints.js";
import { type RegistryManagedResources } from "./managed-resources.js";
import { RegistryBase } from "./registry-base.js";
import type { AllowConnectionOptions, IRegistry, IRegistryConnection } from "./registry-interfaces.js";
import type { AmlRegistryProps } from "./registry-props.js";
/**
 * A private Azure Machine Learning registry, through which workspaces share models, data, components and environments.
 *
 * It has a system-assigned identity, no public access, and a private endpoint in the network given. Azure creates a
 * storage account and a container registry for it in each of its regions, in a managed resource group
 * `azureml-rg-<registry>_<guid>` that can't be changed or deleted, and assigns its identity the roles on them.
 *
 * Creating, changing and deleting it may take 60 minutes.
 * @throws InvalidInputError for a name or region that Azure refuses, a deployer whose object id is not a GUID, or
 * options of the managed resources without a deployer or monitoring
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-registry-network-isolation
 */
export declare class AmlRegistry extends RegistryBase {
    #private;
    /**
     * An existing registry.
     * @throws InvalidInputError for an id of another type
     */
    static fromRegistryId(scope: Construct, id: string, registryId: string, options?: ImportedRegistryOptions): IRegistry;
    /** The registry (L1). */
    readonly resource: Resource;
    readonly registryId: string;
    readonly registryName: string;
    readonly environmentName: string;
    readonly ruleName: string;
    readonly dependencies: readonly ITerraformDependable[];
    /** Name of the group that the registry is in. */
    readonly resourceGroupName: string;
    /** Its private endpoint. */
    readonly endpoint: PrivateEndpoint;
    /** Object id of its system-assigned identity, a GUID. */
    readonly identityPrincipalId: string;
    /** ARM id of its managed resource group. */
    readonly managedResourceGroupId: string;
    /** What Azure created for it, the registry's own region first. */
    readonly managedResources: readonly RegistryManagedResources[];
    /** Endpoints to that, in the same order. Empty unless `managedResourceEndpoints` is true. */
    readonly managedResourceEndpoints: readonly ManagedResourceEndpoints[];
    /** The lock (L1). Undefined unless `lock` is true. */
    readonly lock: ManagementLock | undefined;
    constructor(scope: Construct, id: string, props: AmlRegistryProps);
    /** Name of its managed resource group, `azureml-rg-<registry>_<guid>`. Never change or delete what is in it. */
    get managedResourceGroupName(): string;
    allowConnectionFrom(workspace: IWorkspace, options?: AllowConnectionOptions): IRegistryConnection;
    private createResource;
    private createEndpoint;
    private requireWayIn;
    private addManagedResourceEndpoints;
    private addDiagnosticSettings;
    private addLock;
}
