import { describe, expect, it } from "vitest";
import { type Fault, Faults } from "../../src/emulator/faults.js";
import { requestTo } from "../support/request.js";

const URL_OF_VAULT =
  "https://management.azure.com/subscriptions/s/providers/Microsoft.KeyVault/vaults/kv?api-version=1";

function strikes(faults: readonly Fault[], count: number, method = "GET", url = URL_OF_VAULT) {
  const all = new Faults();
  for (const fault of faults) all.add(fault);
  return Array.from({ length: count }, () => all.strike(requestTo(method, url)));
}

describe("A fault", () => {
  it("answers 429 with Retry-After in Azure's shape", () => {
    expect(strikes([{ effect: { status: 429, retryAfter: 7 } }], 1)).toEqual([
      {
        answer: {
          status: 429,
          headers: { "retry-after": "7" },
          body: { error: { code: "TooManyRequests", message: "This is an injected fault." } },
        },
      },
    ]);
  });

  it("answers 503, without Retry-After where none is given", () => {
    expect(strikes([{ effect: { status: 503 } }], 1)).toEqual([
      {
        answer: {
          status: 503,
          body: { error: { code: "ServiceUnavailable", message: "This is an injected fault." } },
        },
      },
    ]);
  });

  it("answers with another code and message", () => {
    const [strike] = strikes([{ effect: { status: 500, code: "Broken", message: "No." } }], 1);
    expect(strike?.answer?.body).toEqual({ error: { code: "Broken", message: "No." } });
  });

  it("drops the connection, or delays the answer", () => {
    expect(strikes([{ effect: { drop: true } }], 1)).toEqual([{ drop: true }]);
    expect(strikes([{ effect: { delaySeconds: 2 } }], 1)).toEqual([{ delaySeconds: 2 }]);
  });

  it("hits once where nothing is said", () => {
    expect(strikes([{ effect: { drop: true } }], 3)).toEqual([{ drop: true }, {}, {}]);
  });

  it("affects the configured number of requests, after the configured number that succeed", () => {
    expect(strikes([{ skip: 1, times: 2, effect: { drop: true } }], 4)).toEqual([
      {},
      { drop: true },
      { drop: true },
      {},
    ]);
  });

  it("hits requests of its method and URL only, host included, and counts no others", () => {
    const faults = new Faults();
    faults.add({ method: "PUT", url: /^https:\/\/management\.azure\.com\/.*\/vaults\//, effect: { drop: true } });
    expect(faults.strike(requestTo("GET", URL_OF_VAULT))).toEqual({});
    expect(faults.strike(requestTo("PUT", "https://graph.microsoft.com/vaults/"))).toEqual({});
    expect(faults.strike(requestTo("PUT", URL_OF_VAULT))).toEqual({ drop: true });
  });

  it("comes together with others", () => {
    expect(strikes([{ effect: { delaySeconds: 1 } }, { effect: { status: 503, code: "Busy" } }], 1)).toMatchObject([
      { delaySeconds: 1, answer: { status: 503 } },
    ]);
  });
});
