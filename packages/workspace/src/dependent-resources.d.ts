import { Construct } from "constructs";
import { type IWorkspaceContainerRegistry } from "./workspace-container-registry.js";
import { type IWorkspaceInsights } from "./workspace-insights.js";
import { type IWorkspaceKeyVault } from "./workspace-key-vault.js";
import type { AmlWorkspaceProps } from "./workspace-props.js";
import { type IWorkspaceStorage } from "./workspace-storage.js";
/** The resources that a workspace depends on. */
export interface DependentResources {
    readonly storage: IWorkspaceStorage;
    readonly keyVault: IWorkspaceKeyVault;
    readonly containerRegistry: IWorkspaceContainerRegistry;
    readonly applicationInsights: IWorkspaceInsights;
}
/** Takes the dependent resources that are constructs, and creates the others in `workspace`, with their options. */
export declare function dependentResources(workspace: Construct, props: AmlWorkspaceProps): DependentResources;
