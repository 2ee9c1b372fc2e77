import type { Answer } from "../http.js";

/** An error in ARM's form: `{ error: { code, message } }`. */
export class ArmError extends Error {
  public readonly status: number;
  public readonly code: string;
  public readonly headers: Readonly<Record<string, string>>;
  /** The errors that led to it. */
  public readonly details: readonly ArmError[];

  constructor(
    status: number,
    code: string,
    message: string,
    headers: Readonly<Record<string, string>> = {},
    details: readonly ArmError[] = [],
  ) {
    super(message);
    this.details = details;
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** The error as part of a body. */
  public toJSON(): { readonly code: string; readonly message: string; readonly details?: readonly ArmError[] } {
    const { code, message, details } = this;
    return details.length === 0 ? { code, message } : { code, message, details };
  }

  public toAnswer(): Answer {
    return {
      status: this.status,
      headers: { ...this.headers, "x-ms-error-code": this.code },
      body: { error: this.toJSON() },
    };
  }
}
