import { isTreeObject, Hole, type Tree } from "../expression/tree.js";
import type { Evaluator } from "../evaluator.js";
import type { Node, Resource, Target } from "../model.js";
import type { ResourceNode } from "../resource.js";
import { joined, unknown } from "./arm-expression.js";
import type { Destination } from "./declarations.js";
import { readDeployment } from "./template.js";

/** What a literal ARM template deploys. */
export interface Deployment {
  /** The resource that deploys it: of azurerm, or of azapi. */
  readonly resource: Resource;
  /** Its resources as azapi would declare them. They aren't elements of a stack, but have references like those. */
  readonly deployed: readonly Resource[];
  /** Whether these are all, and not only those that can be told before Azure evaluates the template. */
  readonly isWhole: boolean;
}

const AZURERM = /^azurerm_(\w+_)?template_deployment$/;
const ARM = "microsoft.resources/deployments";
const AFTER_APPLY = "known after apply";

/** Whether a resource deploys an ARM template. */
export function isDeployment(resource: Resource): boolean {
  if (resource.kind !== "resource") return false;
  return AZURERM.test(resource.type) || resource.armType?.toLowerCase() === ARM;
}

/** Reads what a deployment creates; undefined if its template can't be read. */
export function deploymentOf(node: ResourceNode, evaluator: Evaluator): Deployment | undefined {
  const properties = node.armType === undefined ? undefined : node.objectAt("body");
  const inner = isTreeObject(properties) ? properties["properties"] : undefined;
  const [template, parameters] = isTreeObject(inner)
    ? [inner["template"], inner["parameters"]]
    : [
        node.objectAt("template_content") ?? node.objectAt("template_body"),
        node.objectAt("parameters_content") ?? node.objectAt("parameters_body"),
      ];
  if (!isTreeObject(template)) return undefined;
  const created = new Map<string, Node>();
  const { resources, isWhole } = readDeployment(template, parameters, destinationOf(node, evaluator), (label) =>
    created.get(label),
  );
  for (const resource of resources) created.set(resource.label, node.deploy(resource));
  return { resource: node, deployed: [...created.values()] as unknown as Resource[], isWhole };
}

function destinationOf(node: ResourceNode, evaluator: Evaluator): Destination {
  const argument = node.armType === undefined ? "resource_group_name" : "parent_id";
  const written = node.get(argument);
  const target = typeof written === "string" ? evaluator.targetOf(node, written) : undefined;
  const { tree = null } = evaluator.read(node, node.raw, [argument]);
  const subscription = unknown("subscription().subscriptionId");
  if (target && isGroup(target)) {
    const at = (name: string): Hole => attribute(target, name);
    const name = evaluator.read(target.element as Node, (target.element as Node).raw, ["name"]).tree ?? at("name");
    const location = evaluator.read(target.element as Node, (target.element as Node).raw, ["location"]).tree;
    return { id: at("id"), name, location: location ?? at("location"), subscription };
  }
  const location = unknown("resourceGroup().location");
  if (node.armType !== undefined)
    return { id: tree ?? unknown("resourceGroup().id"), name: unknown("resourceGroup().name"), location, subscription };
  const base = joined(["/subscriptions/", subscription]) ?? subscription;
  const id: Tree = tree === null ? base : (joined([base, "/resourceGroups/", tree]) ?? base);
  return { id, name: tree ?? unknown("resourceGroup().name"), location, subscription };
}

function isGroup({ element, attribute: name }: Target): boolean {
  return (element as Resource).type === "azurerm_resource_group" && /^(id|name)$/.test(name);
}

function attribute({ element }: Target, name: string): Hole {
  const target = { node: element, steps: [{ kind: "attribute" as const, name }] };
  return new Hole({ text: `${element.address}.${name}`, reason: AFTER_APPLY, target });
}
