import { resolve } from "node:path";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { InvalidInputError } from "@org/aml-core";
import { fieldOf, inFields } from "../config/field-of.js";
import { loadConfiguration } from "../config/load.js";
import { ConfigurationError } from "../config/problem.js";
import type { Configuration } from "../config/schema.js";
import type { CommandContext } from "../context.js";
import { UsageError } from "../errors.js";
import { loadExtension } from "../extension/load-extension.js";
import type { Summary } from "../summary.js";
import type { SynthesizeOptions } from "../synthesize.js";

/** Options that every command takes. */
const COMMON_OPTIONS = {
  config: { type: "string" },
  out: { type: "string" },
  "azurerm-major": { type: "string" },
} as const;

/** Input of all commands. */
export interface CommonInput {
  /** The configuration file, as given. */
  readonly file: string;
  readonly configuration: Configuration;
  /** Absolute path of the folder for the stacks. */
  readonly outdir: string;
}

/**
 * Reads a command's arguments.
 * @throws UsageError for an unknown option, and for a missing or unexpected value
 */
export function readArguments<const T extends NonNullable<ParseArgsConfig["options"]>>(
  args: readonly string[],
  options: T,
  { allowPositionals }: { readonly allowPositionals: boolean },
): ReturnType<typeof parseArgs<{ options: typeof COMMON_OPTIONS & T; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...args], options: { ...COMMON_OPTIONS, ...options }, allowPositionals });
  } catch (error) {
    if (!(error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS_")))
      throw error;
    throw new UsageError(error.message);
  }
}

/**
 * Loads the configuration from the common options.
 * @throws UsageError for an unknown major version of azurerm
 * @throws ConfigurationError for an invalid configuration
 */
export function readCommonInput(
  values: {
    readonly config?: string | undefined;
    readonly out?: string | undefined;
    readonly "azurerm-major"?: string | undefined;
  },
  { cwd, env }: Pick<CommandContext, "cwd" | "env">,
): CommonInput {
  const major = values["azurerm-major"];
  if (major !== undefined && major !== "4" && major !== "5") {
    throw new UsageError(`--azurerm-major ${major}: give 4 or 5`);
  }
  const file = values.config ?? "platform.config.json";
  const loaded = loadConfiguration(file, cwd);
  return {
    file,
    configuration: major === undefined ? loaded : { ...loaded, azurermMajor: major === "4" ? 4 : 5 },
    outdir: resolve(cwd, values.out ?? env["CDKTF_OUTDIR"] ?? "cdktf.out"),
  };
}

/**
 * Synthesizes a configuration, with the code that it names in `extend`.
 * @throws ConfigurationError for an error of a construct, with the field that caused it, and for an error in the code
 */
export async function synthesizeInput(
  { cwd, synthesize }: Pick<CommandContext, "cwd" | "synthesize">,
  { file, configuration, outdir }: CommonInput,
  options: SynthesizeOptions = {},
): Promise<Summary> {
  const { extend } = configuration;
  const extension = extend === undefined ? undefined : await loadExtension({ file, extend, cwd });
  return constructing({ file, configuration }, () => synthesize(configuration, outdir, { ...options, extension }));
}

/**
 * Runs `make`, which creates the constructs of a configuration.
 * @throws ConfigurationError for an error of a construct, with the field that caused it
 */
export function constructing<T>(
  { file, configuration }: Pick<CommonInput, "file" | "configuration">,
  make: () => T,
): T {
  try {
    return make();
  } catch (error) {
    if (!InvalidInputError.isInvalidInputError(error)) throw error;
    const { value, allowed, fix } = error.input;
    const path = fieldOf(configuration, error.input);
    throw new ConfigurationError(file, [
      {
        path,
        value: JSON.stringify(value),
        allowed: inFields(configuration, allowed, path),
        fix: inFields(configuration, fix, path),
      },
    ]);
  }
}
