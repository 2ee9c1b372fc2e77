import { AzurermBackend, LocalBackend, type TerraformStack } from "cdktf";
import type { Configuration } from "./config/schema.js";

/**
 * Adds a stack's backend. A local one has a relative path, because CDKTF's default writes the absolute working
 * directory into the output. It is relative to `<out>/stacks/<stack>`, where Terraform runs, so the state is next to
 * the output folder.
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

/** The Azure cloud, by its name in providers and backend; undefined for the public cloud, which is their default. */
export function environmentOf({ dns }: Pick<Configuration, "dns">): string | undefined {
  return dns.cloud === "public" ? undefined : dns.cloud;
}
