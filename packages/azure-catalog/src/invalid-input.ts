const BRAND = Symbol.for("@org/aml-core.InvalidInputError");

/** Content of an {@link InvalidInputError}. */
export interface InvalidInput {
  /** Where the value is: a construct path and a prop, or a path in a configuration file. */
  readonly path: string;
  /** The value that was given. Never put a secret here. */
  readonly value: unknown;
  /** What is allowed, as a phrase, such as `a CIDR block of /26 or larger`. */
  readonly allowed: string;
  /** What to do, as an imperative, such as `use 10.1.2.0/26`. */
  readonly fix: string;
}

/**
 * Invalid input, found before anything is synthesized. Recognize it with {@link InvalidInputError.isInvalidInputError},
 * because `instanceof` is false for an error from another copy of this library.
 */
export class InvalidInputError extends Error {
  /** Whether `error` is an InvalidInputError, including one from another copy of this library. */
  public static isInvalidInputError(error: unknown): error is InvalidInputError {
    return typeof error === "object" && error !== null && BRAND in error;
  }

  /** The invalid input as data. */
  public readonly input: InvalidInput;

  constructor(input: InvalidInput) {
    super(`${input.path}: got ${show(input.value)}; allowed: ${input.allowed}; fix: ${input.fix}`);
    this.name = "InvalidInputError";
    this.input = input;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  // JSON has no NaN and no Infinity.
  return typeof value === "number" ? String(value) : (JSON.stringify(value) ?? String(value));
}
