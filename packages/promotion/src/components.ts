import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { ArmId } from "@org/azure-catalog";
import { parse } from "yaml";
import { type AssetVersion, type EnvironmentReference, parseEnvironment, versionId } from "./assets.js";
import { type Azure, ML_VERSION, valueOf } from "./azure.js";
import { digestOf, startUpload } from "./files.js";
import { guidFrom } from "./guid.js";
import { canonicalJson, objectOf, textOf } from "./values.js";

/** Tag with the digest of the sources of a component or an environment. */
export const SOURCE_TAG = "source_sha256";

/** A component in git. */
export interface ComponentSource {
  /** The content of its YAML file. */
  readonly spec: Readonly<Record<string, unknown>>;
  /** Its files of code, by their path below the folder of the code; undefined without code. */
  readonly code: ReadonlyMap<string, string> | undefined;
  /** SHA-256 of each file of code. */
  readonly codeDigest: string | undefined;
  /** SHA-256 of YAML and code. */
  readonly digest: string;
  readonly environments: readonly EnvironmentReference[];
  /** References that aren't one version of an environment. */
  readonly invalid: readonly string[];
}

/**
 * Reads a component from its YAML file.
 * @throws Error for a file that is no component, or has another name or version
 */
export async function readComponent(
  folder: string,
  file: string,
  { name, version }: AssetVersion,
): Promise<ComponentSource> {
  const path = resolve(folder, file);
  const spec = objectOf(parse(await readFile(path, "utf8"), { maxAliasCount: 0 }));
  if (spec["name"] !== name || String(spec["version"]) !== version) {
    throw new Error(
      `${file} is the component ${String(spec["name"])} ${String(spec["version"])}, not ${name} ${version}: correct one of them`,
    );
  }
  const given = textOf(spec["code"]);
  // A reference to code that Azure has already stays as it is.
  const local = given !== undefined && !/^(azureml:|https?:|git\+)/.test(given);
  const root = local ? resolve(dirname(path), given) : undefined;
  if (root !== undefined && relative(folder, root).startsWith("..")) {
    throw new Error(`${file}: the code ${given} is outside of the folder of the promotion file`);
  }
  const code = root === undefined ? undefined : await filesIn(root);
  const codeDigest =
    code &&
    digestOf(
      new Map(await Promise.all([...code].map(async ([at, local]) => [at, await sha256OfFile(local)] as const))),
    );
  const references = environmentsIn(spec);
  const parsed = references.map((text) => ({ text, reference: parseEnvironment(text) }));
  return {
    spec,
    code,
    codeDigest,
    digest: createHash("sha256")
      .update(`${canonicalJson(spec)}\n${codeDigest ?? ""}`)
      .digest("hex"),
    environments: parsed.flatMap(({ reference }) => reference ?? []),
    invalid: parsed.filter(({ reference }) => reference === undefined).map(({ text }) => text),
  };
}

/** The values of all fields `environment`, also in the steps of a pipeline. */
function environmentsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(environmentsIn);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === "environment" ? [typeof inner === "string" ? inner : JSON.stringify(inner)] : environmentsIn(inner),
  );
}

/** The ARM id of an environment: in a registry that the promotion knows, or in the workspace. */
export function environmentId(
  reference: EnvironmentReference,
  workspace: ArmId,
  registries: readonly ArmId[],
): ArmId | undefined {
  const { registry, name, version } = reference;
  const owner =
    registry === undefined ? workspace : registries.find((one) => one.name.toLowerCase() === registry.toLowerCase());
  return owner && versionId(owner, { type: "environment", name, version });
}

/**
 * Creates a component in a workspace, and its code first.
 * @throws AzureError
 */
export async function createComponent(
  azure: Azure,
  workspace: ArmId,
  asset: AssetVersion,
  source: ComponentSource,
): Promise<void> {
  const { spec, digest } = source;
  const code = await uploadCode(azure, workspace, source);
  const id = versionId(workspace, asset);
  const body = {
    properties: {
      ...(textOf(spec["description"]) === undefined ? {} : { description: spec["description"] }),
      isAnonymous: false,
      tags: { ...objectOf(spec["tags"]), [SOURCE_TAG]: digest },
      componentSpec: {
        ...spec,
        ...(code === undefined ? {} : { code: `azureml:${code.toString()}` }),
        _source: "YAML.COMPONENT",
      },
    },
  };
  valueOf(
    `creating the ${asset.type} ${asset.name} ${asset.version}`,
    await azure.run({ method: "PUT", path: id.toString(), body }),
  );
}

/** The code asset of a component; equal code is uploaded once. */
async function uploadCode(
  azure: Azure,
  workspace: ArmId,
  { code, codeDigest }: ComponentSource,
): Promise<ArmId | undefined> {
  if (!code || codeDigest === undefined) return undefined;
  const id = versionId(workspace, { type: "code", name: guidFrom(`code ${codeDigest}`), version: "1" });
  if ((await azure.find(id)) !== undefined) return id;
  const { container, uri, prefix } = await startUpload(azure, id, guidFrom(`upload ${id.key}`));
  for (const [path, file] of code) await container.getBlockBlobClient(`${prefix}${path}`).uploadFile(file);
  const body = { properties: { codeUri: uri, isAnonymous: true, properties: { [SOURCE_TAG]: codeDigest } } };
  valueOf(
    `registering the code ${id.toString()}`,
    await azure.run({ method: "PUT", path: id.toString(), apiVersion: ML_VERSION, body }),
  );
  return id;
}

async function filesIn(root: string): Promise<Map<string, string>> {
  if ((await stat(root)).isFile()) return new Map([[root.slice(root.lastIndexOf(sep) + 1), root]]);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(
    files
      .map((file) => [relative(root, file).replaceAll(sep, "/"), file] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
