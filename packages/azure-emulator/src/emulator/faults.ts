import type { Answer, Request } from "./http.js";

/** Effect of a fault. */
export type FaultEffect =
  /** The service responds with an error; `retryAfter` is in real seconds. */
  | { readonly status: number; readonly code?: string; readonly message?: string; readonly retryAfter?: number }
  /** The connection is closed without a response, and the request isn't executed. */
  | { readonly drop: true }
  /** The response is delayed, by real seconds. */
  | { readonly delaySeconds: number };

/** A fault to inject. */
export interface Fault {
  /** @default - every method */
  readonly method?: string;
  /**
   * Pattern for the URL without its query, including the host, such as `/storageAccounts\//`.
   * @default - every URL
   */
  readonly url?: RegExp;
  /**
   * Number of matching requests that are not affected before the first one that is.
   * @default 0
   */
  readonly skip?: number;
  /**
   * Number of matching requests that it affects.
   * @default 1
   */
  readonly times?: number;
  readonly effect: FaultEffect;
}

/** The pending faults. */
export class Faults {
  readonly #faults: { readonly fault: Fault; seen: number }[] = [];

  public add(fault: Fault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  /** The fault of a request: an error response, a dropped connection, or a delay in seconds. */
  public strike(request: Request): { answer?: Answer; drop?: true; delaySeconds?: number } {
    const outcome: { answer?: Answer; drop?: true; delaySeconds?: number } = {};
    const url = `https://${request.host}${request.path}`;
    for (const entry of this.#faults) {
      const { method, url: pattern, skip = 0, times = 1, effect } = entry.fault;
      if (method !== undefined && method !== request.method) continue;
      if (pattern && !pattern.test(url)) continue;
      entry.seen += 1;
      if (entry.seen <= skip || entry.seen > skip + times) continue;
      if ("drop" in effect) outcome.drop = true;
      else if ("delaySeconds" in effect) outcome.delaySeconds = effect.delaySeconds;
      else outcome.answer = errorAnswer(effect);
    }
    return outcome;
  }
}

function errorAnswer({ status, code, message, retryAfter }: Extract<FaultEffect, { status: number }>): Answer {
  return {
    status,
    ...(retryAfter === undefined ? {} : { headers: { "retry-after": String(retryAfter) } }),
    body: {
      error: {
        code: code ?? (status === 429 ? "TooManyRequests" : "ServiceUnavailable"),
        message: message ?? "This is an injected fault.",
      },
    },
  };
}
