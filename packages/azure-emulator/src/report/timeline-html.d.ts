import type { DeploymentTestReport } from "../deployment-test/report.js";
/**
 * One self-contained page: when each resource was applied, and which of them the length hangs on. It loads nothing and
 * runs nothing, and its policy forbids both.
 */
export declare function timelineHtml(report: DeploymentTestReport): string;
