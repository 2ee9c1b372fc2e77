/**
 * Writes src/arm-types/schema.ts from the property trees in schema/. With --check it compares the existing file
 * instead, and exits with 1 if it differs.
 *
 * A tree is a text dump of a resource type in Azure's type index, which azapi embeds. Each line is a property, `- name:
 * type constraints [FLAGS]`. The properties of an object are indented by two spaces, those of a map's values by four;
 * the variants of a discriminated type follow `* when property=value:`.
 */
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { scriptArguments } from "../../../tools/lib/command.mjs";
import { formatted } from "../../../tools/lib/formatted.mjs";

/**
 * @typedef {import("../src/arm-types/arm-type.js").ArmType} ArmType
 * @typedef {import("../src/arm-types/arm-type.js").ArmProperty} ArmProperty
 * @typedef {{ indent: number, text: string }} Line
 */

const { check } = scriptArguments(
  { check: { type: "boolean" } },
  `usage: node packages/azure-catalog/scripts/arm-types.mjs [--check]

  --check   only compares, and fails if the file isn't current`,
).values;
const root = join(import.meta.dirname, "..");
const target = join(root, "src/arm-types/schema.ts");

/** Later api-versions with identical trees. */
const SAME_SHAPES = ["2026-03-01", "2026-05-01"];
const COMPARED = new Set(["workspaces", "workspaces/outboundRules", "workspaces/computes", "registries"]);

/** @type {Record<string, { apiVersions: string[], body: ArmType }>} */
const types = {};
for (const file of (await readdir(join(root, "schema"))).sort()) {
  const lines = (await readFile(join(root, "schema", file), "utf8"))
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => ({ indent: line.length - line.trimStart().length, text: line.trim() }));
  while (lines.length > 0) readResource(lines);
}

const text = await formatted(
  target,
  `// Written by scripts/arm-types.mjs from schema/. Do not edit.
import type { ArmResourceType } from "./arm-type.js";

/** The bodies of Azure Machine Learning's resource types, by ARM type. */
export const ARM_RESOURCE_TYPES: Readonly<Record<string, ArmResourceType>> = ${JSON.stringify(types)};
`,
);
if (!check) {
  await writeFile(target, text);
  console.log(`${Object.keys(types).length} resource types in src/arm-types/schema.ts`);
} else if ((await readFile(target, "utf8")) !== text) {
  console.error("src/arm-types/schema.ts differs from schema/: run npm run generate");
  process.exit(1);
}

/** Takes a resource type from the start of `lines`. @param {Line[]} lines */
function readResource(lines) {
  const title = /^## ([^@]+)@(\S+)/.exec(take(lines));
  if (!title?.[1] || !title[2]) throw new Error("expected a title, '## type@version'");
  const short = title[1].replace("Microsoft.MachineLearningServices/", "");
  // A version of another shape follows the current one in its file.
  types[types[title[1]] === undefined ? title[1] : `${title[1]}@${title[2]}`] = {
    apiVersions: [title[2], ...(COMPARED.has(short) ? SAME_SHAPES : [])],
    body: { kind: "object", properties: readProperties(lines, 0) },
  };
}

/** Takes the properties that are indented by `indent`. @param {Line[]} lines @param {number} indent */
function readProperties(lines, indent) {
  /** @type {Record<string, ArmProperty>} */
  const properties = {};
  while (lines[0]?.indent === indent && lines[0].text.startsWith("- ")) {
    const [, name, rest] = /^- ([^:]+): (.*)$/.exec(take(lines)) ?? [];
    if (!name || rest === undefined) throw new Error("expected '- name: type'");
    const flags = new Set(/ {2}\[([A-Za-z|]+)\]$/.exec(rest)?.[1]?.split("|"));
    const type = readType(rest.replace(/ {2}\[[A-Za-z|]+\]$/, ""), lines, indent);
    const readOnly = flags.has("RO");
    properties[name] = {
      // Setting a read-only property is an error, whatever its type.
      type: readOnly ? { kind: "any" } : type,
      ...(flags.has("REQ") && { required: true }),
      ...(readOnly && { readOnly: true }),
      ...(flags.has("WO") && { writeOnly: true }),
    };
  }
  return properties;
}

/** @param {string} text @param {Line[]} lines @param {number} indent of the property @returns {ArmType} */
function readType(text, lines, indent) {
  const list = /^\[(.*)\]$/.exec(text);
  if (list?.[1]) return { kind: "array", items: readType(list[1], lines, indent) };
  const choice = /^enum\((.*)\)$/.exec(text);
  if (choice?.[1]) {
    const choices = choice[1].split(" | ");
    return {
      kind: "enum",
      values: choices.filter((one) => one !== "string").map(unquote),
      open: choices.includes("string"),
    };
  }
  if (text.startsWith("'")) return { kind: "enum", values: [unquote(text)], open: false };
  const [, name, constraints] = /^(string|int|boolean|any)\b(.*)$/.exec(text) ?? [];
  if (name === "string") return { kind: "string", ...readConstraints(constraints ?? "") };
  if (name === "int") return { kind: "int", ...readConstraints(constraints ?? "") };
  if (name === "boolean" || name === "any") return { kind: name };
  return readObject(text, lines, indent);
}

/** @param {string} text @param {Line[]} lines @param {number} indent @returns {ArmType} */
function readObject(text, lines, indent) {
  const discriminator = /<disc (\w+)>/.exec(text)?.[1];
  const values = /^\w+\{\*:(.*)\}$/.exec(text)?.[1];
  // A map's own properties are indented by two spaces, those of its values by four.
  const properties = readProperties(lines, indent + 2);
  const additional = values && readType(values, lines, indent + 2);
  if (discriminator && !values) {
    /** @type {Record<string, Record<string, ArmProperty>>} */
    const variants = {};
    for (;;) {
      const [, value] = new RegExp(`^\\* when ${discriminator}=(.*):$`).exec(lines[0]?.text ?? "") ?? [];
      if (lines[0]?.indent !== indent + 2 || !value) break;
      take(lines);
      variants[value] = readProperties(lines, indent + 4);
    }
    return { kind: "object", properties, discriminator, variants };
  }
  // The dump omits the properties of a type that contains itself.
  if (!additional && Object.keys(properties).length === 0) return { kind: "any" };
  return { kind: "object", properties, ...(additional && { additional }) };
}

/** @param {string} text */
function readConstraints(text) {
  /** @param {string} name */
  const number = (name) => {
    const value = new RegExp(`\\b${name}=(\\d+)`).exec(text)?.[1];
    return value === undefined ? {} : { [name]: Number(value) };
  };
  const pattern = /\bpattern=(\S+)/.exec(text)?.[1];
  return { ...number("minLength"), ...number("maxLength"), ...number("minValue"), ...(pattern && { pattern }) };
}

/** @param {Line[]} lines */
function take(lines) {
  const line = lines.shift();
  if (!line) throw new Error("the tree ends where a line was expected");
  return line.text;
}

/** @param {string} text */
function unquote(text) {
  return text.replace(/^'|'$/g, "");
}
