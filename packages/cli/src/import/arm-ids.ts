import { armTypeOfTerraform } from "@org/azure-catalog";
import {
  type Element,
  type Expression,
  parseTemplate,
  type Resource,
  type Stack,
  type Target,
} from "@org/aml-synth-model";

/** Facts in addition to the stacks. */
export interface KnownFacts {
  /** The subscription of resources whose provider doesn't set one. */
  readonly subscriptionId: string;
  /** Values of Terraform variables, by name. */
  readonly variables: ReadonlyMap<string, string>;
  /** Object ids of user-assigned identities, by their ARM id in lower case. */
  readonly principals: ReadonlyMap<string, string>;
}

/** Types whose resources are part of another resource, or named after it. */
const WITHIN: Readonly<Record<string, (ids: ArmIds, resource: Resource) => string | undefined>> = {
  azapi_resource: (ids, resource) => {
    const [namespace = "", ...types] = resource.armType?.split("/") ?? [];
    const within = types.length === 1 ? `providers/${namespace}/${types[0] ?? ""}` : types.at(-1);
    return joined`${ids.text(resource, "parent_id")}/${within}/${ids.text(resource, "name")}`;
  },
  azurerm_consumption_budget_resource_group: (ids, resource) =>
    joined`${ids.text(resource, "resource_group_id")}/providers/Microsoft.Consumption/budgets/${ids.text(resource, "name")}`,
  azurerm_dev_test_global_vm_shutdown_schedule: (ids, resource) => {
    const machine = ids.text(resource, "virtual_machine_id")?.split("/providers/Microsoft.Compute/virtualMachines/");
    return joined`${machine?.[0]}/providers/Microsoft.DevTestLab/schedules/shutdown-computevm-${machine?.[1]}`;
  },
  azurerm_private_dns_a_record: (ids, resource) =>
    joined`${zoneOf(ids, resource, "zone_name")}/A/${ids.text(resource, "name")}`,
  azurerm_private_dns_zone_virtual_network_link: (ids, resource) =>
    joined`${zoneOf(ids, resource, "private_dns_zone_name")}/virtualNetworkLinks/${ids.text(resource, "name")}`,
  azurerm_resource_group: (ids, resource) => ids.group(resource, ids.text(resource, "name")),
  azurerm_subnet: (ids, resource) =>
    joined`${ids.inGroup(resource, "Microsoft.Network/virtualNetworks", "virtual_network_name")}/subnets/${ids.text(resource, "name")}`,
  azurerm_virtual_machine_extension: (ids, resource) =>
    joined`${ids.text(resource, "virtual_machine_id")}/extensions/${ids.text(resource, "name")}`,
};

/** Derives ARM ids from the synthesized stacks: from names, types and parents. */
export class ArmIds {
  readonly #facts: KnownFacts;
  readonly #ids = new Map<Resource, string | undefined>();

  public constructor(facts: KnownFacts) {
    this.#facts = facts;
  }

  /** The ARM id of a resource; undefined if it can't be derived. */
  public of(resource: Resource): string | undefined {
    if (this.#ids.has(resource)) return this.#ids.get(resource);
    const armType = armTypeOfTerraform(resource.type);
    const within = WITHIN[resource.type];
    const id = within
      ? within(this, resource)
      : armType?.split("/").length === 2
        ? this.inGroup(resource, armType, "name")
        : undefined;
    this.#ids.set(resource, id);
    return id;
  }

  /** The value of an argument, with known ids and variables; undefined if a part is unknown. */
  public text(element: Element, path: string): string | undefined {
    const written = element.get(path);
    return typeof written === "string" ? this.#render(element.stack, parseTemplate(written)) : undefined;
  }

  /** The ARM id of a resource group in the subscription of the resource's provider. */
  public group({ provider }: Resource, name: string | undefined): string | undefined {
    const subscriptionId = provider && this.text(provider, "subscription_id");
    return joined`/subscriptions/${subscriptionId ?? this.#facts.subscriptionId}/resourceGroups/${name}`;
  }

  /** The ARM id of a resource in the same group whose name is in an argument. */
  public inGroup(resource: Resource, armType: string, name: string): string | undefined {
    const group = this.group(resource, this.text(resource, "resource_group_name"));
    return joined`${group}/providers/${armType}/${this.text(resource, name)}`;
  }

  #render(stack: Stack, expression: Expression): string | undefined {
    if (expression.kind === "literal") return String(expression.value);
    if (expression.kind === "template") {
      const parts = expression.parts.map((part) => {
        if (typeof part === "string") return part;
        return part.kind === "directive" ? undefined : this.#render(stack, part);
      });
      return parts.includes(undefined) ? undefined : parts.join("");
    }
    const target = stack.resolve(`\${${expression.text}}`);
    return target && this.#valueOf(target);
  }

  #valueOf({ element, attribute }: Target): string | undefined {
    if (element.kind === "variable") return this.#facts.variables.get(element.name);
    if (!isResource(element)) return undefined;
    if (attribute === "id") return this.of(element);
    if (attribute === "principal_id") return this.#facts.principals.get(this.of(element)?.toLowerCase() ?? "");
    return this.text(element, attribute);
  }
}

function isResource(element: Element): element is Resource {
  return element.kind === "resource";
}

/** azurerm 5 refers to the zone by its id, azurerm 4 by group and name. */
function zoneOf(ids: ArmIds, resource: Resource, name: string): string | undefined {
  return ids.text(resource, "private_dns_zone_id") ?? ids.inGroup(resource, "Microsoft.Network/privateDnsZones", name);
}

/** The joined parts; undefined if one of them is undefined. */
function joined(texts: TemplateStringsArray, ...values: readonly (string | undefined)[]): string | undefined {
  return values.includes(undefined) ? undefined : String.raw({ raw: texts }, ...values);
}
