import { SynthModel, type Json, type JsonObject, type Resource } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { ARM_PUBLIC_ACCESS_TYPES } from "../domain/public-access.js";
import { Platform } from "../domain/platform.js";
import { isArm, readingAt } from "../domain/reader.js";
import { CONTAINER_REGISTRY_RULES } from "./container-registry.js";
import { KEY_VAULT_RULES } from "./key-vault.js";
import { MACHINE_LEARNING_RULES } from "./machine-learning.js";
import { NETWORK_RULES } from "./network.js";
import type { Rule, Violation } from "./rule.js";
import { STORAGE_RULES } from "./storage.js";
import { VIRTUAL_MACHINE_RULES } from "./virtual-machine.js";

/** Resources in literal ARM templates. */
export const TEMPLATE_RULES: readonly Rule[] = [
  {
    id: "template-public-access",
    subject: "configuration",
    severity: "error",
    title: "ARM templates deploy nothing that is open to the internet",
    rationale: "Resources of a template deployment are as reachable as others, but plans don't show them.",
    fix: 'Set publicNetworkAccess = "Disabled" in the template, or create the resource with Terraform.',
    sameAs: {},
    *check(platform) {
      for (const { resource, path, content } of templatesOf(platform)) {
        for (const one of resourcesIn(content)) {
          const problem = problemOf(one);
          if (problem) yield { resource, path, ...problem };
        }
      }
    },
  },
  {
    id: "template-setting",
    subject: "configuration",
    severity: "error",
    title: "Resources of ARM templates comply with the rules on single resources",
    rationale: "Resources of a template deployment can be as open as others, but plans don't show them.",
    fix: "Change the template, or create the resource with Terraform.",
    sameAs: {},
    *check(platform) {
      for (const { resource, path, content } of templatesOf(platform)) {
        for (const { rule, message, type, name } of brokenIn(content)) {
          yield { resource, path, message: `deploys ${type} ${name}: ${message} (${rule})` };
        }
      }
    },
  },
];

/** A literal template of a deployment. */
interface Template {
  readonly resource: Resource;
  readonly path: string;
  readonly content: JsonObject;
}

function* templatesOf({ inventory }: Platform): Iterable<Template> {
  for (const resource of inventory.resources) {
    const arm = armTypeOf(resource) === "microsoft.resources/deployments";
    if (!arm && !/_template_deployment$/.test(resource.type)) continue;
    const content = objectFrom(readingAt(resource, "template_content", "properties.template")?.value);
    const path = isArm(resource) ? "body.properties.template" : "template_content";
    if (content) yield { resource, path, content };
  }
}

/** Rules for single settings. Public access has its own rule for templates. */
const SETTINGS: readonly Rule[] = [
  ...STORAGE_RULES,
  ...KEY_VAULT_RULES,
  ...CONTAINER_REGISTRY_RULES,
  ...MACHINE_LEARNING_RULES,
  ...VIRTUAL_MACHINE_RULES,
  ...NETWORK_RULES,
].filter(
  ({ id, severity }) =>
    severity === "error" &&
    /^(storage|vault|acr|ml-compute|vm|any-source|udp)-/.test(id) &&
    !/-public-access$|-name$/.test(id),
);

interface Broken {
  readonly rule: string;
  readonly message: string;
  readonly type: string;
  readonly name: string;
}

/** Violations of a template's resources, which are read as azapi resources. ARM expressions are unknown values. */
function* brokenIn(template: JsonObject): Iterable<Broken> {
  const resources = [...resourcesIn(template)].filter(({ type }) => typeof type === "string" && type.includes("."));
  if (resources.length === 0) return;
  const blocks = resources.map(({ type, apiVersion, name, ...rest }, index) => {
    const { location, tags, identity, dependsOn: _, resources: __, ...body } = rest;
    const block = { type: `${String(type)}@${String(apiVersion)}`, name, location, tags, parent_id: GROUP };
    return [
      `r${String(index)}`,
      { ...(asTerraform(block as JsonObject) as JsonObject), body: asTerraform(body) },
    ] as const;
  });
  const model = SynthModel.fromStacks({
    template: { variable: { [UNKNOWN]: {} }, resource: { azapi_resource: Object.fromEntries(blocks) } },
  });
  const platform = new Platform(model);
  for (const rule of SETTINGS) {
    for (const { resource, message, undecided = false } of rule.check(platform)) {
      const one = "name" in resource ? resources[Number(resource.name.slice(1))] : undefined;
      if (undecided || !one) continue;
      yield { rule: rule.id, message, type: String(one["type"]), name: String(one["name"]) };
    }
  }
}

const UNKNOWN = "expression_of_the_template";
const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/template";

function asTerraform(json: Json): Json {
  if (typeof json === "string") {
    return /^\[(?!\[)[^]*\]$/.test(json)
      ? `\${var.${UNKNOWN}}`
      : json.replaceAll(/[$%]\{/g, (open) => `${open.charAt(0)}${open}`);
  }
  if (Array.isArray(json)) return json.map((item) => asTerraform(item as Json));
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, asTerraform(value as Json)]));
}

/** The resources of a template, including those of nested deployments. */
function* resourcesIn(template: JsonObject): Iterable<JsonObject> {
  const given = template["resources"];
  const all: readonly Json[] = Array.isArray(given) ? given : Object.values(objectFrom(given) ?? {});
  for (const one of all.map(objectFrom).filter((item) => item !== undefined)) {
    yield one;
    yield* resourcesIn(one);
    const nested = objectFrom(objectFrom(one["properties"])?.["template"]);
    if (nested) yield* resourcesIn(nested);
  }
}

function problemOf(one: JsonObject): Pick<Violation, "message" | "undecided"> | undefined {
  const type = String(one["type"]);
  const label = `deploys ${type} ${String(one["name"])}`;
  const access = objectFrom(one["properties"])?.["publicNetworkAccess"];
  if (type.toLowerCase() === "microsoft.network/publicipaddresses") return { message: `${label}, a public address` };
  // Expressions of ARM and Terraform aren't evaluated here.
  if (typeof access === "string" && /^\[|\$\{/.test(access)) {
    return { message: `${label}, whose publicNetworkAccess ${access} isn't known here`, undecided: true };
  }
  if (String(access).toLowerCase() === "enabled") return { message: `${label} with publicNetworkAccess Enabled` };
  const open = access === undefined && ARM_PUBLIC_ACCESS_TYPES.has(type.toLowerCase());
  return open ? { message: `${label} without publicNetworkAccess; Azure's default is Enabled` } : undefined;
}

/** An object, or the object in a JSON text. */
export function objectFrom(json: Json | undefined): JsonObject | undefined {
  if (typeof json === "string") return objectFrom(parsed(json));
  return typeof json === "object" && json !== null && !Array.isArray(json) ? (json as JsonObject) : undefined;
}

function parsed(text: string): Json | undefined {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const json = JSON.parse(text) as Json;
    return typeof json === "object" ? json : undefined;
  } catch (error) {
    // A template that isn't JSON isn't read. Checks report deployments as unread.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
