import { setTimeout as sleep } from "node:timers/promises";
import type { ContainerClient } from "@azure/storage-blob";
import type { ArmId } from "@org/azure-catalog";
import { type Azure, valueOf } from "./azure.js";
import { blobError } from "./files.js";
import type { AuditRecord } from "./record.js";
import { propertiesOf, textOf } from "./values.js";

/**
 * Datastore of each workspace with the logs and the folder `outputs` of its jobs.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-log-view-metrics
 */
const ARTIFACTS = "workspaceartifactstore";
/** @see https://learn.microsoft.com/rest/api/azureml/jobs/get */
const ENDED = ["Completed", "Failed", "Canceled"];
/** How long a second Ctrl-C cancels the job. */
const CONFIRM_MS = 10_000;

/** Options of {@link FollowedJob}. */
export interface FollowOptions {
  readonly record: AuditRecord;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** Whether somebody is at a terminal, who can press Ctrl-C twice. */
  readonly interactive: boolean;
  /** Calls back for SIGINT and SIGTERM; returns a function that ends this. */
  readonly onSignal: (listener: (signal: NodeJS.Signals) => void) => () => void;
}

/** The status of a job in a response. */
export function statusIn(job: Readonly<Record<string, unknown>>): string {
  return textOf(propertiesOf(job)["status"]) ?? "NotStarted";
}

/** Whether a job with this status will not go on. */
export function hasEnded(status: string): boolean {
  return ENDED.includes(status);
}

/** A job of a workspace whose status and log are shown until it ends. */
export class FollowedJob {
  readonly #azure: Azure;
  readonly #workspace: ArmId;
  readonly #id: ArmId;
  readonly #options: FollowOptions;
  #status = "";
  /** Bytes of the log that were shown. */
  #shown = 0;
  #artifacts: ContainerClient | undefined;
  /** Why the log can't be read. */
  #unreadable: string | undefined;
  #cancel = false;
  #leaveAt = Infinity;
  #wake = (): void => undefined;

  constructor(azure: Azure, workspace: ArmId, id: ArmId, options: FollowOptions) {
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
        `press Ctrl-C again within ${CONFIRM_MS / 1000} seconds to cancel the job ${this.#id.name}; otherwise it continues, and the same command follows it again`,
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
        throw new Error(`the job ${this.#id.name} continues; the same command follows it again`);
      }
      const job = await this.#azure.find(this.#id);
      if (!job) throw new Error(`the job ${this.#id.name} doesn't exist any more`);
      const status = statusIn(job);
      if (status !== this.#status) this.#options.print(`${status.toLowerCase()}: job ${this.#id.name}`);
      this.#status = status;
      await this.#showLog();
      if (hasEnded(status)) return;
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
      const end = hasEnded(this.#status) ? added.length : added.lastIndexOf("\n") + 1;
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
