import type { Diagnostic } from "../diagnostic.js";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "../json.js";
import { formatPath, parsePath, type Path } from "../path.js";
import { SynthModelError } from "../synth-model-error.js";
import { at, notJson, objects, type Plan, textOf } from "./plan.js";

/** A state, as printed by `terraform state pull`, or as in the file of a backend. */
export interface StateInput {
  /** Name of its stack. */
  readonly name: string;
  /** Text or bytes; empty for a stack that was never applied. */
  readonly text: string | Uint8Array;
  /** Path of its file, for messages. */
  readonly file?: string | undefined;
}

/** The state of a stack: what its last apply left. */
export interface StackState {
  /** Name of the stack. */
  readonly name: string;
  readonly file: string | undefined;
  /** Identifies the state through all of its versions. Undefined for a stack that was never applied. */
  readonly lineage: string | undefined;
  /** Resources and data sources, one entry for each instance. */
  readonly resources: readonly StateResource[];
  readonly outputs: Readonly<Record<string, Json>>;
}

/** An instance of a resource or data source in a state. */
export interface StateResource {
  /** Such as `module.hub.azurerm_subnet.pe["a"]`. */
  readonly address: string;
  readonly mode: "managed" | "data";
  /** Terraform type, such as `azurerm_subnet`. */
  readonly type: string;
  readonly name: string;
  readonly index: string | number | undefined;
  /** Address of its module; empty for the root module. */
  readonly module: string;
  /** Values of all arguments and attributes. */
  readonly values: JsonObject;
  /** Paths of sensitive values, such as `admin_password`. */
  readonly sensitive: readonly string[];
}

/** The format of Terraform since 0.12, and of OpenTofu. */
const VERSION = 4;

/**
 * Reads states.
 * @throws SynthModelError with every state that can't be read, and for two states of one stack or one state of two
 */
export function readStates(inputs: readonly StateInput[]): readonly StackState[] {
  const refused: Diagnostic[] = [];
  const refuse = ({ name, file }: StateInput, message: string): void => {
    refused.push({ code: "not-terraform", severity: "error", stack: name, file, message });
  };
  const seen = new Map<string, StateInput>();
  const states = inputs.flatMap((input): StackState[] => {
    const json = parse(input);
    if (typeof json === "string") {
      refuse(input, json);
      return [];
    }
    const state = stateFrom(input, json);
    for (const key of [`name ${input.name}`, ...(state.lineage === undefined ? [] : [state.lineage])]) {
      const other = seen.get(key);
      if (other) {
        refuse(
          input,
          `is the state of the same stack as ${other.file ?? other.name}; give one state for each stack, the newest`,
        );
        return [];
      }
      seen.set(key, input);
    }
    return [state];
  });
  if (refused.length > 0) throw new SynthModelError("these states can't be read, so none was:", refused);
  return states;
}

/** The JSON of a state, or what is wrong with it, as a sentence. */
function parse({ text: given }: StateInput): JsonObject | string {
  const text = textOf(given);
  if (text.trim() === "") return {};
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    return notJson(error, "terraform state pull");
  }
  if (!isJsonObject(json)) return 'is not a state; give what "terraform state pull" prints';
  if ("format_version" in json) return 'is what "terraform show -json" prints; give what "terraform state pull" prints';
  if (json["version"] !== VERSION || !isJsonList(json["resources"])) {
    return `has the format ${JSON.stringify(json["version"] ?? "?")}; supported is ${VERSION}, as "terraform state pull" prints it`;
  }
  return json;
}

function stateFrom({ name, file }: StateInput, json: JsonObject): StackState {
  const lineage = json["lineage"];
  const outputs = isJsonObject(json["outputs"]) ? json["outputs"] : {};
  return {
    name,
    file,
    lineage: typeof lineage === "string" && lineage !== "" ? lineage : undefined,
    resources: objects(json["resources"]).flatMap((block) =>
      objects(block["instances"])
        .filter((instance) => instance["deposed"] === undefined)
        .map((instance) => resourceFrom(block, instance)),
    ),
    outputs: Object.fromEntries(Object.entries(outputs).map(([key, output]) => [key, at(output, "value") ?? null])),
  };
}

function resourceFrom(block: JsonObject, instance: JsonObject): StateResource {
  const { index_key: key, attributes, sensitive_attributes: sensitive } = instance;
  const index = typeof key === "string" || typeof key === "number" ? key : undefined;
  const mode = block["mode"] === "data" ? "data" : "managed";
  const [type, name] = [String(block["type"]), String(block["name"])];
  const module = typeof block["module"] === "string" ? block["module"] : "";
  const labels = [...(module === "" ? [] : [module]), ...(mode === "data" ? ["data"] : []), type, name].join(".");
  return {
    address: index === undefined ? labels : `${labels}[${JSON.stringify(index)}]`,
    mode,
    type,
    name,
    index,
    module,
    values: withoutTypes(isJsonObject(attributes) ? attributes : {}) as JsonObject,
    sensitive: isJsonList(sensitive) ? sensitive.map(pathOf) : [],
  };
}

/** A state stores an attribute of any type, such as azapi's `body`, together with its type. */
function withoutTypes(attributes: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      const typed =
        isJsonObject(value) && Object.keys(value).sort().join() === "type,value" && isJsonList(value["type"]);
      return [name, typed ? (value["value"] ?? null) : value];
    }),
  );
}

function pathOf(steps: Json): string {
  const path: Path = objects(steps).map((step) => {
    const value = step["value"];
    // A key of a map or list is stored with its type.
    const key = isJsonObject(value) ? value["value"] : value;
    return typeof key === "number" ? key : String(key);
  });
  return formatPath(path);
}

/** A state in the form of a plan without changes. */
export function planOfState({ name, file, resources, outputs }: StackState): Plan {
  const modules = new Map<string, Json[]>([["", []]]);
  for (const { address, mode, type, name: label, index, module, values, sensitive } of resources) {
    const list = modules.get(module) ?? [];
    modules.set(module, list);
    const hidden = sensitive.reduce<Json>((marks, path) => marked(marks, values, parsePath(path)), {});
    const place: JsonObject = index === undefined ? {} : { index };
    list.push({ address, mode, type, name: label, ...place, values, sensitive_values: hidden });
  }
  const nested = (address: string): Json => ({
    address,
    resources: modules.get(address) ?? [],
    child_modules: [...modules.keys()]
      .filter((other) => other !== "" && parentOf(other) === address)
      .map((other) => nested(other)),
  });
  const named = (of: (value: Json) => Json): Json =>
    Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, of(value)]));
  return {
    name,
    file,
    json: {
      planned_values: { outputs: named((value) => ({ value })), root_module: nested("") },
      configuration: { root_module: { outputs: named(() => ({})) } },
    },
  };
}

/** Marks a value as sensitive, in the form of a plan: a tree like the values with `true` at its place. */
function marked(marks: Json, values: Json | undefined, [first, ...rest]: Path): Json {
  if (first === undefined) return true;
  if (marks === true) return true;
  if (isJsonList(values)) {
    return values.map((value, index) => {
      const before = (isJsonList(marks) ? marks[index] : undefined) ?? {};
      return index === first ? marked(before, value, rest) : before;
    });
  }
  const inner = isJsonObject(values) ? values[first] : undefined;
  const before = isJsonObject(marks) ? marks : {};
  return { ...before, [first]: marked(before[first] ?? {}, inner, rest) };
}

/** The address of the module that contains another one: `module.a["x.y"].module.b` is in `module.a["x.y"]`. */
function parentOf(module: string): string {
  const at = module.lastIndexOf(".module.");
  return at < 0 ? "" : module.slice(0, at);
}
