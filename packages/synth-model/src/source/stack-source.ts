import type { Diagnostic } from "../diagnostic.js";

/** Reads the files of a local module; undefined if they are not available. */
export type ModuleReader = (folder: string, report: (diagnostic: Diagnostic) => void) => StackSource | undefined;

/** The source files of a stack, before its blocks are read. */
export interface StackSource {
  readonly name: string;
  /** The folder in which Terraform runs, absolute. Paths of states and modules are relative to it. */
  readonly workingDirectory: string;
  /** The files in Terraform's order: override files last. */
  readonly files: readonly SourceFile[];
  /** Construct paths of the stacks that precede this one, from CDKTF's manifest. */
  readonly after: readonly string[];
  /** The stack's own construct path. */
  readonly constructPath: string;
}

/** One parsed JSON file. */
export interface SourceFile {
  /** Relative to the folder that was read; undefined for a stack that was given as an object. */
  readonly path: string | undefined;
  readonly json: unknown;
  /** Whether it is an override file, which changes blocks of other files. */
  readonly override: boolean;
}
