import { setTimeout as sleep } from "node:timers/promises";
import type { HttpClient, PipelineRetryOptions } from "@azure/core-rest-pipeline";
import { AnonymousCredential, ContainerClient, newPipeline } from "@azure/storage-blob";
import { API_VERSIONS, type ArmId, type Cloud, CLOUDS } from "@org/azure-catalog";
import {
  AzureClient,
  type AzureClientOptions,
  type AzureRequest,
  type AzureResponse,
  createHttpClient,
  type Failure,
  type Result,
} from "@org/azure-client";
import { blobHttpClient } from "./blob-client.js";
import { propertiesOf, textOf } from "./values.js";

/** Api-version of Azure Machine Learning's requests to Azure Resource Manager. */
export const ML_VERSION = API_VERSIONS.machineLearning;
/** Longest time that an operation may take. */
const OPERATION_MS = 60 * 60 * 1000;
/** Attempts at a request for a blob, including the first one. */
const BLOB_TRIES = 4;

/** How a promotion reaches Azure. */
export interface AzureOptions {
  /** Gets tokens: `signIn()` of `@org/azure-client`, or any credential of `@azure/identity`. */
  readonly credential: AzureClientOptions["credential"];
  /** @default "public" */
  readonly cloud?: Cloud | undefined;
  /**
   * Sends all requests, also those for blobs.
   * @default - Node's HTTPS, through the proxy in `HTTPS_PROXY`
   */
  readonly httpClient?: HttpClient | undefined;
  /**
   * Retries of lost connections, 408, 429 and 5xx.
   * @default - those of the client of Azure Resource Manager
   */
  readonly retry?: PipelineRetryOptions | undefined;
  /**
   * Seconds between two polls of an operation if Azure doesn't say it.
   * @default 5
   */
  readonly pollSeconds?: number | undefined;
}

/** Azure refused a request, or an operation failed; the message has Azure's reason, and for a missing role the role. */
export class AzureError extends Error {
  public readonly failure: Failure;

  constructor(doing: string, failure: Failure) {
    super(`${doing} failed: ${reasonOf(failure)}`);
    this.name = "AzureError";
    this.failure = failure;
  }
}

/** Azure's reason; for a missing role the action, the scope and the role. */
function reasonOf({ kind, action, code, message, url, status }: Failure): string {
  const answered = code === undefined || message.includes(code) ? message : `${code}: ${message}`;
  const hint = "another run may be doing the same: run this again to continue";
  const isConflict = status === 409 || code === "Conflict";
  const reason = isConflict ? `${answered.replace(/\.$/, "")}; ${hint}` : answered;
  if (kind !== "forbidden" || action === undefined) return reason;
  const { pathname } = new URL(url);
  const scope = /^.*?\/(?:workspaces|registries)\/[^/]+/i.exec(pathname)?.[0] ?? pathname;
  const role = /\/registries\//i.test(scope) ? "AzureML Registry User" : "AzureML Data Scientist";
  return `${reason}. The action ${action} on ${scope} is missing; the role ${role} has it`;
}

/** The value of a result. @throws AzureError */
export function valueOf<T>(doing: string, result: Result<T>): T {
  if (result.ok) return result.value;
  throw new AzureError(doing, result.failure);
}

/** Azure Resource Manager, the data plane of registries, and blobs behind signatures. */
export class Azure {
  /** Azure Resource Manager. */
  public readonly arm: AzureClient;
  readonly #options: AzureOptions;
  /** URL of Azure Resource Manager. */
  readonly #manager: string;
  readonly #clients = new Map<string, AzureClient>();
  readonly #http: HttpClient;

  constructor(options: AzureOptions) {
    this.#options = options;
    this.#http = options.httpClient ?? createHttpClient();
    this.#manager = `https://${CLOUDS[options.cloud ?? "public"].resourceManager}`;
    this.arm = this.#client(this.#manager);
  }

  /** A resource's body; undefined if there is none. @throws AzureError */
  public async find(
    id: ArmId | string,
    apiVersion: string = ML_VERSION,
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    const result = await this.arm.get(id.toString(), apiVersion);
    if (!result.ok && result.failure.kind === "not-found") return undefined;
    return valueOf(`reading ${id.toString()}`, result);
  }

  /** Seconds between two polls of something for which Azure doesn't say it. */
  public get pollSeconds(): number {
    return this.#options.pollSeconds ?? 5;
  }

  /** Sends a request to Azure Resource Manager, and waits until its operation has ended. */
  public async run(request: AzureRequest): Promise<Result<AzureResponse>> {
    return this.finish(await this.arm.send({ apiVersion: ML_VERSION, ...request }));
  }

  /** Waits until the operation of a response has ended. */
  public async finish(started: Result<AzureResponse>): Promise<Result<AzureResponse>> {
    const deadline = Date.now() + OPERATION_MS;
    let result = started;
    let url = result.ok ? pollUrl(result.value) : undefined;
    while (result.ok && url !== undefined) {
      if (Date.now() > deadline)
        return { ok: false, failure: failureOf(url, "the operation took longer than an hour") };
      await sleep(1000 * (secondsIn(result.value) ?? this.pollSeconds));
      const client = this.#operationsAt(url);
      if (!client)
        return { ok: false, failure: failureOf(url, "Azure named a host of another service for the operation") };
      result = await client.send({ method: "GET", path: url });
      if (!result.ok) return result;
      const { status, error } = (result.value.body ?? {}) as {
        status?: unknown;
        error?: { code?: string; message?: string };
      };
      // A poll of the result may end with 200 and a status that says that it failed.
      if (status === "Failed" || status === "Canceled") {
        return {
          ok: false,
          failure: { ...failureOf(url, error?.message ?? `the operation ended as ${status}`), code: error?.code },
        };
      }
      const running = result.value.status === 202 || (typeof status === "string" && status !== "Succeeded");
      url = running ? (pollUrl(result.value) ?? url) : undefined;
    }
    return result;
  }

  /**
   * The data plane of a registry, which Azure's command line and SDK use instead of Azure Resource Manager.
   * @returns undefined in clouds whose look-up isn't known
   */
  public async dataPlane(
    registry: ArmId,
  ): Promise<{ readonly client: AzureClient; readonly path: string } | undefined> {
    if ((this.#options.cloud ?? "public") !== "public") return undefined;
    // The look-up is in this region, whatever that of the registry is.
    const lookUp = this.#client("https://eastus.api.azureml.ms");
    const path = `/registrymanagement/v1.0/registries/${registry.name}/discovery`;
    const found = valueOf(`looking up ${registry.name}`, await lookUp.get(path, "v1.0"));
    const uri = new URL(textOf(found["primaryRegionResourceProviderUri"]) ?? "");
    if (!uri.host.endsWith(".experiments.azureml.net"))
      throw new Error(`${uri.host} is not a data plane of registries`);
    return { client: this.#client(uri.origin), path: `/mferp/managementfrontend${registry.toString()}` };
  }

  /** The container of a URL with a signature. */
  public container(sasUri: string): ContainerClient {
    return this.#container(sasUri, new AnonymousCredential());
  }

  /**
   * The container of a workspace's datastore, for which the signed-in principal needs a role such as Storage Blob Data
   * Reader.
   * @throws AzureError, or Error for a datastore that isn't a container of blobs
   */
  public async datastore(workspace: ArmId, name: string): Promise<ContainerClient> {
    const id = workspace.child("datastores", name);
    const found = valueOf(`reading the datastore ${name}`, await this.arm.get(id.toString(), ML_VERSION));
    const { datastoreType, accountName, containerName } = propertiesOf(found);
    const [account, container] = [textOf(accountName), textOf(containerName)];
    if (datastoreType !== "AzureBlob" || account === undefined || container === undefined)
      throw new Error(`the datastore ${name} of ${workspace.name} isn't a container of blobs`);
    return this.storage(account, container);
  }

  /** A container of a storage account, by the role of the signed-in principal. */
  public storage(account: string, container: string): ContainerClient {
    return this.#container(`https://${account}.${this.blobSuffix}/${container}`, this.#options.credential);
  }

  /** What follows the name of a storage account in the host names of the cloud. */
  public get blobSuffix(): string {
    return `blob.${CLOUDS[this.#options.cloud ?? "public"].storageSuffix}`;
  }

  #container(url: string, credential: AnonymousCredential | AzureOptions["credential"]): ContainerClient {
    const pipeline = newPipeline(credential, {
      retryOptions: { maxTries: BLOB_TRIES, retryDelayInMs: this.#options.retry?.retryDelayInMs },
      httpClient: blobHttpClient(this.#http),
    });
    return new ContainerClient(url, pipeline);
  }

  /** Who is signed in: the name in the token, and the object id. */
  public async whoAmI(): Promise<string> {
    const token = await this.#options.credential.getToken(`${this.#manager}/.default`);
    const [, payload = ""] = (token?.token ?? "").split(".");
    const claims = claimsIn(payload);
    const name = textOf(claims["upn"]) ?? textOf(claims["unique_name"]) ?? textOf(claims["appid"]) ?? "unknown";
    const oid = textOf(claims["oid"]);
    return oid === undefined ? name : `${name} (${oid})`;
  }

  #client(endpoint: string): AzureClient {
    const found = this.#clients.get(endpoint);
    if (found) return found;
    const { credential, cloud, retry } = this.#options;
    const client = new AzureClient({ credential, cloud, endpoint, httpClient: this.#http, retry, access: "write" });
    this.#clients.set(endpoint, client);
    return client;
  }

  #operationsAt(url: string): AzureClient | undefined {
    const { host, origin, protocol } = new URL(url);
    const isRegional = protocol === "https:" && host.endsWith(".api.azureml.ms");
    return isRegional || origin === this.#manager ? this.#client(origin) : undefined;
  }
}

function pollUrl({ status, headers }: AzureResponse): string | undefined {
  const url = headers["azure-asyncoperation"] ?? (status === 202 ? headers["location"] : undefined);
  return url === "" ? undefined : url;
}

function secondsIn({ headers }: AzureResponse): number | undefined {
  const ms = Number(headers["x-ms-retry-after-ms"] ?? Number.NaN);
  const seconds = Number.isNaN(ms) ? Number(headers["retry-after"] ?? Number.NaN) : ms / 1000;
  return Number.isNaN(seconds) ? undefined : Math.min(seconds, 60);
}

function failureOf(url: string, message: string): Failure {
  return {
    kind: "failed",
    url: url.split("?")[0] ?? url,
    status: undefined,
    code: undefined,
    message,
    action: undefined,
  };
}

function claimsIn(payload: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Record<string, unknown>;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return {};
  }
}
