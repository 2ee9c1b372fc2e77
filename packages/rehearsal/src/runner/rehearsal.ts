import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@org/aml-synth-model";
import type { LoopbackAzure } from "../loopback/loopback-azure.js";
import { RehearsalInputError, UnavailableError } from "./errors.js";
import type { Problem, Step } from "./events.js";
import { readGraph } from "./graph.js";
import { armIdOf, checkLive, leftBehind, resourcesOf, type ShownState } from "./live-check.js";
import { modulesOf } from "./modules.js";
import { moduleOverride, type Override, OVERRIDE_FILE, overrideOf } from "./override.js";
import { requirePlayed } from "./providers.js";
import type { RehearsalOptions } from "./rehearse.js";
import type { RehearsalReport, StepReport } from "./rehearsal-report.js";
import type { Sources } from "./sources.js";
import { type Finished, Terraform, type TerraformDiagnostic, type TerraformEvent } from "./terraform.js";
import { type Span, timelineOf } from "./timeline.js";
import { dummyVariables } from "./variables.js";
import type { WorkFolder } from "./work-folder.js";

const DEFAULT_PARALLELISM = 30;
const DEFAULT_LIMIT_SECONDS = 1200;
const DEFAULT_SPEED = 60;
const PLAN_HAS_CHANGES = 2;
const LONGEST_LINE = 300;
const PROVIDERS_MISSING =
  /Failed to (query available provider packages|install provider)|Incompatible provider version/;

/** A resource that Terraform is working on. */
interface Underway {
  readonly action: string;
  readonly start: number;
}

/** One rehearsal. */
export class Rehearsal {
  readonly #options: RehearsalOptions;
  readonly #work: WorkFolder;
  readonly #sources: Sources;
  readonly #azure: LoopbackAzure;
  readonly #terraform: Terraform;
  readonly #overrides = new Map<string, Override>();
  readonly #variables = new Map<string, Record<string, string>>();
  readonly #states = new Map<string, ShownState>();
  readonly #spans: Span[] = [];
  readonly #steps: StepReport[] = [];
  readonly #problems: Problem[] = [];
  #firstApply: number | undefined;

  constructor(options: RehearsalOptions, work: WorkFolder, sources: Sources, azure: LoopbackAzure) {
    this.#options = options;
    this.#work = work;
    this.#sources = sources;
    this.#azure = azure;
    this.#terraform = new Terraform(
      options.terraform ?? "terraform",
      options.limitSeconds ?? DEFAULT_LIMIT_SECONDS,
      options.signal ?? new AbortController().signal,
    );
  }

  public async run(): Promise<RehearsalReport> {
    const started = performance.now();
    this.#note(`terraform ${await this.#terraform.version()}, at ${this.#speed} times Azure's speed`);
    const stacks = this.#sources.model.stacksInOrder();
    for (const stack of stacks) this.#prepare(stack);
    for (const stack of stacks) if (this.#passed) await this.#deploy(stack);
    for (const stack of stacks) if (this.#passed) await this.#planAgain(stack);
    for (const { kind, what } of this.#azure.unknown) {
      if (kind === "failure")
        this.#fail({ stack: "", step: "apply", message: `the loopback Azure itself failed: ${what}` });
    }
    if (this.#passed) await this.#checkLive();
    if (this.#passed && (this.#options.destroy ?? true)) await this.#destroyAll(stacks);
    return {
      passed: this.#passed,
      seconds: secondsSince(started),
      speed: this.#speed,
      steps: this.#steps,
      problems: this.#problems,
      resources: this.#spans.length,
      requests: this.#azure.requests.length,
      unknown: this.#azure.unknown,
      softDeleted: this.#azure.softDeleted.map(({ resource }) => resource.id.toString()),
      timeline: timelineOf(this.#spans),
      overrides: Object.fromEntries([...this.#overrides].map(([name, { json }]) => [name, json])),
    };
  }

  get #speed(): number {
    return this.#options.speed ?? DEFAULT_SPEED;
  }

  get #keepPreventDestroy(): boolean {
    return this.#options.keepPreventDestroy ?? false;
  }

  get #passed(): boolean {
    return this.#problems.length === 0;
  }

  // What is changed of the stacks

  #prepare(stack: Stack): void {
    const override = overrideOf(this.#sources.model, stack, {
      speed: this.#speed,
      statePath: ({ name }) => join(this.#work.folder("states"), `${name}.tfstate`),
      keepPreventDestroy: this.#keepPreventDestroy,
    });
    this.#overrides.set(stack.name, override);
    const given = [
      ...Object.keys(this.#options.variables ?? {}),
      ...Object.keys(process.env).flatMap((name) => (name.startsWith("TF_VAR_") ? name.slice("TF_VAR_".length) : [])),
    ];
    const files = (this.#options.variableFiles ?? []).length > 0;
    this.#variables.set(stack.name, files ? {} : dummyVariables(stack, given, this.#azure.identity));
    this.#writeOverride(this.#folderOf(stack), stack.name, override);
  }

  #writeOverride(folder: string, name: string, { json, lines, left }: Override): void {
    const file = join(folder, OVERRIDE_FILE);
    if (existsSync(file)) throw new RehearsalInputError(`${name} has a file ${OVERRIDE_FILE} of its own: rename it`);
    writeFileSync(file, `${JSON.stringify(json, undefined, 2)}\n`);
    const changes = [...lines, ...left.map((line) => `not changed: ${line}`)];
    if (changes.length > 0) this.#note([`${name}: ${OVERRIDE_FILE}`, ...changes.map((line) => `  ${line}`)].join("\n"));
  }

  async #prepareModules(stack: Stack): Promise<void> {
    for (const { name, folder, content } of await modulesOf(stack, this.#folderOf(stack), this.#work)) {
      requirePlayed([content]);
      const override = moduleOverride(content, { speed: this.#speed, keepPreventDestroy: this.#keepPreventDestroy });
      if (override.lines.length > 0) this.#writeOverride(folder, `module ${name}`, override);
    }
  }

  // The steps

  async #deploy(stack: Stack): Promise<void> {
    await this.#step(stack, "init", async () => {
      const { code, stdout, stderr } = await this.#terraform.run({
        args: ["init", "-input=false", "-no-color"],
        folder: this.#folderOf(stack),
        env: this.#cacheOfPlugins(),
      });
      const output = readable(stderr || stdout);
      if (code !== 0 && PROVIDERS_MISSING.test(output)) throw providersMissing(stack, output);
      if (code !== 0) this.#fail({ stack: stack.name, step: "init", message: output });
      await this.#prepareModules(stack);
      return undefined;
    });
    if (!this.#passed) return;
    await this.#step(stack, "validate", async () => {
      const { code, stdout } = await this.#run(stack, ["validate", "-json"]);
      if (code === 0) return undefined;
      const { diagnostics } = JSON.parse(stdout) as { diagnostics: TerraformDiagnostic[] };
      this.#report(stack, "validate", diagnostics);
      return undefined;
    });
    if (!this.#passed) return;
    await this.#step(stack, "plan", async () => {
      let outcome: string | undefined;
      const finished = await this.#run(stack, this.#with(["plan", "-out=plan"]), (event) => {
        if (event.changes) outcome = `${event.changes.add} to add`;
      });
      this.#requireSuccess(stack, "plan", finished);
      return outcome;
    });
    if (!this.#passed) return;
    await this.#apply(stack);
  }

  async #apply(stack: Stack): Promise<void> {
    const started = performance.now();
    this.#firstApply ??= started;
    const offset = (started - this.#firstApply) / 1000;
    const spans: (Omit<Span, "azureSeconds" | "needs"> & { readonly action: string })[] = [];
    await this.#step(stack, "apply", async () => {
      const finished = await this.#run(
        stack,
        ["apply", "-json", `-parallelism=${this.#parallelism}`, "plan"],
        this.#watch(stack, (address, { action, start }, end) => {
          const from = (start - started) / 1000 + offset;
          spans.push({ stack: stack.name, address, action, start: from, end: (end - started) / 1000 + offset });
        }),
      );
      this.#requireSuccess(stack, "apply", finished);
      return `${spans.length} resources`;
    });
    const needs = await this.#needsOf(stack);
    const state = await this.#show(stack);
    const ids = new Map(resourcesOf(state).map((resource) => [resource.address, armIdOf(resource)]));
    const waits = this.#overrides.get(stack.name)?.waits;
    for (const { action: _, ...span } of spans) {
      const id = ids.get(span.address);
      const scaled = waits?.get(span.address) ?? (id === undefined ? 0 : this.#azure.secondsSpentOn(id));
      const real = span.end - span.start;
      this.#spans.push({
        ...span,
        azureSeconds: Math.max(0, real - scaled / this.#speed) + scaled,
        needs: needs.get(span.address.replace(/\[.*$/, "")) ?? [],
      });
    }
    this.#states.set(stack.name, state);
  }

  async #planAgain(stack: Stack): Promise<void> {
    await this.#step(stack, "second plan", async () => {
      const changes: { address: string; action: string }[] = [];
      const finished = await this.#run(stack, this.#with(["plan", "-detailed-exitcode"]), ({ type, change }) => {
        if (change && (type === "planned_change" || type === "resource_drift")) {
          changes.push({
            address: change.resource.addr,
            action: type === "resource_drift" ? `drift: ${change.action}` : change.action,
          });
        }
      });
      if (finished.code === 0) return "no changes";
      if (finished.code !== PLAN_HAS_CHANGES) {
        this.#requireSuccess(stack, "second plan", finished);
        return undefined;
      }
      for (const { address, action } of changes) {
        this.#fail({ stack: stack.name, step: "second plan", address, message: `would change again: ${action}` });
      }
      if (changes.length === 0) {
        this.#fail({ stack: stack.name, step: "second plan", message: "would change its outputs again" });
      }
      return undefined;
    });
  }

  async #checkLive(): Promise<void> {
    await this.#step(undefined, "live check", () => {
      for (const message of checkLive(this.#azure, this.#states)) {
        this.#fail({ stack: "", step: "live check", message });
      }
      return Promise.resolve(`${this.#azure.resources.length} resources in Azure`);
    });
  }

  async #destroyAll(stacks: readonly Stack[]): Promise<void> {
    const kept = this.#keepPreventDestroy ? keptStacks(stacks) : new Set<Stack>();
    for (const stack of [...stacks].reverse()) {
      if (!this.#passed) return;
      if (kept.has(stack)) this.#note(`${stack.name} is not destroyed: prevent_destroy, here or in what needs it`);
      else await this.#destroy(stack);
    }
    if (!this.#passed || kept.size > 0) return;
    await this.#step(undefined, "clean-up", () => {
      for (const id of leftBehind(this.#azure)) {
        this.#fail({ stack: "", step: "clean-up", message: `is left behind: ${id}` });
      }
      return Promise.resolve("nothing left behind");
    });
  }

  async #destroy(stack: Stack): Promise<void> {
    await this.#step(stack, "destroy", async () => {
      let count = 0;
      const finished = await this.#run(
        stack,
        this.#with(["destroy", "-auto-approve", `-parallelism=${this.#parallelism}`]),
        this.#watch(stack, () => (count += 1)),
      );
      this.#requireSuccess(stack, "destroy", finished);
      return `${count} resources`;
    });
  }

  // Terraform

  get #parallelism(): number {
    return this.#options.parallelism ?? DEFAULT_PARALLELISM;
  }

  #with(args: readonly string[]): string[] {
    return [
      ...args,
      "-json",
      "-input=false",
      ...(this.#options.variableFiles ?? []).map((file) => `-var-file=${file}`),
    ];
  }

  #run(stack: Stack, args: readonly string[], onEvent?: (event: TerraformEvent) => void): Promise<Finished> {
    const given = Object.entries({ ...this.#variables.get(stack.name), ...this.#options.variables });
    return this.#terraform.run({
      args,
      folder: this.#folderOf(stack),
      env: {
        ...this.#azure.env,
        ...this.#cacheOfPlugins(),
        ...Object.fromEntries(given.map(([name, value]) => [`TF_VAR_${name}`, value])),
      },
      ...(onEvent ? { onEvent } : {}),
    });
  }

  /** Several stacks that install the same providers do it once. */
  #cacheOfPlugins(): Record<string, string> {
    if (process.env["TF_PLUGIN_CACHE_DIR"] !== undefined || process.env["TF_CLI_CONFIG_FILE"] !== undefined) return {};
    return { TF_PLUGIN_CACHE_DIR: this.#work.folder("plugins") };
  }

  async #show(stack: Stack): Promise<ShownState> {
    const { stdout } = await this.#run(stack, ["show", "-json"]);
    return JSON.parse(stdout) as ShownState;
  }

  async #needsOf(stack: Stack): Promise<ReadonlyMap<string, readonly string[]>> {
    const { stdout } = await this.#run(stack, ["graph"]);
    return readGraph(stdout);
  }

  /** Turns Terraform's events of resources into ours. */
  #watch(stack: Stack, ended: (address: string, underway: Underway, end: number) => void) {
    const underway = new Map<string, Underway>();
    return ({ type, hook }: TerraformEvent): void => {
      const address = hook?.resource.addr;
      if (address === undefined) return;
      const key = `${address} ${hook?.action ?? ""}`;
      if (type === "apply_start") {
        const action = hook?.action ?? "";
        underway.set(key, { action, start: performance.now() });
        this.#options.onEvent?.({ type: "resource started", stack: stack.name, address, action });
      }
      const begun = underway.get(key);
      if (!begun || (type !== "apply_complete" && type !== "apply_errored")) return;
      underway.delete(key);
      const end = performance.now();
      const failed = type === "apply_errored";
      const seconds = (end - begun.start) / 1000;
      this.#options.onEvent?.({
        type: "resource ended",
        stack: stack.name,
        address,
        action: begun.action,
        seconds,
        failed,
      });
      if (!failed) ended(address, begun, end);
    };
  }

  // Reporting

  async #step(stack: Stack | undefined, step: Step, work: () => Promise<string | undefined>): Promise<void> {
    const name = stack?.name ?? "";
    const started = performance.now();
    const before = this.#problems.length;
    this.#options.onEvent?.({ type: "step started", stack: name, step });
    const outcome = await work();
    const result = { stack: name, step, seconds: secondsSince(started), failed: this.#problems.length > before };
    this.#steps.push(result);
    this.#options.onEvent?.({ type: "step ended", ...result, ...(outcome === undefined ? {} : { outcome }) });
  }

  #requireSuccess(stack: Stack, step: Step, { code, errors, stderr }: Finished): void {
    if (code === 0) return;
    if (errors.length > 0) this.#report(stack, step, errors);
    else this.#fail({ stack: stack.name, step, message: stderr.trim() || `terraform ended with exit code ${code}` });
  }

  #report(stack: Stack, step: Step, diagnostics: readonly TerraformDiagnostic[]): void {
    for (const { severity, summary, detail, address } of diagnostics) {
      if (severity !== "error") continue;
      const message = detail ? `${summary}\n${detail}` : summary;
      this.#fail({ stack: stack.name, step, message, ...(address === undefined ? {} : { address }) });
    }
  }

  #fail(problem: Problem): void {
    this.#problems.push(problem);
    this.#options.onEvent?.({ type: "problem", problem });
  }

  #note(text: string): void {
    this.#options.onEvent?.({ type: "note", text });
  }

  #folderOf(stack: Stack): string {
    return this.#sources.folders.get(stack.name) ?? stack.workingDirectory;
  }
}

/** Stacks with `prevent_destroy`, and those that they need. */
function keptStacks(stacks: readonly Stack[]): Set<Stack> {
  const kept = new Set<Stack>();
  const keep = (stack: Stack): void => {
    if (kept.has(stack)) return;
    kept.add(stack);
    stack.dependencies().forEach(keep);
  };
  for (const stack of stacks) {
    const prevents = stack.resources.some((resource) =>
      ["lifecycle.prevent_destroy", "lifecycle[0].prevent_destroy"].some(
        (path) => resource.value(path)?.value === true,
      ),
    );
    if (prevents) keep(stack);
  }
  return kept;
}

function providersMissing(stack: Stack, output: string): UnavailableError {
  return new UnavailableError(
    `stack ${stack.name} asks for providers that can't be installed: they have to be at hand in the Terraform registry, or in a mirror that TF_CLI_CONFIG_FILE names.\n${output}`,
  );
}

/** Terraform quotes whole lines of what it reads, and a synthesized stack may be one line. */
function readable(output: string): string {
  const lines = output.trim().split("\n");
  return lines.map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line)).join("\n");
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}
