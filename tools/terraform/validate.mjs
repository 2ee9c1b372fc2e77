/**
 * `npm run validate`: real Terraform and real providers judge the synthesized stacks. See docs/real-terraform.md.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bodySummary, judgeBodies, withBodies } from "./arm-bodies.mjs";
import { loadArmTypes } from "./arm-types.mjs";
import { BadInputError, readArguments, runCommand, UnavailableError } from "../lib/command.mjs";
import { cacheFolder, WORKSPACE } from "../lib/folders.mjs";
import { concurrently, oneAfterTheOther } from "../lib/concurrently.mjs";
import { judge } from "./judge.mjs";
import { fromMirror, fromRegistry } from "./provider-source.mjs";
import { readWanted } from "./providers.mjs";
import { reachesRegistry } from "./registry.mjs";
import { exitCode, findingsText, summary, table } from "./report.mjs";
import { run } from "../lib/run.mjs";
import { readStacks } from "./stacks.mjs";
import { provideTerraform } from "./terraform-program.mjs";

/** @typedef {import("./stacks.mjs").Stack} Stack */

const SYNTH =
  "node apps/reference-platform/run.mjs synth --config apps/reference-platform/platform.config.json --azurerm-major {major} --out {out}";

const USAGE = `usage: npm run validate [-- [DIR...] [--mirror | --registry] [--synth COMMAND] [--jobs N]]

  DIR          folders that a synth wrote, judged as they are; without one, the reference platform is synthesized
               for each major version of azurerm that can be had
  --mirror     take the providers from the mirror, even if the Terraform registry can be reached
  --registry   let Terraform install the providers as it is configured to
  --synth      what synthesizes; {major} and {out} stand for azurerm's major version and the folder to write
               (${SYNTH})
  --jobs       stacks judged at once (${availableParallelism()}, one a core)

exit code: 0 all accepted, 1 a stack refused or wrong input, 2 Terraform or a provider can't be had`;

await runCommand(async () => {
  const options = readOptions(process.argv.slice(2));
  if (!options) {
    console.log(USAGE);
    return 0;
  }
  const { command, source } = await provide(options.from);
  if (options.given.length === 0 && source.azurermMajors.length === 0) {
    throw new UnavailableError(`no azurerm can be had, so nothing is judged\n${source.absent.join("\n")}`);
  }
  const synthesized = options.given.length > 0 ? undefined : mkdtempSync(join(tmpdir(), "synthesized-"));
  const stacks = synthesized ? await synthesize(options.synth, source.azurermMajors, synthesized) : options.given;

  const terraform = { command, env: source.env, ...(source.oneAtATime ? { turn: oneAfterTheOther() } : {}) };
  const armTypes = await loadArmTypes();
  const judged = await concurrently(options.jobs, stacks, async (stack) => {
    const bodies = judgeBodies(stack, armTypes);
    return { bodies, verdict: withBodies(await judge(stack, terraform), bodies) };
  });

  const verdicts = judged.map(({ verdict }) => verdict);
  for (const text of verdicts.map(findingsText)) if (text) console.log(`${text}\n`);
  console.log(table(verdicts));
  console.log(`\n${summary(verdicts)}`);
  console.log(bodySummary(judged.map(({ bodies }) => bodies)));
  for (const line of source.absent) console.log(`!! ${line}`);
  const code = exitCode(verdicts);
  // What was refused stays, so that the files that the findings name can be looked at.
  if (code === 0 && synthesized) rmSync(synthesized, { recursive: true });
  return code;
});

/** @param {readonly string[]} args */
function readOptions(args) {
  const { values, positionals } = readArguments(
    args,
    {
      mirror: { type: "boolean" },
      registry: { type: "boolean" },
      synth: { type: "string" },
      jobs: { type: "string" },
      help: { type: "boolean" },
    },
    USAGE,
    { positionals: true },
  );
  if (values.help) return undefined;
  const jobs = Number(values.jobs ?? availableParallelism());
  if (!Number.isInteger(jobs) || jobs < 1) {
    throw new BadInputError(`--jobs is ${values.jobs}: give a whole number from 1`);
  }
  if (values.mirror && values.registry) throw new BadInputError("--mirror and --registry exclude each other: give one");
  return {
    jobs,
    synth: values.synth ?? SYNTH,
    from: values.mirror ? "mirror" : values.registry ? "registry" : "wherever",
    given: positionals.flatMap((folder) => readStacks(resolve(folder))),
  };
}

/** @param {string} from mirror, registry, or whichever of them this machine needs */
async function provide(from) {
  const wanted = readWanted();
  const options = { cache: cacheFolder(), log: console.log };
  const { command, version } = await provideTerraform(wanted.terraform, options);
  const useRegistry = from === "registry" || (from !== "mirror" && (await reachesRegistry()));
  const source = useRegistry ? fromRegistry(options.cache) : await fromMirror(wanted.providers, options);
  console.log(`terraform ${version}: ${command}`);
  for (const line of source.present) console.log(line);
  console.log("");
  return { command, source };
}

/**
 * Synthesizes once for each major version of azurerm.
 * @param {string} command
 * @param {readonly number[]} majors
 * @param {string} folder receives a folder for each
 * @returns {Promise<Stack[]>}
 */
async function synthesize(command, majors, folder) {
  const stacks = [];
  for (const major of majors) {
    const out = join(folder, `azurerm-${major}`);
    const line = command.replaceAll("{major}", String(major)).replaceAll("{out}", out);
    const { code, stdout, stderr } = await run(line, [], { cwd: WORKSPACE, shell: true });
    if (code !== 0) throw new BadInputError(`${line}\nended with exit code ${code}\n${(stderr || stdout).trim()}`);
    stacks.push(...readStacks(out).map((stack) => ({ ...stack, name: `${stack.name} (azurerm ${major})` })));
  }
  return stacks;
}
