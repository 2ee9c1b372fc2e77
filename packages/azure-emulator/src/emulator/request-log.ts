import { redacted } from "./redaction.js";

/** An answered request. */
export interface LoggedRequest {
  /** Real milliseconds since the start. */
  readonly at: number;
  /** Real milliseconds until the response. */
  readonly took: number;
  readonly method: string;
  readonly url: string;
  /** Status of the response; 0 if the connection was dropped. */
  readonly status: number;
  /** ARM's error code; absent if there was no error. */
  readonly code?: string;
  /** Body of the request as text, without secrets. */
  readonly sent: string;
  /** Body of the response, without secrets. */
  readonly answered: unknown;
}

/** All requests, in the order of their responses, without headers and without secrets in bodies. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  readonly #listeners = new Set<(request: LoggedRequest) => void>();

  public get entries(): readonly LoggedRequest[] {
    return this.#entries;
  }

  public add(request: LoggedRequest): void {
    const entry = { ...request, ...redacted(request.url, request.sent, request.answered) };
    this.#entries.push(entry);
    for (const listener of this.#listeners) listener(entry);
  }

  public onRequest(listener: (request: LoggedRequest) => void): void {
    this.#listeners.add(listener);
  }
}
