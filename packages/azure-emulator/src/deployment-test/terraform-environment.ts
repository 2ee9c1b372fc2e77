import type { AzureEmulator } from "../emulator/azure-emulator.js";
import type { WorkFolder } from "./work-folder.js";

/** What the environment of a stack's Terraform is made of. */
interface Parts {
  readonly azure: AzureEmulator;
  readonly work: WorkFolder;
  /** Values of Terraform variables, by name. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The environment of a command of Terraform, in which it only reaches the emulator. */
export function environmentFor(command: string, { azure, work, variables }: Parts): NodeJS.ProcessEnv {
  return {
    // Variables that would redirect Terraform or its providers.
    ...Object.fromEntries(
      Object.keys(process.env)
        .filter(leadsElsewhere)
        .map((name) => [name, undefined]),
    ),
    // Providers and modules are downloaded as usual.
    ...(command === "init" ? {} : azure.env),
    ...cacheOfPlugins(work),
    // Files of killed providers are removed with the folder.
    TMPDIR: work.folder("tmp"),
    ...Object.fromEntries(Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value])),
  };
}

function leadsElsewhere(variable: string): boolean {
  return /^(ARM_|AZURE_|TF_CLI_ARGS|TF_WORKSPACE|TF_DATA_DIR|TF_LOG|TF_REATTACH)/i.test(variable);
}

/** A shared cache, so that providers are installed only once. */
function cacheOfPlugins(work: WorkFolder): Record<string, string> {
  if (process.env["TF_PLUGIN_CACHE_DIR"] !== undefined || process.env["TF_CLI_CONFIG_FILE"] !== undefined) return {};
  return { TF_PLUGIN_CACHE_DIR: work.folder("plugins") };
}
