/**
 * `npm run test:consumers`: publishes all packages to a registry on this machine, and has projects outside of the workspace
 * install and use them. What it is for: docs/consuming.md.
 */
import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { prepareTerraform } from "../deployment-test/prepare.mjs";
import { publishedPackages } from "../hygiene/packages.mjs";
import { BadInputError, readArguments, runCommand, UnavailableError } from "../lib/command.mjs";
import { cacheFolder, WORKSPACE } from "../lib/folders.mjs";
import { concurrently } from "../lib/concurrently.mjs";
import { run } from "../lib/run.mjs";
import { CONSUMERS } from "./consumers.mjs";
import { npmrc, strangersEnvironment } from "./environment.mjs";
import { endsOf, peersOf } from "./peers.mjs";
import { step, together } from "./progress.mjs";
import { publish } from "./publish.mjs";
import { isWithin } from "./reach.mjs";
import { installVerdaccio, publishedVersions, startRegistry } from "./registry.mjs";
import { synthesizeFromSources } from "./sources.mjs";
import { testConsumer, workspacesOwn } from "./test-consumer.mjs";

/** @typedef {import("./consumers.mjs").Consumer} Consumer */
/** @typedef {import("./peers.mjs").End} End */

const USAGE = `usage: npm run test:consumers [-- [CONSUMER...] [--port N] [--no-build]]

  CONSUMER     which to test: ${CONSUMERS.map(({ name }) => name).join(", ")}; without one, all
  --port       port of the registry on this machine; without it, a free one
  --no-build   publish what is built already

exit code: 0 all consumers work, 1 one doesn't or wrong input, 2 Verdaccio, a package or a provider can't be had`;

/** What is published here, and comes from nowhere else. */
const SCOPE = "@org/";
const VERDACCIO = join(import.meta.dirname, "verdaccio");
const UPSTREAM = process.env["npm_config_registry"] ?? "https://registry.npmjs.org/";

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(USAGE);
    return 0;
  }
  const stop = new AbortController();
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.on(signal, () => stop.abort(new UnavailableError(`stopped by ${signal}, nothing is left running`)));
  }
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "consumers-")));
  try {
    if (isWithin(realpathSync(WORKSPACE), folder)) {
      throw new BadInputError(
        `the folder for temporary files, ${tmpdir()}, is in the workspace: set TMPDIR to another`,
      );
    }
    return await testConsumers(options, folder, stop);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** @param {readonly string[]} args */
function readOptions(args) {
  const { values, positionals } = readArguments(
    args,
    { port: { type: "string" }, "no-build": { type: "boolean" }, help: { type: "boolean" } },
    USAGE,
    { positionals: true },
  );
  if (values.help) return undefined;
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new BadInputError(`--port is ${values.port}: give a whole number up to 65535`);
  }
  /** @type {readonly string[]} */
  const given = positionals;
  const strange = given.find((name) => !CONSUMERS.some((consumer) => consumer.name === name));
  if (strange) throw new BadInputError(`there is no consumer ${strange}\n\n${USAGE}`);
  const chosen = CONSUMERS.filter(({ name }) => given.length === 0 || given.includes(name));
  return { port, build: !values["no-build"], chosen };
}

/**
 * @param {NonNullable<ReturnType<typeof readOptions>>} options
 * @param {string} folder for everything that comes of it
 * @param {AbortController} stop
 * @returns {Promise<number>} exit code
 */
async function testConsumers({ port, build, chosen }, folder, stop) {
  const { signal } = stop;
  const packages = publishedPackages();
  const { azurermMajors } = await prepareTerraform(console.log);
  if (azurermMajors.length === 0) throw new UnavailableError("no azurerm can be had, so no consumer can be judged");
  await together(
    stop,
    () => step("Verdaccio", () => installVerdaccio(VERDACCIO, signal)),
    async () => (build ? step("npm run build", () => runBuild(signal)) : undefined),
  );
  const [home, kept, cache] = [join(folder, "home"), join(folder, "registry"), join(dirname(cacheFolder()), "npm")];
  for (const each of [home, kept]) mkdirSync(each);
  const registry = await step("registry on 127.0.0.1", () =>
    startRegistry({ verdaccio: VERDACCIO, folder: kept, upstream: UPSTREAM, scope: SCOPE, port }),
  );
  try {
    const strangers = strangersEnvironment({ home, workspace: WORKSPACE });
    const npmrcFile = join(home, ".npmrc");
    writeFileSync(npmrcFile, npmrc({ registry: registry.url, cache, token: registry.token }));
    await step(`${packages.length} packages published`, () =>
      publish({ workspace: WORKSPACE, packages, env: strangers, signal }),
    );
    // Those who install may not publish.
    writeFileSync(npmrcFile, npmrc({ registry: registry.url, cache }));

    /** @type {Omit<import("./test-consumer.mjs").Context, "ends">} */
    const context = {
      workspace: WORKSPACE,
      folder,
      packages,
      strangers,
      env: { AZURERM_MAJOR: String(Math.max(...azurermMajors)) },
      signal,
    };
    const [ends] = await together(
      stop,
      () => step("versions of peers", () => endsOfPeers(packages, registry)),
      () => step("the same programs, against the workspace's sources", () => synthesizeWorkspaces(chosen, context)),
    );
    const tested = await concurrently(availableParallelism(), pairs(chosen), ({ consumer, end }) =>
      testConsumer(consumer, end, { ...context, ends }),
    );
    report(tested);
    const failed = tested.filter(({ problem }) => problem).length;
    if (failed > 0) {
      console.log(`\n${failed} of ${tested.length} consumers don't work`);
      return 1;
    }
    console.log(
      `\n${tested.length} of ${tested.length} consumers work, nothing of the workspace is reachable from them\n`,
    );
    return await judge(tested, signal);
  } finally {
    await registry.stop();
  }
}

/**
 * @param {readonly Consumer[]} chosen
 * @returns {{ consumer: Consumer, end: End }[]} each consumer with each end that it's tested at
 */
function pairs(chosen) {
  return chosen.flatMap((consumer) =>
    /** @type {End[]} */ (Object.keys(consumer.tools)).map((end) => ({ consumer, end })),
  );
}

/**
 * @param {readonly Consumer[]} chosen
 * @param {Omit<import("./test-consumer.mjs").Context, "ends">} context
 */
async function synthesizeWorkspaces(chosen, context) {
  await concurrently(availableParallelism(), chosen, async (consumer) => {
    if (!consumer.program) return;
    await synthesizeFromSources({
      workspace: WORKSPACE,
      program: join(import.meta.dirname, "apps", consumer.program),
      outdir: workspacesOwn(context, consumer),
      env: context.env,
      signal: context.signal,
    });
  });
}

/** @param {AbortSignal} signal */
async function runBuild(signal) {
  const { code, stdout, stderr } = await run("npm", ["run", "build"], { cwd: WORKSPACE, signal });
  if (code !== 0) throw new BadInputError(`npm run build failed, so nothing was published:\n${stdout}${stderr}`);
}

/**
 * @param {readonly import("../hygiene/packages.mjs").Package[]} packages
 * @param {import("./registry.mjs").Registry} registry
 * @returns {Promise<Map<string, Record<End, string>>>} the ends of each peer's range
 */
async function endsOfPeers(packages, registry) {
  const names = packages.map(({ manifest }) => manifest.name);
  const optional = CONSUMERS.flatMap(({ optionalPeers = [] }) => optionalPeers);
  const peers = Object.entries(peersOf(names, packages, optional));
  const ends = await Promise.all(
    peers.map(async ([peer, range]) => endsOf(peer, range, await publishedVersions(registry, peer))),
  );
  return new Map(peers.map(([peer], index) => [peer, /** @type {Record<End, string>} */ (ends[index])]));
}

/**
 * Has real Terraform and the real providers judge what the consumers synthesized: of each once, for it is the same at both
 * ends.
 * @param {readonly import("./test-consumer.mjs").Tested[]} tested
 * @param {AbortSignal} signal
 * @returns {Promise<number>} exit code of `npm run validate`
 */
async function judge(tested, signal) {
  const folders = new Map(tested.map(({ consumer, stacks }) => [consumer, stacks]));
  const stacks = [...folders.values()].flat();
  if (stacks.length === 0) return 0;
  const args = ["tools/terraform/validate.mjs", ...stacks];
  const { code, stdout, stderr } = await step("judged by Terraform", () =>
    run("node", args, { cwd: WORKSPACE, signal }),
  );
  console.log(`\n${stdout}${stderr}`);
  return code;
}

/** @param {readonly import("./test-consumer.mjs").Tested[]} tested */
function report(tested) {
  for (const { problem } of tested) if (problem) console.error(`\n${problem}`);
  console.log("");
  for (const { title, versions, problem } of tested) {
    const list = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    console.log(`${problem ? "FAILED" : "works "}  ${title.padEnd(18)}  ${list.join(", ")}`);
  }
}
