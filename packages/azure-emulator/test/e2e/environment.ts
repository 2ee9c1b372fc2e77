import { readFileSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import { EditedStack } from "./edited-stack.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The program. */
    terraform: string;
    /** The folder of the reference platform, as synthesized. */
    platform: string;
    /** The example with private data stores. */
    platformWithData: string;
    /** The example with a network of its own and AKS. */
    platformWithKubernetes: string;
    /** The reference platform, by a configuration in which development may reach the hosts of Python's packages. */
    platformWithFqdnRules: string;
    /** The same, by a configuration with other tags. */
    platformWithOtherTags: string;
  }
}

/** A synthesized reference platform. */
export type Platform =
  | "platform"
  | "platformWithData"
  | "platformWithKubernetes"
  | "platformWithFqdnRules"
  | "platformWithOtherTags";

/**
 * The development environment as one stack, limited to workspace, registry and their connection. Slow resources that don't matter
 * here are omitted: private endpoints and their names, Bastion, jumpbox, most diagnostic settings, and the roles of the
 * deployment principal.
 * @param kept construct paths of private endpoints, and of roles on them, that are kept nevertheless
 */
export function development(platform: Platform = "platform", kept = /^$/): EditedStack {
  const read = (stack: string) => readFileSync(join(inject(platform), `stacks/${stack}/cdk.tf.json`), "utf8");
  const environment = EditedStack.merge(read("aml-dev-base"), read("aml-dev"), "aml-dev-base");
  const dev = EditedStack.merge(read("aml-dns-shared"), JSON.stringify(environment.json), "aml-dns-shared");
  // The order that the stacks have, as far as it matters here.
  dev.after(workspaceOf(dev), waitOf(dev, /\/Workspace\/Roles\/NameRelease\//));
  dev.after(clusterOf(dev), waitOf(dev, /\/ComputeRolePropagation\//));
  for (const role of dev.find("azurerm_role_assignment", /\/AllowDevRegistryAccess\//)) {
    dev.after(role, waitOf(dev, /\/Registry\/IdentityReady\//));
  }
  const endpoints = dev.find("azurerm_private_endpoint", kept);
  for (const endpoint of dev.find("azurerm_private_endpoint")) {
    if (!endpoints.includes(endpoint)) dev.remove(endpoint, []);
  }
  for (const role of dev.find("azurerm_role_assignment", /DeploymentRoles/)) dev.remove(role, []);
  return dev.keep([
    ...dev.find("azapi_resource"),
    ...dev.find("azapi_update_resource"),
    ...dev.find("azapi_resource_action"),
    ...dev.find("azurerm_monitor_diagnostic_setting", /\/Registry\//),
    ...dev.find("azurerm_storage_container"),
    ...dev.find("azurerm_mssql_database"),
    ...endpoints,
    ...dev.find("azurerm_role_assignment", kept),
  ]);
}

/** The workspace. */
export function workspaceOf(dev: EditedStack): string {
  return dev.one("azapi_resource", /\/Workspace\/Resource$/);
}

/** The rule to the environment's own registry. */
export function ruleOf(dev: EditedStack): string {
  return dev.one("azapi_resource", /OutboundRules\/AllowDevRegistryAccess$/);
}

/** The cluster. */
export function clusterOf(dev: EditedStack): string {
  return dev.one("azapi_resource", /\/Workspace\/Cluster\//);
}

/** What makes the cluster the builder of images. */
export function imageBuildOf(dev: EditedStack): string {
  return dev.one("azapi_update_resource", /\/ImageBuildCompute\//);
}

/** A wait. */
export function waitOf(dev: EditedStack, path: RegExp): string {
  return dev.one("time_sleep", path);
}

/** Has an outbound rule written first of all, so that it doesn't wait for others. */
export function firstRule(dev: EditedStack, rule: string): string {
  dev.block(rule)["depends_on"] = dev.needs(rule).filter((need) => !need.includes("_OutboundRules_"));
  return rule;
}

/** Has a role assigned only once the workspace is there, so that no time lies between it and what needs it. */
export function lateRole(dev: EditedStack, path: RegExp): EditedStack {
  const role = dev.one("azurerm_role_assignment", path);
  dev.block(role)["depends_on"] = [...dev.needs(role), workspaceOf(dev)];
  return dev;
}
