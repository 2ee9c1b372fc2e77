export * from "./aks-compute.js";
export * from "./compute-cluster.js";
export * from "./compute-instance.js";
export * from "./customer-managed-key.js";
export { DataConnection, type DataConnectionOptions, type DataConnectionProps } from "./data-connection.js";
export * from "./data-store.js";
export * from "./datastore.js";
export type { DependentResources, IWorkspaceDependencies } from "./dependencies.js";
export type { IDependentResource, ImportedResourceOptions } from "./dependent-resource.js";
export * from "./disk-encryption.js";
export * from "./kubernetes-compute.js";
export * from "./private-endpoint-rule.js";
export * from "./workspace.js";
export type {
  AddDatastoreOptions,
  GrantDataScientistOptions,
  HumanScope,
  IAmlWorkspace,
  WorkspaceAttributes,
} from "./workspace-base.js";
export * from "./workspace-container-registry.js";
export {
  WorkspaceDependencies,
  type WorkspaceDependenciesProps,
  type WorkspaceDependencyOptions,
} from "./workspace-dependencies.js";
export * from "./workspace-insights.js";
export * from "./workspace-key-vault.js";
export * from "./workspace-props.js";
export * from "./workspace-storage.js";
export type { WorkspaceWaits } from "./workspace-waits.js";
