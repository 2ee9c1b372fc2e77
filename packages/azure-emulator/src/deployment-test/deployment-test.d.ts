import type { DeploymentTestReport } from "./report.js";
import { type Stage } from "./stack-run.js";
/** One deployment test. */
export declare class DeploymentTest {
    #private;
    constructor(parts: Omit<Stage, "journal" | "epoch">);
    run(): Promise<DeploymentTestReport>;
}
