import { refuse } from "@org/aml-core/internal";
import { isProductionName } from "@org/azure-catalog";
import { Construct } from "constructs";
import { WorkspaceContainerRegistry } from "./workspace-container-registry.js";
import { WorkspaceInsights } from "./workspace-insights.js";
import { WorkspaceKeyVault } from "./workspace-key-vault.js";
import type { DependentResources } from "./dependencies.js";
import type { AmlWorkspaceProps } from "./workspace-props.js";
import { WorkspaceStorage } from "./workspace-storage.js";

/** Props for the dependent resources. */
type DependentResourcesProps = Pick<
  AmlWorkspaceProps,
  | "resourceGroup"
  | "names"
  | "monitoring"
  | "tenantId"
  | "production"
  | "preventDestroy"
  | "storage"
  | "keyVault"
  | "containerRegistry"
  | "applicationInsights"
  | "tags"
>;

/** The dependent resources: those that are passed in as constructs, and new ones in a scope for the others. */
export function dependentResources(scope: Construct, props: DependentResourcesProps): DependentResources {
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
      : new WorkspaceStorage(scope, "Storage", stateful(props.storage)),
    keyVault: isConstruct(props.keyVault)
      ? props.keyVault
      : new WorkspaceKeyVault(scope, "KeyVault", { ...stateful(props.keyVault), tenantId }),
    containerRegistry: isConstruct(props.containerRegistry)
      ? props.containerRegistry
      : new WorkspaceContainerRegistry(scope, "ContainerRegistry", stateful(props.containerRegistry)),
    applicationInsights: isConstruct(props.applicationInsights)
      ? props.applicationInsights
      : new WorkspaceInsights(scope, "ApplicationInsights", tagged(props.applicationInsights)),
  };
  for (const [prop, resource] of Object.entries(resources)) {
    if (!("useMonitoring" in resource)) {
      refuse(scope, prop, {
        value: (resource as Construct).node.path,
        allowed: `a Workspace${prop.charAt(0).toUpperCase()}${prop.slice(1)}, new or imported with its fromXxx method; a data lake can't be a workspace's own storage`,
        fix: `leave ${prop} out, and add data stores with workspace.addDatastore`,
      });
    }
    resource.useMonitoring(monitoring);
  }
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
