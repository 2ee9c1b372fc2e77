/** An invalid or missing value. */
export interface Problem {
  /** Path, such as `environments.dev.addressSpace`, or line and column if there is no path. */
  readonly path: string;
  /** The given value. */
  readonly value: string;
  /** Allowed values. */
  readonly allowed: string;
  /** How to correct it. */
  readonly fix: string;
}

/** An invalid configuration, with all its problems. */
export class ConfigurationError extends Error {
  /** Its file, as given on the command line. */
  public readonly file: string;
  public readonly problems: readonly Problem[];

  constructor(file: string, problems: readonly Problem[]) {
    super(`${file} was refused: ${problems.length} ${problems.length === 1 ? "problem" : "problems"}`);
    this.name = "ConfigurationError";
    this.file = file;
    this.problems = problems;
  }
}

/** A problem as text. */
export function describeProblem(problem: Problem): string {
  return [
    `  ${problem.path}`,
    `    given:   ${problem.value}`,
    `    allowed: ${problem.allowed}`,
    `    fix:     ${problem.fix}`,
  ].join("\n");
}
