/** Input with which nothing can be verified: what is wrong, where, and what to do. */
export class VerifyInputError extends Error {
  /**
   * @param value what was given
   * @param fix what to do
   */
  constructor(
    public readonly path: string,
    public readonly value: string,
    public readonly allowed: string,
    public readonly fix: string,
  ) {
    super(`${path}: ${value}; allowed: ${allowed}; ${fix}`);
    this.name = "VerifyInputError";
  }
}
