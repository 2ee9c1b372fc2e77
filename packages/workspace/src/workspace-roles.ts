import type { IManagedIdentity, IResourceGroup } from "@org/aml-core";
import {
  BundleGrant,
  Principal,
  PropagationDelay,
  workspaceIdentityBundle,
  type WorkspaceIdentityBundleOptions,
} from "@org/aml-rbac";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { IWorkspaceDependant } from "./dependant.js";
import type { WorkspaceWaits } from "./workspace-waits.js";

/** Props of {@link WorkspaceRoles}. */
export interface WorkspaceRolesProps {
  readonly identity: IManagedIdentity;
  readonly environmentName: string;
  readonly resourceGroup: IResourceGroup;
  readonly storage: IWorkspaceDependant;
  readonly keyVault: IWorkspaceDependant;
  readonly containerRegistry: IWorkspaceDependant;
  readonly waits: Required<WorkspaceWaits>;
  /** Which roles are given or left out. */
  readonly bundle: WorkspaceIdentityBundleOptions;
}

/**
 * The roles that a workspace's identity holds before the workspace is created, and the two waits that stand between
 * (S0-KV-10, S0-WAI-01, S0-WAI-02).
 */
export class WorkspaceRoles extends Construct {
  /** What the workspace's creation waits for. */
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: WorkspaceRolesProps) {
    super(scope, id);
    const grant = new BundleGrant(this, "Identity", {
      bundle: workspaceIdentityBundle(props.bundle),
      principal: Principal.workspaceIdentity(props.identity, props.environmentName),
      environmentName: props.environmentName,
      scopes: {
        resourceGroup: props.resourceGroup,
        keyVault: props.keyVault.target,
        storageAccount: props.storage.target,
        containerRegistry: props.containerRegistry.target,
      },
    });
    const propagation = new PropagationDelay(this, "Propagation", {
      duration: props.waits.rolePropagation,
      waitsFor: grant.assignments,
    });
    const slot = new PropagationDelay(this, "Slot", {
      duration: props.waits.workspaceSlot,
      after: propagation.dependencies,
    });
    this.dependencies = slot.dependencies;
  }
}
