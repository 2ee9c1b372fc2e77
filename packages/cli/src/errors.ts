import type { Problem } from "./config/problem.js";

/** An invalid command line; the message says why. */
export class UsageError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}

/** A command that doesn't start or continue, with all reasons. */
export class RefusalError extends Error {
  public readonly problems: readonly Problem[];
  /** What has happened so far, such as `Nothing was started.` */
  public readonly outcome: string;
  /** Whether a program that the command needs is missing on this machine. */
  public readonly missingProgram: boolean;

  public constructor(message: string, problems: readonly Problem[], outcome: string, missingProgram = false) {
    super(message);
    this.name = "RefusalError";
    this.problems = problems;
    this.outcome = outcome;
    this.missingProgram = missingProgram;
  }
}
