import type { EnvironmentNames } from "@org/aml-naming";
import { EnvironmentBase, type EnvironmentKeyOptions } from "@org/aml-platform";
import { ManagedIdentity } from "@org/aml-rbac";
import { WorkspaceContainerRegistry, WorkspaceKeyVault, WorkspaceStorage } from "@org/aml-workspace";
import type { Construct } from "constructs";
import { isProduction } from "../config/relations.js";
import { environmentTags } from "../config/tags.js";
import type { Configuration, EnvironmentConfiguration } from "../config/schema.js";
import { PlatformStack } from "./platform-stack.js";

/** Props of {@link EnvironmentBaseStack}. */
export interface EnvironmentBaseStackProps {
  readonly configuration: Configuration;
  readonly environment: EnvironmentConfiguration;
  readonly names: EnvironmentNames;
  /** Whether another environment needs this one's registry, which then gets `prevent_destroy`. */
  readonly registryNeededElsewhere: boolean;
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
    super(scope, id, {
      configuration,
      environmentTag: names.environmentName,
      subscription: environment.subscription,
      backend: environment.backend,
      location: environment.location,
      providers: ["azurerm", "azapi", "time"],
      purge: environment.autoPurge ?? !production,
    });
    const { registryConnection: _, ...waits } = environment.waits;
    // The construct ids are those of the environment's stack: what moves from one to the other keeps its address.
    this.base = new EnvironmentBase(this, "Environment", {
      names,
      resourceGroups: {
        vnet: this.resourceGroup("VnetResourceGroup", names.vnetResourceGroup, "network"),
        workspace: this.resourceGroup("WorkspaceResourceGroup", names.workspaceResourceGroup, "workspace"),
        registry: this.resourceGroup("RegistryResourceGroup", names.registryResourceGroup, "registry"),
      },
      tenantId: this.tenantId,
      logAnalyticsWorkspaceId: environment.logAnalyticsWorkspaceId,
      logRetentionInDays: environment.logRetentionInDays,
      diagnosticSettings: environment.diagnosticSettings,
      deploymentPrincipal: this.deploymentPrincipal,
      workspace: {
        production,
        ...this.dependentResources(environment, production),
        identity: this.existingIdentity("WorkspaceIdentity", environment.workspaceIdentity),
        computeIdentity: this.existingIdentity("ComputeIdentity", environment.computeIdentity),
        waits,
      },
      customerManagedKey: keyOptions(environment),
      registry: environment.registry && {
        ...(environment.registry === true ? {} : environment.registry),
        // Otherwise by default: in production.
        preventDestroy: props.registryNeededElsewhere || undefined,
      },
      tags: environmentTags(configuration, names.environmentName),
    });
    this.addOutputs(names);
  }

  /** Existing resources that the workspace depends on, or the options of new ones. */
  private dependentResources(environment: EnvironmentConfiguration, production: boolean) {
    const { keyVaultId, storageAccountId, containerRegistryId } = environment;
    return {
      keyVault:
        keyVaultId === undefined
          ? {
              purgeProtection: environment.keyVaultPurgeProtection ?? production,
              softDeleteRetentionDays: environment.keyVaultSoftDeleteRetentionDays ?? (production ? 90 : 7),
            }
          : WorkspaceKeyVault.fromKeyVaultId(this, "ExistingKeyVault", keyVaultId),
      storage:
        storageAccountId === undefined
          ? { recovery: environment.storageRecovery }
          : WorkspaceStorage.fromStorageAccountId(this, "ExistingStorage", storageAccountId),
      containerRegistry:
        containerRegistryId === undefined
          ? undefined
          : WorkspaceContainerRegistry.fromContainerRegistryId(this, "ExistingContainerRegistry", containerRegistryId),
    };
  }

  private existingIdentity(id: string, attributes: EnvironmentConfiguration["workspaceIdentity"]) {
    return attributes && ManagedIdentity.fromManagedIdentityAttributes(this, `Existing${id}`, attributes);
  }

  /** Outputs for verification and runbooks; none is secret. */
  private addOutputs(names: EnvironmentNames): void {
    const { monitoring, registry, workspaceDependencies } = this.base;
    this.outputs({
      registry_resource_group_name: names.registryResourceGroup,
      log_analytics_workspace_id: monitoring.logAnalyticsWorkspaceId,
      workspace_identity_principal_id: workspaceDependencies.identity.principalId,
      compute_identity_principal_id: workspaceDependencies.computeIdentity.principalId,
      storage_account_id: workspaceDependencies.storage.resourceId,
      storage_account_name: names.storageAccount,
      key_vault_id: workspaceDependencies.keyVault.resourceId,
      key_vault_name: names.keyVault,
      container_registry_id: workspaceDependencies.containerRegistry.resourceId,
      container_registry_name: names.containerRegistry,
      ...(registry ? { registry_id: registry.registryId, registry_name: names.registry } : {}),
    });
  }
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
