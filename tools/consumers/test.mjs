/**
 * `npm run test:consumers`: packs all packages, and tests external consumers that install the tarballs, with the lowest
 * and the highest versions of the peers. See docs/consuming.md.
 */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { BadInputError, runCommand, scriptArguments } from "../lib/command.mjs";
import { concurrently } from "../lib/concurrently.mjs";
import { WORKSPACE } from "../lib/folders.mjs";
import { run } from "../lib/run.mjs";
import { CONSUMERS } from "./consumers.mjs";
import { atEnd, peersOf, publishedPackages, withDependencies } from "./packages.mjs";

/** @typedef {import("./consumers.mjs").Consumer} Consumer */
/** @typedef {import("./consumers.mjs").End} End */

const USAGE = `usage: npm run test:consumers [-- [CONSUMER...] [--no-build]]

  CONSUMER     which to test: ${CONSUMERS.map(({ name }) => name).join(", ")}; without one, all
  --no-build   packs what is built already

exit code: 0 all consumers work, 1 one doesn't, or wrong input`;

const packages = publishedPackages();

await runCommand(async () => {
  const { values, positionals } = scriptArguments({ "no-build": { type: "boolean" } }, USAGE, { optional: Infinity });
  /** @type {readonly string[]} */
  const given = positionals;
  const unknown = given.find((name) => !CONSUMERS.some((consumer) => consumer.name === name));
  if (unknown) throw new BadInputError(`there is no consumer ${unknown}\n\n${USAGE}`);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "consumers-")));
  try {
    if (!values["no-build"]) await inFolder(WORKSPACE, "npm run build");
    const tarballs = await pack(join(folder, "tarballs"));
    const wanted = new Set(given.flatMap((name) => [name, CONSUMERS.find((one) => one.name === name)?.sameAs ?? name]));
    const chosen = CONSUMERS.filter(({ name }) => wanted.size === 0 || wanted.has(name));
    const tests = chosen.flatMap((consumer) =>
      /** @type {End[]} */ (Object.keys(consumer.tools)).map((end) => ({ consumer, end })),
    );
    const failed = await concurrently(2, tests, async ({ consumer, end }) => {
      const title = `${consumer.name}, ${end} peers`;
      try {
        await use(consumer, end, join(folder, `${consumer.name}-${end}`), tarballs);
        console.log(`works   ${title}`);
        return false;
      } catch (error) {
        console.error(`FAILED  ${title}: ${/** @type {Error} */ (error).message}`);
        return true;
      }
    });
    if (failed.includes(true)) return 1;
    const different = chosen.flatMap(({ name, sameAs }) =>
      sameAs === undefined ? [] : differences(join(folder, `${sameAs}-highest`), join(folder, `${name}-highest`)),
    );
    for (const one of different) console.error(`FAILED  ${one}`);
    return different.length > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** @param {string} folder @returns {Promise<Map<string, string>>} the tarball of each package */
async function pack(folder) {
  mkdirSync(folder);
  const folders = [...packages.values()].map((each) => `./${each.folder}`).join(" ");
  const output = await inFolder(WORKSPACE, `npm pack ${folders} --json --ignore-scripts --pack-destination ${folder}`);
  /** @type {Record<string, { name: string, filename: string }>} */
  const packed = JSON.parse(output);
  return new Map(Object.values(packed).map(({ name, filename }) => [name, join(folder, filename)]));
}

/** @param {Consumer} consumer @param {End} end @param {string} project @param {ReadonlyMap<string, string>} tarballs */
async function use(consumer, end, project, tarballs) {
  const names = withDependencies(consumer.packages === "all" ? packages.keys() : consumer.packages, packages);
  cpSync(join(import.meta.dirname, "apps", consumer.app ?? consumer.name), project, { recursive: true });
  const manifest = {
    name: `consumer-${consumer.name}`,
    private: true,
    ...consumer.manifest,
    dependencies: {
      ...Object.fromEntries(names.map((name) => [name, `file:${tarballs.get(name)}`])),
      ...atEnd(peersOf(names, packages, consumer.optionalPeers), end),
      ...consumer.versions,
    },
    devDependencies: consumer.tools[end],
  };
  writeFileSync(join(project, "package.json"), JSON.stringify(manifest, undefined, 2));
  await inFolder(project, "npm install --strict-peer-deps --engine-strict --no-audit --no-fund --prefer-offline");
  await inFolder(project, "npm ls --all");
  for (const command of consumer.commands) await inFolder(project, command);
}

/**
 * The stacks of two projects that differ in more than the version of CDKTF, byte for byte. CDKTF writes empty lists and
 * objects in two lines and CDK Terrain in one; `aml synth` joins them for both.
 * @param {string} one @param {string} other folders of the projects
 * @returns {string[]} their names
 */
function differences(one, other) {
  const stacks = readdirSync(join(one, "cdktf.out/stacks"));
  /** @param {string} folder @param {string} stack */
  const read = (folder, stack) =>
    readFileSync(join(folder, "cdktf.out/stacks", stack, "cdk.tf.json"), "utf8")
      .replace(/([[{])\n *(?=[\]}])/g, "$1")
      .replace(/("stackName": "[^"]*",\n *"version": )"[^"]*"/, '$1""');
  const different = stacks.filter((stack) => read(one, stack) !== read(other, stack));
  return different.map((stack) => `${basename(other)} synthesizes ${stack} otherwise than ${basename(one)}`);
}

/** @param {string} folder @param {string} command of a shell @returns {Promise<string>} its output */
async function inFolder(folder, command) {
  const bin = join(folder, "node_modules/.bin");
  // Without variables of npm, Node or CDKTF that refer to the workspace.
  const cleared = Object.keys(process.env).filter((name) => /^(npm_|NODE_|TS_NODE_|CDKTF_|TF_|VITEST)/.test(name));
  const env = {
    ...Object.fromEntries(cleared.map((name) => [name, undefined])),
    PATH: `${bin}${delimiter}${process.env["PATH"]}`,
  };
  const { code, stdout, stderr } = await run("sh", ["-c", command], { cwd: folder, env });
  if (code !== 0) throw new Error(`\`${command}\` ended with exit code ${code}\n${`${stdout}${stderr}`.slice(-4000)}`);
  return stdout;
}
