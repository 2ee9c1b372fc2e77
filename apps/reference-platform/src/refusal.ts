import type { Problem } from "./config/problem.js";

/** A command that does not begin, or goes no further, with everything that stands in its way. */
export class RefusalError extends Error {
  public readonly problems: readonly Problem[];
  /** What has happened so far: `Nothing was started.` */
  public readonly outcome: string;

  public constructor(message: string, problems: readonly Problem[], outcome: string) {
    super(message);
    this.name = "RefusalError";
    this.problems = problems;
    this.outcome = outcome;
  }
}
