import { constants } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { CLOUDS, type Cloud } from "@org/azure-catalog";
import { signIn } from "@org/azure-client";
import { titleOf } from "./assets.js";
import { Azure, AzureError, type AzureOptions } from "./azure.js";
import { applyAsJob, type JobOptions } from "./job.js";
import { loadPromotion, PromotionFileError } from "./file/load.js";
import { makePlan, obstacles } from "./plan.js";
import { promote, PromotionRefusedError } from "./promote.js";
import type { Step } from "./preconditions.js";
import { AuditRecord, type RecordEntry } from "./record.js";
import { describePlan, describeStatus, sizeOf } from "./status.js";

const USAGE = `usage: aml-promotion plan   FILE [--step share|apply] [--json]
       aml-promotion share  FILE [--record DIR]
       aml-promotion apply  FILE [--record DIR] [--read-back] [--job]
       aml-promotion status FILE [--step share|apply] [--json]

  FILE           the promotion file, in YAML or JSON

  plan           says what would be copied, what is there already, what is missing and what fails; changes nothing
  share          copies models, data, code and environments from the dev workspace to the dev registry
  apply          copies models, data and code to the prod registry, and creates environments and components from git
  status         says where each asset is, or why that is not known; changes nothing

  --step STEP    only this step, for a machine or a person that reaches only one side (default: both)
  --record DIR   folder of the audit record (default: records beside the promotion file)
  --read-back    read copied files again and compare their SHA-256, in addition to what the service compares
  --job          run as a job of the prod workspace: on the compute and in the environment that the file names
  --cloud CLOUD  public, usgovernment or china (default: public)
  --json         print JSON

Exit codes: 0 success, 1 refused or failed, 2 wrong usage, 130 stopped by Ctrl-C.`;

/** The environment of a command; tests pass their own. */
export interface CommandContext {
  /** Folder to which relative paths refer. */
  readonly cwd: string;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
  /** How to reach Azure. */
  readonly azure: (cloud: Cloud) => Promise<AzureOptions>;
  /** Path of this program as one file, for a job. */
  readonly program: string;
  /** Whether somebody is at a terminal. */
  readonly interactive: boolean;
  readonly onSignal: JobOptions["onSignal"];
  /** Called after each copied part of a file: frees memory that nothing refers to. */
  readonly freeMemory: () => void;
}

/** Runs the command line of this process. @param program as for {@link run} */
export async function main(program: string): Promise<void> {
  process.exitCode = await run(process.argv.slice(2), program);
  // After a signal, requests may still be running.
  if (process.exitCode > 128) process.exit();
}

/**
 * Runs a command line of `aml-promotion` in this process.
 * @param args command, file and options, such as `["plan", "promotions/demand-7.yml"]`
 * @param program path of the command as one file that needs nothing but Node, for `apply --job`
 * @returns the exit code: 0 success, 1 refused or failed, 2 wrong usage, 128 and the number of the signal that stopped it
 * (130 for Ctrl-C); then the process has to be ended, because requests may still be running
 */
export function run(args: readonly string[], program: string): Promise<number> {
  return runIn(
    {
      cwd: process.cwd(),
      print: (line) => void process.stdout.write(`${line}\n`),
      complain: (line) => void process.stderr.write(`${line}\n`),
      azure: async (cloud) => ({ credential: await signIn({ cloud }), cloud }),
      program,
      interactive: process.stdin.isTTY && process.stderr.isTTY,
      onSignal: (listener) => {
        const signals = ["SIGINT", "SIGTERM"] as const;
        for (const signal of signals) process.on(signal, listener);
        return () => {
          for (const signal of signals) process.off(signal, listener);
        };
      },
      freeMemory: youngCollector(),
    },
    args,
  );
}

/**
 * Collects young garbage, such as the chunks of streams that were read, in about a millisecond. V8 alone keeps up to 32 MB of
 * them.
 */
function youngCollector(): () => void {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as (options: { readonly type: "minor" }) => void;
  return () => collect({ type: "minor" });
}

interface Arguments {
  readonly command: "plan" | "share" | "apply" | "status";
  readonly file: string;
  readonly steps: readonly Step[];
  readonly record: string | undefined;
  readonly cloud: Cloud;
  readonly json: boolean;
  readonly readBack: boolean;
  readonly job: boolean;
}

/** Runs a command line in a context. @returns the exit code */
export async function runIn(context: CommandContext, args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    context.print(USAGE);
    return 0;
  }
  const given = argumentsIn(args);
  if (typeof given === "string") {
    context.complain(`${given}\n\n${USAGE}`);
    return 2;
  }
  try {
    return await execute(context, given);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const expected = [PromotionFileError, PromotionRefusedError, AzureError].some((kind) => error instanceof kind);
    context.complain(expected ? error.message : `${given.command} failed: ${error.message}`);
    return 1;
  }
}

function argumentsIn(args: readonly string[]): Arguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        step: { type: "string" },
        record: { type: "string" },
        cloud: { type: "string", default: "public" },
        json: { type: "boolean", default: false },
        "read-back": { type: "boolean", default: false },
        job: { type: "boolean", default: false },
      },
    });
    const [command, file, ...more] = positionals;
    if (command !== "plan" && command !== "share" && command !== "apply" && command !== "status") {
      return `${command ?? "nothing"} is not a command: plan, share, apply, status`;
    }
    if (file === undefined || more.length > 0) return `${command} takes one promotion file`;
    const { step, record, cloud, json, "read-back": readBack, job } = values;
    if (step !== undefined && step !== "share" && step !== "apply") return `--step ${step}: share or apply`;
    if (!isCloud(cloud)) return `--cloud ${cloud}: ${Object.keys(CLOUDS).join(", ")}`;
    const looks = command === "plan" || command === "status";
    if (looks && record !== undefined) return `${command} writes no record: leave --record out`;
    if (!looks && (step !== undefined || json)) return `${command} takes neither --step nor --json: leave them out`;
    if (command !== "apply" && readBack) return `${command} copies no files itself: leave --read-back out`;
    if (command !== "apply" && job) return `${command} doesn't run as a job: leave --job out`;
    const steps: readonly Step[] = step === undefined ? ["share", "apply"] : [step];
    return { command, file, steps, record, cloud, json, readBack, job };
  } catch (error) {
    // Node's message names the option.
    if ((error as NodeJS.ErrnoException).code?.startsWith("ERR_PARSE_ARGS") !== true) throw error;
    return (error as Error).message;
  }
}

function isCloud(text: string): text is Cloud {
  return Object.hasOwn(CLOUDS, text);
}

async function execute(context: CommandContext, given: Arguments): Promise<number> {
  const { cwd, print, complain, azure: reach } = context;
  const { command, steps, json } = given;
  const file = loadPromotion(given.file, cwd);
  const azure = new Azure(await reach(given.cloud));
  if (command === "plan" || command === "status") {
    const plan = await makePlan(azure, file, steps);
    if (json) print(JSON.stringify(plan, null, 2));
    else print(command === "plan" ? describePlan(plan) : describeStatus(plan));
    const failed =
      command === "plan" ? steps.some((step) => obstacles(plan, step).length > 0) : plan.preconditions.length > 0;
    return failed ? 1 : 0;
  }
  const folder = resolve(cwd, given.record ?? join(dirname(given.file), "records"));
  const record = await AuditRecord.open(folder, basename(given.file).replace(/\.[^.]+$/, ""));
  if (given.job) {
    await applyAsJob(azure, file, { ...context, record, cloud: given.cloud, readBack: given.readBack });
    print(`recorded in ${record.file}`);
    return 0;
  }
  let shown = 0;
  let started = false;
  const step = promote({
    azure,
    file,
    step: command,
    record,
    readBack: given.readBack,
    onEntry: (entry) => {
      started = true;
      if (entry.event === "asset") print(describeEntry(entry));
    },
    onProgress: ({ file: path, bytes, totalBytes }) => {
      context.freeMemory();
      const percent = totalBytes === 0 ? 100 : Math.floor((bytes / totalBytes) * 10) * 10;
      if (percent === shown) return;
      shown = percent;
      complain(`  ${percent} % of ${sizeOf(totalBytes)}: ${path}`);
    },
  });
  const signal = await signalDuring(step, context.onSignal);
  if (signal !== undefined) {
    if (started) await record.add({ event: "failed", message: `stopped by ${signal}` });
    complain(`stopped by ${signal}; run the same command again to continue`);
    return 128 + constants.signals[signal];
  }
  print(`recorded in ${record.file}`);
  return 0;
}

/** The signal that comes before work has ended; undefined if none does. */
async function signalDuring(
  work: Promise<unknown>,
  onSignal: CommandContext["onSignal"],
): Promise<NodeJS.Signals | undefined> {
  let stopListening = (): void => undefined;
  const signal = new Promise<NodeJS.Signals>((resolve) => (stopListening = onSignal(resolve)));
  try {
    return await Promise.race([work.then(() => undefined), signal]);
  } finally {
    stopListening();
  }
}

function describeEntry({ asset, way, from, to, sha256, detail }: Extract<RecordEntry, { event: "asset" }>): string {
  return [
    `${titleOf(asset)}: ${way}${detail === "" ? "" : ` (${detail})`}`,
    `  from ${from}`,
    ...(to === from ? [] : [`  to   ${to}`]),
    ...(sha256 === undefined ? [] : [`  SHA-256 ${sha256}`]),
  ].join("\n");
}
