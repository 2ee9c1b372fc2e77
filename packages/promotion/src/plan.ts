import { ArmId } from "@org/azure-catalog";
import { ASSET_TYPES, registryUri, titleOf, uriOf, versionId } from "./assets.js";
import type { Azure } from "./azure.js";
import { readComponent, referenceId, SOURCE_TAG } from "./components.js";
import { digestOfEnvironment, environmentDigest, readEnvironment } from "./environments.js";
import type { PromotionFile } from "./file/load.js";
import type { PromotedAsset } from "./file/schema.js";
import { type AssetFiles, bytesOf, digestOfFiles, registryFiles, workspaceFiles } from "./files.js";
import { evaluateGates, type GateResult } from "./gates.js";
import { compareOrigin, compareOriginIfReachable } from "./origin.js";
import { failedPreconditions, type Precondition, type Step } from "./preconditions.js";
import { SourceError } from "./sources.js";
import { canonicalJson, objectOf, propertiesOf, textOf } from "./values.js";

/**
 * What a step does with an asset.
 * - `share`, `copy`, `create`: it doesn't exist at the target yet.
 * - `reference`: production refers to the environment in the dev registry; nothing is copied.
 * - `there`: the target has it with the same content.
 * - `conflict`: the target has this version with another content, or the dev registry has it from somewhere else than the
 *   dev workspace; versions are never overwritten.
 * - `half-written`: the target has this version, but its creation failed or is running.
 * - `missing`: the source, or something to which it refers, doesn't exist, is half-written or archived.
 */
export type Action = "share" | "copy" | "create" | "reference" | "there" | "conflict" | "half-written" | "missing";

/** What a step does with an asset. */
export interface PlannedAsset {
  readonly step: Step;
  readonly asset: PromotedAsset;
  readonly action: Action;
  /** URI of the source; for components and environments from git, the file. */
  readonly from: string;
  /** URI at the target. */
  readonly to: string;
  /** Bytes to copy; undefined if they are not known. */
  readonly bytes: number | undefined;
  /** Why, in a sentence; empty if the action says it. */
  readonly detail: string;
}

/** What a promotion would do. */
export interface Plan {
  readonly gates: readonly GateResult[];
  readonly preconditions: readonly Precondition[];
  readonly assets: readonly PlannedAsset[];
}

/** Actions with which a step doesn't start. */
export const BLOCKING: readonly Action[] = ["conflict", "half-written", "missing"];

/**
 * Why a step of a plan can't run; empty if it can. Approvals are for production: they are given after the assets were
 * shared and tested.
 */
export function obstacles({ gates, preconditions, assets }: Plan, step: Step): string[] {
  return [
    ...refusedGates(gates, step),
    ...preconditions.filter((one) => one.step === step).map(({ problem, fix }) => `${problem}; ${fix}`),
    ...assets
      .filter((one) => one.step === step && BLOCKING.includes(one.action))
      .map(({ asset, action, detail }) => `${titleOf(asset)}: ${action}: ${detail}`),
  ];
}

/** The gates that a step needs and that are not passed, with their reasons. */
export function refusedGates(gates: readonly GateResult[], step: Step): string[] {
  return gates
    .map((gate, index) => ({ ...gate, index }))
    .filter(({ type, passed }) => !passed && (type !== "approvals" || step === "apply"))
    .map(
      ({ type, reason, evidence, index }) => `gates.${index}: the gate ${type} is not passed: ${reason} (${evidence})`,
    );
}

/**
 * Compares a promotion with Azure. Sends nothing that changes anything.
 * @throws AzureError if something can't be read
 */
export async function makePlan(
  azure: Azure,
  file: PromotionFile,
  steps: readonly Step[] = ["share", "apply"],
): Promise<Plan> {
  const { promotion } = file;
  const [gates, preconditions] = await Promise.all([evaluateGates(file), failedPreconditions(azure, promotion, steps)]);
  const assets: PlannedAsset[] = [];
  // A precondition that fails would make the reads below fail with a less helpful error.
  for (const step of steps) {
    if (preconditions.some((one) => one.step === step)) continue;
    for (const asset of promotion.assets) {
      if (step === "share" && asset.type === "component") continue;
      assets.push(step === "share" ? await planShare(azure, file, asset) : await planApply(azure, file, asset));
    }
  }
  return { gates, preconditions, assets };
}

async function planShare(azure: Azure, { promotion }: PromotionFile, asset: PromotedAsset): Promise<PlannedAsset> {
  const workspace = ArmId.parse(promotion.from.workspace);
  const registry = ArmId.parse(promotion.from.registry);
  const target = versionId(registry, asset);
  const planned = {
    step: "share",
    asset,
    from: uriOf(workspace, asset),
    to: uriOf(registry, asset),
    bytes: undefined,
  } as const;
  const [there, source] = await Promise.all([azure.find(target), azure.find(versionId(workspace, asset))]);
  if (!there) {
    const problem = source ? unusable(source) : await whyToRegister(azure, registry, asset);
    if (source && problem === undefined)
      return { ...planned, action: "share", ...(await sizeToShare(azure, workspace, asset, source)) };
    return { ...planned, action: "missing", detail: `${planned.from}: ${problem ?? ""}` };
  }
  const unfinished = halfWritten(there);
  if (unfinished !== undefined) return { ...planned, action: "half-written", detail: unfinished };
  const { is, detail } = await compareOrigin(azure, promotion, asset);
  if (is !== "another") return { ...planned, action: "there", detail };
  return { ...planned, action: "conflict", detail: `${planned.to} exists, but ${detail}; promote another version` };
}

/** What to do about an asset that the dev workspace doesn't have. */
async function whyToRegister(azure: Azure, registry: ArmId, { type }: PromotedAsset): Promise<string> {
  const { publicNetworkAccess } = propertiesOf(type === "environment" ? await azure.find(registry) : undefined);
  const isPrivate = textOf(publicNetworkAccess)?.toLowerCase() === "disabled";
  const reason = isPrivate ? `, because no image can be built in ${registry.name}, which is private` : "";
  return `it doesn't exist: register it in the dev workspace${reason}, or correct the promotion file`;
}

/**
 * How many bytes the registry will copy. Azure copies them itself, so a size that can't be read, because the workspace's
 * storage is closed to this machine or person, keeps nothing from being shared.
 */
async function sizeToShare(
  azure: Azure,
  workspace: ArmId,
  { type }: PromotedAsset,
  source: Readonly<Record<string, unknown>>,
): Promise<Pick<PlannedAsset, "bytes" | "detail">> {
  if (ASSET_TYPES[type].content === undefined) return { bytes: undefined, detail: "" };
  try {
    return { bytes: bytesOf(await workspaceFiles(azure, workspace, type, source)), detail: "" };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { bytes: undefined, detail: `its size is not known: ${error.message}` };
  }
}

/** Why a version isn't usable although it exists: its creation failed, or is still running. */
function halfWritten(body: Readonly<Record<string, unknown>>): string | undefined {
  const state = textOf(propertiesOf(body)["provisioningState"]) ?? "Succeeded";
  if (state === "Succeeded") return undefined;
  return ["Creating", "Updating", "Deleting"].includes(state)
    ? `its state is ${state}: wait, and run this again`
    : `its state is ${state}: delete this version, and run this again`;
}

/**
 * Checks what a step has made: a success isn't always one, the service may answer 200 for an operation that failed.
 * @param done what Azure said, such as `created`
 * @throws Error if the version doesn't exist or is half-written
 */
export async function requireUsable(
  azure: Azure,
  owner: ArmId,
  { asset, to }: PlannedAsset,
  done: string,
): Promise<void> {
  const found = await azure.find(versionId(owner, asset));
  if (!found) throw new Error(`${to} doesn't exist, although Azure said that ${titleOf(asset)} was ${done}`);
  const unfinished = halfWritten(found);
  if (unfinished !== undefined) throw new Error(`${to} was ${done}, but ${unfinished}`);
}

/** Why a version must not be promoted although it exists: it is half-written, or archived. */
function unusable(body: Readonly<Record<string, unknown>>): string | undefined {
  const unfinished = halfWritten(body);
  if (unfinished !== undefined) return unfinished;
  return propertiesOf(body)["isArchived"] === true
    ? "it is archived: restore it if it may be used, or promote another version"
    : undefined;
}

async function planApply(azure: Azure, file: PromotionFile, asset: PromotedAsset): Promise<PlannedAsset> {
  if (asset.type === "component") return planComponent(azure, file, asset);
  if (asset.type === "environment") {
    return asset.file === undefined
      ? planReference(azure, file, asset)
      : planEnvironment(azure, file, asset, asset.file);
  }
  return planCopy(azure, file, asset);
}

async function planCopy(azure: Azure, { promotion }: PromotionFile, asset: PromotedAsset): Promise<PlannedAsset> {
  const [source, target] = [ArmId.parse(promotion.from.registry), ArmId.parse(promotion.to.registry)];
  const planned = {
    step: "apply",
    asset,
    from: uriOf(source, asset),
    to: uriOf(target, asset),
    bytes: undefined,
  } as const;
  const [original, copy] = await Promise.all([
    azure.find(versionId(source, asset)),
    azure.find(versionId(target, asset)),
  ]);
  const problem = original ? unusable(original) : "it doesn't exist: share it first";
  if (!original || problem !== undefined)
    return { ...planned, action: "missing", detail: `${planned.from}: ${problem ?? ""}` };
  const origin = await compareOriginIfReachable(azure, promotion, asset);
  if (origin.is === "another") {
    return { ...planned, action: "conflict", detail: `${planned.from}: ${origin.detail}; promote another version` };
  }
  const files = await registryFiles(azure, source, asset, original);
  if (files.files.length === 0) return { ...planned, action: "missing", detail: `${planned.from} has no files` };
  if (!copy) return { ...planned, action: "copy", bytes: bytesOf(files), detail: origin.detail };
  const unfinished = halfWritten(copy);
  if (unfinished !== undefined) return { ...planned, action: "half-written", detail: unfinished };
  const recorded = objectOf(propertiesOf(copy)["properties"])["promoted_from"] === planned.from;
  const found = await registryFiles(azure, target, asset, copy);
  const { same, how } = await compareFiles(files, found, recorded);
  const detail = same ? otherProperties(original, copy) : `other files: ${how}`;
  if (detail === undefined) {
    return { ...planned, action: "there", detail: `its files are the same by ${how}, and ${origin.detail}` };
  }
  return { ...planned, action: "conflict", detail: `${planned.to} exists with ${detail}; promote another version` };
}

/** Properties that say how the files of a version are used, and don't change. */
const DEFINITION = ["modelType", "flavors", "dataType"];

/** The first property that defines a version and differs; undefined if there is none. */
function otherProperties(
  source: Readonly<Record<string, unknown>>,
  target: Readonly<Record<string, unknown>>,
): string | undefined {
  const [given, found] = [propertiesOf(source), propertiesOf(target)];
  const text = (value: unknown): string => canonicalJson(value ?? null);
  const name = DEFINITION.find((one) => text(given[one]) !== text(found[one]));
  return name && `another ${name}: ${text(given[name])} at the source, ${text(found[name])} at the target`;
}

/**
 * Compares two sets of files. Reads them only if their names, sizes and MD5 don't decide.
 * @param recorded whether the target says that it is a verified copy of the source; versions of registries don't change
 * @returns by what they are the same, or how they differ, as a phrase
 */
async function compareFiles(
  source: AssetFiles,
  target: AssetFiles,
  recorded: boolean,
): Promise<{ readonly same: boolean; readonly how: string }> {
  const copies = new Map(target.files.map((one) => [one.path, one]));
  const pairs = source.files.map((one) => ({ one, copy: copies.get(one.path) }));
  const alike = pairs.length === copies.size && pairs.every(({ one, copy }) => one.bytes === copy?.bytes);
  const hashed = pairs.filter(({ one, copy }) => one.md5 !== undefined && copy?.md5 !== undefined);
  const equal = hashed.every(({ one, copy }) => one.md5 === copy?.md5);
  if (alike && equal && hashed.length === pairs.length)
    return { same: true, how: "their names, sizes and listed MD5; they were not read" };
  if (alike && equal && recorded)
    return {
      same: true,
      how: "their names and sizes, and it says that it was promoted from there; they were not read",
    };
  const [a, b] = await Promise.all([digestOfFiles(source), digestOfFiles(target)]);
  return a === b
    ? { same: true, how: `the SHA-256 ${a} of what was read on both sides` }
    : { same: false, how: `SHA-256 ${a} at the source, ${b} at the target` };
}

async function planReference(azure: Azure, { promotion }: PromotionFile, asset: PromotedAsset): Promise<PlannedAsset> {
  const uri = uriOf(ArmId.parse(promotion.from.registry), asset);
  const planned = { step: "apply", asset, from: uri, to: uri, bytes: undefined } as const;
  const found = await azure.find(versionId(ArmId.parse(promotion.from.registry), asset));
  const problem = found ? unusable(found) : "it doesn't exist: share it first";
  if (problem !== undefined) return { ...planned, action: "missing", detail: `${uri}: ${problem}` };
  return { ...planned, action: "reference", detail: "production refers to it in the dev registry" };
}

/**
 * The prod workspace, in which assets with a file are created.
 * @throws Error for a promotion file without one, which the validation refuses
 */
export function prodWorkspace({ promotion }: PromotionFile): ArmId {
  return ArmId.parse(promotion.to.workspace ?? "");
}

async function planEnvironment(
  azure: Azure,
  file: PromotionFile,
  asset: PromotedAsset,
  source: string,
): Promise<PlannedAsset> {
  const workspace = prodWorkspace(file);
  const planned = { step: "apply", asset, from: source, to: uriOf(workspace, asset), bytes: undefined } as const;
  const given = await sourceOr(readEnvironment(file.folder, source, asset));
  if (given instanceof SourceError) return { ...planned, action: "missing", detail: given.message };
  const wanted = environmentDigest(given);
  const found = await azure.find(versionId(workspace, asset));
  return existing(planned, found, wanted, found && digestOfEnvironment(found));
}

async function planComponent(
  azure: Azure,
  file: PromotionFile,
  asset: Extract<PromotedAsset, { type: "component" }>,
): Promise<PlannedAsset> {
  const workspace = prodWorkspace(file);
  const { promotion } = file;
  const planned = { step: "apply", asset, from: asset.file, to: uriOf(workspace, asset), bytes: undefined } as const;
  const source = await sourceOr(readComponent(file.folder, asset.file, asset));
  if (source instanceof SourceError) return { ...planned, action: "missing", detail: source.message };
  const problems = [...source.problems];
  const registries = [promotion.from.registry, promotion.to.registry].map((id) => ArmId.parse(id));
  // Components are created in the order of the file, after all environments.
  const before = promotion.assets.slice(0, promotion.assets.indexOf(asset));
  const created = [...before, ...promotion.assets.filter(({ type }) => type === "environment")].filter(
    (one) => "file" in one,
  );
  for (const reference of source.references) {
    const { type, registry, name, version } = reference;
    const uri = registry === undefined ? `azureml:${name}:${version}` : registryUri(registry, reference);
    const id = referenceId(reference, workspace, registries);
    const isCreated = registry === undefined && created.some((one) => titleOf(one) === titleOf(reference));
    const isLater = registry === undefined && promotion.assets.some((one) => titleOf(one) === titleOf(reference));
    if (!id) problems.push(`${uri} is in a registry that the promotion file doesn't name`);
    else if (!isCreated && (await azure.find(id)) === undefined) {
      const order = isLater ? " yet: list it before those that use it, which is not possible in a circle" : "";
      problems.push(`the ${type} ${uri} doesn't exist${order}`);
    }
  }
  if (problems.length > 0) return { ...planned, action: "missing", detail: problems.join("; ") };
  const found = await azure.find(versionId(workspace, asset));
  return existing(planned, found, source.digest, found && textOf(objectOf(propertiesOf(found)["tags"])[SOURCE_TAG]));
}

/** Sources, or why they can't be used: the plan names it for all assets at once. */
function sourceOr<T>(source: Promise<T>): Promise<T | SourceError> {
  return source.catch((error: unknown) => {
    if (error instanceof SourceError) return error;
    throw error;
  });
}

/** Compares the digest of sources in git with that of what exists. */
function existing(
  planned: Omit<PlannedAsset, "action" | "detail">,
  found: Readonly<Record<string, unknown>> | undefined,
  wanted: string,
  digest: string | undefined,
): PlannedAsset {
  if (!found) return { ...planned, action: "create", detail: "" };
  const unfinished = halfWritten(found);
  if (unfinished !== undefined) return { ...planned, action: "half-written", detail: unfinished };
  if (digest === wanted) return { ...planned, action: "there", detail: "it was created from the same sources" };
  const detail = `${planned.to} exists from other sources: SHA-256 ${wanted} in git, ${digest ?? "not known"} in Azure; promote another version`;
  return { ...planned, action: "conflict", detail };
}
