/** What a wrong name or part of a name is told. */
export interface NamingProblem {
  /** Where the value stands: a construct path or a prop. */
  readonly path: string;
  readonly value: unknown;
  /** What is allowed, as a phrase. */
  readonly allowed: string;
  /** What to do, as an imperative. */
  readonly fix: string;
}

/**
 * A name that Azure would refuse, or a part that makes one.
 *
 * `InvalidInputError.isInvalidInputError` of `@org/aml-core` recognises it, though this library doesn't depend on that.
 */
export class NamingError extends Error {
  public readonly input: NamingProblem;

  constructor(input: NamingProblem) {
    super(`${input.path}: got ${JSON.stringify(input.value)}; allowed: ${input.allowed}; fix: ${input.fix}`);
    this.name = "NamingError";
    this.input = input;
    Object.defineProperty(this, Symbol.for("@org/aml-core.InvalidInputError"), { value: true });
  }
}
