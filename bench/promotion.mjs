/**
 * `npm run bench:promotion`: a model from the dev to the prod registry of an Azure emulator, beside plain copies of the
 * same bytes through the same HTTP client, proxy and TLS, which compare nothing. All copies of a round are made in turn,
 * in another order in each round. The ratio of a plain copy and `apply` is the median of the rounds' ratios. It takes 2 to 3
 * minutes on an idle machine, and never fails on a slow one. A round needs four times the size of the model in the
 * temporary folder (five times with --all), because the emulator keeps each copy.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { scriptArguments } from "../tools/lib/command.mjs";
import { importSource } from "../tools/lib/import-source.mjs";
import { bundle } from "../tools/promotion/bundle.mjs";
import { median, table } from "./lib/measure.mjs";

const { values } = scriptArguments(
  {
    megabytes: { type: "string", default: "1000" },
    files: { type: "string", default: "1" },
    rounds: { type: "string", default: "3" },
    all: { type: "boolean", default: false },
    "only-apply": { type: "boolean", default: false },
  },
  `usage: npm run bench:promotion [-- --megabytes N] [--files N] [--rounds N] [--all] [--only-apply]

  --megabytes N   size of the model (default 1000)
  --files N       number of its files (default 1)
  --rounds N      measured rounds, after one to warm up (default 3)
  --all           also a plain copy by one stream that is written in blocks
  --only-apply    no plain copies`,
);
const files = Number(values.files);
const bytes = Math.floor((Number(values.megabytes) * 1_000_000) / files);
const GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-ml/providers";
const ML = `${GROUP}/Microsoft.MachineLearningServices`;
const [workspace, dev, prod] = [`${ML}/workspaces/mlwdev`, `${ML}/registries/mlrdev`, `${ML}/registries/mlrprod`];
const account = `${GROUP}/Microsoft.Storage/storageAccounts/stmldev`;
/** @type {Readonly<Record<string, string>>} */
const NAMES = {
  whole: "plain: one GET, one PUT",
  blocks: "plain: blocks, four at a time",
  stream: "plain: one stream, written in blocks",
};
const API = "?api-version=2025-12-01";
/** Bytes of a block of the model. */
const BLOCK = 4 * 1024 * 1024;

const folder = mkdtempSync(join(tmpdir(), "bench-promotion-"));
const command = join(folder, "aml-promotion.cjs");
const plainCopy = join(folder, "plain-copy.cjs");
await bundle(command);
await bundle(plainCopy, "bench/lib/plain-copy.mjs");
const { AzureEmulator } = await importSource("packages/azure-emulator/src/index.ts");
const { ROLES } = await importSource("packages/azure-catalog/src/index.ts");
const failureModes = { "role-propagation": 0 };
const emulator = await AzureEmulator.start({ privateAccess: true, speed: 50_000, folder, failureModes });
try {
  await emulator.addExisting(
    [
      { id: account, properties: { publicNetworkAccess: "Enabled" } },
      { id: workspace, properties: { storageAccount: account } },
      registry(dev),
      registry(prod),
      ...roles(),
    ],
    "canadacentral",
  );
  /** @type {Map<string, Awaited<ReturnType<typeof run>>[]>} */
  const runs = new Map();
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    const version = String(round + 1);
    const source = await register(version);
    const promotion = writePromotion(version);
    await run([command, "share", promotion]);
    const plain = values["only-apply"] ? [] : ["whole", "blocks", ...(values.all ? ["stream"] : [])];
    for (const way of turned(["apply", ...plain], round)) {
      const name = NAMES[way] ?? way;
      const result = await (way === "apply" ? run([command, "apply", promotion]) : copies(way, source));
      // The first round warms the caches.
      if (round > 0) runs.set(name, [...(runs.get(name) ?? []), result]);
      console.error(
        `${name}: ${result.wall.toFixed(1)} s, cpu ${result.client.toFixed(1)} + ${result.emulator.toFixed(1)} s, ${result.memory.toFixed(0)} MB`,
      );
    }
    removeCopies();
  }
  const measurements = [...runs].map(([name, results]) => {
    const walls = results.map(({ wall }) => wall);
    const memory = median(results.map((one) => one.memory));
    const processor = results.map(({ client, emulator: served }) => client + served);
    return { name, wall: median(walls), min: Math.min(...walls), max: Math.max(...walls), memory, processor };
  });
  console.log("Processor times are those of both processes.\n");
  for (const [name, results] of runs) {
    const [client, served] = [median(results.map((one) => one.client)), median(results.map((one) => one.emulator))];
    console.log(`${name}: processor time ${client.toFixed(1)} s, emulator ${served.toFixed(1)} s`);
  }
  for (const [name, results] of runs) {
    if (name === "apply") continue;
    console.log(`${name}, in proportion to apply: ${ratios(results, runs.get("apply") ?? [])}`);
  }
  console.log(table(`${values.megabytes} MB in ${files} file(s)`, measurements, "apply"));
} finally {
  await emulator.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Removes the contents of all blobs, which no later round reads. */
function removeCopies() {
  for (const place of readdirSync(folder).filter((name) => name.startsWith("azure-emulator-blobs-"))) {
    for (const file of readdirSync(join(folder, place))) rmSync(join(folder, place, file));
  }
}

/**
 * A list that begins with another item in each round.
 * @param {string[]} list @param {number} round
 */
function turned(list, round) {
  return list.map((_, index) => list[(index + round) % list.length] ?? "");
}

/**
 * The ratios of two lists of runs, round by round.
 * @param {Awaited<ReturnType<typeof run>>[]} plain @param {Awaited<ReturnType<typeof run>>[]} apply
 */
function ratios(plain, apply) {
  const of = (/** @type {(one: Awaited<ReturnType<typeof run>>) => number} */ cost) => {
    const found = plain.flatMap((one, round) => {
      const other = apply[round];
      return other ? [cost(one) / cost(other)] : [];
    });
    return `${median(found).toFixed(2)} (${Math.min(...found).toFixed(2)} to ${Math.max(...found).toFixed(2)})`;
  };
  return `wall ${of(({ wall }) => wall)}, processor time ${of(({ client, emulator: served }) => client + served)}`;
}

/** @param {string} id */
function registry(id) {
  const acrDetails = [{ systemCreatedAcrAccount: { acrAccountSku: "Premium" } }];
  const storageAccountDetails = [{ systemCreatedStorageAccount: { storageAccountType: "Standard_LRS" } }];
  return { id, properties: { regionDetails: [{ location: "canadacentral", acrDetails, storageAccountDetails }] } };
}

function roles() {
  const granted = [
    [workspace, ROLES.azureMlDataScientist],
    [dev, ROLES.azureMlRegistryUser],
    [prod, ROLES.azureMlRegistryUser],
  ];
  return granted.map(([scope, { id }], index) => ({
    id: `${scope}/providers/Microsoft.Authorization/roleAssignments/00000000-0000-4000-8000-00000000000${index}`,
    properties: {
      principalId: emulator.identity.objectId,
      principalType: "ServicePrincipal",
      roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
    },
  }));
}

/**
 * A version of the model in the dev workspace, with random bytes, of which no two blocks are equal. It is uploaded in
 * blocks, as the Azure SDKs do with large files.
 * @param {string} version
 */
async function register(version) {
  const { client, uri } = await container(workspace, `codes/demand/versions/${version}`);
  for (let index = 0; index < files; index += 1) await upload(at(client, index), `${version} ${index}`);
  await emulator.put(`${workspace}/models/demand/versions/${version}`, {
    properties: { modelUri: `${uri}/model`, modelType: "custom_model" },
  });
  return client;
}

/** @param {string} url @param {string} seed */
async function upload(url, seed) {
  const block = Buffer.alloc(BLOCK, 7);
  const ids = Array.from({ length: Math.ceil(bytes / BLOCK) }, (_, number) =>
    Buffer.from(String(number).padStart(6, "0")).toString("base64"),
  );
  for (const [number, id] of ids.entries()) {
    block.write(`${seed} ${number}`);
    const content = Readable.from([block.subarray(0, Math.min(BLOCK, bytes - number * BLOCK))]);
    await put(`${url}&comp=block&blockid=${encodeURIComponent(id)}`, content);
  }
  const list = ids.map((id) => `<Latest>${id}</Latest>`).join("");
  await put(`${url}&comp=blocklist`, Readable.from([Buffer.from(`<BlockList>${list}</BlockList>`)]));
}

/** @param {string} url @param {Readable} content */
async function put(url, content) {
  const answer = await emulator.answer({ ...requestFor(url), method: "PUT", headers: {}, content });
  if (answer?.status !== 201) throw new Error(`${url}: ${JSON.stringify(answer)}`);
}

/**
 * The URL of a file in a container.
 * @param {URL} container @param {number} index
 */
function at({ origin, pathname, search }, index) {
  return `${origin}${pathname}/model/${index}.bin${search}`;
}

/** @param {string} version */
function writePromotion(version) {
  const file = join(folder, `demand-${version}.json`);
  const asset = { type: "model", name: "demand", version };
  writeFileSync(join(folder, `metrics-${version}.json`), JSON.stringify({ asset, f1: 1 }));
  const promotion = {
    reason: "a benchmark",
    from: { workspace, registry: dev },
    to: { registry: prod },
    assets: [asset],
    evidence: { metrics: `metrics-${version}.json` },
    gates: [{ type: "metric", evidence: "metrics", metric: "f1", min: 1 }],
    withoutApproval: "a benchmark",
  };
  writeFileSync(file, JSON.stringify(promotion));
  return file;
}

/**
 * Copies all files one after the other.
 * @param {string} way @param {URL} source
 */
async function copies(way, source) {
  const { client } = await container(prod, "models/plain/versions/1");
  /** @type {Awaited<ReturnType<typeof run>>[]} */
  const results = [];
  for (let index = 0; index < files; index += 1) {
    results.push(await run([plainCopy, way, at(source, index), at(client, index)]));
  }
  const sum = (/** @type {"wall" | "client" | "emulator"} */ key) => results.reduce((all, one) => all + one[key], 0);
  const memory = Math.max(...results.map((one) => one.memory));
  return { wall: sum("wall"), memory, client: sum("client"), emulator: sum("emulator") };
}

/**
 * A container for the files of a version, with a signature.
 * @param {string} owner @param {string} path
 */
async function container(owner, path) {
  const { body } = await emulator.request("POST", `${owner}/${path}/startPendingUpload${API}`, {});
  const { blobUri, credential } = body.blobReferenceForConsumption;
  return { client: new URL(credential.sasUri), uri: blobUri };
}

/** @param {string} url */
function requestFor(url) {
  const { hostname, pathname, searchParams } = new URL(url);
  return { host: hostname, path: pathname, query: searchParams, text: "", signal: new AbortController().signal };
}

/**
 * Runs node in a process of its own, and measures it.
 * @param {string[]} args
 */
async function run(args) {
  mkdirSync(folder, { recursive: true });
  const memoryFile = join(folder, "rss");
  const from = performance.now();
  const before = process.cpuUsage();
  const child = spawn(process.execPath, ["--require", join(import.meta.dirname, "lib/rss.cjs"), ...args], {
    env: { ...process.env, ...emulator.env, BENCH_RSS_FILE: memoryFile },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}`);
  const wall = (performance.now() - from) / 1000;
  const { user, system } = process.cpuUsage(before);
  const [kilobytes = 0, microseconds = 0] = readFileSync(memoryFile, "utf8").split(" ").map(Number);
  return { wall, memory: kilobytes / 1024, client: microseconds / 1e6, emulator: (user + system) / 1e6 };
}
