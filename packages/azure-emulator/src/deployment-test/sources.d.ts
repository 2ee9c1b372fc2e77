import { SynthModel } from "@org/aml-synth-model";
import { type Selection } from "./selection.js";
/** Stacks, copied to where they can be worked on. */
export interface Sources extends Selection {
    /** What the stacks say. Their working directories are in the copy. */
    readonly model: SynthModel;
    /** The folder of each stack in the copy, by name. */
    readonly folders: ReadonlyMap<string, string>;
}
/** What of stacks is wanted. */
export interface SourcesOptions {
    /** One folder that a synth of CDKTF wrote, or folders with Terraform, each a stack. */
    readonly folders: readonly string[];
    /** What is copied; it has to contain everything to which the stacks refer. */
    readonly root?: string;
    /** Names of the stacks that are wanted, with what they need. @default - all */
    readonly stacks?: readonly string[];
}
/**
 * Copies stacks with everything beside them, and reads them.
 * @param target an empty folder
 * @throws DeploymentTestInputError for a folder without Terraform, for Terraform that can't be read, and for a stack that
 * there isn't
 */
export declare function copySources({ folders: given, root, stacks }: SourcesOptions, target: string): Promise<Sources>;
/**
 * Reads one folder as a stack.
 * @param shadow an empty folder, for what is HCL
 */
export declare function readModule(folder: string, shadow: string): Promise<SynthModel>;
