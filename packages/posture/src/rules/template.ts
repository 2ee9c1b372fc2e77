import type { Json, JsonObject, Resource } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { ARM_PUBLIC_ACCESS_TYPES } from "../domain/public-access.js";
import { isArm, readingAt } from "../domain/reader.js";
import type { Rule, Violation } from "./rule.js";

/** Resources in literal ARM templates. */
export const TEMPLATE_RULES: readonly Rule[] = [
  {
    id: "template-public-access",
    subject: "configuration",
    severity: "error",
    title: "ARM templates deploy nothing that is open to the internet",
    rationale: "Resources of a template deployment are as reachable as others, but no plan shows them.",
    fix: 'Set publicNetworkAccess = "Disabled" in the template, or create the resource with Terraform.',
    sameAs: {},
    *check(platform) {
      for (const resource of platform.inventory.resources) {
        const arm = armTypeOf(resource) === "microsoft.resources/deployments";
        if (!arm && !/_template_deployment$/.test(resource.type)) continue;
        yield* deployedBy(resource);
      }
    },
  },
];

function* deployedBy(resource: Resource): Iterable<Violation> {
  const reading = readingAt(resource, "template_content", "properties.template");
  const template = reading && objectFrom(reading.value);
  if (!reading || !template) return;
  const path = isArm(resource) ? "body.properties.template" : "template_content";
  for (const one of resourcesIn(template)) {
    const problem = problemOf(one);
    if (problem) yield { resource, path, ...problem };
  }
}

/** The resources of a template, also those of deployments in it. */
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
  // ARM's own expressions, and Terraform's, aren't evaluated.
  if (typeof access === "string" && /^\[|\$\{/.test(access)) {
    return { message: `${label}, whose publicNetworkAccess ${access} isn't known here`, undecided: true };
  }
  if (String(access).toLowerCase() === "enabled") return { message: `${label} with publicNetworkAccess Enabled` };
  const open = access === undefined && ARM_PUBLIC_ACCESS_TYPES.has(type.toLowerCase());
  return open ? { message: `${label} without publicNetworkAccess; Azure's default is Enabled` } : undefined;
}

/** An object, or the one that JSON text is. */
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
    // A template that isn't JSON isn't read: every check says that it leaves deployments out.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
