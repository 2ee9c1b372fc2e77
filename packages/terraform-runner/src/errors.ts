import type { ProgramResult } from "./program.js";

/** There is no Terraform that could be used: the message says why and how to get one. */
export class TerraformNotFoundError extends Error {
  public constructor(message: string) {
    super(message);
    this.name = "TerraformNotFoundError";
  }
}

/** Terraform failed where its answer was needed. */
export class TerraformError extends Error {
  /** The program with its arguments: `terraform show -json`. */
  public readonly commandLine: string;
  public readonly result: ProgramResult;

  public constructor(commandLine: string, result: ProgramResult) {
    super(`\`${commandLine}\` ended with exit code ${result.code}:\n${(result.stderr || result.stdout).trim()}`);
    this.name = "TerraformError";
    this.commandLine = commandLine;
    this.result = result;
  }
}
