import { API_VERSIONS } from "@org/azure-catalog";
import type { EnvironmentNames } from "@org/aml-naming";
import { EnvironmentBase, type EnvironmentKeyOptions } from "@org/aml-platform";
import { ManagedIdentity } from "@org/aml-rbac";
import {
  type IWorkspaceDependencies,
  WorkspaceContainerRegistry,
  WorkspaceKeyVault,
  WorkspaceStorage,
} from "@org/aml-workspace";
import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { isNewStore } from "../config/data.js";
import { isProduction } from "../config/relations.js";
import { environmentTags } from "../config/tags.js";
import type { Configuration, EnvironmentConfiguration, WorkspaceConfiguration } from "../config/schema.js";
import { environmentStores } from "./data.js";
import { PlatformStack } from "./platform-stack.js";

/** Props of {@link EnvironmentBaseStack}. */
export interface EnvironmentBaseStackProps {
  readonly configuration: Configuration;
  readonly environment: EnvironmentConfiguration;
  readonly names: EnvironmentNames;
  /**
   * The registries that other environments need, as `connectTo` names them: `dev`, `dev/models`. They get
   * `prevent_destroy`.
   */
  readonly registriesNeededElsewhere: ReadonlySet<string>;
}

/**
 * The base of one environment: its three resource groups, what its workspace needs first, and its registry. It depends
 * on no other stack.
 */
export class EnvironmentBaseStack extends PlatformStack {
  public readonly base: EnvironmentBase;

  constructor(scope: Construct, id: string, props: EnvironmentBaseStackProps) {
    const { configuration, environment, names } = props;
    const production = isProduction(names.environmentName, environment);
    const purge = environment.autoPurge ?? !production;
    super(scope, id, {
      configuration,
      environmentTag: names.environmentName,
      subscription: environment.subscription,
      backend: environment.backend,
      location: environment.location,
      providers: ["azurerm", "azapi", "time"],
      purge,
    });
    const { registryConnection: _, ...waits } = environment.waits;
    const ownRegistry = (name: string, options: object) => ({
      ...options,
      // Otherwise by default: in production.
      preventDestroy: props.registriesNeededElsewhere.has(name) || undefined,
    });
    // The construct ids are those of the environment's stack: what moves from one to the other keeps its address.
    this.base = new EnvironmentBase(this, "Environment", {
      names,
      resourceGroups: {
        vnet: this.resourceGroup("VnetResourceGroup", names.vnetResourceGroup, "network"),
        workspace: this.resourceGroup("WorkspaceResourceGroup", names.workspaceResourceGroup, "workspace"),
        registry: this.resourceGroup("RegistryResourceGroup", names.registryResourceGroup, "registry"),
        data: environment.data.some(isNewStore)
          ? this.resourceGroup("DataResourceGroup", names.dataResourceGroup, "data")
          : undefined,
      },
      data: environmentStores(this, environment),
      tenantId: this.tenantId,
      logAnalyticsWorkspaceId: environment.logAnalyticsWorkspaceId,
      logRetentionInDays: environment.logRetentionInDays,
      diagnosticSettings: environment.diagnosticSettings,
      logQueryAudit: environment.governance?.logQueryAudit,
      deploymentPrincipal: this.deploymentPrincipal,
      workspace: {
        production,
        ...existingOrNew(this, environment, production),
        waits,
      },
      customerManagedKey: keyOptions(environment),
      registry:
        environment.registry &&
        ownRegistry(names.environmentName, environment.registry === true ? {} : environment.registry),
      registries: mapValues(environment.registries, ({ names: _names, ...options }, name) =>
        ownRegistry(`${names.environmentName}/${name}`, options),
      ),
      workspaces: mapValues(environment.workspaces, ({ shares, ...workspace }, name) => ({
        resourceGroup: this.resourceGroup(
          `WorkspaceResourceGroup-${name}`,
          names.forWorkspace(name).workspaceResourceGroup,
          "workspace",
        ),
        workspace: {
          ...withoutShared(existingOrNew(new Construct(this, `Workspace-${name}`), workspace, production), shares),
          purgeOnDestroy: purge,
          firewallSku: workspace.firewallSku,
          ...publicAccess(workspace),
          serviceSideEncryption: serviceSideEncryption(environment),
        },
        shares,
      })),
      tags: environmentTags(configuration, names.environmentName),
    });
    this.addOutputs(names);
  }

  /** Outputs for verification and runbooks; none is secret. */
  private addOutputs(names: EnvironmentNames): void {
    const { monitoring, registry, registries, workspaceDependencies, workspaces } = this.base;
    this.outputs({
      registry_resource_group_name: names.registryResourceGroup,
      log_analytics_workspace_id: monitoring.logAnalyticsWorkspaceId,
      ...dependencyOutputs(names, workspaceDependencies),
      ...(registry ? { registry_id: registry.registryId, registry_name: names.registry } : {}),
    });
    if (registries.size > 0) {
      const ids = [...registries].map(([name, { registryId, registryName }]) => [
        name,
        { registry_id: registryId, registry_name: registryName },
      ]);
      new TerraformOutput(this, "registries", { value: Object.fromEntries(ids) });
    }
    if (workspaces.size > 0) {
      const outputs = [...workspaces].map(([name, one]) => [name, dependencyOutputs(one.names, one.dependencies)]);
      new TerraformOutput(this, "workspace_dependencies", { value: Object.fromEntries(outputs) });
    }
  }
}

function dependencyOutputs(names: EnvironmentNames, dependencies: IWorkspaceDependencies) {
  const { identity, computeIdentity, storage, keyVault, containerRegistry } = dependencies;
  return {
    workspace_identity_principal_id: identity.principalId,
    compute_identity_principal_id: computeIdentity.principalId,
    storage_account_id: storage.resourceId,
    storage_account_name: names.storageAccount,
    key_vault_id: keyVault.resourceId,
    key_vault_name: names.keyVault,
    container_registry_id: containerRegistry.resourceId,
    container_registry_name: names.containerRegistry,
  };
}

/** Identities, and the resources that a workspace depends on: existing ones, or options of new ones. */
function existingOrNew(scope: Construct, workspace: WorkspaceConfiguration, production: boolean) {
  const { keyVaultId, storageAccountId, containerRegistryId, workspaceIdentity, computeIdentity } = workspace;
  const identity = (id: string, attributes: WorkspaceConfiguration["workspaceIdentity"]) =>
    attributes && ManagedIdentity.fromManagedIdentityAttributes(scope, id, attributes);
  return {
    keyVault:
      keyVaultId === undefined
        ? {
            purgeProtection: workspace.keyVaultPurgeProtection ?? production,
            softDeleteRetentionDays: workspace.keyVaultSoftDeleteRetentionDays ?? (production ? 90 : 7),
          }
        : WorkspaceKeyVault.fromKeyVaultId(scope, "ExistingKeyVault", keyVaultId),
    storage:
      storageAccountId === undefined
        ? { recovery: workspace.storageRecovery }
        : WorkspaceStorage.fromStorageAccountId(scope, "ExistingStorage", storageAccountId),
    containerRegistry:
      containerRegistryId === undefined
        ? undefined
        : WorkspaceContainerRegistry.fromContainerRegistryId(scope, "ExistingContainerRegistry", containerRegistryId),
    identity: identity("ExistingWorkspaceIdentity", workspaceIdentity),
    computeIdentity: identity("ExistingComputeIdentity", computeIdentity),
  };
}

/** Options without those of resources that the workspace shares. */
function withoutShared(
  options: ReturnType<typeof existingOrNew>,
  shares: readonly string[],
): Partial<ReturnType<typeof existingOrNew>> {
  return Object.fromEntries(Object.entries(options).filter(([resource]) => !shares.includes(resource)));
}

/** A record of the same keys. */
export function mapValues<In, Out>(
  record: Readonly<Record<string, In>>,
  map: (value: In, name: string) => Out,
): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}

/** Whether the data of workspaces with a customer-managed key stays in Microsoft's subscription, if it is configured. */
export function serviceSideEncryption({ customerManagedKey: key }: EnvironmentConfiguration): boolean | undefined {
  return typeof key === "object" ? key.serviceSideEncryption : undefined;
}

/** Options of a workspace with a public endpoint for some addresses; none by default. */
export function publicAccess({ publicAccessIpAllowlist }: WorkspaceConfiguration) {
  if (publicAccessIpAllowlist === undefined) return {};
  return {
    publicNetworkAccess: "Enabled",
    ipAllowlist: publicAccessIpAllowlist,
    apiVersion: API_VERSIONS.machineLearningPreview,
  } as const;
}

/** The key of the configuration, which is new without the id of a vault. */
function keyOptions({ customerManagedKey: key }: EnvironmentConfiguration): EnvironmentKeyOptions | undefined {
  if (key === false) return undefined;
  if (key === true) return {};
  const { keyVaultId, keyIdentifier, grantRole, encrypts } = key;
  return {
    existingKey:
      keyVaultId === undefined || keyIdentifier === undefined ? undefined : { keyVaultId, keyIdentifier, grantRole },
    encrypts,
  };
}
