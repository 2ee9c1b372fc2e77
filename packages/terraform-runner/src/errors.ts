import type { ProgramResult } from "./program.js";

/** No usable Terraform was found. The message says why and how to get one. */
export class TerraformNotFoundError extends Error {
  /** Why, such as `there is no terraform and no tofu on PATH that could be run`. */
  public readonly reason: string;
  /** How to get one. */
  public readonly fix: string;

  public constructor(reason: string, fix: string) {
    super(`${reason}: ${fix}`);
    this.name = "TerraformNotFoundError";
    this.reason = reason;
    this.fix = fix;
  }
}

/** Terraform failed although its result was needed. */
export class TerraformError extends Error {
  /** The program with its arguments, such as `terraform show -json`. */
  public readonly commandLine: string;
  public readonly result: ProgramResult;

  public constructor(commandLine: string, result: ProgramResult) {
    super(`\`${commandLine}\` ended with exit code ${result.code}:\n${(result.stderr || result.stdout).trim()}`);
    this.name = "TerraformError";
    this.commandLine = commandLine;
    this.result = result;
  }
}
