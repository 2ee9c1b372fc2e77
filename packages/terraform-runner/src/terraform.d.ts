import { type TerraformDiagnostic, type TerraformEvent } from "./events.js";
import { type FindTerraformOptions, type FoundTerraform } from "./find.js";
import { type ProgramOptions, type ProgramResult } from "./program.js";
/** Options of each run of Terraform. */
export interface TerraformRunOptions extends Omit<ProgramOptions, "onLine" | "scriptOnWindows"> {
    /** Receives each event of `-json` output as it comes. @default - nobody */
    readonly onEvent?: ((event: TerraformEvent) => void) | undefined;
}
/** How a run of Terraform ended. */
export interface TerraformResult extends ProgramResult {
    /** The errors among its events. */
    readonly errors: readonly TerraformDiagnostic[];
}
/** What `terraform validate` found. */
export interface Validation {
    readonly valid: boolean;
    readonly diagnostics: readonly TerraformDiagnostic[];
}
/** Options of {@link Terraform.init}. */
export interface InitOptions extends TerraformRunOptions {
    /** Whether the backend is initialized; `validate` needs none. @default true */
    readonly backend?: boolean | undefined;
}
/** Options that `plan` and `destroy` share. */
interface InputOptions extends TerraformRunOptions {
    /** Absolute paths of files with values of variables. @default - none */
    readonly varFiles?: readonly string[] | undefined;
}
/** Options of {@link Terraform.plan}. */
export interface PlanOptions extends InputOptions {
    /** File to save the plan in. @default - it is not saved */
    readonly out?: string | undefined;
    /** Whether exit code 2 says that there are changes. @default false */
    readonly detailedExitCode?: boolean | undefined;
}
/** Options of {@link Terraform.apply}. */
export interface ApplyOptions extends TerraformRunOptions {
    /** File of the saved plan. */
    readonly plan: string;
    /** How many operations Terraform runs at once. @default 10 */
    readonly parallelism?: number | undefined;
}
/** Options of {@link Terraform.destroy}, which asks for no approval. */
export interface DestroyOptions extends InputOptions {
    /** How many operations Terraform runs at once. @default 10 */
    readonly parallelism?: number | undefined;
}
/**
 * Terraform, or OpenTofu in its place. `plan`, `apply` and `destroy` never ask for input and stream their events; `run`
 * takes any other arguments, such as those of an interactive command.
 */
export declare class Terraform {
    #private;
    /**
     * Finds the program.
     * @param defaults options of every run
     * @throws TerraformNotFoundError if there is none, or one that is too old
     */
    static find(options?: FindTerraformOptions, defaults?: TerraformRunOptions): Promise<Terraform>;
    /** The program on PATH, or its path. */
    readonly command: string;
    readonly product: FoundTerraform["product"];
    /** Such as `1.11.4`. */
    readonly version: string;
    /** @param defaults options of every run */
    constructor({ command, product, version }: FoundTerraform, defaults?: TerraformRunOptions);
    /** What it calls itself: `Terraform v1.11.4`. */
    get title(): string;
    /** Runs `terraform init`. */
    init({ backend, ...options }?: InitOptions): Promise<TerraformResult>;
    /**
     * Runs `terraform validate`.
     * @throws TerraformError if it gives no answer
     */
    validate(options?: TerraformRunOptions): Promise<Validation>;
    /** Runs `terraform plan`. */
    plan({ out, varFiles, detailedExitCode, ...options }?: PlanOptions): Promise<TerraformResult>;
    /** Runs `terraform apply` of a saved plan. */
    apply({ plan, parallelism, ...options }: ApplyOptions): Promise<TerraformResult>;
    /** Runs `terraform destroy`. */
    destroy({ varFiles, parallelism, ...options }?: DestroyOptions): Promise<TerraformResult>;
    /**
     * What `terraform show -json` says of the state, or of a saved plan. It may hold secrets.
     * @param file of a saved plan. Default: the state
     * @throws TerraformError if it fails
     */
    show(file?: string, options?: TerraformRunOptions): Promise<unknown>;
    /**
     * What Terraform writes to standard output.
     * @throws TerraformError if it fails
     */
    output(args: readonly string[], options?: TerraformRunOptions): Promise<string>;
    /**
     * Runs Terraform with any arguments, to its end.
     * @throws see {@link runProgram}
     */
    run(args: readonly string[], options?: TerraformRunOptions): Promise<TerraformResult>;
}
export {};
