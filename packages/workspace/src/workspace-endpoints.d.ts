import type { IPrivateDnsZones, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import { PrivateEndpoint } from "@org/aml-network";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { DependentResources } from "./dependent-resources.js";
/** Props of {@link WorkspaceEndpoints}. */
export interface WorkspaceEndpointsProps extends Pick<DependentResources, "storage" | "keyVault" | "containerRegistry"> {
    readonly vnet: IVirtualNetwork;
    readonly zones: IPrivateDnsZones;
    readonly names: EnvironmentNames;
    readonly tags: Readonly<Record<string, string>> | undefined;
}
/**
 * Private endpoints of the dependent resources: four of the storage account, one each of Key Vault and container
 * registry. Those of an imported resource are its owner's.
 */
export declare class WorkspaceEndpoints extends Construct {
    /** The endpoints by sub-resource. */
    readonly endpoints: ReadonlyMap<PrivateLinkSubResource, PrivateEndpoint>;
    constructor(scope: Construct, id: string, props: WorkspaceEndpointsProps);
    /** What the workspace's creation waits for. */
    get dependencies(): readonly ITerraformDependable[];
}
