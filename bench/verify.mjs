/**
 * `node bench/verify.mjs SAVED`: measures `aml verify` of 1, 5, 10 and 20 environments against the Azure emulator, which
 * takes 50 ms for each request. The first environment is that of a saved deployment. The others are copies of its states
 * and resources under other names, because real deployments of 20 environments take an hour. The stacks are synthesized.
 */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { scriptArguments } from "../tools/lib/command.mjs";
import { importSource } from "../tools/lib/import-source.mjs";
import { copiedEnvironments } from "./lib/copied-environments.mjs";

const { positionals } = scriptArguments(
  {},
  `usage: node bench/verify.mjs SAVED

  SAVED   the folder of a saved deployment of the environment dev alone:
          npm run rehearse -- --config bench/lib/one-environment.config.json --no-destroy --save SAVED`,
  { required: 1 },
);
const [saved = ""] = positionals;
const workspace = join(import.meta.dirname, "..");
const program = join(workspace, "apps/reference-platform/run.mjs");
/** Length of the hash at the end of an address. */
const HASH = 8;
const folder = mkdtempSync(join(tmpdir(), "bench-verify-"));
process.on("SIGINT", () => process.exit(130));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
/** @type {typeof import("../packages/azure-emulator/src/index.js")} */
const { AzureEmulator } = await importSource("packages/azure-emulator/src/index.ts");

const azure = readFileSync(join(resolve(saved), "azure.json"), "utf8");
const states = readdirSync(join(resolve(saved), "stacks")).map((name) => ({
  name,
  text: readFileSync(join(resolve(saved), "stacks", name, "terraform.tfstate"), "utf8"),
}));
const { identity } = new AzureEmulator();
const SHARED = Object.values(identity);
const posture = join(folder, "posture.json");
writeFileSync(posture, JSON.stringify(postureOfCopies()));
console.log("| environments | resources | requests | requests, s | command, s | its processor time, s | peak MB |");
console.log("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
for (const environments of [1, 5, 10, 20]) await measured(environments);

/** @param {number} environments */
async function measured(environments) {
  const place = join(folder, String(environments));
  const platform = copiedEnvironments({ azure, states, shared: SHARED }, environments);
  mkdirSync(place);
  const config = join(place, "platform.config.json");
  writeFileSync(config, JSON.stringify(platform.configuration));
  const given = ["--config", config, "--out", join(place, "cdktf.out"), "--azurerm-major", "5"];
  execFileSync(process.execPath, [program, "synth", ...given], { stdio: "pipe" });
  for (const { name, text } of platform.states) {
    mkdirSync(join(place, "states", name), { recursive: true });
    const stack = readFileSync(join(place, "cdktf.out/stacks", name, "cdk.tf.json"), "utf8");
    writeFileSync(join(place, "states", name, "terraform.tfstate"), withAddressesOf(stack, text));
  }
  const emulator = await AzureEmulator.start({ snapshot: platform });
  emulator.inject({ url: /management\.azure\.com/, times: Infinity, effect: { delaySeconds: 0.05 } });
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      ...["--require", join(import.meta.dirname, "lib/rss.cjs"), program, "verify", ...given],
      ...["--state", join(place, "states"), "--json", join(place, "report.json")],
      ...["--posture", posture],
    ],
    {
      cwd: place,
      env: { PATH: process.env["PATH"], ...emulator.env, BENCH_RSS_FILE: join(place, "rss") },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (/** @type {Buffer} */ text) => (output += text.toString()));
  }
  const [code] = await once(child, "close");
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${basename(place)} environments: ${output}`);
  const sent = emulator.requests.filter(({ url }) => url.startsWith("https://management.azure.com/"));
  const reading = Math.max(...sent.map(({ at, took }) => at + took)) - Math.min(...sent.map(({ at }) => at));
  const [kilobytes = 0, microseconds = 0] = readFileSync(join(place, "rss"), "utf8").split(" ").map(Number);
  const cells = [
    environments,
    platform.resources.length,
    sent.length,
    (reading / 1000).toFixed(1),
    seconds.toFixed(1),
    (microseconds / 1e6).toFixed(1),
  ];
  console.log(`| ${[...cells, (kilobytes / 1024).toFixed(0)].join(" | ")} |`);
  await emulator.stop();
}

/** The exemptions of the reference platform, for copies of dev. */
function postureOfCopies() {
  const { $schema: _, ...settings } = JSON.parse(
    readFileSync(join(workspace, "apps/reference-platform/posture.json"), "utf8"),
  );
  const exemptions = settings.exemptions.map((/** @type {{ address: string }} */ one) => ({
    ...one,
    address: one.address.replace("*-dev*", "*"),
  }));
  return { ...settings, exemptions };
}

/**
 * A state with the addresses of a synthesized stack. Their ends are hashes of the construct paths, which contain the
 * environment in some cases.
 * @param {string} stack @param {string} text
 */
function withAddressesOf(stack, text) {
  const names = Object.values(JSON.parse(stack).resource).flatMap((/** @type {object} */ byName) =>
    Object.keys(byName),
  );
  const byStart = new Map(names.map((name) => [name.slice(0, -HASH), name]));
  const state = JSON.parse(text);
  for (const resource of state.resources) resource.name = byStart.get(resource.name.slice(0, -HASH)) ?? resource.name;
  return JSON.stringify(state);
}
