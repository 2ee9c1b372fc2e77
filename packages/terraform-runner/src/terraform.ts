import { TerraformError } from "./errors.js";
import { readEvent, type TerraformDiagnostic, type TerraformEvent } from "./events.js";
import { findTerraform, type FindTerraformOptions, type FoundTerraform } from "./find.js";
import { type ProgramOptions, type ProgramResult, runProgram } from "./program.js";

/** Options of each run of Terraform. */
export interface TerraformRunOptions extends Omit<ProgramOptions, "scriptOnWindows"> {
  /**
   * Receives each event of `-json` output as soon as it is written.
   * @default - none
   */
  readonly onEvent?: ((event: TerraformEvent) => void) | undefined;
}

/** Result of a run of Terraform. */
export interface TerraformResult extends ProgramResult {
  /** The errors among its events. */
  readonly errors: readonly TerraformDiagnostic[];
}

/** Result of `terraform validate`. */
export interface Validation {
  readonly valid: boolean;
  readonly diagnostics: readonly TerraformDiagnostic[];
}

/** Options of {@link Terraform.init}. */
export interface InitOptions extends TerraformRunOptions {
  /**
   * Whether the backend is initialized; `validate` needs none.
   * @default true
   */
  readonly backend?: boolean | undefined;
}

/** Options that `plan` and `destroy` share. */
interface InputOptions extends TerraformRunOptions {
  /**
   * Absolute paths of files with values of variables.
   * @default - none
   */
  readonly varFiles?: readonly string[] | undefined;
}

/** Options of {@link Terraform.plan}. */
export interface PlanOptions extends InputOptions {
  /**
   * File to save the plan in.
   * @default - it is not saved
   */
  readonly out?: string | undefined;
  /**
   * Whether exit code 2 says that there are changes.
   * @default false
   */
  readonly detailedExitCode?: boolean | undefined;
}

/** Options of {@link Terraform.apply}. */
export interface ApplyOptions extends TerraformRunOptions {
  /** File of the saved plan. */
  readonly plan: string;
  /**
   * How many operations Terraform runs at once.
   * @default 10
   */
  readonly parallelism?: number | undefined;
}

/** Options of {@link Terraform.destroy}, which asks for no approval. */
export interface DestroyOptions extends InputOptions {
  /**
   * How many operations Terraform runs at once.
   * @default 10
   */
  readonly parallelism?: number | undefined;
}

/**
 * Terraform or OpenTofu. `plan`, `apply` and `destroy` never ask for input and stream their events; `run` takes any
 * other arguments, such as those of an interactive command.
 */
export class Terraform {
  /**
   * Finds the program.
   * @param defaults options of every run
   * @throws TerraformNotFoundError if there is none, or it is too old
   */
  public static async find(options: FindTerraformOptions = {}, defaults: TerraformRunOptions = {}): Promise<Terraform> {
    return new Terraform(await findTerraform(options), defaults);
  }

  /** The program on PATH, or its path. */
  public readonly command: string;
  public readonly product: FoundTerraform["product"];
  /** Such as `1.11.4`. */
  public readonly version: string;
  readonly #defaults: TerraformRunOptions;

  /** @param defaults options of every run */
  public constructor({ command, product, version }: FoundTerraform, defaults: TerraformRunOptions = {}) {
    this.command = command;
    this.product = product;
    this.version = version;
    this.#defaults = defaults;
  }

  /** Product and version, such as `Terraform v1.11.4`. */
  public get title(): string {
    return `${this.product} v${this.version}`;
  }

  /** Runs `terraform init`. */
  public init({ backend = true, ...options }: InitOptions = {}): Promise<TerraformResult> {
    return this.run(["init", "-input=false", "-no-color", ...(backend ? [] : ["-backend=false"])], options);
  }

  /**
   * Runs `terraform validate`.
   * @throws TerraformError if it returns no result
   */
  public async validate(options: TerraformRunOptions = {}): Promise<Validation> {
    const args = ["validate", "-json"];
    const result = await this.run(args, options);
    try {
      const answer = JSON.parse(result.stdout) as Partial<Validation>;
      if (typeof answer.valid === "boolean" && Array.isArray(answer.diagnostics)) return answer as Validation;
    } catch {
      // Reported below, with what Terraform wrote instead of JSON.
    }
    throw new TerraformError(this.#commandLine(args), result);
  }

  /** Runs `terraform plan`. */
  public plan({ out, varFiles, detailedExitCode, ...options }: PlanOptions = {}): Promise<TerraformResult> {
    const args = [
      "plan",
      ...(out === undefined ? [] : [`-out=${out}`]),
      ...(detailedExitCode ? ["-detailed-exitcode"] : []),
      ...inputs(varFiles),
    ];
    return this.run(args, options);
  }

  /** Runs `terraform apply` of a saved plan. */
  public apply({ plan, parallelism, ...options }: ApplyOptions): Promise<TerraformResult> {
    return this.run(["apply", "-json", "-input=false", ...parallel(parallelism), plan], options);
  }

  /** Runs `terraform destroy`. */
  public destroy({ varFiles, parallelism, ...options }: DestroyOptions = {}): Promise<TerraformResult> {
    return this.run(["destroy", "-auto-approve", ...parallel(parallelism), ...inputs(varFiles)], options);
  }

  /**
   * Output of `terraform show -json` for the state or a saved plan. It may contain secrets.
   * @param file file of a saved plan; without it, the state is shown
   * @throws TerraformError if it fails
   */
  public async show(file?: string, options: TerraformRunOptions = {}): Promise<unknown> {
    const text = await this.output(["show", "-json", ...(file === undefined ? [] : [file])], options);
    return JSON.parse(text || "{}") as unknown;
  }

  /**
   * Runs Terraform and returns its standard output.
   * @throws TerraformError if it fails
   */
  public async output(args: readonly string[], options: TerraformRunOptions = {}): Promise<string> {
    const result = await this.run(args, options);
    if (result.code === 0) return result.stdout;
    throw new TerraformError(this.#commandLine(args), result);
  }

  /**
   * Runs Terraform with any arguments, to its end.
   * @throws see {@link runProgram}
   */
  public async run(args: readonly string[], options: TerraformRunOptions = {}): Promise<TerraformResult> {
    const { onEvent, onLine, ...all } = { ...this.#defaults, ...options };
    const errors: TerraformDiagnostic[] = [];
    const result = await runProgram(this.command, args, {
      ...all,
      // Without this, Terraform checks for newer versions and suggests the next command.
      env: { CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1", ...this.#defaults.env, ...options.env },
      onLine: (line) => {
        onLine?.(line);
        const event = readEvent(line);
        if (!event) return;
        if (event.diagnostic?.severity === "error") errors.push(event.diagnostic);
        onEvent?.(event);
      },
    });
    return { ...result, errors };
  }

  #commandLine(args: readonly string[]): string {
    return [this.command, ...args].join(" ");
  }
}

function inputs(varFiles: readonly string[] = []): string[] {
  return ["-json", "-input=false", ...varFiles.map((file) => `-var-file=${file}`)];
}

function parallel(parallelism: number | undefined): string[] {
  return parallelism === undefined ? [] : [`-parallelism=${parallelism}`];
}
