import type { ExistingResource } from "../emulator/existing.js";
import type { PostureConfig } from "@org/aml-posture";
import type { Terraform } from "@org/terraform-runner";
import type { AzureEmulator, AzureEmulatorOptions } from "../emulator/azure-emulator.js";
import type { Listener } from "./events.js";

/** Defaults of a deployment test. */
export const DEFAULTS = {
  /** Factor by which the emulator's clock is faster than real time. */
  speed: 60,
  /** Maximum number of stacks in parallel. */
  concurrency: 4,
  /** Terraform's parallelism for each stack. Most of the time is spent waiting, so a high number is cheap. */
  parallelism: 100,
  /** Seconds after which a run of Terraform is stopped. */
  limitSeconds: 1200,
} as const;

/** Options of a deployment test. */
export interface DeploymentTestOptions extends Omit<AzureEmulatorOptions, "clock" | "folder" | "snapshot"> {
  /** One folder that a synth of CDKTF wrote, or folders with Terraform, each a stack. */
  readonly folders: readonly string[];
  /**
   * Folder that is copied for the deployment test. It has to contain all files to which the stacks refer.
   * @default - the given folder, or the nearest common parent of several
   */
  readonly root?: string | undefined;
  /**
   * Names of the stacks to test; their dependencies are included.
   * @default - all
   */
  readonly stacks?: readonly string[] | undefined;
  /**
   * Values of Terraform variables, by name.
   * @default - dummy values for variables without a default whose names are known: `subscription_id`, `..._password`
   */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /**
   * Files with values of variables.
   * @default - none
   */
  readonly variableFiles?: readonly string[] | undefined;
  /**
   * Terraform: the program on PATH, its path, or a {@link Terraform} object.
   * @default - the value of `TERRAFORM_BINARY_NAME`, otherwise `terraform`, otherwise `tofu`
   */
  readonly terraform?: string | Terraform | undefined;
  /**
   * Maximum number of independent stacks in parallel.
   * @default 4
   */
  readonly concurrency?: number | undefined;
  /**
   * Terraform's parallelism for each stack. Most of the time is spent waiting, so a high number is cheap.
   * @default 100
   */
  readonly parallelism?: number | undefined;
  /**
   * Seconds after which a run of Terraform is stopped.
   * @default 1200
   */
  readonly limitSeconds?: number | undefined;
  /**
   * Whether `prevent_destroy` is kept. Stacks with it, and their dependencies, are then not destroyed.
   * @default false
   */
  readonly keepPreventDestroy?: boolean | undefined;
  /**
   * Whether provisioners are left out. Otherwise stacks with provisioners are rejected, because they run other programs.
   * @default false
   */
  readonly skipProvisioners?: boolean | undefined;
  /**
   * Whether everything is destroyed at the end. If false, the deployment test ends after the live check.
   * @default true
   */
  readonly destroy?: boolean | undefined;
  /**
   * Folder to which the deployed platform is saved after the live check: the state of each stack in
   * `stacks/<name>/terraform.tfstate`, and the emulator's {@link AzureEmulator.snapshot} in `azure.json`. The states
   * contain the stacks' secrets, which are dummies as far as the deployment test sets them.
   * @default - the platform is not saved
   */
  readonly save?: string | undefined;
  /**
   * Resources that exist before the deployment, with properties such as the address space of a network or the principal
   * id of an identity. Resources that stacks refer to by literal ids exist in any case, with default properties.
   * @default - those that stacks refer to
   */
  readonly existing?: readonly ExistingResource[] | undefined;
  /**
   * Configuration of the posture check, which evaluates all plans as one platform. With it, the deployment test fails
   * if they don't pass.
   * @default - the result is in the report, but the deployment test doesn't fail
   */
  readonly posture?: PostureConfig | undefined;
  /**
   * Called before the first request, for example to inject faults.
   * @default - nothing
   */
  readonly onStart?: ((azure: AzureEmulator) => void) | undefined;
  /**
   * Receives all events.
   * @default - none
   */
  readonly onEvent?: Listener | undefined;
  /** Stops the deployment test: all started programs are stopped and all written files are removed. */
  readonly signal?: AbortSignal | undefined;
}
