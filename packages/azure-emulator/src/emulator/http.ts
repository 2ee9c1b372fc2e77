/** A request. */
export interface Request {
  readonly method: string;
  readonly host: string;
  /** The path, still encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as text; empty if there is none. */
  readonly text: string;
  /** Aborted when the client disconnects. */
  readonly signal: AbortSignal;
}

/** A response. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; absent for an empty body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service of Azure, by its hosts. */
export interface Service {
  answer(request: Request): Answer | Promise<Answer>;
}
