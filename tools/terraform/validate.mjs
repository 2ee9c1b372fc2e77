/**
 * `npm run validate`: validates the synthesized stacks with Terraform and its providers. See docs/real-terraform.md.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { importSource } from "../lib/import-source.mjs";
import { bodySummary, checkBodies, withBodies } from "./arm-bodies.mjs";
import { BadInputError, readArguments, runCommand, UnavailableError } from "../lib/command.mjs";
import { cacheFolder, WORKSPACE } from "../lib/folders.mjs";
import { concurrently, oneAfterTheOther } from "../lib/concurrently.mjs";
import { provideProviders } from "./provider-source.mjs";
import { readWanted } from "./providers.mjs";
import { exitCode, findingsText, summary, table } from "./report.mjs";
import { run } from "../lib/run.mjs";
import { readStacks } from "./stacks.mjs";
import { provideTerraform } from "./terraform-program.mjs";
import { validateStack } from "./validate-stack.mjs";

/** @typedef {import("./stacks.mjs").Stack} Stack */

const SYNTH =
  "node apps/reference-platform/run.mjs synth --config apps/reference-platform/platform.config.json --azurerm-major {major} --out {out}";

const USAGE = `usage: npm run validate [-- [DIR...] [--mirror | --registry] [--synth COMMAND] [--jobs N]]

  DIR          folders that a synth wrote, validated as they are; without one, the reference platform is synthesized
               for each major version of azurerm that is available
  --mirror     take the providers from the mirror, even if the Terraform registry can be reached
  --registry   let Terraform install the providers as it is configured to
  --synth      what synthesizes; {major} and {out} are replaced by azurerm's major version and the folder to write
               (${SYNTH})
  --jobs       stacks validated at once (${availableParallelism()}, one a core)

exit code: 0 all accepted, 1 a stack refused or wrong input, 2 Terraform or a provider is not available`;

/**
 * @param {readonly string[]} args
 * @param {(line: string) => void} log
 * @param {typeof provideTerraform} [find] finds Terraform
 * @returns {Promise<number>} the exit code
 */
export async function validate(args, log, find = provideTerraform) {
  const options = readOptions(args);
  if (!options) {
    log(USAGE);
    return 0;
  }
  const { terraform, source } = await provide(options.from, log, find);
  if (options.given.length === 0 && source.azurermMajors.length === 0) {
    throw new UnavailableError(`no azurerm is available, so nothing is validated\n${source.absent.join("\n")}`);
  }
  const synthesized = options.given.length > 0 ? undefined : mkdtempSync(join(tmpdir(), "synthesized-"));
  const stacks = synthesized ? await synthesize(options.synth, source.azurermMajors, synthesized) : options.given;

  const where = { env: source.env, ...(source.oneAtATime ? { turn: oneAfterTheOther() } : {}) };
  /** @type {import("./arm-bodies.mjs").ArmTypes} */
  const armTypes = await importSource("packages/azure-catalog/src/arm-types/index.ts");
  const checked = await concurrently(options.jobs, stacks, async (stack) => {
    const bodies = checkBodies(stack, armTypes);
    return { bodies, result: withBodies(await validateStack(stack, terraform, where), bodies) };
  });

  const results = checked.map(({ result }) => result);
  for (const text of results.map(findingsText)) if (text) log(`${text}\n`);
  log(table(results));
  log(`\n${summary(results)}`);
  log(bodySummary(checked.map(({ bodies }) => bodies)));
  for (const line of source.absent) log(`!! ${line}`);
  const code = exitCode(results);
  // Rejected stacks are kept, so that the files in the findings can be inspected.
  if (code === 0 && synthesized) rmSync(synthesized, { recursive: true });
  return code;
}

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
  /** @type {"registry" | "mirror" | undefined} */
  const from = values.mirror ? "mirror" : values.registry ? "registry" : undefined;
  return {
    jobs,
    synth: values.synth ?? SYNTH,
    from,
    given: positionals.flatMap((folder) => readStacks(resolve(folder))),
  };
}

/**
 * @param {"registry" | "mirror" | undefined} from see `provideProviders`
 * @param {(line: string) => void} log
 * @param {typeof provideTerraform} find
 */
async function provide(from, log, find) {
  const wanted = readWanted();
  const options = { cache: cacheFolder(), log };
  const terraform = await find(wanted, options);
  const source = await provideProviders(from, wanted.providers, options);
  for (const line of source.stubs) log(`!! ${line}`);
  log(`${terraform.title}: ${terraform.command}`);
  for (const line of source.present) log(line);
  log("");
  return { terraform, source };
}

/**
 * Synthesizes the stacks for each major version of azurerm.
 * @param {string} command
 * @param {readonly number[]} majors
 * @param {string} folder receives a folder for each major version
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

if (process.argv[1] === import.meta.filename) await runCommand(() => validate(process.argv.slice(2), console.log));
