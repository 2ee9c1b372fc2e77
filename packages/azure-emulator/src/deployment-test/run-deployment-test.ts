import { statSync } from "node:fs";
import { AzureEmulator, type AzureEmulatorOptions } from "../emulator/azure-emulator.js";
import { DeploymentTestInputError, UnavailableError } from "./errors.js";
import type { Listener } from "./events.js";
import { requireSupportedProviders } from "./providers.js";
import { DeploymentTest } from "./deployment-test.js";
import type { DeploymentTestReport } from "./report.js";
import { copySources } from "./sources.js";
import { removeLeftovers, WorkFolder } from "./work-folder.js";

/** Options of {@link runDeploymentTest}. */
export interface DeploymentTestOptions extends Omit<AzureEmulatorOptions, "clock" | "folder"> {
  /** One folder that a synth of CDKTF wrote, or folders with Terraform, each a stack. */
  readonly folders: readonly string[];
  /**
   * What is copied for the deployment test; everything that the stacks refer to has to lie in it.
   * @default - the folder given, or the nearest one that holds all that are given
   */
  readonly root?: string;
  /**
   * Names of the stacks that are measured, with what they need.
   * @default - all
   */
  readonly stacks?: readonly string[];
  /**
   * Values of Terraform variables, by name.
   * @default - dummies for those without a default whose name says what they are: `subscription_id`, `..._password`
   */
  readonly variables?: Readonly<Record<string, string>>;
  /** Files with values of variables. @default - none */
  readonly variableFiles?: readonly string[];
  /**
   * The program.
   * @default "terraform"
   */
  readonly terraform?: string;
  /**
   * How many stacks are worked on at once that don't need each other.
   * @default 4
   */
  readonly concurrency?: number;
  /**
   * How many resources of a stack Terraform works on at once. Most of their time is waiting, so many is cheap.
   * @default 100
   */
  readonly parallelism?: number;
  /**
   * Seconds after which a run of Terraform is stopped.
   * @default 1200
   */
  readonly limitSeconds?: number;
  /**
   * Whether `prevent_destroy` stays. Stacks that have it, and what they need, are then not destroyed.
   * @default false
   */
  readonly keepPreventDestroy?: boolean;
  /**
   * Whether everything is destroyed in the end. Without it the deployment test ends after the live check.
   * @default true
   */
  readonly destroy?: boolean;
  /** Called before the first request, for faults to be injected. @default - nothing */
  readonly onStart?: (azure: AzureEmulator) => void;
  /** Told of everything that happens. @default - nobody */
  readonly onEvent?: Listener;
  /** Stops the deployment test: everything it has started is ended, everything it has written is removed. */
  readonly signal?: AbortSignal;
}

/**
 * Applies stacks to an Azure emulator with real Terraform, plans them again, compares what stands there with what was
 * asked for, and destroys them.
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
      text: `removed what killed deployment tests had left behind: ${left} folder(s)`,
    });
  const work = new WorkFolder();
  try {
    const sources = await copySources(options, work.path);
    requireSupportedProviders(sources.stacks);
    const azure = await startAzure(options, work.path);
    try {
      return await new DeploymentTest(options, work, sources, azure).run();
    } finally {
      await azure.stop();
    }
  } finally {
    work.remove();
  }
}

async function startAzure(options: DeploymentTestOptions, folder: string): Promise<AzureEmulator> {
  try {
    const azure = await AzureEmulator.start({ ...options, folder });
    options.onStart?.(azure);
    return azure;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    throw new DeploymentTestInputError(
      `port ${options.port ?? 0} is taken: give another --port, or none for a free one`,
    );
  }
}

function requireFile(file: string): void {
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  throw new DeploymentTestInputError(`${file} is not a file: give a --var-file with values of Terraform variables`);
}

/** Terraform's providers take an authority from `SSL_CERT_FILE` only where Go reads it. */
function requirePlatform(): void {
  if (process.platform !== "win32" && process.platform !== "darwin") return;
  throw new UnavailableError(
    `deployment tests need Linux: on ${process.platform} Terraform's providers trust the system's own store of certificate authorities only. Use a container, a dev container or WSL`,
  );
}
