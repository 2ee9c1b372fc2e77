import { mkdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { differences, readOutput } from "./output.mjs";
import { peersOf } from "./peers.mjs";
import { step } from "./progress.mjs";
import { ConsumerError, Project } from "./project.mjs";

/** @typedef {import("./consumers.mjs").Consumer} Consumer */
/** @typedef {import("./peers.mjs").End} End */

/**
 * What all consumers share.
 * @typedef {object} Context
 * @property {string} workspace
 * @property {string} folder of the consumers, outside of the workspace
 * @property {readonly import("../hygiene/packages.mjs").Package[]} packages
 * @property {ReadonlyMap<string, Record<End, string>>} ends of each peer's range
 * @property {NodeJS.ProcessEnv} strangers environment of a consumer's processes
 * @property {Record<string, string>} env for its program
 * @property {AbortSignal} signal
 */

/**
 * @typedef {object} Tested
 * @property {string} consumer name
 * @property {string} title
 * @property {Record<string, string>} versions of peers and tools
 * @property {readonly string[]} stacks folders of what it synthesized
 * @property {string} [problem]
 */

/**
 * @param {Pick<Context, "folder">} context
 * @param {Consumer} consumer
 * @returns {string} where the same program, synthesized against the workspace's sources, lies
 */
export function workspacesOwn({ folder }, { name }) {
  return join(folder, "workspace", name);
}

/**
 * Has a fresh project install our packages, at one end of the ranges of their peers, and use them.
 * @param {Consumer} consumer
 * @param {End} end
 * @param {Context} context
 * @returns {Promise<Tested>}
 */
export async function testConsumer(consumer, end, context) {
  const { packages, ends, folder, strangers, env, signal } = context;
  const title = `${consumer.name}, ${end}`;
  const root = join(folder, `${consumer.name}-${end}`);
  const project = new Project({ title, root, env: strangers, signal });
  const names = consumer.packages === "all" ? packages.map(({ manifest }) => manifest.name) : consumer.packages;
  const own = packages
    .filter(({ manifest }) => names.includes(manifest.name))
    .map(({ manifest }) => [manifest.name, manifest.version]);
  const peers = Object.keys(peersOf(names, packages, consumer.optionalPeers)).map((peer) => [
    peer,
    ends.get(peer)?.[end] ?? "",
  ]);
  const tools = consumer.tools[end] ?? {};
  /** @type {Tested} */
  const tested = { consumer: consumer.name, title, versions: { ...Object.fromEntries(peers), ...tools }, stacks: [] };
  try {
    const manifest = consumer.initialize
      ? await consumer.initialize(project, tested.versions["cdktf"] ?? "")
      : { name: `consumer-${consumer.name}`, private: true, ...consumer.manifest };
    const dependencies = Object.fromEntries([...own, ...peers]);
    project.writeJson("package.json", { ...manifest, dependencies, devDependencies: tools });
    await step(`${title}: installed`, () => project.install());
    const [outdir, apart] = [join(root, "out"), join(root, "apart")];
    for (const each of [outdir, apart]) mkdirSync(each);
    const used = await step(`${title}: used`, () => consumer.use(project, { outdir, env, apart }));
    project.refuseOutside(used.resolved);
    if (consumer.program) requireSame(context, consumer, project, outdir);
    return { ...tested, stacks: used.stacks ?? [] };
  } catch (error) {
    if (!(error instanceof ConsumerError)) throw error;
    return { ...tested, problem: error.message };
  } finally {
    await rm(join(project.folder, "node_modules"), { recursive: true, force: true });
  }
}

/** @param {Context} context @param {Consumer} consumer @param {Project} project @param {string} outdir */
function requireSame(context, consumer, project, outdir) {
  const lines = differences(readOutput(outdir), readOutput(workspacesOwn(context, consumer)), {
    consumer: versionIn(project.folder, "cdktf"),
    workspace: versionIn(context.workspace, "cdktf"),
  });
  if (lines.length === 0) return;
  throw new ConsumerError(`${project.title} synthesizes something else than the workspace:\n${lines.join("\n")}`);
}

/** @param {string} folder @param {string} name @returns {string} the version that is installed */
function versionIn(folder, name) {
  return JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8")).version;
}
