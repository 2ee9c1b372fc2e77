import { BaseConstruct, requireProps } from "@org/aml-core/internal";
import type { IManagedIdentity, IResourceGroup } from "@org/aml-core";
import {
  BundleGrant,
  type BundleRow,
  computeIdentityBundle,
  ManagedIdentity,
  Principal,
  PropagationDelay,
  workspaceIdentityComputeBundle,
} from "@org/aml-rbac";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IWorkspaceDependencies } from "./dependencies.js";
import { dependentResources } from "./dependent-resources.js";
import type { IWorkspaceContainerRegistry } from "./workspace-container-registry.js";
import type { IWorkspaceInsights } from "./workspace-insights.js";
import type { IWorkspaceKeyVault } from "./workspace-key-vault.js";
import type { AmlWorkspaceProps } from "./workspace-props.js";
import { WorkspaceRoles } from "./workspace-roles.js";
import type { IWorkspaceStorage } from "./workspace-storage.js";
import { waitsOf } from "./workspace-waits.js";

/** Props that the dependencies of a workspace share with the workspace. */
export type WorkspaceDependencyOptions = Pick<
  AmlWorkspaceProps,
  | "resourceGroup"
  | "names"
  | "monitoring"
  | "tenantId"
  | "production"
  | "preventDestroy"
  | "identity"
  | "computeIdentity"
  | "identityRoles"
  | "computeIdentityRoles"
  | "storage"
  | "keyVault"
  | "containerRegistry"
  | "applicationInsights"
  | "waits"
  | "tags"
>;

/** Props of {@link WorkspaceDependencies}. */
export interface WorkspaceDependenciesProps extends WorkspaceDependencyOptions {
  /** Group of the identities that are created: that of the network, so that identities outlive the workspace. */
  readonly identityResourceGroup: IResourceGroup;
}

/**
 * What a workspace needs before it can be created: its dependent resources, two identities, and their roles in effect.
 *
 * `AmlWorkspace` creates this itself. Create it in a stack of its own, and pass it as `dependencies`, if the workspace's
 * stack depends on stacks that these resources don't need: then they don't wait for those stacks.
 * @throws InvalidInputError for names that Azure rejects, and for delays that the time provider rejects
 */
export class WorkspaceDependencies extends BaseConstruct implements IWorkspaceDependencies {
  public readonly identity: IManagedIdentity;
  public readonly computeIdentity: IManagedIdentity;
  public readonly storage: IWorkspaceStorage;
  public readonly keyVault: IWorkspaceKeyVault;
  public readonly containerRegistry: IWorkspaceContainerRegistry;
  public readonly applicationInsights: IWorkspaceInsights;
  public readonly beforeWorkspace: readonly ITerraformDependable[];
  public readonly beforeComputes: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: WorkspaceDependenciesProps) {
    super(scope, id);
    requireProps(this, props, "identityResourceGroup", "names", "resourceGroup", "monitoring", "tenantId");
    const created = createDependencies(this, props);
    this.identity = created.identity;
    this.computeIdentity = created.computeIdentity;
    this.storage = created.storage;
    this.keyVault = created.keyVault;
    this.containerRegistry = created.containerRegistry;
    this.applicationInsights = created.applicationInsights;
    this.beforeWorkspace = created.beforeWorkspace;
    this.beforeComputes = created.beforeComputes;
  }
}

/** Scopes of the computes' roles that exist before the workspace. */
type DependencyScope = "containerRegistry" | "storageAccount" | "keyVault" | "resourceGroup";

/** Creates the dependencies of a workspace in a scope. */
export function createDependencies(scope: Construct, props: WorkspaceDependenciesProps): IWorkspaceDependencies {
  const { names, resourceGroup } = props;
  const { environmentName } = names;
  const waits = waitsOf(props.waits);
  const newIdentity = (id: string, name: string) =>
    new ManagedIdentity(scope, id, { resourceGroup: props.identityResourceGroup, name, tags: props.tags });
  const identity = props.identity ?? newIdentity("Identity", names.workspaceIdentity);
  const computeIdentity = props.computeIdentity ?? newIdentity("ComputeIdentity", names.computeIdentity);
  const dependents = dependentResources(scope, props);
  const { storage, keyVault, containerRegistry } = dependents;
  const roles = new WorkspaceRoles(scope, "Roles", {
    identity,
    environmentName,
    resourceGroup,
    storage,
    keyVault,
    containerRegistry,
    waits,
    bundle: props.identityRoles,
  });
  const computeRoles = new BundleGrant(scope, "ComputeRoles", {
    bundle: computeIdentityBundle(props.computeIdentityRoles).filter(
      (row): row is BundleRow<DependencyScope> => row.on !== "workspace",
    ),
    principal: Principal.computeIdentity(computeIdentity, environmentName),
    environmentName,
    scopes: {
      containerRegistry: containerRegistry.target,
      storageAccount: storage.target,
      keyVault: keyVault.target,
      resourceGroup,
    },
  });
  const reader = new BundleGrant(scope, "ComputeIdentityReader", {
    bundle: workspaceIdentityComputeBundle(),
    principal: Principal.workspaceIdentity(identity, environmentName),
    environmentName,
    scopes: { computeIdentity: { construct: computeIdentity, resourceId: computeIdentity.id } },
  });
  const beforeComputes = new PropagationDelay(scope, "ComputeRolePropagation", {
    duration: waits.computeRolePropagation,
    waitsFor: [...computeRoles.assignments, ...reader.assignments],
  }).dependencies;
  return { ...dependents, identity, computeIdentity, beforeWorkspace: roles.dependencies, beforeComputes };
}
