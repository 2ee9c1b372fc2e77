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

/**
 * Values in a list that an earlier item has. Azure doesn't distinguish the case of names, addresses and ids.
 * @param list path of the list
 * @param values of its items; undefined is no value
 * @param help the field of the items that has the values, if they have several; and how the list is corrected
 */
export function repeatedProblems(
  list: string,
  values: readonly (string | number | undefined)[],
  { field, allowed, fix }: { readonly field?: string; readonly allowed: string; readonly fix: string },
): Problem[] {
  const keys = values.map((value) => value?.toString().toLowerCase());
  return keys.flatMap((key, index) => {
    const first = keys.indexOf(key);
    if (key === undefined || first === index) return [];
    return {
      path: [list, index, ...(field === undefined ? [] : [field])].join("."),
      value: JSON.stringify(values[index]),
      allowed: `${allowed}; ${list}.${first} has it`,
      fix,
    };
  });
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
