/**
 * Turns the schema of the azapi provider into the TypeScript sources of its CDKTF bindings.
 */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { DYNAMIC_ATTRIBUTES, DynamicAttributeType } from "./dynamic-attributes.mjs";
import { finishModule } from "./finish-module.mjs";

// When it is loaded, the generator runs `terraform version` and reports usage. Neither is needed to read a schema from
// a file.
process.env["CHECKPOINT_DISABLE"] = "1";
process.env["TERRAFORM_BINARY_NAME"] = "terraform-is-not-needed";
const { CodeMaker } = await import("codemaker");
// The package's own entry point needs jsii-pacmak, which it doesn't declare.
const { TerraformProviderGenerator } =
  await import("@cdktf/provider-generator/lib/get/generator/provider-generator.js");

/**
 * @typedef {import("@cdktf/provider-generator").TerraformProviderGenerator} Generator
 * @typedef {ConstructorParameters<typeof TerraformProviderGenerator>[1]} ProviderSchema
 * @typedef {NonNullable<ProviderSchema["provider_schemas"]>[string]} Provider
 * @typedef {Parameters<Generator["generate"]>[0]} Target
 * @typedef {Parameters<Generator["buildResourceModels"]>[0]} ProviderName
 */

const SOURCE = "azure/azapi";

/**
 * @param {ProviderSchema} schema output of `terraform providers schema -json`
 * @param {string} version provider version of the schema, such as `2.12.0`
 * @returns {Promise<Map<string, string>>} texts of the files, by path below `lib`, such as `resource/index.ts`
 */
export async function bindings(schema, version) {
  const [fqpn, provider] =
    Object.entries(schema.provider_schemas ?? {}).find(([name]) => name.toLowerCase().endsWith(`/${SOURCE}`)) ?? [];
  if (fqpn === undefined || provider === undefined) {
    const names = Object.keys(schema.provider_schemas ?? {}).join(", ") || "no provider at all";
    throw new Error(`schema holds ${names}, it must hold ${SOURCE}: write it with 'terraform providers schema -json'`);
  }
  const target = /** @type {Target} */ (
    /** @type {unknown} */ ({ name: "azapi", source: SOURCE, version: constraintFor(version), isModule: false })
  );
  const generator = new TerraformProviderGenerator(new CodeMaker(), {
    provider_schemas: { [fqpn]: withDescriptions(provider) },
    provider_versions: { [fqpn]: version },
  });
  // The generator caches its models, so changes to them have an effect on what it emits.
  for (const model of generator.buildResourceModels(/** @type {ProviderName} */ (fqpn), target)) {
    typeDynamicAttributes(model);
  }
  generator.generate(target);
  const files = await filesOf(generator);
  return new Map([...files].map(([path, text]) => [path, finishModule(text, version)]));
}

/**
 * The paths of the files that are missing, redundant or different in a folder, sorted.
 * @param {ReadonlyMap<string, string>} files texts by path
 * @param {string} folder
 */
export async function differing(files, folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const present = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, "/"));
  const paths = [];
  for (const path of new Set([...files.keys(), ...present])) {
    const text = present.includes(path) ? await readFile(join(folder, path), "utf8") : undefined;
    if (text !== files.get(path)) paths.push(path);
  }
  return paths.sort();
}

/** The version constraint for bindings of one release: `~> 2.12` for `2.12.0`. @param {string} version */
function constraintFor(version) {
  const [, minor] = /^(\d+\.\d+)\.\d+$/.exec(version) ?? [];
  if (minor === undefined)
    throw new Error(`provider version '${version}' must be a release, MAJOR.MINOR.PATCH: 2.12.0`);
  return `~> ${minor}`;
}

/** @param {Provider} provider */
function withDescriptions(provider) {
  const described = structuredClone(provider);
  for (const { block } of [
    ...Object.values(described.resource_schemas),
    ...Object.values(described.data_source_schemas),
  ]) {
    for (const [name, attribute] of Object.entries(block.attributes)) {
      const description = DYNAMIC_ATTRIBUTES[name]?.description;
      if (attribute.type === "dynamic" && description !== undefined) attribute.description ??= description;
    }
  }
  return described;
}

/** @param {import("@cdktf/provider-generator/lib/get/generator/models/index.js").ResourceModel} model */
function typeDynamicAttributes(model) {
  const schema = model.schema.block.attributes;
  for (const attribute of model.attributes) {
    if (!attribute.isAssignable || schema[attribute.terraformName]?.type !== "dynamic") continue;
    const dynamic = DYNAMIC_ATTRIBUTES[attribute.terraformName];
    if (dynamic === undefined) {
      throw new Error(
        `${model.terraformType}.${attribute.terraformName} takes any value: say what it is in DYNAMIC_ATTRIBUTES`,
      );
    }
    attribute.type = new DynamicAttributeType(dynamic);
  }
}

/** @param {Generator} generator */
async function filesOf(generator) {
  const folder = await mkdtemp(join(tmpdir(), "provider-azapi-"));
  try {
    await generator.save(folder);
    const root = join(folder, "providers/azapi");
    const modules = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isDirectory());
    const paths = modules.map(({ name }) => `${name}/index.ts`).sort();
    const texts = await Promise.all(paths.map((path) => readFile(join(root, path), "utf8")));
    return new Map(paths.map((path, index) => [path, /** @type {string} */ (texts[index])]));
  } finally {
    await rm(folder, { recursive: true });
  }
}
