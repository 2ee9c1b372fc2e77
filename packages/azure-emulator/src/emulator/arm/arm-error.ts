import type { Answer } from "../http.js";

/** An error in ARM's form: `{ error: { code, message } }`. */
export class ArmError extends Error {
  public readonly status: number;
  public readonly code: string;
  public readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }

  /** The error as part of a body. */
  public toJSON(): { readonly code: string; readonly message: string } {
    return { code: this.code, message: this.message };
  }

  public toAnswer(): Answer {
    return {
      status: this.status,
      headers: { ...this.headers, "x-ms-error-code": this.code },
      body: { error: this.toJSON() },
    };
  }
}
