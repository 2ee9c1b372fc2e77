/**
 * Code beside a configuration, as a team that installed the command has it: no build, and packages by their names.
 */
import { StorageContainer } from "@cdktf/provider-azurerm/lib/storage-container/index.js";
import type { EnvironmentContext, PlatformContext } from "@org/aml-cli";
import type { PrivateMlEnvironment } from "@org/aml-platform";
import { ManagedIdentity } from "@org/aml-rbac";
import { TerraformOutput } from "cdktf";

export function extend(environment: PrivateMlEnvironment, { name }: EnvironmentContext): void {
  const { resourceGroup, storage } = environment.workspace;
  new ManagedIdentity(environment, "Reports", { resourceGroup, name: `id-reports-${name}` });
  new StorageContainer(environment, "Results", { name: "results", storageAccountId: storage.resourceId });
}

export function addStacks({ addStack, environments }: PlatformContext): void {
  const stack = addStack("reports");
  stack.addResourceGroup("Group", "rg-reports", "reports");
  for (const [name, { workspace }] of environments) new TerraformOutput(stack, name, { value: workspace.workspaceId });
}
