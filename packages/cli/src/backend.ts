import { AzurermBackend, LocalBackend, type TerraformStack } from "cdktf";
import type { Configuration } from "./config/schema.js";

/**
 * Where a stack's state is kept. Always said, and a local one by a relative path: CDKTF's default writes the absolute
 * working directory into the output. A path starts at `<out>/stacks/<stack>`, where Terraform runs, so the state lies
 * beside the output folder.
 */
export function addBackend(stack: TerraformStack, backend: Configuration["backend"]): void {
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
  });
}
