import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock/index.js";
import type { IMonitoring, IPrivateDnsZones, IVirtualNetwork, IWorkspace } from "@org/aml-core";
import { azapiOptions, dependOn, refuse, requireGuid, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { PrivateEndpoint } from "@org/aml-network";
import { PropagationDelay } from "@org/aml-rbac";
import { API_VERSIONS, DIAGNOSTIC_CATEGORIES } from "@org/azure-catalog";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { Fn, type ITerraformDependable, TerraformResource, TerraformStack, Token } from "cdktf";
import type { Construct } from "constructs";
import { ImportedRegistry, type ImportedRegistryOptions } from "./imported-registry.js";
import { ManagedResourceEndpoints } from "./managed-resource-endpoints.js";
import {
  exported,
  exportedValues,
  managedResources,
  type RegistryManagedResources,
  regionSuffix,
} from "./managed-resources.js";
import { RegistryBase } from "./registry-base.js";
import { registryBody } from "./registry-body.js";
import type { AllowConnectionOptions, IRegistry, IRegistryConnection } from "./registry-interfaces.js";
import { registryLocations } from "./registry-locations.js";
import type { AddRegistryEndpointOptions, AmlRegistryProps } from "./registry-props.js";

const RESOURCE_GROUP_SEGMENT = 4;

/**
 * A private Azure Machine Learning registry, through which workspaces share models, data, components and environments.
 *
 * It has a system-assigned identity, no public access, and a private endpoint in the given network. Azure creates a
 * storage account and a container registry for it in each of its regions, in a managed resource group
 * `azureml-rg-<registry>_<guid>` that can't be changed or deleted, and assigns the registry's identity the roles on
 * them.
 *
 * Creating, changing and deleting it can take up to 60 minutes.
 * @throws InvalidInputError for a name or region that Azure rejects, a deployer whose object id is not a GUID, or
 * options of the managed resources without a deployer or monitoring
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-registry-network-isolation
 */
export class AmlRegistry extends RegistryBase {
  /**
   * An existing registry.
   * @throws InvalidInputError for an id of another type
   */
  public static fromRegistryId(
    scope: Construct,
    id: string,
    registryId: string,
    options?: ImportedRegistryOptions,
  ): IRegistry {
    return new ImportedRegistry(scope, id, registryId, options);
  }

  /** The registry (L1). */
  public readonly resource: Resource;
  public readonly registryId: string;
  public readonly registryName: string;
  public readonly environmentName: string;
  public readonly ruleName: string;
  public readonly dependencies: readonly ITerraformDependable[];
  /** Name of its resource group. */
  public readonly resourceGroupName: string;
  /** Object id of its system-assigned identity, a GUID. */
  public readonly identityPrincipalId: string;
  /** ARM id of its managed resource group. */
  public readonly managedResourceGroupId: string;
  /** The resources that Azure created for it, the registry's own region first. */
  public readonly managedResources: readonly RegistryManagedResources[];
  readonly #props: AmlRegistryProps;
  #endpoint: PrivateEndpoint | undefined;
  #managedResourceEndpoints: readonly ManagedResourceEndpoints[] = [];
  #lock: ManagementLock | undefined;

  constructor(scope: Construct, id: string, props: AmlRegistryProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names");
    const { names, resourceGroup } = props;
    this.environmentName = names.environmentName;
    this.registryName = props.registryName ?? names.registry;
    this.ruleName = names.registryOutboundRule;
    this.resourceGroupName = resourceGroup.name;
    this.#props = props;
    assertName("registry", this.registryName, `${this.node.path}.registryName`);
    const location = props.location ?? resourceGroup.location;
    const locations = registryLocations(this, location, props.additionalLocations);
    this.requireWayIn(props);

    this.resource = this.createResource(props, location, locations);
    this.registryId = this.resource.id;
    this.identityPrincipalId = exported(this.resource, "identityPrincipalId");
    this.managedResourceGroupId = exported(this.resource, "managedResourceGroupId");
    this.managedResources = managedResources(this.resource, locations);

    this.dependencies = new PropagationDelay(this, "IdentityReady", {
      duration: props.waits?.identity ?? "10s",
      waitsFor: [this.resource],
    }).dependencies;
    const { vnet, zones } = props;
    if (vnet && zones) this.createEndpoints(this, { vnet, zones });
    else this.requireNeither(vnet ? "zones" : "vnet", vnet ?? zones);
    if (props.monitoring) this.addDiagnosticSettings(props.monitoring, props.managedResourceDiagnostics ?? false);
    if (this.#endpoint) this.addLock(this);
  }

  /**
   * Its private endpoint.
   * @throws InvalidInputError before there is one
   */
  public get endpoint(): PrivateEndpoint {
    return (
      this.#endpoint ??
      refuse(this, "endpoint", {
        value: undefined,
        allowed: "a registry with vnet and zones, or after addEndpoint",
        fix: "call addEndpoint first",
      })
    );
  }

  /** Endpoints to `managedResources`, in the same order. Empty unless `managedResourceEndpoints` is true. */
  public get managedResourceEndpoints(): readonly ManagedResourceEndpoints[] {
    return this.#managedResourceEndpoints;
  }

  /** The lock (L1). Undefined unless `lock` is true, and before there is an endpoint. */
  public get lock(): ManagementLock | undefined {
    return this.#lock;
  }

  /**
   * Adds the private endpoint of a registry that was created without a network, with what belongs to it: the endpoints
   * to its managed resources and its lock, if its props ask for them. The network can be in another stack, which is then
   * applied after the registry's.
   * @param scope what the endpoint is created in, usually a construct in the network's stack
   * @throws InvalidInputError for a second endpoint
   */
  public addEndpoint(scope: Construct, options: AddRegistryEndpointOptions): PrivateEndpoint {
    if (this.#endpoint) {
      refuse(this, "addEndpoint", {
        value: "a second endpoint",
        allowed: `one endpoint; ${this.#endpoint.node.path} already exists`,
        fix: "leave out vnet and zones of the registry, or the call",
      });
    }
    const endpoint = this.createEndpoints(scope, options);
    this.addLock(scope);
    return endpoint;
  }

  /** Name of its managed resource group, `azureml-rg-<registry>_<guid>`. Never change or delete its resources. */
  public get managedResourceGroupName(): string {
    return Token.asString(Fn.element(Fn.split("/", this.managedResourceGroupId), RESOURCE_GROUP_SEGMENT));
  }

  public override allowConnectionFrom(
    workspace: IWorkspace,
    options: AllowConnectionOptions = {},
  ): IRegistryConnection {
    const connection = super.allowConnectionFrom(workspace, options);
    if (!connection.withinEnvironment && this.#props.preventDestroy === undefined) {
      this.resource.lifecycle = { ...this.resource.lifecycle, preventDestroy: true };
    }
    if (this.#lock && TerraformStack.of(this.#lock) === TerraformStack.of(connection)) {
      dependOn(this.#lock, connection.dependencies);
    }
    return connection;
  }

  private createResource(props: AmlRegistryProps, location: string, locations: readonly string[]): Resource {
    const { resourceGroup, deployer, preventDestroy } = props;
    const resource = new Resource(this, "Resource", {
      type: `Microsoft.MachineLearningServices/registries@${props.apiVersion ?? API_VERSIONS.machineLearning}`,
      parentId: resourceGroup.id,
      name: this.registryName,
      location,
      identity: [{ type: "SystemAssigned" }],
      body: registryBody({
        locations,
        storageAccountType: props.storageAccountType ?? "Standard_LRS",
        hierarchicalNamespace: props.hierarchicalNamespace ?? false,
        assignedPrincipalId:
          deployer === false ? undefined : requireGuid(this, "deployer.principalId", deployer.principalId),
      }),
      responseExportValues: exportedValues(locations),
      tags: props.tags,
      lifecycle: preventDestroy === true ? { preventDestroy } : undefined,
      ...azapiOptions(props, { create: "60m", update: "60m", delete: "60m" }),
    });
    dependOn(resource, resourceGroup.dependencies ?? []);
    return resource;
  }

  private createEndpoints(scope: Construct, place: AddRegistryEndpointOptions): PrivateEndpoint {
    const { names, endpoint, tags } = this.#props;
    const created = new PrivateEndpoint(scope, "Endpoint", {
      ...place,
      target: this.target,
      subResource: "amlregistry",
      ...names.privateEndpoint(this.registryName, "amlregistry"),
      ...endpoint,
      dependsOn: this.dependencies,
      tags,
    });
    this.#endpoint = created;
    if (this.#props.managedResourceEndpoints === true) {
      this.#managedResourceEndpoints = this.addManagedResourceEndpoints(scope, place, created);
    }
    return created;
  }

  private requireNeither(missing: "vnet" | "zones", given: IVirtualNetwork | IPrivateDnsZones | undefined): void {
    if (!given) return;
    refuse(this, missing, {
      value: undefined,
      allowed: "vnet and zones together, or neither of them",
      fix: `pass ${missing} as well, or leave the other one out and call addEndpoint`,
    });
  }

  private requireWayIn({
    deployer,
    managedResourceEndpoints,
    managedResourceDiagnostics,
    monitoring,
  }: AmlRegistryProps) {
    const reaching = Object.entries({ managedResourceEndpoints, managedResourceDiagnostics }).find(([, on]) => on);
    if (reaching && deployer === false) {
      refuse(this, reaching[0], {
        value: true,
        allowed: "false together with deployer: false, because Azure denies access to the managed resource group",
        fix: "set the principal that runs Terraform as deployer: Principal.deployment({ objectId })",
      });
    }
    if (managedResourceDiagnostics === true && !monitoring) {
      refuse(this, "managedResourceDiagnostics", {
        value: true,
        allowed: "false without monitoring",
        fix: "set monitoring, the destination of the logs",
      });
    }
  }

  private addManagedResourceEndpoints(
    scope: Construct,
    { vnet, zones }: AddRegistryEndpointOptions,
    own: PrivateEndpoint,
  ): ManagedResourceEndpoints[] {
    const { names, endpoint: { subnet, resourceGroup } = {}, tags } = this.#props;
    const place = { subnet, resourceGroup };
    const made: ManagedResourceEndpoints[] = [];
    for (const [index, resources] of this.managedResources.entries()) {
      made.push(
        new ManagedResourceEndpoints(scope, `ManagedResources${regionSuffix(resources.location, index)}`, {
          registry: this.resource,
          vnet,
          zones,
          names,
          resourceName: index === 0 ? this.registryName : `${this.registryName}${resources.location}`,
          resources,
          place,
          after: made.at(-1)?.containerRegistry.resource ?? own.resource,
          tags,
        }),
      );
    }
    return made;
  }

  private addDiagnosticSettings(monitoring: IMonitoring, alsoManagedResources: boolean): void {
    monitoring.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.registryId,
      categories: DIAGNOSTIC_CATEGORIES.registry,
      dependsOn: this.dependencies,
    });
    if (!alsoManagedResources) return;
    for (const [index, { location, storageAccountId, containerRegistryId }] of this.managedResources.entries()) {
      const settings = [
        ["Storage", storageAccountId, DIAGNOSTIC_CATEGORIES.storageAccount],
        ["Blob", `${storageAccountId}${DIAGNOSTIC_CATEGORIES.blobService.idSuffix}`, DIAGNOSTIC_CATEGORIES.blobService],
        ["ContainerRegistry", containerRegistryId, DIAGNOSTIC_CATEGORIES.containerRegistry],
      ] as const;
      for (const [kind, targetResourceId, categories] of settings) {
        monitoring.addDiagnosticSetting(this, `Diagnostics-${kind}${regionSuffix(location, index)}`, {
          targetResourceId,
          categories,
          dependsOn: this.dependencies,
        });
      }
    }
  }

  private addLock(scope: Construct): void {
    const { lock, lockName: name = this.#props.names.registryLock } = this.#props;
    if (lock !== true) return;
    assertName("managementLock", name, `${this.node.path}.lockName`);
    const isResource = TerraformResource.isTerraformResource;
    // Nothing can be deleted on a locked registry, so the lock is created last and deleted first.
    const locked = [...this.node.findAll().filter(isResource), ...scope.node.findAll().filter(isResource)];
    this.#lock = new ManagementLock(scope, "Lock", {
      name,
      scope: this.registryId,
      lockLevel: "CanNotDelete",
      notes: "Workspaces, including those of other environments, use assets and images of this registry.",
    });
    dependOn(this.#lock, locked);
  }
}
