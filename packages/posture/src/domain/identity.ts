import { ArmId } from "@org/azure-catalog";
import type { Resource } from "@org/aml-synth-model";
import { armTypeOf } from "./arm-types.js";
import type { Inventory } from "./inventory.js";
import { isArm, pointTo, readText, written, type Pointer } from "./reader.js";

const GROUPS = "Microsoft.Resources/resourceGroups";

/** Identity of an Azure resource among those of its type, in lower case. Undefined parts are unknown. */
export interface Identity {
  readonly name: string;
  readonly group: string | undefined;
  readonly subscription: string | undefined;
}

/** Whether two identities of a type identify the same resource. A name without its group isn't sufficient. */
export function areSame(one: Identity, other: Identity): boolean {
  const { subscription = other.subscription } = one;
  return (
    one.name === other.name &&
    one.group !== undefined &&
    one.group === other.group &&
    (other.subscription === undefined || other.subscription === subscription)
  );
}

/** The identity in an ARM id of a type, or of a resource below it. `{}` represents unknown parts. */
export function identityIn(id: string, armType: string): Identity | undefined {
  let found = ArmId.tryParse(id);
  while (found && !found.hasType(armType)) found = found.parent;
  const name = plain(found?.name);
  if (!found || name === undefined) return undefined;
  return { name, group: plain(found.resourceGroup), subscription: plain(found.subscriptionId) };
}

/** The identity of a resource or data source, as far as it is known. */
export function identityOf(resource: Resource): Identity | undefined {
  const id = readText(resource, "resource_id", "resource_id") ?? textOf(resource, "resource_id");
  const type = resource.armType;
  if (id !== undefined && type !== undefined && resource.kind === "data") return identityIn(id, type);
  const name = plain(readText(resource, "name", "name"));
  if (name === undefined) return undefined;
  const given = subscriptionOf(resource);
  if (armTypeOf(resource) === GROUPS.toLowerCase()) return { name, group: name, subscription: given };
  if (!isArm(resource)) return { name, group: plain(readText(resource, "resource_group_name")), subscription: given };
  const parent = pointTo(resource, "", "parent_id");
  if (parent?.resource) return { name, group: plain(readText(parent.resource, "name", "name")), subscription: given };
  const group = parent && ArmId.tryParse(parent.shape);
  return { name, group: plain(group?.resourceGroup), subscription: plain(group?.subscriptionId) ?? given };
}

/** The ARM id of a pointer's target, with `{}` for unknown parts. */
export function idOf(to: Pointer): string {
  return idInGroup(to) ?? to.shape;
}

/**
 * An ARM id that is written as the id of a resource group and a suffix:
 * `${azurerm_resource_group.main.id}/providers/...`.
 */
function idInGroup({ resource, attribute, suffix }: Pointer): string | undefined {
  if (!resource || attribute !== "id" || !suffix.startsWith("/providers/")) return undefined;
  if (armTypeOf(resource) !== GROUPS.toLowerCase()) return undefined;
  return `/subscriptions/{}/resourceGroups/${readText(resource, "name", "name") ?? "{}"}${suffix}`;
}

/** Finds representations of the same resource: by reference, ARM id, or name and resource group. */
export class Identities {
  readonly #byType = new Map<string, Map<string, { readonly resource: Resource; readonly identity: Identity }[]>>();

  constructor(private readonly inventory: Inventory) {}

  /**
   * The resource of a type that a pointer refers to: the one that the stacks create, otherwise the first data source
   * for it. Undefined if no stack contains either.
   */
  public at(armType: string, to: Pointer | undefined, by?: Resource): Resource | undefined {
    if (!to) return undefined;
    const inGroup = idInGroup(to);
    if (to.resource?.kind === "resource" && inGroup === undefined) return to.resource;
    const identity = to.resource && inGroup === undefined ? identityOf(to.resource) : identityIn(idOf(to), armType);
    return (identity && this.find(armType, identity, by)) ?? (inGroup === undefined ? to.resource : undefined);
  }

  /**
   * The resource that an argument refers to: by reference, by its ARM id, or by its name in the resource group of `by`.
   */
  public named(armType: string, by: Resource, argument: string, arm?: string): Resource | undefined {
    const to = pointTo(by, argument, arm);
    if (!to || to.resource || !to.literal || to.shape.includes("/")) return this.at(armType, to, by);
    const group = readText(by, "resource_group_name")?.toLowerCase();
    return this.find(armType, { name: to.shape.toLowerCase(), group, subscription: undefined }, by);
  }

  /**
   * Resolves a literal id of any type to its resource. The pointer remains unchanged if no stack contains the resource.
   */
  public follow(to: Pointer, by?: Resource): Pointer {
    const inGroup = idInGroup(to);
    const type = to.resource && inGroup === undefined ? undefined : ArmId.tryParse(idOf(to))?.resourceType;
    const resource = type === undefined ? undefined : this.at(type, to, by);
    return resource ? { ...to, resource, suffix: inGroup === undefined ? to.suffix : "" } : to;
  }

  /**
   * The created resource that a pointer refers to by its id or a data source, otherwise the created resource group that
   * contains it.
   */
  public created(to: Pointer, by: Resource): Resource | undefined {
    if (to.resource?.kind === "data") return this.createdFor(to.resource);
    if (idInGroup(to) === undefined && (to.resource || !to.literal)) return undefined;
    const found = this.follow(to, by).resource ?? this.at(GROUPS, to, by);
    return found?.kind === "resource" ? found : undefined;
  }

  /** The created resource that a data source looks up. */
  public createdFor(data: Resource): Resource | undefined {
    const type = armTypeOf(data) ?? data.armType?.toLowerCase();
    const identity = type === undefined ? undefined : identityOf(data);
    const found = type !== undefined && identity ? this.find(type, identity, data) : undefined;
    return found?.kind === "resource" ? found : undefined;
  }

  /** The resource of a type with an identity, in the stack of `by` if there are several. */
  public find(armType: string, identity: Identity, by?: Resource): Resource | undefined {
    const same = (this.#namesOf(armType).get(identity.name) ?? []).filter((one) => areSame(one.identity, identity));
    const created = same.filter(({ resource }) => resource.kind === "resource");
    const near = created.find(({ resource }) => resource.stack === by?.stack);
    // Several resources with the same identity are in different, unknown subscriptions.
    if (created.length > 0) return (near ?? (created.length === 1 ? created[0] : undefined))?.resource;
    return same[0]?.resource;
  }

  #namesOf(armType: string): ReadonlyMap<string, readonly { resource: Resource; identity: Identity }[]> {
    let names = this.#byType.get(armType.toLowerCase());
    if (!names) {
      names = new Map();
      for (const resource of this.inventory.known(armType)) {
        const identity = identityOf(resource);
        if (identity) names.set(identity.name, [...(names.get(identity.name) ?? []), { resource, identity }]);
      }
      this.#byType.set(armType.toLowerCase(), names);
    }
    return names;
  }
}

function subscriptionOf(resource: Resource): string | undefined {
  const value = resource.provider?.value("subscription_id");
  return value?.known && typeof value.value === "string" ? plain(value.value) : undefined;
}

function textOf(resource: Resource, argument: string): string | undefined {
  const text = written(resource, argument) ?? resource.get(argument);
  return typeof text === "string" ? text : undefined;
}

function plain(text: string | undefined): string | undefined {
  return text === undefined || /\$\{|\{\}/.test(text) ? undefined : text.toLowerCase();
}
