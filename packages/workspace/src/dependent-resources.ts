import { isProductionName } from "@org/azure-catalog";
import { Construct } from "constructs";
import { type IWorkspaceContainerRegistry, WorkspaceContainerRegistry } from "./workspace-container-registry.js";
import { type IWorkspaceInsights, WorkspaceInsights } from "./workspace-insights.js";
import { type IWorkspaceKeyVault, WorkspaceKeyVault } from "./workspace-key-vault.js";
import type { AmlWorkspaceProps } from "./workspace-props.js";
import { type IWorkspaceStorage, WorkspaceStorage } from "./workspace-storage.js";

/** The resources that a workspace depends on. */
export interface DependentResources {
  readonly storage: IWorkspaceStorage;
  readonly keyVault: IWorkspaceKeyVault;
  readonly containerRegistry: IWorkspaceContainerRegistry;
  readonly applicationInsights: IWorkspaceInsights;
}

/** The dependent resources: those that are passed in as constructs, and new ones in `workspace` for the others. */
export function dependentResources(workspace: Construct, props: AmlWorkspaceProps): DependentResources {
  const { resourceGroup, names, monitoring, tenantId } = props;
  const common = { resourceGroup, names, monitoring };
  const tagged = <Options extends { readonly tags?: AmlWorkspaceProps["tags"] }>(options: Options | undefined) => ({
    ...common,
    ...options,
    tags: options?.tags ?? props.tags,
  });
  const stateful = <Options extends Pick<AmlWorkspaceProps, "tags" | "preventDestroy">>(
    options: Options | undefined,
  ) => ({ ...tagged(options), preventDestroy: options?.preventDestroy ?? preventsDestroy(props) });
  const resources: DependentResources = {
    storage: isConstruct(props.storage)
      ? props.storage
      : new WorkspaceStorage(workspace, "Storage", stateful(props.storage)),
    keyVault: isConstruct(props.keyVault)
      ? props.keyVault
      : new WorkspaceKeyVault(workspace, "KeyVault", { ...stateful(props.keyVault), tenantId }),
    containerRegistry: isConstruct(props.containerRegistry)
      ? props.containerRegistry
      : new WorkspaceContainerRegistry(workspace, "ContainerRegistry", stateful(props.containerRegistry)),
    applicationInsights: isConstruct(props.applicationInsights)
      ? props.applicationInsights
      : new WorkspaceInsights(workspace, "ApplicationInsights", tagged(props.applicationInsights)),
  };
  for (const resource of Object.values(resources)) resource.useMonitoring(monitoring);
  return resources;
}

/** Whether Terraform refuses to destroy the workspace and the data stores that it creates. */
export function preventsDestroy(props: Pick<AmlWorkspaceProps, "preventDestroy" | "production" | "names">): boolean {
  return props.preventDestroy ?? isProduction(props);
}

/** Whether a workspace contains data that must not be lost; an unknown name counts as production. */
export function isProduction({ production, names }: Pick<AmlWorkspaceProps, "production" | "names">): boolean {
  return production ?? isProductionName(names.environmentName) ?? true;
}

/** Whether a prop is a construct. Options are plain objects. */
function isConstruct<T extends object>(value: T | undefined): value is Extract<T, Construct> {
  return Construct.isConstruct(value);
}
