import type { Diagnostic } from "../diagnostic.js";
/** Reads the files of a local module; undefined where nothing is at hand. */
export type ModuleReader = (folder: string, report: (diagnostic: Diagnostic) => void) => StackSource | undefined;
/** A stack as it was found, before its blocks are read. */
export interface StackSource {
    readonly name: string;
    /** Where Terraform runs, absolute: relative state paths and module sources start here. */
    readonly workingDirectory: string;
    /** In the order in which Terraform takes them: override files last. */
    readonly files: readonly SourceFile[];
    /** Construct paths of the stacks that this one must follow, as CDKTF's manifest says. */
    readonly after: readonly string[];
    /** The stack's own construct path. */
    readonly constructPath: string;
}
/** One parsed JSON file. */
export interface SourceFile {
    /** From the folder that was read; undefined for a stack that was given as an object. */
    readonly path: string | undefined;
    readonly json: unknown;
    /** Whether it changes blocks of the others instead of adding its own. */
    readonly override: boolean;
}
