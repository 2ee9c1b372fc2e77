import { AzurermBackend, LocalBackend, type TerraformStack } from "cdktf";
import type { Configuration } from "./config/schema.js";

/**
 * Adds a stack's backend. A local one has a relative path, because CDKTF's default writes the absolute working directory
 * into the output. It starts at `<out>/stacks/<stack>`, where Terraform runs, so the state is beside the output folder.
 */
export function addBackend(stack: TerraformStack, configuration: Configuration): void {
  const { backend } = configuration;
  const name = stack.node.id;
  if (backend.type === "local") {
    new LocalBackend(stack, { path: `../../../terraform.${name}.tfstate` });
    return;
  }
  new AzurermBackend(stack, {
    resourceGroupName: backend.resourceGroupName,
    storageAccountName: backend.storageAccountName,
    containerName: backend.containerName,
    key: `${name}.tfstate`,
    useAzureadAuth: true,
    environment: environmentOf(configuration),
  });
}

/** Azure cloud as providers and backend name it; undefined for the public cloud, which is their default. */
export function environmentOf({ dns }: Pick<Configuration, "dns">): string | undefined {
  return dns.cloud === "public" ? undefined : dns.cloud;
}
