import { type IMonitoring, type IResourceGroup, Monitoring, ResourceTags } from "@org/aml-core";
import { BaseConstruct, refuse, requireLogAnalyticsWorkspaceId, requireProps } from "@org/aml-core/internal";
import type { EnvironmentNames, Tags } from "@org/aml-naming";
import type { Principal } from "@org/aml-rbac";
import { type AddRegistryEndpointOptions, AmlRegistry, type AmlRegistryProps } from "@org/aml-registry";
import { WorkspaceDependencies } from "@org/aml-workspace";
import { isProductionName } from "@org/azure-catalog";
import type { Construct } from "constructs";
import {
  type AdditionalWorkspace,
  type AdditionalWorkspaceOptions,
  createAdditionalWorkspaces,
} from "./additional-workspaces.js";
import { grantDeployment } from "./deployment-roles.js";
import {
  EnvironmentEncryption,
  type EnvironmentKeyOptions,
  type EnvironmentWorkspaceOptions,
} from "./environment-encryption.js";
import { EnvironmentData, type EnvironmentStores } from "./environment-data.js";
import { platformTags } from "./platform-tags.js";

/** Resource groups of an environment, which the app owns. */
export interface EnvironmentResourceGroups {
  /** Network and identities. */
  readonly vnet: IResourceGroup;
  /** Workspace and its dependent resources. */
  readonly workspace: IResourceGroup;
  /** Registry. */
  readonly registry: IResourceGroup;
  /**
   * Data stores.
   * @default - the workspace's group
   */
  readonly data?: IResourceGroup | undefined;
}

/** Options of an environment's registry. */
export type EnvironmentRegistryOptions = Omit<
  AmlRegistryProps,
  "resourceGroup" | "names" | "vnet" | "zones" | "monitoring" | "tags" | "deployer"
>;

/** Props of {@link EnvironmentBase}. */
export interface EnvironmentBaseProps {
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  readonly resourceGroups: EnvironmentResourceGroups;
  /** Entra tenant, a GUID: usually a Terraform variable. */
  readonly tenantId: string;
  /**
   * ARM id of an existing Log Analytics workspace, such as the central one of a landing zone, for all logs and metrics.
   * @default - a new workspace
   */
  readonly logAnalyticsWorkspaceId?: string | undefined;
  /**
   * Days that logs are kept, 30 to 730; of a new workspace.
   * @default 30
   */
  readonly logRetentionInDays?: number | undefined;
  /**
   * Whether resources send their logs and metrics to the Log Analytics workspace.
   * @default true
   */
  readonly diagnosticSettings?: boolean | undefined;
  /**
   * Whether a new Log Analytics workspace logs the queries of its users. They are billed as other logs.
   * @default false
   */
  readonly logQueryAudit?: boolean | undefined;
  /**
   * The principal that runs Terraform. It is granted its roles on the three groups, and access to the registry's managed
   * group.
   * @default - none: the roles are granted elsewhere
   */
  readonly deploymentPrincipal?: Principal | undefined;
  /** @default - the library's defaults */
  readonly workspace?: EnvironmentWorkspaceOptions | undefined;
  /**
   * Your own key for data at rest: a new one in a vault of its own, or an existing one. It can't be removed later.
   * @default - keys that Microsoft manages
   */
  readonly customerManagedKey?: EnvironmentKeyOptions | undefined;
  /**
   * The environment's registry, or `false` for an environment that uses another environment's registry.
   * @default - a new registry
   */
  readonly registry?: EnvironmentRegistryOptions | false | undefined;
  /**
   * Additional registries, by names of 2 to 12 lower-case letters and digits, a letter first. They are in the group of
   * the environment's registry, and all workspaces of the environment use them.
   * @default - none
   */
  readonly registries?: Readonly<Record<string, EnvironmentRegistryOptions>> | undefined;
  /**
   * Additional workspaces, by names of 2 to 12 lower-case letters and digits, a letter first. Each has its own resource
   * group, identities and roles, and uses the environment's network and logs.
   * @default - none
   */
  readonly workspaces?: Readonly<Record<string, AdditionalWorkspaceOptions>> | undefined;
  /**
   * Data stores of the environment's workspaces, by name: options of new ones, or existing ones. In production,
   * Terraform refuses to destroy new ones.
   * @default - none
   */
  readonly data?: EnvironmentStores | undefined;
  /** @default - environment, purpose and component only */
  readonly tags?: Tags | undefined;
  /**
   * Names of tags that others set, such as an Azure Policy. Terraform neither removes nor changes them.
   * @default - none
   */
  readonly ignoreTagChanges?: readonly string[] | undefined;
}

/**
 * The part of an environment that its workspace needs first and that other environments use: monitoring, the
 * workspace's identities and dependent resources with their roles in effect, and the registry. It needs neither a
 * network nor DNS zones.
 *
 * `PrivateMlEnvironment` creates all this itself. In a stack of its own, the base is applied within minutes, while the
 * stack with the workspace takes most of an hour: other environments wait for the base only.
 * @throws InvalidInputError for everything that its parts reject
 */
export class EnvironmentBase extends BaseConstruct {
  /** The groups, whose resources wait for the deployment principal's roles. */
  public readonly resourceGroups: EnvironmentResourceGroups;
  public readonly monitoring: IMonitoring;
  public readonly workspaceDependencies: WorkspaceDependencies;
  /** The customer-managed key and what it encrypts. */
  public readonly encryption: EnvironmentEncryption;
  /** The environment's own registry, which has a private endpoint once there is a `PrivateMlEnvironment`. */
  public readonly registry: AmlRegistry | undefined;
  /** The additional registries by name, which get their private endpoints in the same way. */
  public readonly registries: ReadonlyMap<string, AmlRegistry>;
  /** The additional workspaces by name. */
  public readonly workspaces: ReadonlyMap<string, AdditionalWorkspace>;
  /** The data stores, which have private endpoints once there is a `PrivateMlEnvironment`. Undefined without any. */
  public readonly data: EnvironmentData | undefined;

  constructor(scope: Construct, id: string, props: EnvironmentBaseProps) {
    super(scope, id);
    requireProps(this, props, "names", "resourceGroups", "tenantId");
    this.resourceGroups = deployableGroups(this, props);
    const { vnet, workspace, registry } = this.resourceGroups;
    this.monitoring = createMonitoring(this, props, workspace);
    this.encryption = new EnvironmentEncryption(
      this,
      { ...props, resourceGroups: this.resourceGroups },
      this.monitoring,
    );
    this.workspaceDependencies = new WorkspaceDependencies(this, "Workspace", {
      ...this.encryption.workspaceOptions,
      ...workspaceProps(props, workspace, this.monitoring),
      identityResourceGroup: props.workspace?.identityResourceGroup ?? vnet,
    });
    this.registry = createRegistry(this, props, registry, this.monitoring);
    this.registries = createRegistries(this, props, registry, this.monitoring);
    this.workspaces = createAdditionalWorkspaces(this, props, {
      own: this.workspaceDependencies,
      encryption: this.encryption,
      monitoring: this.monitoring,
      identityResourceGroup: vnet,
    });
    this.data = createData(this, props, this.resourceGroups, this.monitoring, this.encryption);
    ResourceTags.of(this).ignoreChanges(...(props.ignoreTagChanges ?? []));
  }
}

/**
 * Grants the deployment principal its roles on the environment's groups.
 * @returns the groups, whose resources wait for the roles
 */
export function deployableGroups(
  scope: Construct,
  {
    resourceGroups,
    deploymentPrincipal,
    names,
  }: Pick<EnvironmentBaseProps, "resourceGroups" | "deploymentPrincipal" | "names">,
): EnvironmentResourceGroups {
  const grant = (id: string, group: IResourceGroup) =>
    grantDeployment(scope, `DeploymentRoles-${id}`, group, deploymentPrincipal, names.environmentName);
  return {
    vnet: grant("vnet", resourceGroups.vnet),
    workspace: grant("workspace", resourceGroups.workspace),
    registry: grant("registry", resourceGroups.registry),
    data: resourceGroups.data && grant("data", resourceGroups.data),
  };
}

/** The data stores of an environment, without private endpoints. */
export function createData(
  scope: Construct,
  props: PartProps,
  { data = undefined, workspace }: EnvironmentResourceGroups,
  monitoring: IMonitoring,
  encryption: EnvironmentEncryption,
): EnvironmentData | undefined {
  const { data: stores = {}, names, tags } = props;
  if (Object.keys(stores).length === 0) return undefined;
  return new EnvironmentData(scope, "Data", {
    stores,
    resourceGroup: data ?? workspace,
    names,
    monitoring,
    customerManagedKey: encryption.dataKey,
    preventDestroy: preventsDestroy(props),
    tags,
  });
}

/** Props of the parts, with or without a base. */
export type PartProps = Omit<EnvironmentBaseProps, "resourceGroups" | "workspaces">;

/** Props of the workspace and its dependencies that the environment determines. */
export function workspaceProps(
  { names, tenantId, tags }: Pick<PartProps, "names" | "tenantId" | "tags">,
  resourceGroup: IResourceGroup,
  monitoring: IMonitoring,
) {
  return {
    resourceGroup,
    names,
    monitoring,
    tenantId,
    tags: platformTags(tags, names.environmentName, "workspace"),
  };
}

export function createMonitoring(scope: Construct, props: PartProps, resourceGroup: IResourceGroup): IMonitoring {
  const { names, diagnosticSettings, logAnalyticsWorkspaceId, logRetentionInDays, logQueryAudit } = props;
  if (logAnalyticsWorkspaceId === undefined) {
    return new Monitoring(scope, "Monitoring", {
      resourceGroup,
      workspaceName: names.logAnalyticsWorkspace,
      diagnosticSettings,
      queryAudit: logQueryAudit,
      retentionInDays: logRetentionInDays,
      preventDestroy: preventsDestroy(props),
      tags: platformTags(props.tags, names.environmentName, "monitoring"),
    });
  }
  for (const [prop, value] of Object.entries({ logRetentionInDays, logQueryAudit: logQueryAudit || undefined })) {
    if (value === undefined) continue;
    refuse(scope, prop, {
      value,
      allowed: `${prop} or logAnalyticsWorkspaceId, not both: it is a property of what would be created`,
      fix: "leave it out; its owner sets it",
    });
  }
  requireLogAnalyticsWorkspaceId(scope, logAnalyticsWorkspaceId);
  return Monitoring.fromMonitoringAttributes(scope, "Monitoring", { logAnalyticsWorkspaceId, diagnosticSettings });
}

/** @param place network and zones of its private endpoint; without them it gets none */
export function createRegistry(
  scope: Construct,
  props: PartProps,
  resourceGroup: IResourceGroup,
  monitoring: IMonitoring,
  place?: AddRegistryEndpointOptions,
): AmlRegistry | undefined {
  const { names, registry } = props;
  if (registry === false) return undefined;
  return newRegistry(scope, "Registry", props, { ...registry, ...place, resourceGroup, names, monitoring });
}

/** The additional registries by name. @param place as for {@link createRegistry} */
export function createRegistries(
  scope: Construct,
  props: PartProps,
  resourceGroup: IResourceGroup,
  monitoring: IMonitoring,
  place?: AddRegistryEndpointOptions,
): ReadonlyMap<string, AmlRegistry> {
  return new Map(
    Object.entries(props.registries ?? {}).map(([name, options]) => {
      const names = props.names.forRegistry(name);
      const parts = { ...options, ...place, resourceGroup, names, monitoring };
      return [name, newRegistry(scope, `Registry-${name}`, props, parts)];
    }),
  );
}

function newRegistry(
  scope: Construct,
  id: string,
  props: PartProps,
  options: Omit<AmlRegistryProps, "deployer" | "tags">,
): AmlRegistry {
  return new AmlRegistry(scope, id, {
    ...options,
    preventDestroy: options.preventDestroy ?? (preventsDestroy(props) || undefined),
    deployer: props.deploymentPrincipal ?? false,
    tags: platformTags(props.tags, props.names.environmentName, "registry"),
  });
}

/** Whether Terraform refuses to destroy what holds data. */
function preventsDestroy({ names, workspace }: PartProps): boolean {
  return workspace?.preventDestroy ?? workspace?.production ?? isProductionName(names.environmentName) ?? true;
}
