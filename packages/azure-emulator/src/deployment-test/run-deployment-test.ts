import { statSync } from "node:fs";
import { Terraform, TerraformNotFoundError } from "@org/terraform-runner";
import { AzureEmulator } from "../emulator/azure-emulator.js";
import { DeploymentTest } from "./deployment-test.js";
import { DeploymentTestInputError, StoppedError, UnavailableError } from "./errors.js";
import type { DeploymentTestOptions } from "./options.js";
import { requireSupportedProviders } from "./providers.js";
import type { DeploymentTestReport } from "./report.js";
import { copySources } from "./sources.js";
import { removeLeftovers, WorkFolder } from "./work-folder.js";

/** The minimum version with JSON events for `plan`, `apply` and `destroy` that azapi and azurerm support. */
const OLDEST = "1.5.0";

/**
 * Applies stacks to an Azure emulator with real Terraform, plans them again, compares the resources with their states,
 * and destroys them.
 * @throws DeploymentTestInputError for stacks that can't be tested
 * @throws UnavailableError without Terraform or a provider
 */
export async function runDeploymentTest(options: DeploymentTestOptions): Promise<DeploymentTestReport> {
  requirePlatform();
  for (const file of options.variableFiles ?? []) requireFile(file);
  const left = removeLeftovers();
  if (left > 0)
    options.onEvent?.({
      type: "note",
      text: `removed leftovers of killed deployment tests: ${left} folder(s)`,
    });
  const work = new WorkFolder();
  try {
    const sources = await copySources(options, work.path);
    requireSupportedProviders(sources.stacks, options.skipProvisioners);
    const azure = await startAzure(options, work.path);
    try {
      const terraform = await findTerraform(options);
      return await new DeploymentTest({ options, work, sources, azure, terraform }).run();
    } finally {
      await azure.stop();
    }
  } finally {
    work.remove();
  }
}

async function findTerraform({ terraform, signal }: DeploymentTestOptions): Promise<Terraform> {
  if (signal?.aborted) throw new StoppedError("stopped");
  if (typeof terraform === "object") return terraform;
  try {
    return await Terraform.find({ command: terraform, minimum: OLDEST });
  } catch (error) {
    if (!(error instanceof TerraformNotFoundError)) throw error;
    throw new UnavailableError(`${error.message}, or give it with --terraform`);
  }
}

async function startAzure(options: DeploymentTestOptions, folder: string): Promise<AzureEmulator> {
  try {
    const azure = await AzureEmulator.start({ ...options, folder });
    options.onStart?.(azure);
    return azure;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new DeploymentTestInputError(`port ${options.port ?? 0} is in use: set another --port, or omit it`);
  }
}

function requireFile(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  throw new DeploymentTestInputError(`${file} is not a file: pass a --var-file with values of Terraform variables`);
}

/** Terraform's providers use `SSL_CERT_FILE` only on platforms where Go reads it. */
function requirePlatform(): void {
  if (process.platform !== "win32" && process.platform !== "darwin") return;
  throw new UnavailableError(
    `deployment tests need Linux: on ${process.platform} Terraform's providers trust only the system's store of certificate authorities. Use a container, a dev container or WSL`,
  );
}
