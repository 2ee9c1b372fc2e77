import type { Stack } from "@org/aml-synth-model";
import type { Terraform, TerraformEvent } from "@org/terraform-runner";
import type { AzureEmulator } from "../emulator/azure-emulator.js";
import type { Journal } from "./journal.js";
import { type ShownState } from "./live-check.js";
import { type Override } from "./override.js";
import { type DeploymentTestOptions } from "./options.js";
import type { Sources } from "./sources.js";
import type { Span } from "./timeline.js";
import type { WorkFolder } from "./work-folder.js";
/** What the stacks of a deployment test share. */
export interface Stage {
    readonly options: DeploymentTestOptions;
    readonly work: WorkFolder;
    readonly sources: Sources;
    readonly azure: AzureEmulator;
    readonly terraform: Terraform;
    readonly journal: Journal;
    /** When it began, in milliseconds of this process. */
    readonly epoch: number;
}
/** How much faster than Azure's the deployment test's clock runs. */
export declare function speedOf({ speed }: DeploymentTestOptions): number;
/** A resource that Terraform has worked on: milliseconds of this process. */
export interface Worked {
    readonly address: string;
    readonly start: number;
    readonly end: number;
}
/** What is known of a stack after its apply. */
export interface Applied {
    readonly stack: string;
    readonly state: ShownState;
    readonly spans: readonly Span[];
}
/** One stack, step by step. */
export declare class StackRun {
    #private;
    readonly stack: Stack;
    /**
     * Changes the stack's copy for the deployment test.
     * @throws DeploymentTestInputError for what can't be tested
     */
    constructor(stage: Stage, stack: Stack);
    get name(): string;
    /** What the override file says. */
    get override(): Override["json"];
    /**
     * Installs providers and modules.
     * @throws UnavailableError if a provider isn't available
     */
    init(): Promise<void>;
    validate(): Promise<void>;
    plan(): Promise<void>;
    /**
     * Applies the plan.
     * @returns when each of its resources was worked on
     */
    apply(): Promise<readonly Worked[]>;
    /** Finds out what the apply has made, and what of it waited for what. */
    examine(worked: readonly Worked[]): Promise<Applied>;
    /** Plans again: nothing may be left to change. */
    planAgain(): Promise<void>;
    /** @param onEvent told of what Terraform says */
    destroy(onEvent: (event: TerraformEvent) => void): Promise<void>;
}
