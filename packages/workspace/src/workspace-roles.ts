import type { IManagedIdentity, IResourceGroup } from "@org/aml-core";
import { BaseConstruct, textOf } from "@org/aml-core/internal";
import {
  BundleGrant,
  Principal,
  PropagationDelay,
  workspaceIdentityBundle,
  type WorkspaceIdentityBundleOptions,
  workspaceIdentityDependentBundle,
} from "@org/aml-rbac";
import { ArmId } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { DependentResources } from "./dependencies.js";

/** Props of {@link WorkspaceRoles}. */
export interface WorkspaceRolesProps extends Pick<DependentResources, "storage" | "keyVault" | "containerRegistry"> {
  readonly identity: IManagedIdentity;
  readonly environmentName: string;
  readonly resourceGroup: IResourceGroup;
  readonly waits: { readonly rolePropagation: string | undefined; readonly workspaceNameRelease: string };
  /** Options of the bundle, which select optional roles. */
  readonly bundle: WorkspaceIdentityBundleOptions | undefined;
}

/** The roles of a workspace's identity before the workspace is created, and the two delays after them. */
export class WorkspaceRoles extends BaseConstruct {
  /** What the workspace's creation waits for. */
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: WorkspaceRolesProps) {
    super(scope, id);
    const { resourceGroup, environmentName } = props;
    const dependents = {
      keyVault: props.keyVault,
      storageAccount: props.storage,
      containerRegistry: props.containerRegistry,
    };
    const outside = (["keyVault", "storageAccount", "containerRegistry"] as const).filter(
      (key) => !isInGroup(dependents[key], resourceGroup),
    );
    const common = {
      principal: Principal.workspaceIdentity(props.identity, environmentName),
      environmentName,
      scopes: {
        resourceGroup,
        keyVault: props.keyVault.target,
        storageAccount: props.storage.target,
        containerRegistry: props.containerRegistry.target,
      },
    };
    const grant = new BundleGrant(this, "Identity", { ...common, bundle: workspaceIdentityBundle(props.bundle) });
    const outsideGrant = new BundleGrant(this, "IdentityOutsideGroup", {
      ...common,
      bundle: workspaceIdentityDependentBundle(outside),
    });
    const propagation = new PropagationDelay(this, "Propagation", {
      duration: props.waits.rolePropagation,
      waitsFor: [...grant.assignments, ...outsideGrant.assignments],
    });
    this.dependencies = new PropagationDelay(this, "NameRelease", {
      duration: props.waits.workspaceNameRelease,
      after: propagation.dependencies,
    }).dependencies;
  }
}

/** Whether a resource is known to be in a group, so that the roles on the group apply to it. */
function isInGroup(
  { resource, resourceId }: DependentResources["storage" | "keyVault" | "containerRegistry"],
  group: IResourceGroup,
): boolean {
  if (resource) return textOf(resource.resourceGroupNameInput ?? "", resource) === textOf(group.name, resource);
  const own = ArmId.tryParse(resourceId)?.parent;
  const other = ArmId.tryParse(group.id);
  return own !== undefined && other !== undefined && own.equals(other);
}
