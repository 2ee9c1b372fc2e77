import crypto from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { type HttpClient, type PipelineRequest, RestError } from "@azure/core-rest-pipeline";
import type { BlobDownloadOptions, ContainerClient } from "@azure/storage-blob";
import { describe, expect, it, vi } from "vitest";
import { copyFiles } from "../src/copy.js";
import { DEV_REGISTRY, PROD_REGISTRY } from "./file.js";
import { Platform } from "./platform.js";

const FILES = { MLmodel: "flavors: {}", "data/a.bin": Buffer.alloc(5000, 1), "data/b.bin": Buffer.alloc(5000, 2) };
type Files = Readonly<Record<string, string | Buffer>>;
const TARGET = `${PROD_REGISTRY}/models/demand/versions/7`;

async function registered(files: Files = FILES): Promise<Platform> {
  const platform = await Platform.open();
  await platform.register("demand", "7", files);
  await platform.promotion();
  return platform;
}

async function shared(files: Files = FILES): Promise<Platform> {
  const platform = await registered(files);
  expect(await platform.run("share")).toMatchObject({ code: 0 });
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
    await platform.run("apply", [], {
      httpClient: stoppedBeforeRegistration(platform.options.httpClient as HttpClient),
    });
    expect(platform.emulator.resources.some(({ id }) => id.equals(TARGET))).toBe(false);
    expect((await platform.run("apply")).out).toContain("; 3 of 3 files were there from an earlier run)");
  });

  it("sends a file again whose content is other than at the source, with the same size", async () => {
    const platform = await shared();
    const client = platform.options.httpClient as HttpClient;
    const wrong = (request: PipelineRequest): boolean => request.method === "PUT" && request.url.includes("b.bin");
    expect(await platform.run("apply", [], { httpClient: corrupting(client, wrong) })).toMatchObject({ code: 1 });
    expect((await platform.run("apply")).out).toContain("; 2 of 3 files were there from an earlier run)");
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

it("ends with 130 after Ctrl-C in a copy, says so in the record, and is continued by the next run", async () => {
  const platform = await shared();
  const client = platform.options.httpClient as HttpClient;
  let interrupt = (_: NodeJS.Signals): void => undefined;
  const stuck: HttpClient = {
    sendRequest: (request) => {
      if (request.method !== "PUT" || !request.url.includes(".blob.")) return client.sendRequest(request);
      interrupt("SIGINT");
      return new Promise(() => undefined);
    },
  };
  const onSignal = (listener: typeof interrupt) => {
    interrupt = listener;
    return () => undefined;
  };
  expect(await platform.run("apply", [], { httpClient: stuck }, onSignal)).toMatchObject({
    code: 130,
    err: "stopped by SIGINT; run the same command again to continue",
  });
  expect(await platform.run("apply")).toMatchObject({ code: 0 });
  const page = await readFile(join(platform.folder, "records/demand-7.md"), "utf8");
  expect(page).toMatch(/\*\*Failed\*\* at .*: stopped by SIGINT\n.*: apply by /s);
});

it("continues after a run that was stopped while it wrote its record, and says so", async () => {
  const platform = await shared();
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
    const platform = await registered();
    const url = /models\/demand|\.blob\./;
    platform.emulator.inject({ url, effect: { status: 429, retryAfter: 0 } });
    platform.emulator.inject({ url, skip: 3, effect: { status: 503 } });
    platform.emulator.inject({ url, skip: 5, effect: { drop: true } });
    platform.emulator.inject({ url, skip: 6, effect: { delaySeconds: 0.05 } });
    expect(await platform.run("share")).toMatchObject({ code: 0 });
    platform.emulator.inject({ url: /\.blob\./, times: 2, effect: { status: 503 } });
    platform.emulator.inject({ url: /\.blob\./, skip: 3, times: 2, effect: { status: 429, retryAfter: 0 } });
    platform.emulator.inject({ url: /\.blob\./, skip: 6, effect: { drop: true } });
    expect(await platform.run("apply")).toMatchObject({ code: 0 });
  });

  it("that never recovers is named, and the failure is recorded", async () => {
    const platform = await registered();
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

/** Changes the bytes that a client sends to storage, which then answers no CRC64, or gets from there. */
function corrupting(client: HttpClient, matches: (request: PipelineRequest) => boolean): HttpClient {
  return {
    sendRequest: async (request) => {
      if (!matches(request)) return client.sendRequest(request);
      if (request.method === "PUT") request.body = wrongBytes(request.headers.get("content-length"));
      const answer = await client.sendRequest(request);
      if (request.method === "PUT") {
        answer.headers.delete("x-ms-content-crc64");
        return answer;
      }
      return { ...answer, readableStreamBody: Readable.from([wrongBytes(answer.headers.get("content-length"))]) };
    },
  };
}

function wrongBytes(length: string | undefined): Buffer {
  return Buffer.alloc(Number(length), 9);
}

describe("wrong bytes", () => {
  const BIG = { "data/big.bin": Buffer.alloc(9_000_000, 3) };
  const isBlock = ({ url }: PipelineRequest): boolean => url.includes("comp=block&");
  const isRange = ({ method, headers }: PipelineRequest): boolean => method === "GET" && headers.has("x-ms-range");

  it.each([
    [
      "of a small file",
      FILES,
      ({ url, method }: PipelineRequest) => method === "PUT" && url.includes("b.bin"),
      /^apply failed: demand\/data\/b\.bin differs after the copy: MD5 /m,
    ],
    [
      "of a small file that were read at the source",
      FILES,
      (request: PipelineRequest) => isRange(request) && request.url.includes("b.bin"),
      /data\/b\.bin differs after the copy: CRC64 /,
    ],
    ["of a block, which the service refuses", BIG, isBlock, /copying demand\/data\/big\.bin failed: Crc64Mismatch/],
    ["that were read at the source", BIG, isRange, /copying demand\/data\/big\.bin failed: Crc64Mismatch/],
  ] as const)("%s register nothing", async (_, files, matches, message) => {
    const platform = await shared(files);
    const httpClient = corrupting(platform.options.httpClient as HttpClient, matches);
    const { code, err } = await platform.run("apply", [], { httpClient });
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
    expect(platform.emulator.resources.some(({ id }) => id.equals(TARGET))).toBe(false);
    expect(await platform.run("apply")).toMatchObject({ code: 0 });
  });

  it("of a block that isn't the one that was written register nothing", async () => {
    const platform = await shared(BIG);
    const client = platform.options.httpClient as HttpClient;
    // The list of blocks that are committed, with the first one twice.
    const httpClient: HttpClient = {
      sendRequest: (request) => {
        if (request.method === "PUT" && request.url.includes("comp=blocklist")) {
          const ids = [...String(request.body).matchAll(/<Latest>[^<]*<\/Latest>/g)].map(String);
          request.body = `<BlockList>${[ids[0], ...ids.slice(0, -1)].join("")}</BlockList>`;
          request.headers.set("content-length", String(request.body.length));
        }
        return client.sendRequest(request);
      },
    };
    expect((await platform.run("apply", [], { httpClient })).err).toContain("big.bin differs after the copy: 3 blocks");
    expect(platform.emulator.resources.some(({ id }) => id.equals(TARGET))).toBe(false);
    expect(await platform.run("apply")).toMatchObject({ code: 0 });
  });

  it("that only a second reading shows are found with --read-back", async () => {
    const platform = await shared(BIG);
    const client = platform.options.httpClient as HttpClient;
    const reading: HttpClient = {
      sendRequest: async (request) => {
        const answer = await client.sendRequest(request);
        const readsTarget =
          request.method === "GET" && request.url.includes("big.bin?") && !request.headers.has("x-ms-range");
        return readsTarget && !request.url.includes("comp=")
          ? { ...answer, readableStreamBody: Readable.from([Buffer.alloc(9_000_000, 4)]) }
          : answer;
      },
    };
    expect(await platform.run("apply", ["--read-back"], { httpClient: reading })).toMatchObject({
      code: 1,
      err: expect.stringMatching(
        /big\.bin differs after the copy: SHA-256 [\da-f]{64} at the source, [\da-f]{64} at the target/,
      ),
    });
    expect(await platform.run("apply", ["--read-back"])).toMatchObject({ code: 0 });
    expect(await comparisons(platform)).toEqual([
      "by its origin; Azure copied the content, which was not read",
      "1 of 1 file by the SHA-256 of what was read again at the target",
    ]);
  });

  it("are compared as the record says: by the service, or without a word about what nobody read", async () => {
    const platform = await shared({ ...BIG, MLmodel: "flavors: {}" });
    expect(await platform.run("apply")).toMatchObject({ code: 0 });
    const [, copied] = await comparisons(platform);
    expect(copied).toBe(
      "1 of 2 files by the CRC64 of each block, which the source's storage computed and the target's checked; not read again; " +
        "1 of 2 files by the MD5 that the service computed of what it has stored; not read again",
    );
    const again = await platform.run("plan", ["--step", "apply"]);
    expect(again.out).toContain("its files are the same by their names, sizes and listed MD5; they were not read");
  });
});

it("reads small files again where the policy of the machine excludes MD5 (FIPS)", async () => {
  const platform = await shared({ "model.pkl": Buffer.alloc(9_000_000, 1), MLmodel: "flavors: {}" });
  const fips = vi.spyOn(crypto, "getFips").mockReturnValue(1);
  try {
    expect(await platform.run("apply")).toMatchObject({ code: 0 });
  } finally {
    fips.mockRestore();
  }
  expect((await comparisons(platform)).at(-1)).toMatch(
    /^1 of 2 files by the SHA-256 of what was read again at the target; 1 of 2 files by the CRC64 of each block/,
  );
});

it("reads a file again if the service answers no CRC64 of one of its blocks, or no MD5", async () => {
  const platform = await shared({ "data/big.bin": Buffer.alloc(9_000_000, 1), MLmodel: "flavors: {}" });
  const client = platform.options.httpClient as HttpClient;
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      const answer = await client.sendRequest(request);
      if (request.headers.get("x-ms-range")?.startsWith("bytes=0-")) answer.headers.delete("x-ms-content-crc64");
      answer.headers.delete("content-md5");
      return answer;
    },
  };
  expect(await platform.run("apply", [], { httpClient })).toMatchObject({ code: 0 });
  expect((await comparisons(platform)).at(-1)).toBe("2 of 2 files by the SHA-256 of what was read again at the target");
});

it("reads the rest of a range whose connection breaks, and needs memory for three blocks", async () => {
  const platform = await shared(Object.fromEntries("abcdefgh".split("").map((name) => [name, name.repeat(1000)])));
  const client = platform.options.httpClient as HttpClient;
  const ranges: unknown[] = [];
  const httpClient: HttpClient = {
    sendRequest: async (request) => {
      const answer = await client.sendRequest(request);
      const range = request.headers.get("x-ms-range");
      if (range === undefined || !request.url.includes("/demand/h?")) return answer;
      ranges.push(range);
      return ranges.length > 1 ? answer : { ...answer, readableStreamBody: Readable.from([Buffer.from("hhh")]) };
    },
  };
  const allocate = vi.spyOn(Buffer, "allocUnsafeSlow");
  try {
    expect(await platform.run("apply", [], { httpClient })).toMatchObject({ code: 0 });
    expect(allocate.mock.calls.filter(([bytes]) => bytes >= 4 * 1024 * 1024)).toHaveLength(3);
  } finally {
    allocate.mockRestore();
  }
  expect(ranges).toEqual(["bytes=0-999", "bytes=3-999"]);
});

/**
 * The ranges that a copy of files reads at the source, each with whether its CRC64 is asked for.
 * @param answer what the service answers to each of them
 */
async function rangesOf(sizes: readonly number[], answer: () => Promise<never>): Promise<unknown[]> {
  const asked: unknown[] = [];
  const download = (offset: number, bytes: number, options: BlobDownloadOptions): Promise<never> => {
    asked.push([offset, bytes, options.rangeGetContentCrc64, options.conditions?.ifMatch]);
    return answer();
  };
  const container = {
    getBlobClient: () => ({ download }),
    getBlockBlobClient: (name: string) => ({ name, url: `https://stprod.blob.core.windows.net/files/${name}` }),
  } as unknown as ContainerClient;
  const files = sizes.map((bytes, index) => ({ blob: "", path: `${index}`, bytes, md5: undefined, etag: '"0x1"' }));
  const options = { container, prefix: "", present: [], readBack: false, onBytes: () => undefined };
  const copied = copyFiles({ container, files, root: "" }, options);
  await Promise.race([copied.catch(() => undefined), setImmediate()]);
  await setImmediate();
  return asked;
}

describe("the ranges that are read at the source", () => {
  const BLOCK = 4 * 1024 * 1024;

  it("are three at a time, of 4 MiB, with their CRC64, unless a file needs larger ones", async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    expect(await rangesOf([BLOCK], never)).toEqual([[0, BLOCK, true, '"0x1"']]);
    const blocks = [0, BLOCK, 2 * BLOCK].map((offset) => [offset, BLOCK, true, '"0x1"']);
    expect(await rangesOf([5 * BLOCK], never)).toEqual(blocks);
    // 300 GB in 50,000 blocks.
    expect((await rangesOf([300e9], never))[0]).toEqual([0, 6_000_000, false, '"0x1"']);
  });

  it.each([
    ["one file", [20 * BLOCK]],
    ["many files", Array.from({ length: 20 }, () => 1)],
  ])("are no more after the first error: %s", async (_, sizes) => {
    expect((await rangesOf(sizes, () => Promise.reject(new Error("enough")))).length).toBeLessThan(10);
  });
});

/** How the assets of the record were compared. */
async function comparisons(platform: Platform): Promise<unknown[]> {
  const lines = (await readFile(join(platform.folder, "records/demand-7.jsonl"), "utf8")).trim().split("\n");
  return lines.flatMap((line) => (JSON.parse(line) as { compared?: string }).compared ?? []);
}

it("sends only the blocks of a file that an earlier run has not written", async () => {
  const platform = await shared({
    "data/big.bin": Buffer.alloc(
      9_000_000,
      Uint8Array.from({ length: 251 }, (_, at) => at),
    ),
  });
  const client = platform.options.httpClient as HttpClient;
  const blocks = () =>
    platform.emulator.requests.filter(({ url, method }) => method === "PUT" && url.includes("comp=block&")).length;
  const stopped: HttpClient = {
    sendRequest: (request) => {
      if (request.url.includes("comp=blocklist")) throw new RestError("stopped", { code: "STOPPED", request });
      return client.sendRequest(request);
    },
  };
  const lists = () =>
    platform.emulator.requests.filter(({ url, method }) => method === "PUT" && url.includes("comp=blocklist")).length;
  expect(await platform.run("apply", [], { httpClient: stopped })).toMatchObject({ code: 1 });
  expect([blocks(), lists()]).toEqual([3, 0]);
  const unregistered = stoppedBeforeRegistration(client);
  expect(await platform.run("apply", [], { httpClient: unregistered })).toMatchObject({ code: 1 });
  expect([blocks(), lists()]).toEqual([3, 1]);
  expect((await platform.run("apply")).out).toContain("; 1 of 1 file was there from an earlier run)");
  expect([blocks(), lists()]).toEqual([3, 1]);
});

it("names the role if the service refuses, although the permissions could not be read", async () => {
  const platform = await registered();
  await platform.revoke(DEV_REGISTRY);
  platform.emulator.inject({ url: /\/permissions$/, times: 99, effect: { status: 403, code: "AuthorizationFailed" } });
  const { code, err } = await platform.run("share");
  expect(code).toBe(1);
  expect(err).toContain(`The action Microsoft.MachineLearningServices/registries/assets/write on `);
});
