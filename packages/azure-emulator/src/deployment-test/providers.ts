import type { Resource, Stack } from "@org/aml-synth-model";
import { RehearsalInputError } from "./errors.js";

/** Providers whose cloud is played, or that need none. */
const PLAYED = [
  "hashicorp/azurerm",
  "azure/azapi",
  "hashicorp/time",
  "hashicorp/random",
  "hashicorp/null",
  "hashicorp/local",
  "hashicorp/tls",
  "hashicorp/archive",
];

/**
 * Refuses what would reach outside of the rehearsal.
 * @throws RehearsalInputError for a provider that isn't played, and for provisioners, which run programs of their own
 */
export function requirePlayed(stacks: readonly Stack[]): void {
  for (const stack of stacks) {
    for (const [name, { source = name }] of stack.requiredProviders) requireProvider(stack, name, source);
    const required = new Set(stack.requiredProviders.keys());
    for (const resource of [...stack.resources, ...stack.dataSources]) {
      requireNoProvisioner(resource);
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
  if (PLAYED.includes(address) || address === "terraform.io/builtin/terraform") return;
  throw new RehearsalInputError(
    `stack ${stack.name} uses the provider ${name} (${source}), whose cloud is not played here; played are ${PLAYED.join(", ")}. Rehearse a stack without it`,
  );
}

function requireNoProvisioner(resource: Resource): void {
  if (resource.attributes["provisioner"] === undefined) return;
  throw new RehearsalInputError(
    `${resource.id} has a provisioner: it would run a program that a rehearsal can't keep from the real cloud. Rehearse a stack without it`,
  );
}
