import { Evaluated, Hole, isTreeObject, visitHoles, type Tree, type TreeObject } from "../expression/tree.js";
import type { Content, Node, Place, PlannedReference } from "../model.js";
import type { Path } from "../path.js";
import { evaluateArm, joined, unknown, type ArmContext } from "./arm-expression.js";
import {
  contextOf,
  type Declared,
  Declarations,
  type Destination,
  elsewhere,
  NOT_IN_BODY,
  objectIn,
} from "./declarations.js";

/** A resource of a template, as azapi would declare it. */
export interface DeployedResource {
  /** `Microsoft.Network/virtualNetworks/vnet`, unique in its deployment. */
  readonly label: string;
  readonly content: { readonly [name: string]: Content };
  readonly references: readonly PlannedReference[];
}

/** What a deployment creates. */
export interface Deployed {
  readonly resources: readonly DeployedResource[];
  /** Whether these are all: linked templates, and copies and conditions that only Azure can tell, leave some out. */
  readonly isWhole: boolean;
}

/** Finds what was created of a resource, once all are. */
export type Lookup = (label: string) => Node | undefined;

/** More nested templates than these are left to Azure. */
const DEEPEST = 10;
const BESIDE = new Set(["location", "tags", "identity"]);
const DEPLOYMENTS = "microsoft.resources/deployments";

/**
 * Reads what a literal ARM template deploys.
 * @param find finds what a resource of the template became
 */
export function readDeployment(
  template: Tree,
  parameters: Tree | undefined,
  destination: Destination,
  find: Lookup,
): Deployed {
  const reader = new TemplateReader(find);
  reader.read(template, parameters, destination, undefined, 0);
  return { resources: reader.resources, isWhole: reader.isWhole };
}

class TemplateReader {
  public readonly resources: DeployedResource[] = [];
  public isWhole = true;
  readonly #labels = new Set<string>();

  constructor(private readonly find: Lookup) {}

  /** @param outer whose parameters and variables a nested template uses, by default */
  public read(
    template: Tree,
    given: Tree | undefined,
    destination: Destination,
    outer: ArmContext | undefined,
    depth: number,
  ): void {
    if (!isTreeObject(template) || depth > DEEPEST) {
      this.isWhole = false;
      return;
    }
    const context =
      outer ??
      contextOf(template, given, destination, (type, names, before) => this.#idOf(type, names, before, destination));
    const declarations = new Declarations(template, context);
    const declared = declarations.resources().filter(({ condition }) => condition !== false);
    if (declarations.gaps.length > 0) this.isWhole = false;
    for (const { type, names } of declared) this.#labels.add(labelOf(type, names));
    for (const one of declared) {
      if (one.type.toLowerCase() === DEPLOYMENTS) this.#nested(one, destination, depth);
      else this.#add(one, destination);
    }
  }

  #nested({ json, names, context }: Declared, destination: Destination, depth: number): void {
    const properties = objectIn(json, "properties");
    const template = properties["template"];
    if (template === undefined) {
      this.isWhole = false;
      return;
    }
    const options = objectIn(properties, "expressionEvaluationOptions");
    const isInner = String(options["scope"]).toLowerCase() === "inner";
    const group = json["resourceGroup"] === undefined ? undefined : evaluateArm(json["resourceGroup"], context);
    const subscription =
      json["subscriptionId"] === undefined ? undefined : evaluateArm(json["subscriptionId"], context);
    const there =
      group === undefined && subscription === undefined ? destination : elsewhere(destination, group, subscription);
    const given = evaluateArm(properties["parameters"] ?? {}, context);
    if (names.length > 0)
      this.read(template, isInner ? given : undefined, there, isInner ? undefined : context, depth + 1);
  }

  #add({ json, type, names, context }: Declared, destination: Destination): void {
    const given = Object.entries(json).filter(([name]) => !NOT_IN_BODY.has(name));
    const evaluated = given.map(([name, value]): [string, Tree] => [name, evaluateArm(value, context)]);
    const body = Object.fromEntries(evaluated.filter(([name]) => !BESIDE.has(name)));
    const beside = Object.fromEntries(evaluated.filter(([name]) => BESIDE.has(name)));
    const scope = json["scope"] === undefined ? undefined : evaluateArm(json["scope"], context);
    const parent = this.#parentOf(type, names, scope, destination);
    const version = evaluateArm(json["apiVersion"] ?? "", context);
    const trees: Record<string, Tree> = {
      type: `${type}@${typeof version === "string" ? version : ""}`,
      name: names.at(-1) ?? unknown("name"),
      parent_id: parent,
      ...beside,
      ...(isTreeObject(json["identity"]) ? { identity: identityOf(json["identity"], context) } : {}),
      body,
    };
    this.resources.push({
      label: labelOf(type, names),
      content: Object.fromEntries(Object.entries(trees).map(([name, tree]) => [name, new Evaluated(tree)])),
      references: Object.entries(trees).flatMap(([name, tree]) => referencesIn(tree, name)),
    });
  }

  #parentOf(type: string, names: readonly Tree[], scope: Tree | undefined, destination: Destination): Tree {
    if (scope !== undefined) {
      if (typeof scope !== "string" || scope.startsWith("/")) return scope;
      const [provider = "", ...rest] = scope.split("/");
      const types = rest.filter((_, index) => index % 2 === 0);
      return this.#idOf(
        [provider, ...types].join("/"),
        rest.filter((_, index) => index % 2 === 1),
        [],
        destination,
      );
    }
    const types = type.split("/");
    if (types.length <= 2) return destination.id;
    return names.length === types.length - 1
      ? this.#idOf(types.slice(0, -1).join("/"), names.slice(0, -1), [], destination)
      : unknown("parent");
  }

  /** The id of a resource: of one in this deployment, or as text. */
  #idOf(type: string, names: readonly Tree[], before: readonly Tree[], destination: Destination): Tree {
    const [provider = "", ...types] = type.split("/");
    const label = labelOf(type, names);
    const text = `resourceId('${type}')`;
    if (before.length === 0 && this.#labels.has(label)) {
      const target = (): Place | undefined => {
        const node = this.find(label);
        return node && { node, steps: [{ kind: "attribute", name: "id" }] };
      };
      return new Hole({ text, reason: "known after apply", target });
    }
    const there = before.length === 0 ? destination : elsewhere(destination, before.at(-1), before.at(-2));
    const pieces = types.flatMap((one, index) => [`/${one}/`, names[index] ?? unknown(text)]);
    return joined([there.id, `/providers/${provider}`, ...pieces]) ?? unknown(text);
  }
}

function labelOf(type: string, names: readonly Tree[]): string {
  const texts = names.map((name) => (name instanceof Hole ? name.template : String(name)));
  return `${type}/${texts.join("/")}`.toLowerCase();
}

/** The block of azapi for an identity in ARM's form, whose keys are ids. */
function identityOf(identity: TreeObject, context: ArmContext): Tree {
  const ids = identity["userAssignedIdentities"];
  return {
    type: evaluateArm(identity["type"] ?? null, context),
    ...(isTreeObject(ids) ? { identity_ids: Object.keys(ids).map((id) => evaluateArm(id, context)) } : {}),
  };
}

function referencesIn(tree: Tree, name: string): PlannedReference[] {
  const found: PlannedReference[] = [];
  visitHoles(tree, (hole, inside) => collect(hole, [name, ...inside], found, new Set()));
  return found;
}

function collect(hole: Hole, path: Path, found: PlannedReference[], seen: Set<Hole>): void {
  if (seen.has(hole)) return;
  seen.add(hole);
  found.push({
    path,
    text: hole.text,
    places: () => {
      const { target } = hole;
      return target ? [target as Place] : [];
    },
  });
  for (const cause of [...hole.causes, ...(hole.parts ?? [])]) {
    if (cause instanceof Hole) collect(cause, path, found, seen);
  }
}
