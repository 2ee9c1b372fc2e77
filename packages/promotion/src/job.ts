import { access, realpath } from "node:fs/promises";
import { basename, relative, sep } from "node:path";
import { ArmId, type Cloud } from "@org/azure-catalog";
import { parseReference, versionId } from "./assets.js";
import { type Azure, valueOf } from "./azure.js";
import { digestOfLocal, readComponent, referenceId, uploadCode } from "./components.js";
import { condaFileOf } from "./environments.js";
import type { PromotionFile } from "./file/load.js";
import type { Promotion } from "./file/schema.js";
import { FollowedJob, type FollowOptions, hasEnded, statusIn } from "./followed-job.js";
import { evaluateGates } from "./gates.js";
import { prodWorkspace, refusedGates } from "./plan.js";
import { missingRoles } from "./preconditions.js";
import { PromotionRefusedError } from "./promote.js";
import { pathBelow } from "./sources.js";

/** Name of the program in the code of the job. */
const PROGRAM = "aml-promotion.cjs";

/** Options of {@link applyAsJob}. */
export interface JobOptions extends FollowOptions {
  /** Path of this program as one file. */
  readonly program: string;
  readonly cloud: Cloud;
  readonly readBack: boolean;
}

/**
 * Runs `apply` as a job of the prod workspace, follows it, and brings its record back. A job of the same files that is
 * still running is followed instead of starting another one.
 * @throws PromotionRefusedError before anything is sent; AzureError or Error if the job can't be started, doesn't succeed, or
 * is not followed to its end
 */
export async function applyAsJob(azure: Azure, file: PromotionFile, options: JobOptions): Promise<void> {
  const { job } = file.promotion;
  if (!job)
    throw new PromotionRefusedError("apply", ["the promotion file has no job: add job with compute and environment"]);
  const workspace = prodWorkspace(file);
  const reasons = [
    ...refusedGates(await evaluateGates(file), "apply"),
    ...(await failedJobPreconditions(azure, file.promotion, workspace, job)),
  ];
  if (reasons.length > 0) throw new PromotionRefusedError("apply", reasons);
  const files = await filesOf(file, options.program);
  const digest = await digestOfLocal(files);
  const { id, running } = await freeJob(azure, workspace, file, digest);
  if (running) {
    options.print(`job ${id.name} is running already`);
  } else {
    const code = await uploadCode(azure, workspace, files, digest);
    const body = { properties: propertiesOfJob(file, job, workspace, code, options) };
    valueOf(`starting the job ${id.name}`, await azure.run({ method: "PUT", path: id.toString(), body }));
    await options.record.add({ event: "job", job: id.toString(), status: "Submitted", who: await azure.whoAmI() });
    options.print(`job ${id.name} was submitted to ${workspace.name}`);
  }
  await new FollowedJob(azure, workspace, id, options).follow();
}

type Job = NonNullable<Promotion["job"]>;

/** Why the job can't be started. */
async function failedJobPreconditions(
  azure: Azure,
  { from, to }: Promotion,
  workspace: ArmId,
  { compute, environment }: Job,
): Promise<string[]> {
  const type = "Microsoft.MachineLearningServices/workspaces";
  const actions = [`${type}/jobs/write`, `${type}/codes/versions/write`];
  const need = { step: "apply", actions, scope: workspace, role: "AzureML Data Scientist" } as const;
  const roles = await missingRoles(azure, need);
  if (roles.length > 0) return roles.map(({ problem, fix }) => `${problem}; ${fix}`);
  const reference = parseReference("environment", environment);
  const registries = [from.registry, to.registry].map((id) => ArmId.parse(id));
  const wanted = reference && referenceId(reference, workspace, registries);
  const [foundCompute, foundEnvironment] = await Promise.all([
    azure.find(workspace.child("computes", compute)),
    // An environment in another registry, such as Azure's own, can't be looked up here.
    wanted && azure.find(wanted),
  ]);
  return [
    ...(foundCompute ? [] : [`the compute ${compute} doesn't exist in ${workspace.name}; correct job.compute`]),
    ...(wanted && !foundEnvironment
      ? [`the environment ${environment} doesn't exist; create and share it, or correct job.environment`]
      : []),
  ];
}

/**
 * The files that the job needs, by their paths in its code: the promotion file, all files that it names, and the program.
 * @throws SourceError for a file that can't be read or is outside the folder
 */
async function filesOf(file: PromotionFile, program: string): Promise<Map<string, string>> {
  const { folder, path, promotion } = file;
  const root = await realpath(folder);
  const found = [path];
  for (const evidence of Object.values(promotion.evidence)) found.push(await pathBelow(folder, evidence));
  for (const asset of promotion.assets) {
    if (!("file" in asset) || asset.file === undefined) continue;
    found.push(await pathBelow(folder, asset.file));
    if (asset.type === "component") {
      const { code } = await readComponent(folder, asset.file, asset);
      found.push(...(code?.values() ?? []));
    } else {
      const conda = await condaFileOf(folder, asset.file, asset);
      if (conda !== undefined) found.push(conda);
    }
  }
  const files = new Map([[PROGRAM, program]]);
  for (const local of found) files.set(relative(root, await realpath(local)).replaceAll(sep, "/"), local);
  await access(program);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The job of the same files that is still running, or else the first name that no job has. */
async function freeJob(
  azure: Azure,
  workspace: ArmId,
  { path }: PromotionFile,
  digest: string,
): Promise<{ readonly id: ArmId; readonly running: boolean }> {
  const stem = basename(path)
    .replace(/\.[^.]+$/, "")
    .replace(/[^a-zA-Z0-9-]/g, "-");
  for (let number = 1; ; number += 1) {
    const id = workspace.child("jobs", `promotion-${stem.slice(0, 100)}-${digest.slice(0, 12)}-${number}`);
    const found = await azure.find(id);
    if (!found) return { id, running: false };
    if (!hasEnded(statusIn(found))) return { id, running: true };
  }
}

function propertiesOfJob(
  { path, promotion }: PromotionFile,
  { compute, environment, clientId }: Job,
  workspace: ArmId,
  code: ArmId,
  { cloud, readBack }: JobOptions,
): Readonly<Record<string, unknown>> {
  const name = basename(path);
  const reference = parseReference("environment", environment);
  const local = reference?.registry === undefined ? reference : undefined;
  return {
    jobType: "Command",
    displayName: `promotion ${name}`,
    experimentName: "promotion",
    description: promotion.reason,
    codeId: code.toString(),
    computeId: workspace.child("computes", compute).toString(),
    environmentId: local ? versionId(workspace, local).toString() : environment,
    identity: { identityType: "Managed", clientId },
    // The folder outputs is stored with the job while it runs.
    command: [
      "ARM_USE_MSI=true ARM_CLIENT_ID=$DEFAULT_IDENTITY_CLIENT_ID",
      `node ${PROGRAM} apply '${name.replaceAll("'", "'\\''")}' --record outputs --cloud ${cloud}`,
      ...(readBack ? ["--read-back"] : []),
    ].join(" "),
  };
}
