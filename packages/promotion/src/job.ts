import { access, realpath } from "node:fs/promises";
import { basename, relative, sep } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ContainerClient } from "@azure/storage-blob";
import { ArmId, type Cloud } from "@org/azure-catalog";
import { parseReference, versionId } from "./assets.js";
import { type Azure, valueOf } from "./azure.js";
import { digestOfLocal, readComponent, referenceId, uploadCode } from "./components.js";
import { condaFileOf } from "./environments.js";
import type { PromotionFile } from "./file/load.js";
import type { Promotion } from "./file/schema.js";
import { blobError } from "./files.js";
import { pathBelow } from "./sources.js";
import { evaluateGates } from "./gates.js";
import { prodWorkspace, refusedGates } from "./plan.js";
import { missingRoles } from "./preconditions.js";
import { PromotionRefusedError } from "./promote.js";
import type { AuditRecord } from "./record.js";
import { propertiesOf, textOf } from "./values.js";

/** Name of the program in the code of the job. */
const PROGRAM = "aml-promotion.cjs";
/**
 * Datastore of each workspace with the logs and the folder `outputs` of its jobs.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-log-view-metrics
 */
const ARTIFACTS = "workspaceartifactstore";
/** @see https://learn.microsoft.com/rest/api/azureml/jobs/get */
const ENDED = ["Completed", "Failed", "Canceled"];
/** How long a second Ctrl-C cancels the job. */
const CONFIRM_MS = 10_000;

/** Options of {@link applyAsJob}. */
export interface JobOptions {
  /** Path of this program as one file. */
  readonly program: string;
  readonly record: AuditRecord;
  readonly cloud: Cloud;
  readonly readBack: boolean;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Whether somebody is at a terminal, who can press Ctrl-C twice. */
  readonly interactive: boolean;
  /** Calls back for SIGINT and SIGTERM; returns a function that ends this. */
  readonly onSignal: (listener: (signal: NodeJS.Signals) => void) => () => void;
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
    if (!ENDED.includes(statusIn(found))) return { id, running: true };
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

function statusIn(job: Readonly<Record<string, unknown>>): string {
  return textOf(propertiesOf(job)["status"]) ?? "NotStarted";
}

/** A job whose status and log are shown until it ends. */
class FollowedJob {
  readonly #azure: Azure;
  readonly #workspace: ArmId;
  readonly #id: ArmId;
  readonly #options: JobOptions;
  #status = "";
  /** Bytes of the log that were shown. */
  #shown = 0;
  #artifacts: ContainerClient | undefined;
  /** Why the log can't be read. */
  #unreadable: string | undefined;
  #cancel = false;
  #leaveAt = Infinity;
  #wake = (): void => undefined;

  constructor(azure: Azure, workspace: ArmId, id: ArmId, options: JobOptions) {
    this.#azure = azure;
    this.#workspace = workspace;
    this.#id = id;
    this.#options = options;
  }

  /** @throws Error if the job doesn't end as completed, its record can't be fetched, or somebody leaves */
  public async follow(): Promise<void> {
    const stopListening = this.#options.onSignal((signal) => this.#interrupted(signal));
    try {
      await this.#wait();
    } finally {
      stopListening();
    }
    const { record } = this.#options;
    await record.add({ event: "job", job: this.#id.toString(), status: this.#status, who: await this.#azure.whoAmI() });
    const fetched = await this.#fetchRecord();
    if (this.#status !== "Completed")
      throw new Error(`the job ${this.#id.name} ended as ${this.#status}; its log says why`);
    if (fetched !== undefined)
      throw new Error(`the job ${this.#id.name} completed, but its record is missing: ${fetched}`);
  }

  #interrupted(signal: NodeJS.Signals): void {
    const { interactive, complain } = this.#options;
    if (signal === "SIGINT" && interactive && this.#leaveAt === Infinity) {
      this.#leaveAt = Date.now() + CONFIRM_MS;
      complain(
        `press Ctrl-C again within ${CONFIRM_MS / 1000} seconds to cancel the job ${this.#id.name}; otherwise it goes on, and the same command follows it again`,
      );
    } else {
      this.#cancel = true;
    }
    this.#wake();
  }

  async #wait(): Promise<void> {
    let canceled = false;
    for (;;) {
      if (this.#cancel && !canceled) {
        canceled = true;
        this.#options.complain(`canceling the job ${this.#id.name}`);
        valueOf(
          `canceling the job ${this.#id.name}`,
          await this.#azure.run({ method: "POST", path: `${this.#id.toString()}/cancel` }),
        );
      } else if (!canceled && Date.now() >= this.#leaveAt) {
        throw new Error(`the job ${this.#id.name} goes on; the same command follows it again`);
      }
      const job = await this.#azure.find(this.#id);
      if (!job) throw new Error(`the job ${this.#id.name} doesn't exist any more`);
      const status = statusIn(job);
      if (status !== this.#status) this.#options.print(`${status.toLowerCase()}: job ${this.#id.name}`);
      this.#status = status;
      await this.#showLog();
      if (ENDED.includes(status)) return;
      const pause = Math.min(this.#azure.pollSeconds * 1000, Math.max(0, this.#leaveAt - Date.now()));
      await Promise.race([sleep(pause), new Promise<void>((resolve) => (this.#wake = resolve))]);
    }
  }

  /** Shows what was added to the job's log. A log that can't be read is named once: the status is shown all the same. */
  async #showLog(): Promise<void> {
    if (this.#unreadable !== undefined) return;
    try {
      const files = await this.#files("user_logs/std_log");
      const [log] = files;
      if (!log || log.bytes <= this.#shown) return;
      const added = await log.client.downloadToBuffer(this.#shown, log.bytes - this.#shown);
      // A line that isn't complete is shown with the next part.
      const end = ENDED.includes(this.#status) ? added.length : added.lastIndexOf("\n") + 1;
      this.#shown += end;
      const lines = added.subarray(0, end).toString("utf8").trimEnd();
      if (lines !== "") this.#options.print(lines.replace(/^/gm, "  | "));
    } catch (error) {
      this.#unreadable = reasonOf(error);
      this.#options.complain(`the log of the job can't be shown: ${this.#unreadable}`);
    }
  }

  /** Adds the job's record to the local one. @returns why it can't be fetched */
  async #fetchRecord(): Promise<string | undefined> {
    try {
      const [found] = (await this.#files("outputs/")).filter(({ name }) => name.endsWith(".jsonl"));
      if (!found) return this.#status === "Canceled" ? undefined : "there is no outputs/*.jsonl";
      await this.#options.record.merge((await found.client.downloadToBuffer()).toString("utf8"));
      return undefined;
    } catch (error) {
      return `${reasonOf(error)}; get it with az ml job download --name ${this.#id.name} --workspace-name ${this.#workspace.name} --resource-group ${this.#workspace.resourceGroup ?? "GROUP"}`;
    }
  }

  async #files(
    prefix: string,
  ): Promise<{ name: string; bytes: number; client: ReturnType<ContainerClient["getBlobClient"]> }[]> {
    this.#artifacts ??= await this.#azure.datastore(this.#workspace, ARTIFACTS);
    const container = this.#artifacts;
    const found = [];
    try {
      const listed = container.listBlobsFlat({ prefix: `ExperimentRun/dcid.${this.#id.name}/${prefix}` });
      for await (const { name, properties } of listed) {
        found.push({ name, bytes: properties.contentLength ?? 0, client: container.getBlobClient(name) });
      }
    } catch (error) {
      throw blobError(`reading the files of the job ${this.#id.name}`, container.url, error);
    }
    return found;
  }
}

/** The reason why files of a job can't be read; anything else is thrown. */
function reasonOf(error: unknown): string {
  if (error instanceof Error) return error.message;
  throw error;
}
