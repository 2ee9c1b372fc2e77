import { parseArgs, type ParseArgsConfig } from "node:util";
import { InvalidInputError } from "@org/aml-core";
import { loadConfiguration } from "../config/load.js";
import { ConfigurationError } from "../config/problem.js";
import type { Configuration } from "../config/schema.js";
import { UsageError } from "../usage-error.js";

/** Options that every command takes. */
const COMMON_OPTIONS = {
  config: { type: "string" },
  out: { type: "string" },
  "azurerm-major": { type: "string" },
  "stack-traces": { type: "boolean" },
} as const;

/** What the common options say. */
export interface CommonInput {
  /** The configuration file, as given. */
  readonly file: string;
  readonly configuration: Configuration;
  /** Where the stacks are written. */
  readonly outdir: string;
}

/**
 * Reads a command's arguments.
 * @throws UsageError for an option that isn't known, and for a value that is missing or too much
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
 * Loads the configuration that the common options name.
 * @throws UsageError for a major version of azurerm that isn't known
 * @throws ConfigurationError for a configuration that is refused
 */
export function readCommonInput(values: {
  readonly config?: string | undefined;
  readonly out?: string | undefined;
  readonly "azurerm-major"?: string | undefined;
}): CommonInput {
  const major = values["azurerm-major"];
  if (major !== undefined && major !== "4" && major !== "5") {
    throw new UsageError(`--azurerm-major ${major}: give 4 or 5`);
  }
  const file = values.config ?? "platform.config.json";
  const loaded = loadConfiguration(file);
  return {
    file,
    configuration: major === undefined ? loaded : { ...loaded, azurermMajor: major === "4" ? 4 : 5 },
    outdir: values.out ?? process.env["CDKTF_OUTDIR"] ?? "cdktf.out",
  };
}

/**
 * Lets `make` construct what a configuration describes.
 * @throws ConfigurationError for what only a construct can tell is wrong in it
 */
export function constructing<T>(file: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!InvalidInputError.isInvalidInputError(error)) throw error;
    const { path, value, allowed, fix } = error.input;
    throw new ConfigurationError(file, [{ path, value: JSON.stringify(value), allowed, fix }]);
  }
}
