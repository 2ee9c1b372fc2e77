import type { Json, JsonObject } from "../json.js";
import {
  firstHole,
  Hole,
  isTreeList,
  isTreeObject,
  render,
  sameTree,
  type Tree,
  type TreeObject,
} from "../expression/tree.js";
import {
  type ArmContext,
  type ArmFunctions,
  evaluateArm,
  joined,
  unknown,
  unsupportedFunction,
} from "./arm-expression.js";
import {
  contextOf,
  type Declared,
  Declarations,
  type Destination,
  elsewhere,
  NOT_IN_BODY,
  objectIn,
} from "./declarations.js";

/** A template that can't be deployed. */
export class ArmTemplateError extends Error {
  public override readonly name = "ArmTemplateError";
}

/** Where a template is deployed to. */
export interface ArmDestination {
  readonly subscriptionId: string;
  readonly tenantId: string;
  /** Absent for a deployment to a subscription. */
  readonly resourceGroup?: { readonly name: string; readonly location: string } | undefined;
}

/** Functions that only whoever deploys can evaluate, by name in lower case; undefined for what they can't. */
export type DeploymentFunctions = Readonly<Record<string, (given: readonly Json[]) => Json | undefined>>;

/** A resource of a template. */
export interface ArmTemplateResource {
  readonly id: string;
  readonly apiVersion: string;
  /** Ids of the resources that have to be there before, from `dependsOn`. */
  readonly dependsOn: readonly string[];
  /**
   * Its body, as it is written.
   * @throws ArmTemplateError for an expression that can't be evaluated
   */
  body(functions: DeploymentFunctions): JsonObject;
}

const DEPLOYMENTS = "microsoft.resources/deployments";

/** An ARM template with its parameters, to be deployed. */
export class ArmTemplate {
  /** The resources whose conditions hold. */
  public readonly resources: readonly ArmTemplateResource[];
  /** The values of all parameters, by name. */
  public readonly parameters: JsonObject;
  readonly #template: TreeObject;
  readonly #destination: Destination;
  readonly #context: ArmContext;

  /**
   * @param parameters the values, each in `value`
   * @throws ArmTemplateError for parameters that are missing or wrong, resources whose type, name, condition or number
   * of copies can't be evaluated, and dependencies that aren't in the template
   */
  constructor(
    template: JsonObject,
    parameters: JsonObject,
    { subscriptionId, tenantId, resourceGroup }: ArmDestination,
    functions: DeploymentFunctions = {},
  ) {
    this.#template = template;
    const base = `/subscriptions/${subscriptionId}`;
    this.#destination = {
      id: resourceGroup ? `${base}/resourceGroups/${resourceGroup.name}` : base,
      name: resourceGroup?.name ?? "",
      location: resourceGroup?.location ?? "",
      subscription: subscriptionId,
      tenant: tenantId,
    };
    requireParameters(objectIn(template, "parameters"), parameters);
    this.#context = contextOf(
      template,
      parameters,
      this.#destination,
      (type, names, before) => idOf(type, names, before, this.#destination),
      functionsOf(functions),
    );
    const declarations = new Declarations(template, this.#context);
    const declared = declarations.resources();
    const [gap] = declarations.gaps;
    if (gap !== undefined) throw new ArmTemplateError(`${describe(gap)} in a resource`);
    this.parameters = Object.fromEntries(
      Object.keys(objectIn(template, "parameters")).map((name) => [
        name,
        this.#known(this.#context.parameter(name), `the parameter ${name}`),
      ]),
    );
    const known = declared.map((one) => ({ ...one, id: this.#idOf(one) }));
    this.resources = known
      .filter(({ condition }) => condition === true)
      .map((one) => ({
        id: one.id,
        apiVersion: textIn(evaluateArm(one.json["apiVersion"] ?? "", one.context)),
        dependsOn: this.#dependencies(one, known),
        body: (given) => this.#body(one, given),
      }));
  }

  /**
   * The values of the outputs whose conditions hold, with their types.
   * @throws ArmTemplateError for an expression that can't be evaluated
   */
  public outputs(functions: DeploymentFunctions): JsonObject {
    const context = { ...this.#context, functions: functionsOf(functions) };
    return Object.fromEntries(
      Object.entries(objectIn(this.#template, "outputs")).flatMap(([name, output]): [string, Json][] => {
        if (!isTreeObject(output)) throw new ArmTemplateError(`the output ${name} isn't an object`);
        if (output["copy"] !== undefined) throw new ArmTemplateError(`copies in the output ${name} aren't supported`);
        if (evaluateArm(output["condition"] ?? true, context) === false) return [];
        const value = this.#known(evaluateArm(output["value"] ?? null, context), `the output ${name}`);
        return [[name, { type: textIn(output["type"] ?? ""), value }]];
      }),
    );
  }

  #idOf({ json, type, names, context }: Declared): string {
    const group = json["resourceGroup"] === undefined ? undefined : evaluateArm(json["resourceGroup"], context);
    const other = json["subscriptionId"] === undefined ? undefined : evaluateArm(json["subscriptionId"], context);
    const scope = json["scope"] === undefined ? undefined : evaluateArm(json["scope"], context);
    const there =
      group === undefined && other === undefined ? this.#destination : elsewhere(this.#destination, group, other);
    const id = scope === undefined ? idOf(type, names, [], there) : extensionId(type, names, scope, there);
    return textIn(this.#known(id, `the id of a ${type}`));
  }

  #dependencies({ json, context }: Declared, all: readonly (Declared & { readonly id: string })[]): readonly string[] {
    const given = evaluateArm(json["dependsOn"] ?? [], context);
    return (isTreeList(given) ? given : [given]).flatMap((one) => {
      const wanted = textIn(this.#known(one, "dependsOn")).toLowerCase();
      const found = all.filter(
        ({ id, symbol, names, json: other }) =>
          [id, symbol, names.at(-1), names.join("/"), objectIn(other, "copy")["name"]].some(
            (name) => typeof name === "string" && name.toLowerCase() === wanted,
          ) || id.toLowerCase().endsWith(`/providers/${wanted}`),
      );
      if (found.length === 0) throw new ArmTemplateError(`dependsOn names ${wanted}, which isn't in the template`);
      return found.filter(({ condition }) => condition === true).map(({ id }) => id);
    });
  }

  #body(
    { json, type, context: before, id }: Declared & { readonly id: string },
    given: DeploymentFunctions,
  ): JsonObject {
    const context = { ...before, functions: functionsOf(given) };
    const isDeployment = type.toLowerCase() === DEPLOYMENTS;
    const values = Object.entries(json).filter(([name]) => !NOT_IN_BODY.has(name));
    // All are evaluated before one is refused, so that the caller learns of all references.
    const evaluated = values.map(([name, value]): [string, Tree] => {
      if (name === "properties" && isDeployment && isTreeObject(value)) return [name, nested(value, context)];
      requireNoCopy(value, id);
      return [name, evaluateArm(value, context)];
    });
    return this.#known(Object.fromEntries(evaluated), id) as JsonObject;
  }

  /** @throws ArmTemplateError for a value that isn't known */
  #known(value: Tree, where: string): Json {
    const hole = firstHole(value);
    if (hole) throw new ArmTemplateError(`${describe(innermost(hole).text, this.#context.functions)} in ${where}`);
    return render(value);
  }
}

/** The properties of a nested deployment. A template of the outer scope is evaluated now. */
function nested(properties: TreeObject, context: ArmContext): Tree {
  const options = objectIn(properties, "expressionEvaluationOptions");
  const isInner = String(options["scope"]).toLowerCase() === "inner";
  const { template = null, ...others } = properties;
  return {
    ...(evaluateArm(others, context) as TreeObject),
    template: isInner ? template : escaped(evaluateArm(template, context)),
  };
}

/** @throws ArmTemplateError for values that aren't declared, missing or not allowed */
function requireParameters(declared: TreeObject, given: JsonObject): void {
  const names = new Map(Object.keys(declared).map((name) => [name.toLowerCase(), name]));
  const values = new Map<string, Json>();
  for (const [name, parameter] of Object.entries(given)) {
    const declaration = names.get(name.toLowerCase());
    if (declaration === undefined) throw new ArmTemplateError(`the template has no parameter ${name}`);
    if (isTreeObject(parameter) && parameter["reference"] !== undefined)
      throw new ArmTemplateError(`the parameter ${name} refers to a secret of a vault, which isn't supported`);
    values.set(declaration, isTreeObject(parameter) ? ((parameter["value"] as Json | undefined) ?? null) : null);
  }
  for (const name of Object.keys(declared)) {
    const { defaultValue, allowedValues: allowed } = objectIn(declared, name);
    const value = values.get(name) ?? null;
    if (value === null && defaultValue === undefined) throw new ArmTemplateError(`the parameter ${name} has no value`);
    if (value !== null && isTreeList(allowed) && !allowed.some((one) => sameTree(one, value)))
      throw new ArmTemplateError(
        `the parameter ${name} is ${JSON.stringify(value)}; allowed are ${JSON.stringify(allowed)}`,
      );
  }
}

/** @throws ArmTemplateError for copies of properties */
function requireNoCopy(value: Tree, id: string): void {
  if (isTreeList(value)) for (const one of value) requireNoCopy(one, id);
  else if (isTreeObject(value)) {
    if (isTreeList(value["copy"])) throw new ArmTemplateError(`copies of properties aren't supported in ${id}`);
    for (const one of Object.values(value)) requireNoCopy(one, id);
  }
}

function idOf(type: string, names: readonly Tree[], before: readonly Tree[], destination: Destination): Tree {
  const { id, subscription } = before.length === 0 ? destination : elsewhere(destination, before.at(-1), before.at(-2));
  const [provider = "", ...types] = type.split("/");
  if (type.toLowerCase() === "microsoft.resources/resourcegroups")
    return joined(["/subscriptions/", subscription, "/resourceGroups/", names[0] ?? ""]) ?? unknown(type);
  if (types.length !== names.length) return unknown(`resourceId('${type}') with ${names.length} names`);
  const pieces = types.flatMap((one, index) => [`/${one}/`, names[index] ?? ""]);
  return joined([id, `/providers/${provider}`, ...pieces]) ?? unknown(`resourceId('${type}')`);
}

/** The id of a resource that extends another one, which is given by its id or by type and name. */
function extensionId(type: string, names: readonly Tree[], scope: Tree, destination: Destination): Tree {
  if (typeof scope !== "string") return unknown("scope");
  const base = scope.startsWith("/") ? scope : `${String(destination.id)}/providers/${scope}`;
  return idOf(type, names, [], { ...destination, id: base });
}

function functionsOf(given: DeploymentFunctions): ArmFunctions {
  return Object.fromEntries(
    Object.entries(given).map(([name, evaluate]) => [
      name,
      (values: readonly Tree[]) =>
        values.some((value) => firstHole(value)) ? undefined : evaluate(values.map((value) => render(value))),
    ]),
  );
}

/** The part of a partly known text that isn't known. */
function innermost(hole: Hole): Hole {
  const part = hole.parts?.find((one) => one instanceof Hole);
  return part ? innermost(part) : hole;
}

function describe(text: string, functions?: ArmFunctions): string {
  const name = unsupportedFunction(text, functions);
  return name === undefined ? `${text} can't be evaluated` : `the function ${name}() isn't supported, which is used`;
}

function textIn(value: Tree): string {
  return typeof value === "string" ? value : "";
}

/** Strings that aren't expressions, although they look so. */
function escaped(value: Tree): Tree {
  if (typeof value === "string") return /^\[[^]*\]$/.test(value) ? `[${value}` : value;
  if (isTreeList(value)) return value.map(escaped);
  if (!isTreeObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, escaped(one)]));
}
