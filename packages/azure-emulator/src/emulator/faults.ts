import type { Answer, Request } from "./http.js";

/** What goes wrong with a request. */
export type FaultEffect =
  /** The service answers with an error, `Retry-After` in real seconds. */
  | { readonly status: number; readonly code?: string; readonly message?: string; readonly retryAfter?: number }
  /** The connection is closed without an answer; what was asked for is not done. */
  | { readonly drop: true }
  /** The answer comes late, by real seconds. */
  | { readonly delaySeconds: number };

/** A fault to be injected. */
export interface Fault {
  /** @default - every method */
  readonly method?: string;
  /**
   * What the URL must match, host included: `/storageAccounts\//`.
   * @default - every URL
   */
  readonly url?: RegExp;
  /**
   * How many matching requests go well before.
   * @default 0
   */
  readonly skip?: number;
  /**
   * How many matching requests it hits.
   * @default 1
   */
  readonly times?: number;
  readonly effect: FaultEffect;
}

/** The faults that are still to come. */
export class Faults {
  readonly #faults: { readonly fault: Fault; seen: number }[] = [];

  public add(fault: Fault): void {
    this.#faults.push({ fault, seen: 0 });
  }

  /** What goes wrong with a request: an error in place of its answer, a dropped connection, or a delay in seconds. */
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
