import { BaseConstruct, GrowingList } from "@org/aml-core/internal";
import type { IMonitoring, IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import type { PrivateEndpoint } from "@org/aml-network";
import {
  grantName,
  type GrantRoleOptions,
  grantRole,
  type Principal,
  type RoleAssignment,
  RoleScope,
} from "@org/aml-rbac";
import type { PrivateLinkSubResource, Role } from "@org/azure-catalog";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";
import type { DataStoreEndpoint } from "./data-store.js";

/** Options of an imported dependent resource. */
export interface ImportedResourceOptions {
  /**
   * The environment that the resource belongs to, such as `dev`, for the role matrix.
   * @default - none: environments share it
   */
  readonly environmentName?: string | undefined;
}

/** A resource that a workspace depends on, created by this library or imported. */
export interface IDependentResource extends IConstruct {
  /** ARM id. */
  readonly resourceId: string;
  /** The L1. Undefined for an imported resource, whose owner manages private endpoints and diagnostic settings. */
  readonly resource: TerraformResource | undefined;
  /** The environment that it belongs to, such as `dev`. Undefined if environments share it. */
  readonly environmentName: string | undefined;
  /** The resource as a target of private endpoints and outbound rules. */
  readonly target: PrivateLinkTarget;
  /** What has to exist before it is used. */
  readonly dependencies: readonly ITerraformDependable[];
  /**
   * Sends the logs and metrics to `monitoring`, unless the resource's props or an earlier call set a destination. The
   * workspace calls this method. It does nothing for an imported resource.
   */
  useMonitoring(monitoring: IMonitoring): void;
  /**
   * Its private endpoint in a network. Workspaces that share the resource share the endpoint.
   * @param create called for the first workspace in the network
   */
  endpointIn(
    vnet: IVirtualNetwork,
    subResource: PrivateLinkSubResource,
    create: () => PrivateEndpoint,
  ): PrivateEndpoint;
  /**
   * Grants any role on the resource, `ROLES` of `@org/azure-catalog` or a `CustomRole`.
   * @throws InvalidInputError for a principal that already has the role on the resource
   */
  grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment;
}

/** Base of all dependent resources. */
export abstract class DependentResource extends BaseConstruct implements IDependentResource {
  public abstract readonly resourceId: string;
  public abstract readonly resource: TerraformResource | undefined;
  public abstract readonly environmentName: string | undefined;
  protected abstract readonly resourceType: string;
  #monitoring: IMonitoring | undefined;
  readonly #endpoints = new Map<string, PrivateEndpoint>();
  readonly #added = new GrowingList<DataStoreEndpoint>();

  public get target(): PrivateLinkTarget {
    return { construct: this.resource ?? this, resourceId: this.resourceId };
  }

  public get dependencies(): readonly ITerraformDependable[] {
    return this.resource ? [this.resource] : [];
  }

  public useMonitoring(monitoring: IMonitoring): void {
    if (this.#monitoring || !this.resource) return;
    this.#monitoring = monitoring;
    this.addDiagnosticSettings(monitoring);
  }

  public endpointIn(
    vnet: IVirtualNetwork,
    subResource: PrivateLinkSubResource,
    create: () => PrivateEndpoint,
  ): PrivateEndpoint {
    const key = `${vnet.node.path} ${subResource}`;
    const known = this.#endpoints.get(key);
    if (known) return known;
    const endpoint = create();
    this.#endpoints.set(key, endpoint);
    this.#added.add({ construct: endpoint.resource, resourceId: endpoint.privateEndpointId, subResource, vnet });
    return endpoint;
  }

  public onEndpoint(added: (endpoint: DataStoreEndpoint) => void): void {
    this.#added.forEach(added);
  }

  public grant(principal: Principal, role: Role, options?: GrantRoleOptions): RoleAssignment {
    return this.grantRole(grantName(this, role), role, principal, options);
  }

  protected grantRole(name: string, role: Role, principal: Principal, options?: GrantRoleOptions): RoleAssignment {
    const { target, resourceType, environmentName } = this;
    const on = RoleScope.resource(target, resourceType, { environmentName });
    return grantRole({ resource: this, name }, { principal, role, on }, options);
  }

  protected abstract addDiagnosticSettings(monitoring: IMonitoring): void;
}
