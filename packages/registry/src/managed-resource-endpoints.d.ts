import type { IPrivateDnsZones, IVirtualNetwork } from "@org/aml-core";
import type { EnvironmentNames } from "@org/aml-naming";
import { PrivateEndpoint } from "@org/aml-network";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { RegistryManagedResources } from "./managed-resources.js";
import type { RegistryEndpointOptions } from "./registry-props.js";
/** Props of {@link ManagedResourceEndpoints}. */
export interface ManagedResourceEndpointsProps {
    readonly vnet: IVirtualNetwork;
    readonly zones: IPrivateDnsZones;
    readonly names: EnvironmentNames;
    /** Start of the endpoints' names: the registry's name, and the region for another region than its own. */
    readonly resourceName: string;
    readonly resources: RegistryManagedResources;
    /** The registry that they belong to (L1). */
    readonly registry: TerraformResource;
    /** Subnet and group, where they are not the network's defaults. */
    readonly place: Pick<RegistryEndpointOptions, "resourceGroup" | "subnet">;
    /** What is written to the subnet before it: the registry's own endpoint. */
    readonly after: ITerraformDependable;
    readonly tags: Readonly<Record<string, string>> | undefined;
}
/**
 * Private endpoints to what Azure created for a registry in one region: the storage account with the assets, and the
 * container registry with the images. They are beside the registry's own endpoint, because Azure refuses endpoints in the
 * managed resource group.
 */
export declare class ManagedResourceEndpoints extends Construct {
    /** Endpoint of the storage account. */
    readonly storage: PrivateEndpoint;
    /** Endpoint of the container registry. */
    readonly containerRegistry: PrivateEndpoint;
    constructor(scope: Construct, id: string, props: ManagedResourceEndpointsProps);
    private addEndpoint;
}
