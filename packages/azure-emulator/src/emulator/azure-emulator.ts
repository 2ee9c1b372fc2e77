import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Behaviours, type Latencies } from "./arm/behaviours.js";
import { objectOf, textOf } from "./arm/body.js";
import type { Period } from "./arm/operations.js";
import { ResourceManager } from "./arm/resource-manager.js";
import type { ArmResource } from "./arm/resource.js";
import { ProcessRunner } from "./assets/job-runner.js";
import { ManagedFrontEnd } from "./assets/managed-front-end.js";
import { RegionalService } from "./assets/regional-service.js";
import { BLOB_SUFFIX, BlobService } from "./blobs/blob-service.js";
import { DFS_SUFFIX, DfsService } from "./blobs/dfs-service.js";
import { makeCertificates } from "./certificates.js";
import { type Clock, VirtualClock } from "./clock.js";
import { DATA_PLANES, DataPlane } from "./data-plane.js";
import { Entra } from "./entra.js";
import { adoptPrincipal, bodyOfExisting, type ExistingResource, withParents } from "./existing.js";
import { type Fault, Faults } from "./faults.js";
import { ProxyServer } from "./proxy-server.js";
import { Graph, type NotAssumed } from "./graph/graph.js";
import type { Answer, Request, Service } from "./http.js";
import { type Finding, inspect } from "./inspection.js";
import { type NameAnswer, resolveIn } from "./name-resolution.js";
import { PROVIDERS } from "./providers/index.js";
import { type LoggedRequest, RequestLog } from "./request-log.js";
import type { FailureModeSettings } from "./failure-modes/failure-modes.js";
import { type EmulatorSnapshot, restore, snapshotOf } from "./snapshot.js";
import type { SoftDeletedResource } from "./soft-deleted.js";
import { createEmulatorState, type Unknown, type EmulatorState } from "./emulator-state.js";

const HOSTS = [
  "management.azure.com",
  "login.microsoftonline.com",
  "login.windows.net",
  "sts.windows.net",
  "graph.microsoft.com",
];

/** Api-version of the emulator's own requests; all versions behave the same. */
const ASKED_VERSION = "2025-01-01";

/** The identity of the emulator's clients. */
export interface EmulatorIdentity {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly objectId: string;
}

/** Options of {@link AzureEmulator}. */
export interface AzureEmulatorOptions {
  /**
   * Factor by which the emulator's clock is faster than real time.
   * @default 60
   */
  readonly speed?: number;
  /**
   * Failure modes that differ from their defaults.
   * @default - the defaults in `FAILURE_MODES`
   */
  readonly failureModes?: FailureModeSettings;
  /**
   * Virtual seconds to create a resource, by ARM type.
   * @default - typical times
   */
  readonly latencies?: Latencies;
  /**
   * Port of the proxy, on 127.0.0.1.
   * @default - a free one
   */
  readonly port?: number;
  /**
   * Whether clients are inside the virtual networks, so that they reach private storage accounts and registries.
   * Otherwise they reach only public ones.
   * @default false
   */
  readonly privateAccess?: boolean;
  /**
   * Whether commands of jobs run as processes of this machine, with the rights of this process. They are inside the virtual
   * networks, and have the managed identity of their compute. Only a started emulator runs jobs.
   * @default false: jobs fail
   */
  readonly runJobs?: boolean;
  /**
   * Folder for the certificate authority's file and the files of blobs, which are removed at the end.
   * @default - a temporary folder
   */
  readonly folder?: string;
  /**
   * Whether a provider that was built with a scaled clock keeps its own delays; otherwise they are scaled by
   * {@link speed}. Released providers have no such clock, so they always keep their delays.
   * @default false
   */
  readonly realClock?: boolean | undefined;
  /**
   * Resources from an earlier emulator, see {@link AzureEmulator.snapshot}.
   * @default - none
   */
  readonly snapshot?: EmulatorSnapshot | undefined;
  /**
   * The emulator's clock.
   * @default - runs at {@link speed}
   */
  readonly clock?: Clock;
}

/**
 * An emulator of Azure: Entra, Azure Resource Manager and Microsoft Graph behind one HTTPS proxy on 127.0.0.1, with all
 * data in memory. Programs that are started with {@link env} use it instead of Azure.
 */
export class AzureEmulator {
  readonly #options: AzureEmulatorOptions;
  readonly #state: EmulatorState;
  readonly #entra: Entra;
  readonly #manager: ResourceManager;
  readonly #graph: Graph;
  readonly #faults = new Faults();
  readonly #log = new RequestLog();
  readonly #unknown = new Map<string, Unknown>();
  readonly #services: readonly { handles(host: string): boolean; readonly service: Service }[];
  readonly #started = performance.now();
  readonly #existing = new Map<string, string>();
  #proxy: ProxyServer | undefined;
  /** The proxy for the processes of jobs. */
  #jobsProxy: ProxyServer | undefined;
  #jobs: ProcessRunner | undefined;
  #folder: string | undefined;

  /** An empty emulator, which accepts only {@link request} until it is opened. */
  constructor(options: AzureEmulatorOptions = {}) {
    const { speed = 60, failureModes = {}, latencies, clock = new VirtualClock(speed, delaysIn(options)) } = options;
    this.#options = options;
    this.#state = createEmulatorState(
      clock,
      failureModes,
      (unknown) => this.#unknown.set(`${unknown.kind} ${unknown.what}`, unknown),
      options,
    );
    if (options.snapshot) restore(options.snapshot, this.#state);
    const { directory, resources } = this.#state;
    this.#entra = new Entra(directory);
    this.#manager = new ResourceManager(this.#state, this.#entra, new Behaviours(PROVIDERS, latencies));
    this.#graph = new Graph(this.#state);
    this.#services = [
      { handles: (host) => host === "management.azure.com", service: this.#manager },
      { handles: (host) => host === "graph.microsoft.com", service: this.#graph },
      { handles: (host) => HOSTS.includes(host), service: this.#entra },
      { handles: RegionalService.handles, service: new RegionalService(this.#state, this.#entra) },
      { handles: ManagedFrontEnd.handles, service: new ManagedFrontEnd(this.#state, this.#entra) },
      { handles: isBlobHost, service: new BlobService(this.#state, this.#entra) },
      { handles: isDfsHost, service: new DfsService(this.#state, this.#entra) },
      {
        handles: (host) => DATA_PLANES.some(({ suffix }) => host.endsWith(`.${suffix}`)),
        service: new DataPlane(resources),
      },
    ];
  }

  /**
   * Starts an empty emulator to which programs can connect.
   * @throws Error with code EADDRINUSE if the port is in use
   */
  public static async start(options: AzureEmulatorOptions = {}): Promise<AzureEmulator> {
    const azure = new AzureEmulator(options);
    try {
      await azure.#open();
    } catch (error) {
      await azure.stop();
      throw error;
    }
    return azure;
  }

  async #open(): Promise<void> {
    const wildcards = [...DATA_PLANES.map(({ suffix }) => suffix), "experiments.azureml.net"];
    const certificates = makeCertificates([...HOSTS, ...wildcards.map((suffix) => `*.${suffix}`)]);
    this.#folder = await mkdtemp(join(this.#options.folder ?? tmpdir(), "azure-emulator-"));
    await writeFile(this.certificateFile, certificates.authority);
    const backend = {
      handles: (host: string) => this.#serviceFor(host) !== undefined,
      streams: (host: string) => isBlobHost(host) || isDfsHost(host),
      refused: (host: string) => this.#state.note({ kind: "host", what: host }),
      answer: (request: Request) => this.answer(request),
    };
    this.#proxy = await ProxyServer.open(backend, certificates, this.#options.port ?? 0);
    if (this.#options.runJobs !== true) return;
    this.#jobsProxy = await ProxyServer.open(
      {
        ...backend,
        answer: (request) => this.answer({ ...request, inside: true }),
        local: (url, secret) => this.#jobs?.identity(url, secret),
      },
      certificates,
      0,
    );
    const withoutCredentials = Object.entries(this.envInside).filter(([name]) => !/^(ARM|AZURE)_/.test(name));
    this.#jobs = new ProcessRunner(this.#state, this.#entra, {
      folder: this.#folder,
      proxyUrl: this.#jobsProxy.url,
      env: Object.fromEntries(withoutCredentials),
    });
    this.#state.jobs = this.#jobs;
  }

  /** File with the certificate authority, which clients have to trust. */
  public get certificateFile(): string {
    return join(this.#folder ?? "", "authority.pem");
  }

  /** URL of the proxy. */
  public get proxyUrl(): string {
    return this.#proxy?.url ?? "";
  }

  /** Environment variables for programs that use the emulator, including dummy credentials. */
  public get env(): Readonly<Record<string, string>> {
    const { directory } = this.#state;
    const { speed = 60, realClock = false } = this.#options;
    return {
      HTTPS_PROXY: this.proxyUrl,
      HTTP_PROXY: this.proxyUrl,
      NO_PROXY: "",
      // Go and OpenSSL, Python's requests, and Node each read a different variable.
      SSL_CERT_FILE: this.certificateFile,
      REQUESTS_CA_BUNDLE: this.certificateFile,
      NODE_EXTRA_CA_CERTS: this.certificateFile,
      // With this, azurerm polls at once instead of every ten seconds. Responses wait for the operation.
      GO_AZURE_SDK_SKIP_POLLING_DELAY: "true",
      // Schemas of providers take hundreds of megabytes, and Go's garbage collection takes a third of their processor
      // time.
      GOGC: "off",
      GOMEMLIMIT: "750MiB",
      ...(realClock ? {} : { AZURE_EMULATOR_CLOCK_SCALE: String(Math.max(1, Math.round(speed))) }),
      ARM_CLIENT_ID: directory.caller.clientId,
      ARM_CLIENT_SECRET: "emulator",
      ARM_TENANT_ID: directory.tenantId,
      ARM_SUBSCRIPTION_ID: directory.subscriptionId,
      AZURE_CLIENT_ID: directory.caller.clientId,
      AZURE_CLIENT_SECRET: "emulator",
      AZURE_TENANT_ID: directory.tenantId,
    };
  }

  /**
   * Like {@link env}, for programs inside the virtual networks, where jobs run.
   * @throws Error without `runJobs`
   */
  public get envInside(): Readonly<Record<string, string>> {
    if (!this.#jobsProxy) throw new Error("there is no way inside: start the emulator with runJobs");
    return { ...this.env, HTTPS_PROXY: this.#jobsProxy.url, HTTP_PROXY: this.#jobsProxy.url };
  }

  /** The existing resources. */
  public get resources(): readonly ArmResource[] {
    return this.#state.resources.all();
  }

  /** The resources that existed before the first request. */
  public get existing(): readonly ArmResource[] {
    return this.resources.filter(({ origin }) => origin === "existing");
  }

  /**
   * The resources and the principals of their identities, with which another emulator can start. Soft-deleted resources,
   * running operations and the files of assets are not included.
   */
  public snapshot(): EmulatorSnapshot {
    return structuredClone(snapshotOf(this.#state));
  }

  /**
   * Adds resources that existed before the first request, with their resource groups and parents.
   * @param location Azure region of resources without one
   * @throws Error with the id and Azure's message for a resource that Azure would reject in this form
   */
  public async addExisting(resources: readonly ExistingResource[], location = "westeurope"): Promise<void> {
    const state: EmulatorState = { ...this.#state, note: () => undefined };
    const types = PROVIDERS.flatMap((provider) => provider.types);
    const atOnce = Object.fromEntries(types.map(({ type }) => [type, { create: 0, update: 0 }]));
    const manager = new ResourceManager(state, this.#entra, new Behaviours(PROVIDERS, atOnce));
    const before = new Set(state.resources.all());
    for (const { id, given } of withParents(resources)) {
      const path = `${id.toString()}?api-version=${ASKED_VERSION}`;
      const { status, body } = await this.#ask(manager, "PUT", path, bodyOfExisting(id, given, location, state));
      if (status >= 400) {
        throw new Error(`${id.toString()} can't exist: ${String(objectOf(objectOf(body)["error"])["message"])}`);
      }
      adoptPrincipal(id, given, state);
    }
    for (const resource of state.resources.all()) {
      if (before.has(resource)) continue;
      Object.assign(resource, { origin: "existing", createdAt: -Infinity, provisionedAt: -Infinity });
      this.#existing.set(resource.id.key, resource.id.toString());
    }
  }

  /**
   * Assumes from now on that applications, service principals, groups and users exist when they are looked up.
   * @param except those that stacks create and look up before, to see whether they exist
   */
  public assumeDirectoryObjects(except: readonly NotAssumed[] = []): void {
    this.#graph.assumeExisting(except);
  }

  /** Applications, groups and users, and the service principals that aren't managed identities. */
  public get directoryObjects(): readonly { readonly name: string; readonly assumed: boolean }[] {
    const { directory } = this.#state;
    return directory
      .all()
      .filter((one) => one !== directory.caller && one.resourceId === undefined)
      .map(({ collection, properties, clientId, objectId, origin }) => ({
        name: `${collection}/${textOf(properties["displayName"]) ?? clientId ?? objectId}`,
        assumed: origin === "assumed",
      }));
  }

  /** Ids of existing resources that were deleted. */
  public get deletedExisting(): readonly string[] {
    return [...this.#existing].flatMap(([key, id]) => (this.#state.resources.get(key) ? [] : [id]));
  }

  /** The soft-deleted resources, whose names are reserved. */
  public get softDeleted(): readonly SoftDeletedResource[] {
    return this.#state.softDeleted.all();
  }

  /** Every request so far. */
  public get requests(): readonly LoggedRequest[] {
    return this.#log.entries;
  }

  /**
   * The answer that a machine in a virtual network gets for a name from the private zones linked to the network.
   * @param network ARM id
   * @returns undefined if public DNS answers
   */
  public resolve(name: string, network: string): NameAnswer | undefined {
    return resolveIn(this.#state, network, name);
  }

  /** Waits until all role assignments are in effect. A read right after an assignment was created delays it. */
  public async rolesInEffect(): Promise<void> {
    const { clock, failureModes, resources } = this.#state;
    const latest = resources
      .ofType("Microsoft.Authorization/roleAssignments")
      .reduce((most, { createdAt, watchedAt = createdAt }) => Math.max(most, createdAt, watchedAt), -Infinity);
    const seconds = latest + failureModes.seconds("role-propagation") - clock.now();
    if (seconds > 0) await new Promise<void>((resolve) => clock.after(seconds, resolve));
  }

  /** Resources that don't work although all requests for them were accepted. */
  public inspect(): readonly Finding[] {
    return inspect(this.#state);
  }

  /**
   * Virtual seconds that the creation, changes and deletion of a resource took.
   * @param period period in which the operations started; by default any time
   */
  public secondsSpentOn(id: string, period?: Period): number {
    return this.#state.operations.secondsOf(id, period);
  }

  /**
   * Creates or updates a resource, and waits until the operation has ended.
   * @param id ARM id
   * @param body as sent to Azure Resource Manager
   * @returns the resource's body
   * @throws Error with Azure's code and message if the write is rejected or fails
   */
  public async put(id: string, body: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
    const {
      status,
      headers = {},
      body: answered,
    } = await this.request("PUT", `${id}?api-version=${ASKED_VERSION}`, body);
    const name = /\/operationStatuses\/([^?]+)/.exec(headers["azure-asyncoperation"] ?? "")?.[1] ?? "";
    const operation = this.#state.operations.get(name);
    await operation?.done;
    const error = status >= 400 ? objectOf(objectOf(answered)["error"]) : operation?.error;
    if (error) throw new Error(`${id}: ${String(error.code)}: ${String(error.message)}`);
    return objectOf((await this.request("GET", `${id}?api-version=${ASKED_VERSION}`)).body);
  }

  /** Sends a request to Azure Resource Manager as the signed-in principal, without using the network. */
  public async request(
    method: string,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    return this.#ask(this.#manager, method, path, body, headers);
  }

  #ask(
    manager: ResourceManager,
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const [pathname = "", query = ""] = path.split("?");
    return manager.answer({
      method,
      host: "management.azure.com",
      path: pathname,
      query: new URLSearchParams(query),
      headers: { ...headers, authorization: `Bearer ${this.#entra.issue(this.#state.directory.caller.clientId)}` },
      text: body === undefined ? "" : JSON.stringify(body),
      signal: new AbortController().signal,
    });
  }

  /**
   * Subscription, tenant and the principal that signs in: dummy values, which are the same in every deployment test.
   */
  public get identity(): EmulatorIdentity {
    const { subscriptionId, tenantId, caller } = this.#state.directory;
    return { subscriptionId, tenantId, clientId: caller.clientId, objectId: caller.objectId };
  }

  /** Unsupported requests. */
  public get unknown(): readonly Unknown[] {
    return [...this.#unknown.values()];
  }

  /** Injects a fault into future requests. */
  public inject(fault: Fault): void {
    this.#faults.add(fault);
  }

  /** Calls back for every answered request. */
  public onRequest(listener: (request: LoggedRequest) => void): void {
    this.#log.onRequest(listener);
  }

  /** Closes all connections and removes all resources. */
  public async stop(): Promise<void> {
    this.#state.clock.stop();
    this.#jobs?.stop();
    await this.#proxy?.close();
    await this.#jobsProxy?.close();
    await this.#state.blobs.remove();
    if (this.#folder !== undefined) await rm(this.#folder, { recursive: true, force: true });
  }

  #serviceFor(host: string): Service | undefined {
    return this.#services.find((one) => one.handles(host))?.service;
  }

  /**
   * Answers a request of a client in this process, without a connection.
   * @returns undefined for a connection that an injected fault closes, and for a host that the emulator doesn't have
   */
  public async answer(request: Request): Promise<Answer | undefined> {
    const started = performance.now();
    const { answer: error, drop, delaySeconds = 0 } = this.#faults.strike(request);
    if (delaySeconds > 0) await sleep(delaySeconds * 1000);
    const answer = drop ? undefined : (error ?? (await this.#serve(request)));
    const code = answer?.headers?.["x-ms-error-code"];
    this.#log.add({
      at: started - this.#started,
      took: performance.now() - started,
      method: request.method,
      url: urlOf(request),
      status: answer?.status ?? 0,
      ...(code === undefined ? {} : { code }),
      sent: request.text,
      answered: answer?.body,
    });
    return answer;
  }

  /** Answers a request. An internal error of the emulator is answered like one of Azure's, and recorded. */
  async #serve(request: Request): Promise<Answer | undefined> {
    try {
      return await this.#serviceFor(request.host)?.answer(request);
    } catch (error) {
      const what = `${request.method} ${request.path}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
      this.#state.note({ kind: "failure", what });
      return { status: 500, body: { error: { code: "InternalServerError", message: what } } };
    }
  }
}

function isDfsHost(host: string): boolean {
  return host.endsWith(DFS_SUFFIX);
}

function isBlobHost(host: string): boolean {
  return host.endsWith(BLOB_SUFFIX);
}

function urlOf({ host, path, query }: Request): string {
  const text = query.toString();
  return `https://${host}${path}${text === "" ? "" : `?${text}`}`;
}

/** The virtual seconds in the options for failure modes and latencies. */
function delaysIn({ failureModes = {}, latencies = {} }: AzureEmulatorOptions): number[] {
  return [failureModes, ...Object.values(latencies)]
    .flatMap((settings) => Object.values(settings))
    .filter((value) => typeof value === "number");
}
