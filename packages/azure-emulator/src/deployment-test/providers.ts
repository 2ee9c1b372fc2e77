import type { Resource, Stack } from "@org/aml-synth-model";
import { DeploymentTestInputError } from "./errors.js";

/** Providers for Azure and Entra, and those that don't use a cloud. */
const SUPPORTED = [
  "hashicorp/azurerm",
  "azure/azapi",
  "hashicorp/azuread",
  "hashicorp/time",
  "hashicorp/random",
  "hashicorp/null",
  "hashicorp/local",
  "hashicorp/tls",
  "hashicorp/archive",
];

/**
 * Rejects providers and provisioners that would access anything outside of the deployment test.
 * @param skipProvisioners whether provisioners are left out instead
 * @throws DeploymentTestInputError for an unsupported provider, and for provisioners, which run other programs
 */
export function requireSupportedProviders(stacks: readonly Stack[], skipProvisioners = false): void {
  for (const stack of stacks) {
    for (const [name, { source = name }] of stack.requiredProviders) requireProvider(stack, name, source);
    const required = new Set(stack.requiredProviders.keys());
    for (const resource of [...stack.resources, ...stack.dataSources]) {
      if (!skipProvisioners) requireNoProvisioner(resource);
      const [name = ""] = resource.providerName.split(".");
      if (name !== "terraform" && !required.has(name)) requireProvider(stack, name, name);
    }
  }
}

function requireProvider(stack: Stack, name: string, source: string): void {
  const parts = source
    .toLowerCase()
    .replace(/^registry\.terraform\.io\//, "")
    .split("/");
  const address = parts.length === 1 ? `hashicorp/${parts[0] ?? ""}` : parts.join("/");
  if (SUPPORTED.includes(address) || address === "terraform.io/builtin/terraform") return;
  throw new DeploymentTestInputError(
    `stack ${stack.name} uses the provider ${name} (${source}), which the Azure emulator does not support; supported are ${SUPPORTED.join(", ")}. Test a stack without it`,
  );
}

function requireNoProvisioner(resource: Resource): void {
  if (resource.attributes["provisioner"] === undefined) return;
  throw new DeploymentTestInputError(
    `${resource.id} has a provisioner: its program could access the real cloud. Leave all of them out with --skip-provisioners, or test a stack without it`,
  );
}
