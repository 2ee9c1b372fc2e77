import { AzurermBackend, LocalBackend, type TerraformStack } from "cdktf";
import type { Configuration } from "./config/schema.js";

/** The backend of a stack. */
export type BackendConfiguration = Configuration["backend"];

/**
 * Adds a stack's backend. A local one has a relative path, because CDKTF's default writes the absolute working directory
 * into the output. It is relative to `<out>/stacks/<stack>`, where Terraform runs, so the state is next to the output folder.
 */
export function addBackend(
  stack: TerraformStack,
  configuration: Configuration,
  backend: BackendConfiguration = configuration.backend,
): void {
  const name = stack.node.id;
  if (backend.type === "local") {
    new LocalBackend(stack, { path: `../../../terraform.${name}.tfstate` });
    return;
  }
  const { subscription, key = "{stack}.tfstate" } = backend;
  new AzurermBackend(stack, {
    subscriptionId: subscription === undefined ? undefined : configuration.subscriptions[subscription],
    resourceGroupName: backend.resourceGroupName,
    storageAccountName: backend.storageAccountName,
    containerName: backend.containerName,
    key: key.replace("{stack}", name),
    useAzureadAuth: backend.useAzureadAuth,
    useOidc: backend.useOidc,
    environment: environmentOf(configuration),
  });
}

/** The types of the backends of all stacks. */
export function backendTypes({ backend, dns, environments }: Configuration): ReadonlySet<BackendConfiguration["type"]> {
  const own = [dns, ...Object.values(environments)].flatMap((one) => one.backend ?? backend);
  return new Set(own.map(({ type }) => type));
}

/** The Azure cloud, by its name in providers and backend; undefined for the public cloud, which is their default. */
export function environmentOf({ dns }: Pick<Configuration, "dns">): string | undefined {
  return dns.cloud === "public" ? undefined : dns.cloud;
}
