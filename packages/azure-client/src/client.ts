import type { TokenCredential } from "@azure/identity";
import {
  bearerTokenAuthenticationPolicy,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
  type HttpClient,
  type Pipeline,
  type PipelinePolicy,
  type PipelineRetryOptions,
} from "@azure/core-rest-pipeline";
import { CLOUDS, type Cloud } from "@org/azure-catalog";
import pLimit from "p-limit";
import { createHttpClient } from "./http-client.js";
import { failureOf, failureOfError, objectOf, unexpectedAnswer, type Failure, type Result } from "./failure.js";

/** HTTP methods of Azure's APIs. */
export type Method = "GET" | "HEAD" | "PUT" | "PATCH" | "POST" | "DELETE";

/** Options of {@link AzureClient}. */
export interface AzureClientOptions {
  /** Gets tokens: {@link signIn}, or any credential of `@azure/identity`. */
  readonly credential: TokenCredential;
  /**
   * What the client may send: with `"read"` only GET, anything else throws before it is sent.
   * @default "read"
   */
  readonly access?: "read" | "write" | undefined;
  /** @default "public" */
  readonly cloud?: Cloud | undefined;
  /**
   * URL of another API than Azure Resource Manager, such as that of a workspace's data plane.
   * @default - Azure Resource Manager of the cloud
   */
  readonly endpoint?: string | undefined;
  /**
   * Scope of the tokens for {@link endpoint}, such as `https://ml.azure.com/.default`.
   * @default - that of Azure Resource Manager
   */
  readonly scope?: string | undefined;
  /**
   * Maximum number of requests at the same time.
   * @default 8
   */
  readonly concurrency?: number | undefined;
  /**
   * Seconds after which a request without a response is given up.
   * @default 60
   */
  readonly timeoutSeconds?: number | undefined;
  /**
   * Retries of lost connections and of responses with 408, 429 (with Retry-After) and 5xx.
   * @default - three, after what Retry-After says, otherwise after 1, 2 and 4 seconds
   */
  readonly retry?: PipelineRetryOptions | undefined;
  /** Called after each request, with the number of requests so far; retries count. */
  readonly onRequest?: ((request: { readonly url: string; readonly requests: number }) => void) | undefined;
  /**
   * Sends the requests.
   * @default - Node's HTTPS, through the proxy in `HTTPS_PROXY`
   */
  readonly httpClient?: HttpClient | undefined;
}

/** A request. */
export interface AzureRequest {
  readonly method: Method;
  /** Path of an ARM id, without the host, or an absolute URL of the endpoint, such as that of an operation. */
  readonly path: string;
  /** Undefined for an absolute URL, which has one. */
  readonly apiVersion?: string | undefined;
  /** More query parameters, such as `$filter`. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** A successful response. */
export interface AzureResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined for an empty body. */
  readonly body: unknown;
}

/**
 * A client for Azure Resource Manager and other APIs of Azure with tokens of Microsoft Entra. It honours `HTTPS_PROXY`
 * and `NO_PROXY`, retries, follows pages, and returns errors as data.
 */
export class AzureClient {
  readonly #options: AzureClientOptions;
  readonly #endpoint: URL;
  readonly #pipeline: Pipeline;
  readonly #http: HttpClient;
  readonly #limit: ReturnType<typeof pLimit>;
  #requests = 0;

  constructor(options: AzureClientOptions) {
    const { cloud = "public", concurrency = 8, credential, retry = {}, access = "read" } = options;
    const manager = `https://${CLOUDS[cloud].resourceManager}`;
    this.#options = options;
    this.#endpoint = new URL(options.endpoint ?? manager);
    this.#limit = pLimit(concurrency);
    this.#http = options.httpClient ?? createHttpClient();
    this.#pipeline = createPipelineFromOptions({
      retryOptions: retry,
      userAgentOptions: { userAgentPrefix: "private-aml-constructs" },
    });
    const scopes = options.scope ?? `${manager}/.default`;
    this.#pipeline.addPolicy(bearerTokenAuthenticationPolicy({ credential, scopes }));
    this.#pipeline.addPolicy(this.#counted(), { afterPhase: "Sign" });
    if (access === "read") this.#pipeline.addPolicy(READ_ONLY, { afterPhase: "Sign" });
  }

  /** Number of requests sent so far, including retries. */
  public get requests(): number {
    return this.#requests;
  }

  /** Reads a resource. An answer that isn't a JSON object, such as a proxy's page, is a failure. */
  public async get(
    path: string,
    apiVersion: string,
    query?: Readonly<Record<string, string>>,
  ): Promise<Result<Readonly<Record<string, unknown>>>> {
    return this.#read({ method: "GET", path, apiVersion, query });
  }

  /** Reads all pages of a list. A page without a list of items, and one that was already read, is a failure. */
  public async list(
    path: string,
    apiVersion: string,
    query?: Readonly<Record<string, string>>,
  ): Promise<Result<readonly Readonly<Record<string, unknown>>[]>> {
    const items: Readonly<Record<string, unknown>>[] = [];
    const read = new Set<string>();
    let request: AzureRequest = { method: "GET", path, apiVersion, query };
    for (;;) {
      const page = await this.#read(request);
      if (!page.ok) return page;
      const { value, nextLink } = page.value;
      const unexpected = (what: string) => failed(unexpectedAnswer(this.#urlOf(request), 200, what));
      if (!Array.isArray(value)) return unexpected("no list");
      items.push(...value.map(objectOf));
      if (typeof nextLink !== "string" || nextLink === "") return { ok: true, value: items };
      // The token must not go to another host, so a page that names one can't be followed.
      if (!URL.canParse(nextLink, this.#endpoint) || !this.#owns(new URL(nextLink, this.#endpoint))) {
        return unexpected("a next page that isn't of this API");
      }
      if (read.has(nextLink)) return unexpected("a next page that was already read");
      read.add(nextLink);
      request = { method: "GET", path: nextLink };
    }
  }

  /** The object that Azure answers. */
  async #read(request: AzureRequest): Promise<Result<Readonly<Record<string, unknown>>>> {
    const result = await this.send(request);
    if (!result.ok) return result;
    const { status, body } = result.value;
    if (typeof body === "object" && body !== null && !Array.isArray(body) && status < 300) {
      return { ok: true, value: objectOf(body) };
    }
    return failed(unexpectedAnswer(this.#urlOf(request), status, "no JSON object"));
  }

  /**
   * Sends a request.
   * @throws Error for a URL of another host, which must not get the token, and for a request that {@link
   * AzureClientOptions.access} excludes
   */
  public async send(request: AzureRequest): Promise<Result<AzureResponse>> {
    const url = this.#urlOf(request);
    const { method, body, signal } = request;
    const { timeoutSeconds = 60 } = this.#options;
    const outgoing = createPipelineRequest({
      url,
      method,
      headers: createHttpHeaders(
        body === undefined
          ? { accept: "application/json" }
          : { accept: "application/json", "content-type": "application/json" },
      ),
      timeout: timeoutSeconds * 1000,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { abortSignal: signal }),
    });
    try {
      const response = await this.#limit(() => this.#pipeline.sendRequest(this.#http, outgoing));
      const { value, page } = parsed(response.bodyAsText);
      if (response.status >= 400) return failed(failureOf(method, url, response.status, page ?? value));
      if (page) return failed(unexpectedAnswer(url, response.status, "something that isn't JSON"));
      return { ok: true, value: { status: response.status, headers: response.headers.toJSON(), body: value } };
    } catch (error) {
      if (!(error instanceof Error) || error instanceof AccessError || signal?.aborted === true) throw error;
      return failed(failureOfError(url, error));
    }
  }

  #urlOf({ path, apiVersion, query = {} }: AzureRequest): string {
    const url = new URL(path, this.#endpoint);
    if (!this.#owns(url)) {
      throw new Error(
        `${url.origin} would get a token for ${this.#endpoint.origin}: give a path, or a URL of the latter`,
      );
    }
    if (apiVersion !== undefined) url.searchParams.set("api-version", apiVersion);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return url.href;
  }

  #owns({ origin }: URL): boolean {
    return origin === this.#endpoint.origin;
  }

  #counted(): PipelinePolicy {
    return {
      name: "counted",
      sendRequest: async (request, next) => {
        this.#requests += 1;
        try {
          return await next(request);
        } finally {
          this.#options.onRequest?.({ url: request.url, requests: this.#requests });
        }
      },
    };
  }
}

class AccessError extends Error {}

/** Refuses everything that could change something. */
const READ_ONLY: PipelinePolicy = {
  name: "read-only",
  sendRequest: (request, next) => {
    if (request.method === "GET") return next(request);
    throw new AccessError(`${request.method} ${request.url} was not sent: this client only reads`);
  },
};

function failed(failure: Failure): Result<never> {
  return { ok: false, failure };
}

/** JSON of a response; undefined for an empty one. Text that isn't JSON, such as a proxy's page, as an error of Azure. */
function parsed(text: string | null | undefined): { readonly value?: unknown; readonly page?: object } {
  if (text === null || text === undefined || text === "") return {};
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { page: { error: { message: text.slice(0, 200) } } };
  }
}
