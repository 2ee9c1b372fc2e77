import { createHash } from "node:crypto";
import type { ArmId } from "@org/azure-catalog";
import { parse } from "yaml";
import { type AssetVersion, versionId } from "./assets.js";
import { type Azure, valueOf } from "./azure.js";
import { parseSource, pathBelow, readSource, readSpec, SourceError } from "./sources.js";
import { canonicalJson, objectOf, propertiesOf, textOf } from "./values.js";

/** What defines an environment without a build context. */
export interface EnvironmentSource {
  readonly image: string;
  /** Content of the conda file. */
  readonly condaFile: string | undefined;
  readonly description: string | undefined;
  readonly tags: Readonly<Record<string, unknown>>;
}

/**
 * Reads an environment from its YAML file.
 * @throws SourceError for files that can't be read or are outside the folder, another name or version, or a build context
 */
export async function readEnvironment(folder: string, file: string, asset: AssetVersion): Promise<EnvironmentSource> {
  const spec = await readSpec(folder, file, asset);
  const image = textOf(spec["image"]);
  if (spec["build"] !== undefined || image === undefined) {
    throw new SourceError(
      `${file} is not defined by an image: refer to the environment in the dev registry, or create it with az ml environment create --file ${file}`,
    );
  }
  const conda = spec["conda_file"];
  const condaFile =
    typeof conda === "string"
      ? await readSource(folder, conda, file)
      : conda === undefined
        ? undefined
        : JSON.stringify(conda);
  // Its digest is that of its value.
  if (typeof conda === "string") parseSource(conda, condaFile ?? "");
  return { image, condaFile, description: textOf(spec["description"]), tags: objectOf(spec["tags"]) };
}

/** The absolute path of the conda file of an environment in git; undefined without one. @throws SourceError */
export async function condaFileOf(folder: string, file: string, asset: AssetVersion): Promise<string | undefined> {
  const conda = (await readSpec(folder, file, asset))["conda_file"];
  return typeof conda === "string" ? pathBelow(folder, conda, file) : undefined;
}

/** SHA-256 of image and conda file. */
export function environmentDigest({
  image,
  condaFile,
}: {
  readonly image: unknown;
  readonly condaFile: unknown;
}): string {
  const conda = typeof condaFile === "string" ? (parse(condaFile, { maxAliasCount: 0 }) as unknown) : null;
  return createHash("sha256")
    .update(canonicalJson({ image: image ?? null, conda }))
    .digest("hex");
}

/** SHA-256 of the image and conda file of an environment in Azure. */
export function digestOfEnvironment(body: Readonly<Record<string, unknown>>): string {
  const { image, condaFile } = propertiesOf(body);
  return environmentDigest({ image, condaFile });
}

/**
 * Creates an environment in a workspace.
 * @throws AzureError
 */
export async function createEnvironment(
  azure: Azure,
  workspace: ArmId,
  asset: AssetVersion,
  source: EnvironmentSource,
): Promise<void> {
  const { image, condaFile, description, tags } = source;
  const properties = { image, condaFile, description, tags };
  const id = versionId(workspace, asset);
  const doing = `creating the environment ${asset.name} ${asset.version}`;
  valueOf(doing, await azure.run({ method: "PUT", path: id.toString(), body: { properties } }));
}
