import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, join, relative, sep } from "node:path";
import type { ArmId } from "@org/azure-catalog";
import { ASSET_TYPES, type AssetReference, type AssetVersion, parseReference, versionId } from "./assets.js";
import { type Azure, ML_VERSION, valueOf } from "./azure.js";
import { blobError, digestOf, startUpload } from "./files.js";
import { guidFrom } from "./guid.js";
import { pathBelow, readSpec } from "./sources.js";
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
  /** Versions of environments, components and code to which it refers. */
  readonly references: readonly AssetReference[];
  /** Why it can't be created, whatever exists. */
  readonly problems: readonly string[];
}

/** A reference to code that Azure has already stays as it is. */
const REMOTE = /^(azureml:|https?:|git\+)/;

/**
 * Reads a component from its YAML file.
 * @throws SourceError for files that can't be read or are outside the folder, or another name or version
 */
export async function readComponent(folder: string, file: string, asset: AssetVersion): Promise<ComponentSource> {
  const spec = await readSpec(folder, file, asset);
  const given = textOf(spec["code"]);
  const local = given !== undefined && !REMOTE.test(given);
  const root = local ? await pathBelow(folder, given, file) : undefined;
  const code = root === undefined ? undefined : await filesIn(root);
  const codeDigest = code && (await digestOfLocal(code));
  const found = referencesIn(local ? { ...spec, code: undefined } : spec);
  const parsed = found.map((one) =>
    "text" in one ? (parseReference(one.type, one.text) ?? problemOf(one)) : one.problem,
  );
  return {
    spec,
    code,
    codeDigest,
    digest: createHash("sha256")
      .update(`${canonicalJson(spec)}\n${codeDigest ?? ""}`)
      .digest("hex"),
    references: parsed.filter((one) => typeof one !== "string"),
    problems: parsed.filter((one) => typeof one === "string"),
  };
}

interface Text {
  readonly type: "environment" | "component" | "code";
  readonly text: string;
}

/** The references of a component or a step, and of the components and steps in it. */
function referencesIn(node: Readonly<Record<string, unknown>>): (Text | { readonly problem: string })[] {
  const { environment, code, component, trial, task, jobs, type = "command" } = node;
  const inner = [component, trial].filter((one) => one !== undefined && typeof one !== "string");
  const needed = type === "command" && component === undefined && jobs === undefined && environment === undefined;
  return [
    ...(needed ? [{ problem: "a component of the type command needs an environment" }] : []),
    ...(environment === undefined ? [] : [{ type: "environment" as const, text: textIn(environment) }]),
    ...(typeof code === "string" && !/^(https?:|git\+)/.test(code) ? [{ type: "code" as const, text: code }] : []),
    ...[component, trial]
      .filter((one) => typeof one === "string")
      .map((text) => ({ type: "component" as const, text })),
    ...[...inner, task, ...Object.values(objectOf(jobs))].flatMap((one) =>
      one === undefined ? [] : referencesIn(one === task ? { type: "task", ...objectOf(one) } : objectOf(one)),
    ),
  ];
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function problemOf({ type, text }: Text): string {
  const { collection } = ASSET_TYPES[type];
  const use = `azureml://registries/REGISTRY/${collection}/NAME/versions/VERSION or azureml:NAME:VERSION`;
  if (type === "environment" || text.startsWith("azureml:"))
    return `${text} is not one version of ${type === "environment" ? "an environment" : `a ${type}`}: use ${use}`;
  return type === "code"
    ? `${text}: only a component itself can have local code: give the step a component with a file of its own, and use azureml:NAME:VERSION`
    : `${text} is a local file: add this component to the promotion file before this one, and use azureml:NAME:VERSION`;
}

/** The ARM id of a version: in a registry that the promotion knows, or in the workspace. */
export function referenceId(
  reference: AssetReference,
  workspace: ArmId,
  registries: readonly ArmId[],
): ArmId | undefined {
  const { registry } = reference;
  const owner =
    registry === undefined ? workspace : registries.find((one) => one.name.toLowerCase() === registry.toLowerCase());
  return owner && versionId(owner, reference);
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
  const { spec, digest, code: files, codeDigest } = source;
  const code = files && codeDigest !== undefined ? await uploadCode(azure, workspace, files, codeDigest) : undefined;
  const id = versionId(workspace, asset);
  const body = {
    properties: {
      description: textOf(spec["description"]),
      isAnonymous: false,
      tags: { ...objectOf(spec["tags"]), [SOURCE_TAG]: digest },
      componentSpec: {
        ...spec,
        code: code ? `azureml:${code.toString()}` : spec["code"],
        _source: "YAML.COMPONENT",
      },
    },
  };
  valueOf(
    `creating the ${asset.type} ${asset.name} ${asset.version}`,
    await azure.run({ method: "PUT", path: id.toString(), body }),
  );
}

/**
 * Uploads files as a code asset of a workspace; equal code is uploaded once.
 * @param files local files, by their paths in the code
 * @param digest {@link digestOf} the files
 * @throws AzureError
 */
export async function uploadCode(
  azure: Azure,
  workspace: ArmId,
  files: ReadonlyMap<string, string>,
  digest: string,
): Promise<ArmId> {
  const id = versionId(workspace, { type: "code", name: guidFrom(`code ${digest}`), version: "1" });
  if ((await azure.find(id)) !== undefined) return id;
  const { container, uri, prefix } = await startUpload(azure, id, guidFrom(`upload ${id.key}`));
  try {
    for (const [path, file] of files) await container.getBlockBlobClient(`${prefix}${path}`).uploadFile(file);
  } catch (error) {
    throw blobError(`uploading the code ${id.name}`, container.url, error);
  }
  const body = { properties: { codeUri: uri, isAnonymous: true, properties: { [SOURCE_TAG]: digest } } };
  valueOf(
    `registering the code ${id.toString()}`,
    await azure.run({ method: "PUT", path: id.toString(), apiVersion: ML_VERSION, body }),
  );
  return id;
}

/** The digest of local files. @param files by their paths */
export async function digestOfLocal(files: ReadonlyMap<string, string>): Promise<string> {
  return digestOf(
    new Map(await Promise.all([...files].map(async ([at, local]) => [at, await sha256OfFile(local)] as const))),
  );
}

async function filesIn(root: string): Promise<Map<string, string>> {
  if ((await stat(root)).isFile()) return new Map([[basename(root), root]]);
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
