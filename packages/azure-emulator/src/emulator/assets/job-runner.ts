import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { createReadStream, createWriteStream } from "node:fs";
import { delimiter, dirname, join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { objectOf, textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { EmulatorState, JobRunner } from "../emulator-state.js";
import type { Entra } from "../entra.js";
import type { Answer } from "../http.js";
import { blobsOf, contentAt } from "./asset-storage.js";
import { ARTIFACTS, artifactFolder, setStatus } from "./jobs.js";

const IDENTITY_PATH = "/msi/token";
/** How often the log of a running job is stored. */
const LOG_MS = 200;

/** What {@link ProcessRunner} needs. */
export interface ProcessRunnerOptions {
  /** Folder for the files of jobs. */
  readonly folder: string;
  /** URL of the proxy that the processes use. */
  readonly proxyUrl: string;
  /** Environment variables with which programs use the emulator, without credentials. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Runs the commands of jobs as processes of this machine. Like a compute of Azure, it provides the code, a managed
 * identity by `MSI_ENDPOINT`, the log, and the folder `outputs`.
 */
export class ProcessRunner implements JobRunner {
  readonly #state: EmulatorState;
  readonly #entra: Entra;
  readonly #options: ProcessRunnerOptions;
  readonly #running = new Map<ArmResource, ChildProcess>();
  /** Client ids of the identities, by the secret that a job's process knows. */
  readonly #secrets = new Map<string, string>();

  constructor(state: EmulatorState, entra: Entra, options: ProcessRunnerOptions) {
    this.#state = state;
    this.#entra = entra;
    this.#options = options;
  }

  public start(job: ArmResource): void {
    void this.#run(job).catch((error: unknown) => {
      this.#state.note({ kind: "failure", what: `job ${job.id.name}: ${String(error)}` });
      setStatus(job, "Failed");
    });
  }

  public cancel(job: ArmResource): void {
    kill(this.#running.get(job), "SIGTERM");
  }

  /** Ends all processes. */
  public stop(): void {
    for (const child of this.#running.values()) kill(child, "SIGKILL");
  }

  /** The managed identity of a job's compute, as its process asks for it; undefined for another request. */
  public identity(url: URL, secret: string | undefined): Answer | undefined {
    if (url.pathname !== IDENTITY_PATH) return undefined;
    const clientId = this.#secrets.get(secret ?? "");
    const asked = url.searchParams.get("clientid");
    if (clientId === undefined || (asked !== null && asked !== clientId)) {
      return { status: 400, body: { error: "invalid_request", error_description: "Identity not found" } };
    }
    const resource = url.searchParams.get("resource") ?? "";
    const token = this.#entra.issue(clientId, resource.replace(/\/?\.default$/, ""));
    const expires = String(Math.floor(Date.now() / 1000) + 3600);
    return {
      status: 200,
      body: { access_token: token, client_id: clientId, expires_on: expires, resource, token_type: "Bearer" },
    };
  }

  async #run(job: ArmResource): Promise<void> {
    setStatus(job, "Running");
    const folder = await mkdtemp(join(this.#options.folder, "job-"));
    const secret = randomUUID();
    try {
      await this.#provideCode(job, folder);
      await mkdir(join(folder, "outputs"), { recursive: true });
      const code = await this.#execute(job, folder, secret);
      await this.#store(job, folder);
      const canceled = job.body.properties["status"] === "CancelRequested";
      setStatus(job, canceled ? "Canceled" : code === 0 ? "Completed" : "Failed");
    } finally {
      this.#secrets.delete(secret);
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #provideCode(job: ArmResource, folder: string): Promise<void> {
    const code = this.#state.resources.get(textOf(job.body.properties["codeId"])?.replace(/^azureml:/, ""));
    const content = code && contentAt(textOf(code.body.properties["codeUri"]) ?? "", undefined, this.#state);
    if (!content) return;
    const root = content.path === "" ? "" : `${content.path.replace(/\/$/, "")}/`;
    for (const [name, blob] of blobsOf(content, this.#state)) {
      const file = join(folder, name.slice(root.length));
      await mkdir(dirname(file), { recursive: true });
      await pipeline(this.#state.blobs.read(blob), createWriteStream(file));
    }
  }

  async #execute(job: ArmResource, folder: string, secret: string): Promise<number | null> {
    const { command, environmentVariables, status } = job.body.properties;
    if (status === "CancelRequested") return null;
    const child = spawn("sh", ["-c", textOf(command) ?? "true"], {
      cwd: folder,
      env: {
        ...this.#options.env,
        ...(objectOf(environmentVariables) as Record<string, string>),
        ...this.#identityOf(job, secret),
        // Programs of the machine, with this Node first.
        PATH: [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter),
      },
      stdio: ["ignore", "pipe", "pipe"],
      // A process group of its own, so that a signal reaches the shell and its command.
      detached: true,
    });
    this.#running.set(job, child);
    let log = "";
    let stored = "";
    const storeLog = async (): Promise<void> => {
      if (log === stored) return;
      stored = log;
      await this.#put(job, "user_logs/std_log.txt", Readable.from([Buffer.from(stored)]));
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => (log += text));
    }
    const timer = setInterval(() => void storeLog(), LOG_MS);
    try {
      return await new Promise<number | null>((resolve, reject) => {
        child.once("error", reject).once("close", resolve);
      });
    } finally {
      clearInterval(timer);
      this.#running.delete(job);
      await storeLog();
    }
  }

  /** Variables for the managed identity of the job's compute; none if it has none. */
  #identityOf(job: ArmResource, secret: string): Record<string, string> {
    const compute = this.#state.resources.get(textOf(job.body.properties["computeId"]));
    const assigned = Object.values(objectOf(objectOf(compute?.body.identity)["userAssignedIdentities"]));
    const clients = assigned.flatMap((one) => textOf(objectOf(one)["clientId"]) ?? []);
    const wanted = textOf(objectOf(job.body.properties["identity"])["clientId"]);
    const clientId = wanted === undefined ? clients[0] : clients.find((one) => one === wanted);
    if (clientId === undefined) return {};
    this.#secrets.set(secret, clientId);
    return {
      DEFAULT_IDENTITY_CLIENT_ID: clientId,
      MSI_ENDPOINT: `${this.#options.proxyUrl}${IDENTITY_PATH}`,
      MSI_SECRET: secret,
    };
  }

  /** Stores the outputs of a job. */
  async #store(job: ArmResource, folder: string): Promise<void> {
    const entries = await readdir(join(folder, "outputs"), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = join(entry.parentPath, entry.name);
      await this.#put(job, relative(folder, file).replaceAll(sep, "/"), createReadStream(file));
    }
  }

  async #put(job: ArmResource, path: string, content: Readable): Promise<void> {
    const datastore = this.#state.resources.get(job.id.parent?.child("datastores", ARTIFACTS))?.body.properties;
    const account = textOf(datastore?.["accountName"]);
    const container = textOf(datastore?.["containerName"]);
    if (account === undefined || container === undefined) return;
    const { part, md5 } = await this.#state.blobs.write(content, { md5: true });
    const name = `${artifactFolder(job.id.name)}/${path}`;
    this.#state.blobs.set({ account, container, name }, [part], { md5 });
  }
}

/** Ends a process and its children. */
function kill(child: ChildProcess | undefined, signal: NodeJS.Signals): void {
  if (child?.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
}
