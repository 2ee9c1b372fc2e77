import type { Listener, Problem, DeploymentTestEvent, Step } from "./events.js";
import type { StepReport } from "./report.js";
import type { TerraformDiagnostic } from "@org/terraform-runner";

/** History of a deployment test. */
export class Journal {
  readonly #listener: Listener;
  readonly #steps: StepReport[] = [];
  readonly #problems: Problem[] = [];

  constructor(listener: Listener = () => undefined) {
    this.#listener = listener;
  }

  /** The steps that have ended, in the order of their ends. */
  public get steps(): readonly StepReport[] {
    return this.#steps;
  }

  public get problems(): readonly Problem[] {
    return this.#problems;
  }

  public get passed(): boolean {
    return this.#problems.length === 0;
  }

  public tell(event: DeploymentTestEvent): void {
    this.#listener(event);
  }

  public note(text: string): void {
    this.tell({ type: "note", text });
  }

  public fail(problem: Problem): void {
    this.#problems.push(problem);
    this.tell({ type: "problem", problem });
  }

  /** The errors in Terraform's events. */
  public report(stack: string, step: Step, diagnostics: readonly TerraformDiagnostic[]): void {
    for (const { severity, summary, detail, address } of diagnostics) {
      if (severity !== "error") continue;
      const message = detail ? `${summary}\n${detail}` : summary;
      this.fail({ stack, step, message, ...(address === undefined ? {} : { address }) });
    }
  }

  /**
   * Runs a step.
   * @param stack its name; empty for all stacks
   * @param work does the step and returns its result
   */
  public async step(stack: string, step: Step, work: () => Promise<string | undefined>): Promise<void> {
    const started = performance.now();
    this.tell({ type: "step started", stack, step });
    const outcome = await work();
    const failed = this.#problems.some((problem) => problem.stack === stack && problem.step === step);
    const result = { stack, step, seconds: (performance.now() - started) / 1000, failed };
    this.#steps.push(result);
    this.tell({ type: "step ended", ...result, ...(outcome === undefined ? {} : { outcome }) });
  }
}
