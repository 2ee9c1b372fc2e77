import type { PostureConfig } from "@org/aml-posture";
import type { Terraform } from "@org/terraform-runner";
import type { AzureEmulator, AzureEmulatorOptions } from "../emulator/azure-emulator.js";
import type { Listener } from "./events.js";

/** Defaults of a deployment test. */
export const DEFAULTS = {
  /** How many of Azure's seconds pass in one. */
  speed: 60,
  /** How many stacks are worked on at once. */
  concurrency: 4,
  /** How many resources of a stack Terraform works on at once; most of their time is waiting, so many is cheap. */
  parallelism: 100,
  /** After which a run of Terraform is stopped. */
  limitSeconds: 1200,
} as const;

/** Options of a deployment test. */
export interface DeploymentTestOptions extends Omit<AzureEmulatorOptions, "clock" | "folder"> {
  /** One folder that a synth of CDKTF wrote, or folders with Terraform, each a stack. */
  readonly folders: readonly string[];
  /**
   * What is copied for the deployment test; it has to contain everything to which the stacks refer.
   * @default - the folder given, or the nearest one that holds all that are given
   */
  readonly root?: string | undefined;
  /**
   * Names of the stacks to test, with what they need.
   * @default - all
   */
  readonly stacks?: readonly string[] | undefined;
  /**
   * Values of Terraform variables, by name.
   * @default - dummies for those without a default whose name says what they are: `subscription_id`, `..._password`
   */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** Files with values of variables. @default - none */
  readonly variableFiles?: readonly string[] | undefined;
  /**
   * The program on PATH, or its path; or a runner of it.
   * @default - what `TERRAFORM_BINARY_NAME` names, otherwise `terraform`, otherwise `tofu`
   */
  readonly terraform?: string | Terraform | undefined;
  /**
   * How many stacks are worked on at once that don't need each other.
   * @default 4
   */
  readonly concurrency?: number | undefined;
  /**
   * How many resources of a stack Terraform works on at once. Most of their time is waiting, so many is cheap.
   * @default 100
   */
  readonly parallelism?: number | undefined;
  /**
   * Seconds after which a run of Terraform is stopped.
   * @default 1200
   */
  readonly limitSeconds?: number | undefined;
  /**
   * Whether `prevent_destroy` stays. Stacks that have it, and what they need, are then not destroyed.
   * @default false
   */
  readonly keepPreventDestroy?: boolean | undefined;
  /**
   * Whether everything is destroyed in the end. Without it the deployment test ends after the live check.
   * @default true
   */
  readonly destroy?: boolean | undefined;
  /**
   * Configuration of the posture check, to which all plans are given as one platform. With it, the deployment test fails
   * if they don't pass.
   * @default - the check's result is in the report and fails nothing
   */
  readonly posture?: PostureConfig | undefined;
  /** Called before the first request, for faults to be injected. @default - nothing */
  readonly onStart?: ((azure: AzureEmulator) => void) | undefined;
  /** Receives all events. @default - none */
  readonly onEvent?: Listener | undefined;
  /** Stops the deployment test: everything it has started is ended, everything it has written is removed. */
  readonly signal?: AbortSignal | undefined;
}
