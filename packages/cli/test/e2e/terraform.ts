import type { TestProject } from "vitest/node";
import { prepareTerraform } from "../../../../tools/deployment-test/prepare.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** What Terraform needs in its environment. */
    terraformEnvironment: Readonly<Record<string, string>>;
    /** The newest major version of azurerm that is available. */
    azurermMajor: number;
  }
}

/** Finds Terraform and its providers, once for all tests. */
export default async function provide(project: TestProject): Promise<void> {
  const { command, azurermMajors } = await prepareTerraform(console.log);
  const { TF_CLI_CONFIG_FILE: config, TF_PLUGIN_CACHE_DIR: cache } = process.env;
  project.provide("terraformEnvironment", {
    TERRAFORM_BINARY_NAME: command,
    ...(config ? { TF_CLI_CONFIG_FILE: config } : {}),
    ...(cache ? { TF_PLUGIN_CACHE_DIR: cache } : {}),
  });
  project.provide("azurermMajor", Math.max(...azurermMajors));
}
