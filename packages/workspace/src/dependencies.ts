import type { IManagedIdentity } from "@org/aml-core";
import type { ITerraformDependable } from "cdktf";
import type { IWorkspaceContainerRegistry } from "./workspace-container-registry.js";
import type { IWorkspaceInsights } from "./workspace-insights.js";
import type { IWorkspaceKeyVault } from "./workspace-key-vault.js";
import type { IWorkspaceStorage } from "./workspace-storage.js";

/** The resources that a workspace depends on. */
export interface DependentResources {
  readonly storage: IWorkspaceStorage;
  readonly keyVault: IWorkspaceKeyVault;
  readonly containerRegistry: IWorkspaceContainerRegistry;
  readonly applicationInsights: IWorkspaceInsights;
}

/** What a workspace needs before it can be created. */
export interface IWorkspaceDependencies extends DependentResources {
  /** Identity of the workspace. */
  readonly identity: IManagedIdentity;
  /** Identity of the computes. */
  readonly computeIdentity: IManagedIdentity;
  /** What the workspace waits for: its identity's roles in effect. */
  readonly beforeWorkspace: readonly ITerraformDependable[];
  /** What computes wait for: their identity's roles on the dependent resources in effect. */
  readonly beforeComputes: readonly ITerraformDependable[];
}
