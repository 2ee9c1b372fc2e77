import type { Readable } from "node:stream";

/** A request. */
export interface Request {
  readonly method: string;
  readonly host: string;
  /** The path, still encoded, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body as text; empty if there is none, and for a service that reads {@link content}. */
  readonly text: string;
  /** The body as a stream, for services that stream. */
  readonly content?: Readable | undefined;
  /** Object id of the caller, once it is known. */
  readonly principal?: string | undefined;
  /** Whether the client is inside the virtual networks, wherever the others are. */
  readonly inside?: boolean | undefined;
  /** Aborted when the client disconnects. */
  readonly signal: AbortSignal;
}

/** A response. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; absent for an empty body. */
  readonly body?: unknown;
  /** Sent as it is instead of JSON: a text, or a stream whose length the headers tell. */
  readonly content?: string | Readable | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A service of Azure, by its hosts. */
export interface Service {
  answer(request: Request): Answer | Promise<Answer>;
}
