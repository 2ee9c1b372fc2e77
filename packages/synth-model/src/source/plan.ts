import type { Diagnostic } from "../diagnostic.js";
import { isJsonList, isJsonObject, type Json, type JsonObject } from "../json.js";
import { SynthModelError } from "../synth-model-error.js";

/** A plan, as printed by `terraform show -json FILE` or `tofu show -json FILE`. */
export interface PlanInput {
  /** Name of its stack. */
  readonly name: string;
  /** The printed JSON: text, bytes, or parsed. */
  readonly json: string | Uint8Array | object;
  /** Path of its file, for messages. */
  readonly file?: string | undefined;
}

/** A plan that can be read. */
export interface Plan {
  readonly name: string;
  readonly file: string | undefined;
  readonly json: JsonObject;
}

/** Supported major version of the format; minor versions only add to it. */
const MAJOR = "1";

/**
 * Parses plans.
 * @throws SynthModelError with every plan that can't be read
 */
export function readPlans(inputs: readonly PlanInput[]): readonly Plan[] {
  const refused: Diagnostic[] = [];
  const plans = inputs.flatMap((input): Plan[] => {
    const json = parsePlan(input.json);
    const message = typeof json === "string" ? json : refusal(json);
    if (message === undefined) return [{ name: input.name, file: input.file, json: json as JsonObject }];
    const code = typeof json === "string" ? "invalid-json" : "not-terraform";
    refused.push({ code, severity: "error", stack: input.name, file: input.file, message });
    return [];
  });
  refused.push(...doubles(plans));
  if (refused.length > 0) throw new SynthModelError("these plans can't be read, so none was:", refused);
  return plans;
}

/** The JSON, or what is wrong with it, as a sentence. */
function parsePlan(given: PlanInput["json"]): Json | string {
  if (typeof given === "object" && !(given instanceof Uint8Array)) return given as Json;
  const text = textOf(given);
  if (text.startsWith("PK")) {
    return 'is a plan file in Terraform\'s own binary format; give what "terraform show -json FILE" prints of it';
  }
  if (text.trim() === "") return 'is empty; write it with "terraform show -json FILE"';
  if (/^\s*\{"@level"/.test(text)) {
    return 'is the log of "terraform plan -json"; save the plan with -out=FILE and give what "terraform show -json FILE" prints';
  }
  try {
    const json = JSON.parse(text) as Json;
    return typeof json === "string" ? 'is a text; give what "terraform show -json FILE" prints' : json;
  } catch (error) {
    return notJson(error, "terraform show -json FILE");
  }
}

/** A text, or the one in a file, without its byte order mark. */
export function textOf(given: string | Uint8Array): string {
  return (typeof given === "string" ? given : decode(given)).replace(/^\uFEFF/, "");
}

/** The text in a file, which PowerShell writes as UTF-16. */
function decode(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return Buffer.from(bytes).toString(isUtf16 ? "utf16le" : "utf8");
}

/** What is wrong with a text that JSON.parse rejected, as a sentence. */
export function notJson(error: unknown, command: string): string {
  if (!(error instanceof SyntaxError)) throw error;
  return `is not JSON, or was cut off (${error.message}); write it again with "${command}"`;
}

/** Why JSON is not a supported plan; undefined if it is. */
function refusal(json: Json): string | undefined {
  if (!isJsonObject(json)) return 'is not a plan; give what "terraform show -json FILE" prints of a plan file';
  const version = json["format_version"];
  if (
    "lineage" in json ||
    (!("planned_values" in json) && "values" in json) ||
    ("resources" in json && "serial" in json)
  ) {
    return 'is a state, not a plan; make one with "terraform plan -out=FILE" and give what "terraform show -json FILE" prints';
  }
  if (typeof version !== "string") return 'has no format_version, so it is not what "terraform show -json FILE" prints';
  if (version.split(".")[0] !== MAJOR) {
    return `has the format ${version}; supported are ${MAJOR}.x (Terraform 1.11 or newer, OpenTofu): use a version of this library that supports it`;
  }
  if (json["errored"] === true)
    return "is incomplete, because the plan failed; fix the errors of Terraform and plan again";
  if (json["complete"] === false) {
    return "leaves something out (-target, or changes that are put off); plan again without -target";
  }
  if (!isJsonObject(json["planned_values"]) || !isJsonObject(json["configuration"])) {
    return 'has no planned_values or no configuration; give what "terraform show -json FILE" prints of a plan file';
  }
  return undefined;
}

/** Reports two plans of one stack: with the same name, or with the same configuration and variables. */
function doubles(plans: readonly Plan[]): Diagnostic[] {
  const seen = new Map<string, Plan>();
  return plans.flatMap((plan): Diagnostic[] => {
    const content = JSON.stringify([plan.json["configuration"], plan.json["variables"] ?? {}]);
    const other = seen.get(`name ${plan.name}`) ?? seen.get(content);
    seen.set(`name ${plan.name}`, plan);
    seen.set(content, plan);
    if (!other) return [];
    const message = `is a plan of the same stack as ${other.file ?? other.name}; give one plan per stack, the newest`;
    return [{ code: "duplicate-address", severity: "error", stack: plan.name, file: plan.file, message }];
  });
}

/** A resource or data source of a plan. */
export interface PlannedResource {
  readonly address: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly index: string | number | undefined;
  readonly values: Json;
  readonly unknown: Json;
  readonly sensitive: Json;
  /** Whether it already exists. */
  readonly exists: boolean;
}

/** A module instance of a plan. */
export interface PlannedModule {
  /** Address, such as `module.hub["a"]`; empty for the root module. */
  readonly address: string;
  readonly resources: readonly PlannedResource[];
  readonly modules: readonly PlannedModule[];
}

/** The root module after the apply: planned resources, without deleted ones, and data sources that were read. */
export function plannedModule({ json }: Plan): PlannedModule {
  const changes = new Map<string, JsonObject>();
  for (const change of objects(json["resource_changes"])) {
    if (change["deposed"] === undefined && isJsonObject(change["change"])) {
      changes.set(String(change["address"]), change["change"]);
    }
  }
  const planned = moduleFrom(at(json, "planned_values", "root_module"), "", changes);
  const prior = moduleFrom(at(json, "prior_state", "values", "root_module"), "", new Map());
  return withData(planned, prior);
}

function moduleFrom(json: Json | undefined, address: string, changes: ReadonlyMap<string, JsonObject>): PlannedModule {
  const module = isJsonObject(json) ? json : {};
  return {
    address,
    resources: objects(module["resources"]).map((resource) => resourceFrom(resource, changes)),
    modules: objects(module["child_modules"]).map((child) => moduleFrom(child, String(child["address"]), changes)),
  };
}

function resourceFrom(json: JsonObject, changes: ReadonlyMap<string, JsonObject>): PlannedResource {
  const address = String(json["address"]);
  const change = changes.get(address);
  const { index } = json;
  return {
    address,
    mode: String(json["mode"]),
    type: String(json["type"]),
    name: String(json["name"]),
    index: typeof index === "string" || typeof index === "number" ? index : undefined,
    values: change?.["after"] ?? json["values"] ?? {},
    unknown: change?.["after_unknown"] ?? {},
    sensitive: change?.["after_sensitive"] ?? json["sensitive_values"] ?? {},
    exists: (change?.["before"] ?? null) !== null,
  };
}

/** Adds the data sources that were read while the plan was created. */
function withData(planned: PlannedModule, prior: PlannedModule): PlannedModule {
  const known = new Set(planned.resources.map(({ address }) => address));
  const data = prior.resources.filter(({ mode, address }) => mode === "data" && !known.has(address));
  const inner = new Map(planned.modules.map((module) => [module.address, module]));
  for (const module of prior.modules) {
    const there = inner.get(module.address) ?? { address: module.address, resources: [], modules: [] };
    const merged = withData(there, module);
    if (inner.has(module.address) || merged.resources.length + merged.modules.length > 0)
      inner.set(module.address, merged);
  }
  return { address: planned.address, resources: [...planned.resources, ...data], modules: [...inner.values()] };
}

/** The value in JSON at a path of names. */
export function at(json: Json | undefined, ...names: readonly string[]): Json | undefined {
  return names.reduce<Json | undefined>((inner, name) => (isJsonObject(inner) ? inner[name] : undefined), json);
}

/** The objects in a list. */
export function objects(json: Json | undefined): readonly JsonObject[] {
  return isJsonList(json) ? json.filter(isJsonObject) : [];
}
