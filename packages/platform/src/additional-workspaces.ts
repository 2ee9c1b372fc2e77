import type { IMonitoring, IResourceGroup } from "@org/aml-core";
import { refuse, requireProps } from "@org/aml-core/internal";
import type { EnvironmentNames, Tags } from "@org/aml-naming";
import type { Principal } from "@org/aml-rbac";
import { type DependentResources, type IWorkspaceDependencies, WorkspaceDependencies } from "@org/aml-workspace";
import type { Construct } from "constructs";
import { grantDeployment } from "./deployment-roles.js";
import type { EnvironmentEncryption, EnvironmentWorkspaceOptions } from "./environment-encryption.js";
import { platformTags } from "./platform-tags.js";

/** The dependent resources that workspaces can share. */
export const SHARED_RESOURCES = [
  "storage",
  "keyVault",
  "containerRegistry",
  "applicationInsights",
] as const satisfies readonly (keyof DependentResources)[];

/**
 * A dependent resource that workspaces can share. With a shared storage account, each workspace has its own containers,
 * but the roles on the account apply to all of them.
 * @see https://learn.microsoft.com/azure/machine-learning/concept-workspace
 */
export type SharedResource = (typeof SHARED_RESOURCES)[number];

/** What an additional workspace of an environment needs first. */
export interface AdditionalWorkspaceOptions {
  /** Its own resource group, not shared with other workspaces: roles on it are those in this workspace. */
  readonly resourceGroup: IResourceGroup;
  /**
   * Options of the workspace. Its identities are always its own.
   * @default - the library's defaults; `production`, `preventDestroy`, `purgeOnDestroy`, `serviceSideEncryption`,
   * `identityResourceGroup` and `waits` as for the environment's own workspace
   */
  readonly workspace?: EnvironmentWorkspaceOptions | undefined;
  /**
   * Dependent resources of the environment's own workspace that it uses as well.
   * @default - none: it has its own
   */
  readonly shares?: readonly SharedResource[] | undefined;
}

/** An additional workspace of an environment, with what exists before it. */
export interface AdditionalWorkspace {
  readonly names: EnvironmentNames;
  /** Its group, whose resources wait for the deployment principal's roles. */
  readonly resourceGroup: IResourceGroup;
  /** Options of the workspace itself, without those of its dependencies. */
  readonly options: EnvironmentWorkspaceOptions;
  readonly shares: readonly SharedResource[];
  readonly dependencies: IWorkspaceDependencies;
}

/** Props of an environment that its additional workspaces need. */
interface EnvironmentProps {
  readonly names: EnvironmentNames;
  readonly tenantId: string;
  readonly deploymentPrincipal?: Principal | undefined;
  readonly workspace?: EnvironmentWorkspaceOptions | undefined;
  readonly tags?: Tags | undefined;
  readonly workspaces?: Readonly<Record<string, AdditionalWorkspaceOptions>> | undefined;
}

/** Parts of an environment that its additional workspaces need. */
interface EnvironmentParts {
  /** Dependent resources of the environment's own workspace. */
  readonly own: DependentResources;
  readonly encryption: EnvironmentEncryption;
  readonly monitoring: IMonitoring;
  readonly identityResourceGroup: IResourceGroup;
}

/**
 * Creates what the additional workspaces of an environment need first.
 * @throws InvalidInputError for a resource that is both shared and given
 */
export function createAdditionalWorkspaces(
  scope: Construct,
  props: EnvironmentProps,
  parts: EnvironmentParts,
): ReadonlyMap<string, AdditionalWorkspace> {
  return new Map(
    Object.entries(props.workspaces ?? {}).map(([name, options]) => [
      name,
      createAdditionalWorkspace(scope, name, options, props, parts),
    ]),
  );
}

function createAdditionalWorkspace(
  scope: Construct,
  name: string,
  { shares = [], ...given }: AdditionalWorkspaceOptions,
  props: EnvironmentProps,
  { own, encryption, monitoring, identityResourceGroup }: EnvironmentParts,
): AdditionalWorkspace {
  requireProps(scope, given, "resourceGroup");
  const { tenantId, deploymentPrincipal, workspace } = props;
  const { environmentName } = props.names;
  const names = props.names.forWorkspace(name);
  const resourceGroup = grantDeployment(
    scope,
    `DeploymentRoles-workspace-${name}`,
    given.resourceGroup,
    deploymentPrincipal,
    environmentName,
  );
  const twice = shares.find((one) => given.workspace?.[one] !== undefined);
  if (twice !== undefined) {
    refuse(scope, `workspaces.${name}.shares`, {
      value: twice,
      allowed: `resources that workspace doesn't have of its own; it has options for ${twice}`,
      fix: `leave ${twice} out in one of the two`,
    });
  }
  const {
    identity,
    computeIdentity,
    identityRoles,
    identityResourceGroup: ownIdentityGroup = workspace?.identityResourceGroup ?? identityResourceGroup,
    storage,
    keyVault,
    containerRegistry,
    applicationInsights,
    ...options
  } = encryption.additionalWorkspaceOptions(scope, name, names, {
    production: workspace?.production,
    preventDestroy: workspace?.preventDestroy,
    purgeOnDestroy: workspace?.purgeOnDestroy,
    serviceSideEncryption: workspace?.serviceSideEncryption,
    waits: workspace?.waits,
    ...given.workspace,
    ...Object.fromEntries(shares.map((one) => [one, own[one]])),
  });
  const dependencies = new WorkspaceDependencies(scope, `WorkspaceDependencies-${name}`, {
    ...options,
    resourceGroup,
    names,
    monitoring,
    tenantId,
    identity,
    computeIdentity,
    identityRoles,
    identityResourceGroup: ownIdentityGroup,
    storage,
    keyVault,
    containerRegistry,
    applicationInsights,
    tags: platformTags(props.tags, environmentName, "workspace"),
  });
  return { names, resourceGroup, options, shares, dependencies };
}

/** Rejects the name of a workspace that an environment doesn't have. */
export function refuseUnknownWorkspace(scope: Construct, workspace: string, known: readonly string[]): never {
  return refuse(scope, "workspaces", {
    value: workspace,
    allowed: known.length > 0 ? known.join(", ") : "the additional workspaces of the base, and it has none",
    fix: "correct the name, or add the workspace",
  });
}
