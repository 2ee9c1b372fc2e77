import type { IManagedIdentity, IResourceGroup } from "@org/aml-core";
import { type WorkspaceIdentityBundleOptions } from "@org/aml-rbac";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { DependentResources } from "./dependent-resources.js";
/** Props of {@link WorkspaceRoles}. */
export interface WorkspaceRolesProps extends Pick<DependentResources, "storage" | "keyVault" | "containerRegistry"> {
    readonly identity: IManagedIdentity;
    readonly environmentName: string;
    readonly resourceGroup: IResourceGroup;
    readonly waits: {
        readonly rolePropagation: string;
        readonly workspaceNameRelease: string;
    };
    /** Which roles are granted or left out. */
    readonly bundle: WorkspaceIdentityBundleOptions | undefined;
}
/** The roles that a workspace's identity holds before the workspace is created, and the two waits after them. */
export declare class WorkspaceRoles extends Construct {
    /** What the workspace's creation waits for. */
    readonly dependencies: readonly ITerraformDependable[];
    constructor(scope: Construct, id: string, props: WorkspaceRolesProps);
}
