import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { armIdOfTerraform } from "@org/azure-catalog";
import { type PlanInput, readStates, type Stack, type StackState, type StateResource } from "@org/aml-synth-model";
import type {
  Terraform,
  TerraformDiagnostic,
  TerraformEvent,
  TerraformResult,
  TerraformRunOptions,
} from "@org/terraform-runner";
import type { AzureEmulator } from "../emulator/azure-emulator.js";
import { withoutKeys } from "./address.js";
import { DeploymentTestInputError, StoppedError, UnavailableError } from "./errors.js";
import type { Step } from "./events.js";
import { readGraph } from "./graph.js";
import type { Journal } from "./journal.js";
import { modulesOf } from "./modules.js";
import { moduleOverride, type Override, OVERRIDE_FILE, overrideOf } from "./override.js";
import { PlanDifferences } from "./plan-differences.js";
import { providerWait } from "./provider-wait.js";
import { DEFAULTS, type DeploymentTestOptions } from "./options.js";
import { requireSupportedProviders } from "./providers.js";
import type { Sources } from "./sources.js";
import { environmentFor } from "./terraform-environment.js";
import type { Span } from "./timeline.js";
import { dummyVariables, isVariableFile } from "./variables.js";
import type { WorkFolder } from "./work-folder.js";

const PLAN_HAS_CHANGES = 2;
const LONGEST_LINE = 300;
const MOST_LINES = 60;
const PROVIDERS_MISSING =
  /Failed to (query available provider packages|install provider)|Incompatible provider version/;

/** Shared context of the stacks of a deployment test. */
export interface Stage {
  readonly options: DeploymentTestOptions;
  readonly work: WorkFolder;
  readonly sources: Sources;
  readonly azure: AzureEmulator;
  readonly terraform: Terraform;
  readonly journal: Journal;
  /** Start time, in milliseconds of this process. */
  readonly epoch: number;
}

/** Factor by which the deployment test's clock is faster than Azure's. */
export function speedOf({ speed = DEFAULTS.speed }: DeploymentTestOptions): number {
  return speed;
}

/** A resource that Terraform has processed; times in milliseconds of this process. */
export interface Worked {
  readonly address: string;
  readonly start: number;
  readonly end: number;
}

/** Facts about a stack after its apply. */
export interface Applied {
  readonly states: readonly StackState[];
  readonly spans: readonly Span[];
}

/** A plan's entry for a resource. */
interface Change {
  readonly address: string;
  readonly action: string;
  /** Whether the plan found it changed, or changes it. */
  readonly kind: "drift" | "change";
}

/** The steps of one stack's deployment test. */
export class StackRun {
  public readonly stack: Stack;
  readonly #stage: Stage;
  readonly #folder: string;
  readonly #override: Override;
  /** Length of delays in modules without their overrides in seconds, by address. */
  readonly #moduleWaits = new Map<string, number>();
  readonly #variables: Readonly<Record<string, string>>;

  /**
   * Changes the stack's copy for the deployment test.
   * @throws DeploymentTestInputError for stacks that can't be tested
   */
  constructor(stage: Stage, stack: Stack) {
    const { options, sources, azure, work } = stage;
    this.stack = stack;
    this.#stage = stage;
    this.#folder = sources.folders.get(stack.name) ?? stack.workingDirectory;
    this.#override = overrideOf(sources.model, stack, {
      speed: speedOf(options),
      statePath: ({ name }) => statePath(work, name),
      keepPreventDestroy: options.keepPreventDestroy ?? false,
      skipProvisioners: options.skipProvisioners ?? false,
    });
    const given = [
      ...Object.keys(options.variables ?? {}),
      ...Object.keys(process.env).flatMap((name) => (name.startsWith("TF_VAR_") ? name.slice("TF_VAR_".length) : [])),
    ];
    const files = (options.variableFiles ?? []).length > 0 || readdirSync(this.#folder).some(isVariableFile);
    this.#variables = { ...dummyVariables(stack, given, azure.identity, files), ...options.variables };
    this.#writeOverride(this.#folder, stack.name, this.#override);
  }

  public get name(): string {
    return this.stack.name;
  }

  /** The file with the stack's state. */
  public get statePath(): string {
    return statePath(this.#stage.work, this.name);
  }

  /** Content of the override file. */
  public get override(): Override["json"] {
    return this.#override.json;
  }

  /**
   * Installs providers and modules.
   * @throws UnavailableError if a provider isn't available
   */
  public async init(): Promise<void> {
    await this.#step("init", async () => {
      const { code, stdout, stderr, errors } = await this.#run("init", (terraform, options) => terraform.init(options));
      if (code === 0) {
        await this.#prepareModules();
        return undefined;
      }
      const output = readable([...errors.map(({ summary }) => summary), stderr || stdout].join("\n"));
      if (PROVIDERS_MISSING.test(output)) throw providersMissing(this.name, output);
      this.#stage.journal.fail({ stack: this.name, step: "init", message: output });
      return undefined;
    });
  }

  public async validate(): Promise<void> {
    await this.#step("validate", async () => {
      const finished = await this.#runQuietly(["validate", "-json"]);
      if (finished.code === 0) return undefined;
      const said = diagnosticsIn(finished.stdout);
      this.#requireSuccess("validate", { ...finished, errors: [...finished.errors, ...said] });
      return undefined;
    });
  }

  public async plan(): Promise<void> {
    await this.#step("plan", async () => {
      let outcome: string | undefined;
      const finished = await this.#run(
        "plan",
        (terraform, options) => terraform.plan({ ...options, out: "plan", varFiles: this.#varFiles }),
        ({ changes }) => {
          if (changes) outcome = `${changes.add} to add`;
        },
      );
      this.#requireSuccess("plan", finished);
      return outcome;
    });
  }

  /** The output of `terraform show -json` for the plan. It contains all secrets of the stack, so keep it in memory. */
  public async shownPlan(): Promise<PlanInput> {
    return { name: this.name, json: (await this.#runQuietly(["show", "-json", "plan"])).stdout };
  }

  /**
   * Applies the plan.
   * @returns start and end of each resource
   */
  public async apply(): Promise<readonly Worked[]> {
    const worked: Worked[] = [];
    await this.#step("apply", async () => {
      const finished = await this.#run(
        "apply",
        (terraform, options) => terraform.apply({ ...options, plan: "plan", parallelism: this.#parallelism }),
        this.#watch((one) => worked.push(one)),
      );
      this.#requireSuccess("apply", finished);
      return `${worked.length} resources`;
    });
    return worked;
  }

  /** Reads the applied resources and their dependencies. */
  public async examine(worked: readonly Worked[]): Promise<Applied> {
    const needs = readGraph((await this.#runQuietly(["graph"])).stdout);
    const text = existsSync(this.statePath) ? readFileSync(this.statePath) : "";
    const states = readStates([{ name: this.name, text }]);
    const resources = new Map(
      states.flatMap((state) => state.resources).map((resource) => [resource.address, resource]),
    );
    return {
      states,
      spans: worked.map((one) => this.#spanOf(one, resources.get(one.address), needs)),
    };
  }

  #spanOf(
    { address, start, end }: Worked,
    resource: StateResource | undefined,
    needs: ReadonlyMap<string, readonly string[]>,
  ): Span {
    const { azure, options, epoch } = this.#stage;
    const id = resource && armIdOfTerraform(resource.type, String(resource.values["id"]));
    const wait = this.#override.waits.get(withoutKeys(address)) ?? this.#moduleWaits.get(withoutKeys(address));
    const virtual = wait ?? (id === undefined ? 0 : azure.secondsSpentOn(id.toString(), { start, end }));
    const real = (end - start) / 1000;
    const simulated = Math.min(real, virtual / speedOf(options));
    return {
      stack: this.name,
      address,
      kind: wait === undefined ? "resource" : "wait",
      start: (start - epoch) / 1000,
      end: (end - epoch) / 1000,
      simulatedSeconds: simulated,
      // With a scaled clock, the measured time doesn't include the provider's own delay.
      azureSeconds: Math.max(real - simulated, resource ? providerWait(resource) : 0) + virtual,
      unscaledSeconds: virtual,
      needs: needs.get(withoutKeys(address)) ?? [],
    };
  }

  /** Plans again; the plan has to be empty. */
  public async planAgain(): Promise<void> {
    const { journal } = this.#stage;
    await this.#step("second plan", async () => {
      const planned: Change[] = [];
      const drifted: Change[] = [];
      const finished = await this.#run(
        "plan",
        (terraform, options) =>
          terraform.plan({ ...options, out: "second-plan", detailedExitCode: true, varFiles: this.#varFiles }),
        ({ type, change }) => {
          if (!change) return;
          const address = change.resource.addr;
          if (type === "planned_change") planned.push({ address, action: change.action, kind: "change" });
          if (type === "resource_drift") drifted.push({ address, action: `drift: ${change.action}`, kind: "drift" });
        },
      );
      if (finished.code === 0) return "no changes";
      if (finished.code !== PLAN_HAS_CHANGES) {
        this.#requireSuccess("second plan", finished);
        return undefined;
      }
      const place = { stack: this.name, step: "second plan" } as const;
      // Drift includes values that a provider reads in another form than it writes them, so it counts only for
      // resources with an action in the plan.
      const addresses = new Set(planned.map(({ address }) => address));
      const causes = planned.length === 0 ? drifted : drifted.filter(({ address }) => addresses.has(address));
      const changes = [...causes, ...planned];
      const differences = new PlanDifferences((await this.#runQuietly(["show", "-json", "second-plan"])).stdout);
      for (const { address, action, kind } of changes) {
        const message = `would change again: ${action}${differences.of(address, kind)}`;
        journal.fail({ ...place, address, message });
      }
      if (changes.length === 0) journal.fail({ ...place, message: "would change its outputs again" });
      return undefined;
    });
  }

  /** @param onEvent receives Terraform's events */
  public async destroy(onEvent: (event: TerraformEvent) => void): Promise<void> {
    await this.#step("destroy", async () => {
      let count = 0;
      const watch = this.#watch(() => (count += 1));
      const finished = await this.#run(
        "destroy",
        (terraform, options) =>
          terraform.destroy({ ...options, parallelism: this.#parallelism, varFiles: this.#varFiles }),
        (event) => {
          watch(event);
          onEvent(event);
        },
      );
      this.#requireSuccess("destroy", finished);
      return `${count} resources`;
    });
  }

  #writeOverride(folder: string, name: string, { json, lines, left }: Override): void {
    const file = join(folder, OVERRIDE_FILE);
    if (existsSync(file)) throw new DeploymentTestInputError(`${name} already has a file ${OVERRIDE_FILE}: rename it`);
    writeFileSync(file, `${JSON.stringify(json, undefined, 2)}\n`);
    const changes = [...lines, ...left.map((line) => `not changed: ${line}`)];
    if (changes.length === 0) return;
    this.#stage.journal.note([`${name}: ${OVERRIDE_FILE}`, ...changes.map((line) => `  ${line}`)].join("\n"));
  }

  async #prepareModules(): Promise<void> {
    const { options, work } = this.#stage;
    const { keepPreventDestroy = false, skipProvisioners = false } = options;
    for (const { name, calls, folder, content } of await modulesOf(this.stack, this.#folder, work)) {
      requireSupportedProviders([content], skipProvisioners);
      const override = moduleOverride(content, { speed: speedOf(options), keepPreventDestroy, skipProvisioners });
      for (const call of calls) {
        for (const [address, seconds] of override.waits) this.#moduleWaits.set(`${call}.${address}`, seconds);
      }
      if (override.lines.length > 0) this.#writeOverride(folder, `module ${name}`, override);
    }
  }

  get #parallelism(): number {
    return this.#stage.options.parallelism ?? DEFAULTS.parallelism;
  }

  /** Absolute, because Terraform runs in another folder. */
  get #varFiles(): string[] {
    return (this.#stage.options.variableFiles ?? []).map((file) => resolve(file));
  }

  #runQuietly(args: readonly string[]): Promise<TerraformResult> {
    return this.#run(args[0] ?? "", (terraform, options) => terraform.run(args, options));
  }

  /**
   * Runs a command of Terraform in the stack's folder.
   * @throws StoppedError if the user has stopped the deployment test
   */
  async #run(
    command: string,
    run: (terraform: Terraform, options: TerraformRunOptions) => Promise<TerraformResult>,
    onEvent?: (event: TerraformEvent) => void,
  ): Promise<TerraformResult> {
    const { azure, options, terraform, work } = this.#stage;
    const { limitSeconds = DEFAULTS.limitSeconds, signal } = options;
    try {
      const env = environmentFor(command, { azure, work, variables: this.#variables });
      const finished = await run(terraform, { cwd: this.#folder, env, signal, timeoutSeconds: limitSeconds, onEvent });
      if (!finished.timedOut) return { ...finished, code: finished.code || (finished.errors.length > 0 ? 1 : 0) };
      const summary = `terraform ${command} took longer than ${limitSeconds} s and was stopped; use --limit to allow more time`;
      return { ...finished, errors: [{ severity: "error", summary }, ...finished.errors] };
    } catch (error) {
      throw signal?.aborted ? new StoppedError("stopped") : error;
    }
  }

  /** Converts Terraform's resource events to ours. */
  #watch(ended: (worked: Worked) => void): (event: TerraformEvent) => void {
    const { journal } = this.#stage;
    const begun = new Map<string, number>();
    return ({ type, hook }) => {
      const address = hook?.resource.addr;
      if (address === undefined) return;
      const action = hook?.action ?? "";
      const about = { stack: this.name, address, action };
      const key = `${address} ${action}`;
      if (type === "apply_start") {
        begun.set(key, performance.now());
        journal.tell({ type: "resource started", ...about });
      }
      const start = begun.get(key);
      if (start === undefined || (type !== "apply_complete" && type !== "apply_errored")) return;
      begun.delete(key);
      const end = performance.now();
      const failed = type === "apply_errored";
      journal.tell({ type: "resource ended", ...about, seconds: (end - start) / 1000, failed });
      if (!failed) ended({ address, start, end });
    };
  }

  #step(step: Step, work: () => Promise<string | undefined>): Promise<void> {
    return this.#stage.journal.step(this.name, step, work);
  }

  #requireSuccess(step: Step, { code, errors, stderr }: TerraformResult): void {
    const { journal } = this.#stage;
    if (code === 0) return;
    journal.report(this.name, step, errors);
    // A crashed provider writes its message to standard error, and Terraform reports only that it exited.
    const rest = readable(stderr);
    if (errors.length === 0 || rest !== "") {
      journal.fail({ stack: this.name, step, message: rest || `terraform ended with exit code ${code}` });
    }
  }
}

function statePath(work: WorkFolder, stack: string): string {
  return join(work.folder("states"), `${stack}.tfstate`);
}

function diagnosticsIn(stdout: string): readonly TerraformDiagnostic[] {
  if (!stdout.startsWith("{")) return [];
  return (JSON.parse(stdout) as { diagnostics?: TerraformDiagnostic[] }).diagnostics ?? [];
}

function providersMissing(stack: string, output: string): UnavailableError {
  return new UnavailableError(
    `stack ${stack} requires providers that can't be installed from the Terraform registry, or from the mirror in TF_CLI_CONFIG_FILE.\n${output}`,
  );
}

/**
 * Shortens output: Terraform quotes whole lines of its input, which may be a whole synthesized stack, and a crash
 * prints hundreds of lines.
 */
function readable(output: string): string {
  const lines = output.trim().split("\n").slice(0, MOST_LINES);
  return lines.map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line)).join("\n");
}
