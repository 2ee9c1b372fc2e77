import type { ArmId } from "@org/azure-catalog";
import { groupBy } from "@org/aml-synth-model";
import type { Read } from "./live-azure.js";
import type { Subject } from "./subject.js";
import { type Body, textAt } from "./values.js";

export const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
export const OUTBOUND_RULES = `${WORKSPACES}/outboundRules`;
export const GROUPS = "Microsoft.Resources/resourceGroups";
export const ENDPOINTS = "Microsoft.Network/privateEndpoints";
export const ZONES = "Microsoft.Network/privateDnsZones";
export const CLUSTERS = "Microsoft.ContainerService/managedClusters";

/** Subjects of all stacks by type and id, for what is expected. */
export class Expected {
  readonly #byType: ReadonlyMap<string, readonly Subject[]>;
  readonly #byId: ReadonlyMap<string, readonly Subject[]>;
  /** Types of associations and the ids of the resources that they change. */
  readonly #associations: ReadonlySet<string>;

  constructor(subjects: readonly Subject[]) {
    const own = subjects.filter(isOwn);
    this.#byType = groupBy(own, ({ id }) => id.resourceType.toLowerCase());
    this.#byId = groupBy(own, ({ id }) => id.key);
    this.#associations = new Set(subjects.map(({ id, resource: { type } }) => `${type} ${id.key}`));
  }

  /** Whether an association of a type changes a resource. */
  public isAssociated(id: ArmId, type: string): boolean {
    return this.#associations.has(`${type} ${id.key}`);
  }

  public ofType(type: string): readonly Subject[] {
    return this.#byType.get(type.toLowerCase()) ?? [];
  }

  public get(id: string): Subject | undefined {
    return this.#byId.get(id.toLowerCase())?.[0];
  }

  public has(id: string): boolean {
    return this.get(id) !== undefined;
  }
}

/** Whether it is a resource of its own, which an association and an `azapi_update_resource` aren't. */
export function isOwn({ resource: { type } }: Subject): boolean {
  return !/^azapi_update_resource$|^azurerm_virtual_network_dns_servers$|_association$/.test(type);
}

/** The id of a resource, as it is compared. */
export function idOf(body: Body): string {
  return textAt(body, "id").toLowerCase();
}

/** The resources of a list that no stack deploys; none if it wasn't read. */
export function foreign(list: Read<readonly Body[]>, expected: Expected): readonly Body[] {
  return list.state === "read" ? list.value.filter((one) => !expected.has(textAt(one, "id"))) : [];
}
