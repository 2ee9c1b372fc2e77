import type { Stack } from "@org/aml-synth-model";
import type { WorkFolder } from "./work-folder.js";
/** A module that a stack uses, where `terraform init` has put it. */
export interface UsedModule {
    readonly name: string;
    readonly folder: string;
    /** What it says, read as if it were a stack. */
    readonly content: Stack;
}
/**
 * The modules that a stack uses, directly or through others, after `terraform init`.
 * @throws DeploymentTestInputError for one that lies outside of the copy of the deployment test
 */
export declare function modulesOf(stack: Stack, folder: string, work: WorkFolder): Promise<UsedModule[]>;
