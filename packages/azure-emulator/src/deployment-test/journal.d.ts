import type { Listener, Problem, DeploymentTestEvent, Step } from "./events.js";
import type { StepReport } from "./report.js";
import type { TerraformDiagnostic } from "@org/terraform-runner";
/** What has happened in a deployment test. */
export declare class Journal {
    #private;
    constructor(listener?: Listener);
    /** The steps that have ended, in the order of their ends. */
    get steps(): readonly StepReport[];
    get problems(): readonly Problem[];
    get passed(): boolean;
    tell(event: DeploymentTestEvent): void;
    note(text: string): void;
    fail(problem: Problem): void;
    /** The errors among what Terraform says. */
    report(stack: string, step: Step, diagnostics: readonly TerraformDiagnostic[]): void;
    /**
     * Takes a step.
     * @param stack its name; empty where it's about all
     * @param work does it, and says what came of it
     */
    step(stack: string, step: Step, work: () => Promise<string | undefined>): Promise<void>;
}
