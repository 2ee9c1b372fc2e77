import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type HttpClient, RestError } from "@azure/core-rest-pipeline";
import { describe, expect, it } from "vitest";
import { DEV_REGISTRY, PROD_REGISTRY } from "./file.js";
import { Platform } from "./platform.js";

const FILES = { MLmodel: "flavors: {}", "data/a.bin": Buffer.alloc(5000, 1), "data/b.bin": Buffer.alloc(5000, 2) };
const TARGET = `${PROD_REGISTRY}/models/demand/versions/7`;

async function shared(): Promise<Platform> {
  const platform = await Platform.open();
  await platform.register("demand", "7", FILES);
  await platform.promotion();
  return platform;
}

/** A client whose process is stopped after Azure got a write: its answer and all later requests are lost. */
function stoppedAfter(client: HttpClient, write: number): HttpClient & { readonly writes: number } {
  let writes = 0;
  return {
    get writes() {
      return writes;
    },
    sendRequest: async (request) => {
      const stopped = writes >= write;
      if (request.method !== "GET") writes += 1;
      const answer = stopped ? undefined : await client.sendRequest(request);
      if (answer && writes < write) return answer;
      throw new RestError("stopped", { code: "STOPPED", request });
    },
  };
}

describe("a run that is stopped after any write", () => {
  it.each(["share", "apply"])("is continued by the next one: %s", async (step) => {
    const platform = await Platform.open();
    const client = platform.options.httpClient as HttpClient;
    const prepare = async (version: string): Promise<void> => {
      await platform.register("demand", version, { MLmodel: "flavors: {}" });
      await platform.promotion({ assets: [{ type: "model", name: "demand", version }] });
      if (step === "apply") await platform.run("share");
    };
    await prepare("whole");
    const whole = stoppedAfter(client, Infinity);
    expect(await platform.run(step, [], { httpClient: whole })).toMatchObject({ code: 0 });
    for (let write = 1; write <= whole.writes; write += 1) {
      await prepare(String(write));
      expect(await platform.run(step, [], { httpClient: stoppedAfter(client, write) })).toMatchObject({ code: 1 });
      expect(await platform.run(step), `stopped after write ${write}`).toMatchObject({ code: 0 });
    }
    expect((await platform.run("status", ["--step", step])).out).toContain("done");
  });

  it("keeps the files that are there, and doesn't copy them again", async () => {
    const platform = await shared();
    await platform.run("share");
    await platform.run("apply", [], {
      httpClient: stoppedBeforeRegistration(platform.options.httpClient as HttpClient),
    });
    expect(platform.emulator.resources.some(({ id }) => id.equals(TARGET))).toBe(false);
    expect((await platform.run("apply")).out).toContain("; 3 of 3 files were there from an earlier run)");
  });
});

function stoppedBeforeRegistration(client: HttpClient): HttpClient {
  return {
    sendRequest: (request) => {
      if (request.method === "PUT" && request.url.includes("/models/"))
        throw new RestError("stopped", { code: "STOPPED", request });
      return client.sendRequest(request);
    },
  };
}

it("continues after a run that was stopped while it wrote its record, and says so", async () => {
  const platform = await shared();
  await platform.run("share");
  const record = join(platform.folder, "records/demand-7.jsonl");
  await writeFile(record, (await readFile(record, "utf8")).slice(0, -30));
  expect(await platform.run("share")).toMatchObject({ code: 0 });
  expect(await platform.run("share")).toMatchObject({ code: 0 });
  const page = await platform.record();
  expect(page).toContain("**Line 3 can't be read**");
  expect(page.match(/^Finished/gm)).toHaveLength(2);
});

describe("Azure under load", () => {
  it("is asked again after 429, 503, lost connections and slow answers", async () => {
    const platform = await shared();
    const url = /models\/demand|\.blob\./;
    platform.emulator.inject({ url, effect: { status: 429, retryAfter: 0 } });
    platform.emulator.inject({ url, skip: 3, effect: { status: 503 } });
    platform.emulator.inject({ url, skip: 5, effect: { drop: true } });
    platform.emulator.inject({ url, skip: 6, effect: { delaySeconds: 0.05 } });
    expect(await platform.run("share")).toMatchObject({ code: 0 });
    platform.emulator.inject({ url: /\.blob\./, times: 2, effect: { status: 503 } });
    platform.emulator.inject({ url: /\.blob\./, skip: 6, effect: { drop: true } });
    expect(await platform.run("apply")).toMatchObject({ code: 0 });
  });

  it("that never recovers is named, and the failure is recorded", async () => {
    const platform = await shared();
    platform.emulator.inject({
      url: /\/publish$/,
      times: 99,
      effect: { status: 503, code: "ServerBusy", message: "busy" },
    });
    expect(await platform.run("share")).toMatchObject({
      code: 1,
      err: "sharing model demand 7 with mlrdevcc01 failed: ServerBusy: busy",
    });
    expect(await platform.record()).toContain("**Failed**");
  });
});

it("registers nothing if the bytes differ after the copy", async () => {
  const platform = await shared();
  await platform.run("share");
  const client = platform.options.httpClient as HttpClient;
  const corrupting: HttpClient = {
    sendRequest: (request) => {
      const isBlock =
        request.method === "PUT" && /\.blob\..*b\.bin/.test(request.url) && !request.url.includes("blocklist");
      if (isBlock) request.body = Buffer.alloc(5000, 9);
      return client.sendRequest(request);
    },
  };
  const { code, err } = await platform.run("apply", [], { httpClient: corrupting });
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(
      /demand\/data\/b\.bin differs after the copy: SHA-256 [\da-f]{64} at the source, [\da-f]{64} at the target; nothing was registered/,
    ),
  ]);
  expect(platform.emulator.resources.some(({ id }) => id.equals(TARGET))).toBe(false);
  expect(await platform.run("apply")).toMatchObject({ code: 0 });
});

it("names the role if the service refuses, although the permissions could not be read", async () => {
  const platform = await shared();
  await platform.revoke(DEV_REGISTRY);
  platform.emulator.inject({ url: /\/permissions$/, times: 99, effect: { status: 403, code: "AuthorizationFailed" } });
  const { code, err } = await platform.run("share");
  expect(code).toBe(1);
  expect(err).toContain(`The action Microsoft.MachineLearningServices/registries/assets/write on `);
});
