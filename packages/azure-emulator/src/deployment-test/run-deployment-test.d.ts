import type { DeploymentTestOptions } from "./options.js";
import type { DeploymentTestReport } from "./report.js";
/**
 * Applies stacks to an Azure emulator with real Terraform, plans them again, compares what stands there with what was
 * asked for, and destroys them.
 * @throws DeploymentTestInputError for stacks that can't be tested
 * @throws UnavailableError without Terraform or a provider
 */
export declare function runDeploymentTest(options: DeploymentTestOptions): Promise<DeploymentTestReport>;
