import type { ApplicationInsights } from "@cdktf/provider-azurerm/lib/application-insights/index.js";
import type { ContainerRegistry } from "@cdktf/provider-azurerm/lib/container-registry/index.js";
import type { KeyVault } from "@cdktf/provider-azurerm/lib/key-vault/index.js";
import type { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account/index.js";
import type { PrivateLinkTarget } from "@org/aml-core";
import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";

/** A resource that a workspace stands on: made by this library, or one that exists already. */
export interface IWorkspaceDependant extends IConstruct {
  /** ARM id. */
  readonly resourceId: string;
  /** The resource as a target of private endpoints. */
  readonly target: PrivateLinkTarget;
  /** Whether it exists already, with private endpoints of its own; then none are made. */
  readonly existing: boolean;
  /** What has to exist before it is used. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** A workspace's storage account. */
export interface IWorkspaceStorage extends IWorkspaceDependant {
  /** The account (L1), where it was made by this library. */
  readonly account?: StorageAccount;
  /** Opens the account for one Azure resource, where it was made by this library. */
  trustResource?(resourceId: string): void;
}

/** A workspace's Key Vault. */
export interface IWorkspaceKeyVault extends IWorkspaceDependant {
  /** The vault (L1), where it was made by this library. */
  readonly vault?: KeyVault;
}

/** A workspace's container registry. */
export interface IWorkspaceContainerRegistry extends IWorkspaceDependant {
  /** The registry (L1), where it was made by this library. */
  readonly registry?: ContainerRegistry;
}

/** A workspace's Application Insights. */
export interface IWorkspaceInsights extends IWorkspaceDependant {
  /** The component (L1), where it was made by this library. */
  readonly component?: ApplicationInsights;
}
