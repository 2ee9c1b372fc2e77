import type { ProgramResult } from "./program.js";
/** There is no Terraform that could be used: the message says why and how to get one. */
export declare class TerraformNotFoundError extends Error {
    /** Why: `there is no terraform and no tofu on PATH that could be run`. */
    readonly reason: string;
    /** How to get one. */
    readonly fix: string;
    constructor(reason: string, fix: string);
}
/** Terraform failed where its answer was needed. */
export declare class TerraformError extends Error {
    /** The program with its arguments: `terraform show -json`. */
    readonly commandLine: string;
    readonly result: ProgramResult;
    constructor(commandLine: string, result: ProgramResult);
}
