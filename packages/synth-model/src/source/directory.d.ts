import type { Diagnostic } from "../diagnostic.js";
import type { StackSource } from "./stack-source.js";
/**
 * Finds the stacks in a folder: those that CDKTF's `manifest.json` names, or else every folder with `*.tf.json`.
 * @throws SynthModelError if there's no such folder
 */
export declare function readDirectory(directory: string, report: (diagnostic: Diagnostic) => void): StackSource[];
/**
 * Reads the Terraform JSON of a local module, wherever it is.
 * @param directory the folder that was read: paths are told from there
 * @param folder the module's, absolute
 */
export declare function readModuleFolder(directory: string, folder: string, report: (diagnostic: Diagnostic) => void): StackSource | undefined;
