const BRAND = Symbol.for("@org/aml-core.InvalidInputError");

/** What a wrong input is told: where it stands, what was given, what is allowed, what to do. */
export interface InvalidInput {
  /** Where the value stands: a construct path and a prop, or a path in a configuration file. */
  readonly path: string;
  /** What was given. Never put a secret here. */
  readonly value: unknown;
  /** What is allowed, as a phrase: `a CIDR block of /26 or larger`. */
  readonly allowed: string;
  /** What to do, as an imperative: `use 10.1.2.0/26`. */
  readonly fix: string;
}

/** A wrong input, caught before anything is synthesized. Recognise it with {@link InvalidInputError.isInvalidInputError}. */
export class InvalidInputError extends Error {
  /** Whether `error` is one, also when it comes from another copy of this library. */
  public static isInvalidInputError(error: unknown): error is InvalidInputError {
    return typeof error === "object" && error !== null && BRAND in error;
  }

  /** The wrong input as data. */
  public readonly input: InvalidInput;

  constructor(input: InvalidInput) {
    super(`${input.path}: got ${show(input.value)}; allowed: ${input.allowed}; fix: ${input.fix}`);
    this.name = "InvalidInputError";
    this.input = input;
    Object.defineProperty(this, BRAND, { value: true });
  }
}

/**
 * Refuses a wrong input of a construct.
 * @param scope the construct that was given the value
 * @param prop the prop it came through
 * @throws InvalidInputError always
 */
export function refuse(
  scope: { readonly node: { readonly path: string } },
  prop: string,
  input: Omit<InvalidInput, "path">,
): never {
  throw new InvalidInputError({ path: `${scope.node.path}.${prop}`, ...input });
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : (JSON.stringify(value) ?? String(value));
}
