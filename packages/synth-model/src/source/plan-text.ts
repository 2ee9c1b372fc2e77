import { isJsonList, isJsonObject, type Json, type JsonObject } from "../json.js";
import { at, objects, type Plan } from "./plan.js";
import type { StackSource } from "./stack-source.js";

/**
 * The Terraform JSON from which a plan was created, as far as the plan contains it. For expressions in HCL, a plan
 * contains only references; for those in Terraform JSON it also contains the text, as `constant_value`. It contains no
 * locals, dynamic blocks, modules or `lifecycle`.
 *
 * Terraform evaluates constants without a context, and the value of a JSON expression is then its text (seen with
 * Terraform 1.11.4).
 * @see https://github.com/hashicorp/terraform/tree/v1.11.4/internal/command/jsonconfig
 * @returns undefined for a plan of a configuration in HCL
 */
export function textOfPlan({ name, file, json }: Plan): StackSource | undefined {
  const root = at(json, "configuration", "root_module");
  if (!isJsonObject(root) || !hasText(root)) return undefined;
  const resources = objects(root["resources"]);
  const text: JsonObject = {
    provider: providersOf(at(json, "configuration", "provider_config")),
    variable: isJsonObject(root["variables"]) ? root["variables"] : {},
    output: mapped(root["outputs"], (output) => ({
      ...without(output, "expression"),
      value: valueOf(output["expression"]),
    })),
    resource: byType(resources.filter(({ mode }) => mode === "managed")),
    data: byType(resources.filter(({ mode }) => mode === "data")),
  };
  const files = [{ path: file, json: text, override: false }];
  return { name, workingDirectory: `/plans/${name}`, files, constructPath: name, after: [] };
}

function hasText(json: Json): boolean {
  if (isJsonList(json)) return json.some(hasText);
  if (!isJsonObject(json)) return false;
  if (isExpression(json)) return "constant_value" in json && isJsonList(json["references"]);
  return Object.values(json).some(hasText);
}

function isExpression(json: JsonObject): boolean {
  return Object.keys(json).every((key) => key === "constant_value" || key === "references");
}

function valueOf(expression: Json | undefined): Json {
  return at(expression, "constant_value") ?? null;
}

function byType(resources: readonly JsonObject[]): JsonObject {
  const types: Record<string, Record<string, Json>> = {};
  for (const resource of resources) {
    const block: Record<string, Json> = { ...blockOf(resource["expressions"]) };
    if ("count_expression" in resource) block["count"] = valueOf(resource["count_expression"]);
    if ("for_each_expression" in resource) block["for_each"] = valueOf(resource["for_each_expression"]);
    if (isJsonList(resource["depends_on"])) block["depends_on"] = resource["depends_on"];
    const provider = String(resource["provider_config_key"] ?? "");
    if (provider.includes(".")) block["provider"] = provider;
    (types[String(resource["type"])] ??= {})[String(resource["name"])] = block;
  }
  return types;
}

function blockOf(expressions: Json | undefined): JsonObject {
  return isJsonObject(expressions)
    ? Object.fromEntries(Object.entries(expressions).map(([name, value]) => [name, argumentOf(value)]))
    : {};
}

function argumentOf(json: Json): Json {
  if (isJsonList(json)) return json.map(blockOf);
  return isJsonObject(json) && isExpression(json) ? valueOf(json) : blockOf(json);
}

function providersOf(providers: Json | undefined): JsonObject {
  const byName: Record<string, Json[]> = {};
  for (const [key, provider] of Object.entries(isJsonObject(providers) ? providers : {})) {
    if (key.includes(":") || !isJsonObject(provider)) continue;
    const { alias } = provider;
    (byName[String(provider["name"])] ??= []).push({
      ...blockOf(provider["expressions"]),
      ...(alias === undefined ? {} : { alias }),
    });
  }
  return byName;
}

function mapped(json: Json | undefined, map: (value: JsonObject) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(isJsonObject(json) ? json : {}).map(([name, value]) => [
      name,
      map(isJsonObject(value) ? value : {}),
    ]),
  );
}

function without(json: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([key]) => key !== name));
}
