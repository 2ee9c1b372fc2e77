import type { IPrivateDnsZones, IVirtualNetwork, PrivateLinkTarget } from "@org/aml-core";
import { GrowingList, isUnresolved, refuse, UniqueRegistry } from "@org/aml-core/internal";
import type { EnvironmentNames } from "@org/aml-naming";
import { arePeered, PrivateEndpoint } from "@org/aml-network";
import type { DataStoreEndpoint } from "@org/aml-workspace";
import type { PrivateLinkSubResource } from "@org/azure-catalog";
import type { Construct } from "constructs";

/** Options of a store's private endpoints in a network. */
export interface AddDataEndpointsOptions {
  /** Network from which the store is reached. */
  readonly vnet: IVirtualNetwork;
  /**
   * Zones in which the endpoints register: `dfs` with `blob`, or `sql`. `extraZones` of the shared zones adds them.
   * @default - none: for a second network, whose records would replace those of the first
   */
  readonly zones?: IPrivateDnsZones | undefined;
  /**
   * Construct in which the endpoints are created, usually one of the network's stack.
   * @default - the store
   */
  readonly scope?: Construct | undefined;
  /**
   * Names of the environment. Required for an existing store.
   * @default - those of the store
   */
  readonly names?: EnvironmentNames | undefined;
  /**
   * Message to the owner of an existing store, 1 to 140 characters, who then has to approve the endpoints by hand.
   * @default - approved automatically, which needs the deployment principal's permissions on the store
   */
  readonly manualApproval?: string | undefined;
  /** @default - the store's */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** The private endpoints of a store, one for each of its sub-resources in each network. */
export class DataEndpoints {
  /** The endpoints, in the order in which they were added. */
  public readonly all: PrivateEndpoint[] = [];
  /** The same, with their networks. */
  public readonly added = new GrowingList<DataStoreEndpoint>();
  readonly #networks: IVirtualNetwork[] = [];
  readonly #perNetwork = new UniqueRegistry();

  constructor(
    private readonly store: Construct,
    private readonly subResources: readonly PrivateLinkSubResource[],
  ) {}

  /**
   * Adds the endpoints in a network.
   * @param target the store
   * @param name name of the account or server. Undefined if only Terraform knows it
   * @throws InvalidInputError for a second call for a network, or without names for an existing store
   */
  public add(target: PrivateLinkTarget, name: string | undefined, options: AddDataEndpointsOptions): void {
    const { vnet, zones, scope = this.store, names, manualApproval, tags } = options;
    if (!names || name === undefined || isUnresolved(name)) {
      refuse(this.store, "addEndpoints", {
        value: name,
        allowed:
          "a store with a literal id, together with the names of the environment: the endpoints are named after both",
        fix: "pass names, and an id without Terraform expressions",
      });
    }
    this.#perNetwork.reserve([vnet.node.path], this.store.node.path, () =>
      refuse(this.store, "addEndpoints", {
        value: vnet.node.path,
        allowed: "a network in which the store has no endpoints yet",
        fix: "remove the second call",
      }),
    );
    for (const subResource of this.subResources) {
      const endpoint = new PrivateEndpoint(scope, `${this.idOf(scope)}Endpoint-${subResource}`, {
        vnet,
        zones,
        target,
        subResource,
        manualApproval,
        tags,
        ...names.privateEndpoint(name, subResource),
      });
      this.all.push(endpoint);
      this.added.add({ construct: endpoint.resource, resourceId: endpoint.privateEndpointId, subResource, vnet });
    }
    this.#networks.push(vnet);
  }

  /** Whether a network, or one that is peered with it, has endpoints. */
  public reach(vnet: IVirtualNetwork): boolean {
    return this.#networks.some((network) => network.node.path === vnet.node.path || arePeered(network, vnet));
  }

  /** In a scope other than the store, endpoints of several stores have the store's id in theirs. */
  private idOf(scope: Construct): string {
    return scope === this.store ? "" : `${this.store.node.id}-`;
  }
}
