/** A command line that no command understands; the message says what is wrong with it. */
export class UsageError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
