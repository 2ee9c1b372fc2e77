import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PlanInput, Stack } from "@org/aml-synth-model";
import { Journal } from "./journal.js";
import { checkLive, leftBehind } from "./live-check.js";
import { DeploymentTestInputError } from "./errors.js";
import { checkPlans, type PostureReport } from "./posture.js";
import { createdDirectoryObjects, referencedResources } from "./referenced-resources.js";
import type { DeploymentTestReport } from "./report.js";
import { holdersOf, watchHolders } from "./release.js";
import { DEFAULTS } from "./options.js";
import { inOrder } from "@org/terraform-runner";
import { type Applied, speedOf, type Stage, StackRun } from "./stack-run.js";
import { timelineOf } from "./timeline.js";

/** One deployment test. */
export class DeploymentTest {
  readonly #stage: Stage;
  readonly #applied: Applied[] = [];
  readonly #plans: PlanInput[] = [];
  #runs: readonly StackRun[] = [];

  constructor(parts: Omit<Stage, "journal" | "epoch">) {
    this.#stage = { ...parts, journal: new Journal(parts.options.onEvent), epoch: performance.now() };
  }

  public async run(): Promise<DeploymentTestReport> {
    const { azure, journal, options, sources, terraform } = this.#stage;
    const speed = speedOf(options);
    journal.note(`${terraform.title}, at ${speed} times Azure's speed`);
    const existing = await this.#addExisting();
    azure.assumeDirectoryObjects(createdDirectoryObjects(sources.stacks));
    this.#runs = sources.stacks.map((stack) => new StackRun(this.#stage, stack));
    // Sequential, because Terraform's provider cache doesn't support concurrent use.
    for (const run of this.#runs) if (journal.passed) await run.init();
    await this.#side((run) => run.validate());
    await this.#deploy();
    await this.#side((run) => run.planAgain());
    for (const { kind, what } of azure.unknown) {
      if (kind !== "failure") continue;
      journal.fail({ stack: "", step: "apply", message: `the Azure emulator itself failed: ${what}` });
    }
    if (journal.passed) await this.#checkLive();
    if (journal.passed && options.save !== undefined) this.#save(options.save);
    if (journal.passed && (options.destroy ?? true)) await this.#destroyAll();
    // At the end, because its result doesn't affect the other steps.
    const posture = this.#plans.length === this.#runs.length ? await this.#checkPosture() : undefined;
    const spans = this.#applied.flatMap((one) => one.spans);
    return {
      passed: journal.passed,
      seconds: (performance.now() - this.#stage.epoch) / 1000,
      speed,
      steps: journal.steps,
      problems: journal.problems,
      resources: spans.length,
      requests: azure.requests.length,
      unknown: azure.unknown,
      existing: [...existing, ...azure.directoryObjects.flatMap(({ name, assumed }) => (assumed ? [name] : []))],
      softDeleted: azure.softDeleted.map(({ resource }) => resource.id.toString()),
      posture,
      timeline: timelineOf(spans, sources.needs),
      overrides: Object.fromEntries(this.#runs.map((run) => [run.name, run.override])),
    };
  }

  /**
   * Creates the resources that the stacks refer to but don't create.
   * @returns the ids, without resource groups
   */
  async #addExisting(): Promise<string[]> {
    const { azure, journal, options, sources } = this.#stage;
    const given = options.existing ?? [];
    const known = new Set(given.map(({ id }) => id.toLowerCase()));
    const referenced = referencedResources(sources.stacks).filter((id) => !known.has(id.toLowerCase()));
    try {
      await azure.addExisting([...given, ...referenced.map((id) => ({ id }))]);
    } catch (error) {
      throw new DeploymentTestInputError(`${(error as Error).message}; describe it in the file of --existing`);
    }
    const existing = azure.existing
      .filter(({ id }) => !id.hasType("Microsoft.Resources/resourceGroups"))
      .map(({ id }) => id.toString());
    if (existing.length > 0) {
      const lines = existing.map((id) => `  ${id}`);
      journal.note(
        [`assumed to exist, because stacks refer to it and don't create it: ${existing.length}`, ...lines].join("\n"),
      );
    }
    return existing;
  }

  /** Prepares all stacks in parallel: steps that don't affect other stacks. */
  #side(work: (run: StackRun) => Promise<void>): Promise<void> {
    return this.#schedule(() => [], work);
  }

  #deploy(): Promise<void> {
    return this.#schedule(
      (run) => this.#needsOf(run),
      async (run, release) => {
        await run.plan();
        if (!this.#stage.journal.passed) return;
        // Terraform starts all providers to show a plan, which costs no time while the apply waits for Azure.
        const [worked, plan] = await Promise.all([run.apply(), run.shownPlan()]);
        this.#plans.push(plan);
        this.#neededBy(run).forEach(release);
        this.#applied.push(await run.examine(worked));
      },
    );
  }

  async #checkLive(): Promise<void> {
    const applied = this.#applied.flatMap(({ states }) => states);
    await this.#stage.journal.step("", "live check", async () => {
      await this.#stage.azure.rolesInEffect();
      for (const message of checkLive(this.#stage.azure, applied)) {
        this.#stage.journal.fail({ stack: "", step: "live check", message });
      }
      return `${this.#stage.azure.resources.length} resources in Azure`;
    });
  }

  /** Saves the deployed platform. */
  #save(folder: string): void {
    for (const run of this.#runs) {
      const target = join(folder, "stacks", run.name);
      mkdirSync(target, { recursive: true });
      copyFileSync(run.statePath, join(target, "terraform.tfstate"));
    }
    writeFileSync(join(folder, "azure.json"), `${JSON.stringify(this.#stage.azure.snapshot())}\n`);
    this.#stage.journal.note(`saved the deployed platform to ${folder}`);
  }

  async #checkPosture(): Promise<PostureReport | undefined> {
    const { journal, options, sources } = this.#stage;
    let posture: PostureReport | undefined;
    await journal.step("", "posture", async () => {
      const { report, problems } = await checkPlans(this.#plans, sources.given, options.posture);
      posture = report;
      for (const message of problems) journal.fail({ stack: "", step: "posture", message });
      if (!report) return undefined;
      const { error, warning, undecided } = report.summary;
      const outcomes = report.checks.map(({ id, outcome }) => `${id} ${outcome}`).join(", ");
      return `${outcomes}; ${error} errors, ${warning} warnings, ${undecided} undecided`;
    });
    return posture;
  }

  async #destroyAll(): Promise<void> {
    const kept = this.#stage.options.keepPreventDestroy ? this.#kept() : new Set<StackRun>();
    for (const { name } of kept) {
      this.#stage.journal.note(`${name} is not destroyed: it, or a stack that depends on it, has prevent_destroy`);
    }
    await this.#schedule(
      (run) => this.#neededBy(run),
      async (run, release) => {
        if (kept.has(run)) return;
        const watches = this.#needsOf(run).flatMap((need) => {
          const holders = holdersOf(run.stack, need.stack);
          return holders ? [watchHolders(holders, () => release(need))] : [];
        });
        await run.destroy((event) => watches.forEach((watch) => watch(event)));
      },
    );
    if (!this.#stage.journal.passed || kept.size > 0) return;
    await this.#stage.journal.step("", "clean-up", () => {
      for (const message of leftBehind(this.#stage.azure)) {
        this.#stage.journal.fail({ stack: "", step: "clean-up", message });
      }
      const { existing } = this.#stage.azure;
      return Promise.resolve(
        existing.length === 0 ? "nothing remains" : `nothing remains but the ${existing.length} that were there before`,
      );
    });
  }

  #schedule(
    needs: (run: StackRun) => readonly StackRun[],
    work: (run: StackRun, release: (other: StackRun) => void) => Promise<void>,
  ): Promise<void> {
    const most = this.#stage.options.concurrency ?? DEFAULTS.concurrency;
    return inOrder(this.#runs, { needs, most, goOn: () => this.#stage.journal.passed, work });
  }

  #needsOf(run: StackRun): StackRun[] {
    const names = this.#stage.sources.needs.get(run.name) ?? [];
    return this.#runs.filter(({ name }) => names.includes(name));
  }

  #neededBy(run: StackRun): StackRun[] {
    return this.#runs.filter((other) => this.#needsOf(other).includes(run));
  }

  /** Stacks with `prevent_destroy`, and their dependencies. */
  #kept(): Set<StackRun> {
    const kept = new Set<StackRun>();
    const keep = (run: StackRun): void => {
      if (kept.has(run)) return;
      kept.add(run);
      this.#needsOf(run).forEach(keep);
    };
    this.#runs.filter(({ stack }) => preventsDestroy(stack)).forEach(keep);
    return kept;
  }
}

function preventsDestroy(stack: Stack): boolean {
  return stack.resources.some((resource) =>
    ["lifecycle.prevent_destroy", "lifecycle[0].prevent_destroy"].some((path) => resource.value(path)?.value === true),
  );
}
