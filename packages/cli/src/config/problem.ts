/** Something wrong in the configuration. */
export interface Problem {
  /** Where: `environments.dev.addressSpace`, or line and column where there is no path. */
  readonly path: string;
  /** What was given. */
  readonly value: string;
  /** What is allowed. */
  readonly allowed: string;
  /** What to do. */
  readonly fix: string;
}

/** A configuration that was refused, with everything that is wrong in it. */
export class ConfigurationError extends Error {
  public readonly file: string;
  public readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(`${file} was refused: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
    this.name = "ConfigurationError";
    this.file = file;
    this.problems = problems;
  }
}

/** The lines that a person reads. */
export function describeProblem(problem: Problem): string {
  return [
    `  ${problem.path}`,
    `    given:   ${problem.value}`,
    `    allowed: ${problem.allowed}`,
    `    fix:     ${problem.fix}`,
  ].join("\n");
}
