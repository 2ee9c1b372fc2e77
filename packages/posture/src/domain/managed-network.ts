import { isJsonObject, type JsonObject, type Resource } from "@org/aml-synth-model";
import type { Environment, Environments } from "./environment.js";
import type { Identities } from "./identity.js";
import type { Inventory } from "./inventory.js";
import { nameOf } from "./network.js";
import { isArm, isNotKnown, pointer, pointTo, read, readText, type Pointer, type Reading, valueAt } from "./reader.js";

/** A destination that a workspace's managed network can reach. */
export interface OutboundRule {
  readonly name: string;
  /** The resource that declares it: the rule, or the workspace. */
  readonly resource: Resource;
  /** Whether it is declared in the workspace itself. */
  readonly inline: boolean;
  readonly type: "FQDN" | "PrivateEndpoint" | "ServiceTag" | "unknown";
  /** The path of the destination in the configuration. */
  readonly path: string;
  /** A private endpoint's target. */
  readonly target: Pointer | undefined;
  readonly subResource: Reading;
  readonly fqdn: Reading;
  readonly serviceTag: Reading;
  readonly protocol: Reading;
  readonly ports: Reading;
}

/** A workspace with the destinations of its computes. */
export interface Workspace {
  readonly resource: Resource;
  readonly name: string;
  readonly environment: Environment;
  readonly isolationMode: Reading;
  readonly rules: OutboundRule[];
  readonly computes: Resource[];
  readonly datastores: Resource[];
  /** Other changes of the workspace after its creation, besides rules. */
  readonly updates: Resource[];
  /** Storage account, Key Vault, container registry and Application Insights. */
  readonly dependencies: readonly { readonly kind: string; readonly to: Pointer }[];
}

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const RULES = `${WORKSPACES}/outboundRules`;
const COMPUTES = `${WORKSPACES}/computes`;
const DATASTORES = `${WORKSPACES}/datastores`;
const DEPENDENCIES = [
  ["storage", "storage_account_id", "properties.storageAccount"],
  ["vault", "key_vault_id", "properties.keyVault"],
  ["container registry", "container_registry_id", "properties.containerRegistry"],
  ["insights", "application_insights_id", "properties.applicationInsights"],
] as const;

/** Whether a workspace is a project of an AI Foundry hub. */
export function isProject(resource: Resource): boolean {
  if (resource.type === "azurerm_ai_foundry_project") return true;
  const kind = read(resource, "kind", "kind");
  return typeof kind === "string" && kind.toLowerCase() === "project";
}

/** The workspaces of a platform. */
export function workspacesOf(
  inventory: Inventory,
  environments: Environments,
  identities: Identities,
): readonly Workspace[] {
  const parentOf = (resource: Resource): Resource => workspaceOf(resource, identities);
  const byResource = new Map<Resource, Workspace>();
  for (const resource of inventory.created(WORKSPACES)) {
    // A project has the managed network of its hub.
    if (isProject(resource)) continue;
    byResource.set(resource, {
      resource,
      name: nameOf(resource),
      environment: environments.of(resource),
      isolationMode:
        read(resource, "managed_network.isolation_mode", "properties.managedNetwork.isolationMode") ?? "Disabled",
      rules: inlineRules(resource),
      computes: [],
      datastores: [],
      updates: [],
      dependencies: DEPENDENCIES.flatMap(([kind, argument, arm]) => {
        const to = pointTo(resource, argument, arm);
        return to ? [{ kind, to }] : [];
      }),
    });
  }
  for (const resource of inventory.created(RULES)) {
    const properties = resource.properties ?? {};
    byResource
      .get(parentOf(resource))
      ?.rules.push(armRule(resource, nameOf(resource), properties, "body.properties", false));
  }
  for (const resource of inventory.resources) {
    const kind = /^azurerm_machine_learning_workspace_network_outbound_rule_(\w+)$/.exec(resource.type)?.[1];
    if (kind) byResource.get(parentOf(resource))?.rules.push(azurermRule(resource, kind));
    if (resource.type === "azapi_update_resource" && resource.armType?.toLowerCase() === WORKSPACES.toLowerCase()) {
      const workspace = pointTo(resource, "", "resource_id")?.resource ?? pointToArgument(resource, "resource_id");
      if (workspace) byResource.get(workspace)?.updates.push(resource);
    }
  }
  for (const resource of inventory.created(COMPUTES)) byResource.get(parentOf(resource))?.computes.push(resource);
  for (const resource of inventory.created(DATASTORES)) byResource.get(parentOf(resource))?.datastores.push(resource);
  return [...byResource.values()];
}

/** The workspace that a compute, datastore or rule is part of. */
function workspaceOf(resource: Resource, identities: Identities): Resource {
  const argument = resource.get("workspace_id") === undefined ? "machine_learning_workspace_id" : "workspace_id";
  return identities.at(WORKSPACES, pointTo(resource, argument, "parent_id"), resource) ?? resource;
}

function pointToArgument(resource: Resource, argument: string): Resource | undefined {
  const text = resource.get(argument);
  return typeof text === "string" ? pointer(resource, text).resource : undefined;
}

function inlineRules(workspace: Resource): OutboundRule[] {
  if (!isArm(workspace)) return [];
  const rules = valueAt(workspace, "", "properties.managedNetwork.outboundRules");
  if (!isJsonObject(rules)) return [];
  return Object.entries(rules).map(([name, rule]) => {
    const path = `body.properties.managedNetwork.outboundRules[${JSON.stringify(name)}]`;
    return armRule(workspace, name, rule as JsonObject, path, true);
  });
}

function armRule(resource: Resource, name: string, rule: JsonObject, path: string, inline: boolean): OutboundRule {
  const type = rule["type"];
  const given = rule["destination"];
  const destination = isJsonObject(given) ? given : {};
  const target = destination["serviceResourceId"];
  const known = type === "FQDN" || type === "PrivateEndpoint" || type === "ServiceTag";
  return {
    name,
    resource,
    inline,
    type: known ? type : "unknown",
    path: `${path}.destination`,
    target: typeof target === "string" ? pointer(resource, target) : undefined,
    subResource: read(resource, "", `${path.replace(/^body\./, "")}.destination.subresourceTarget`),
    fqdn: typeof given === "string" ? given : undefined,
    serviceTag: destination["serviceTag"],
    protocol: destination["protocol"],
    ports: destination["portRanges"],
  };
}

/** The target and sub-resource of a rule, for messages. */
export function formatEndpoint(target: Pointer, subResource: Reading): string {
  const name = isNotKnown(subResource) ? subResource.expression : String(subResource);
  return `${target.resource ? nameOf(target.resource) : target.shape} (${name})`;
}

function azurermRule(resource: Resource, kind: string): OutboundRule {
  const types = { fqdn: "FQDN", private_endpoint: "PrivateEndpoint", service_tag: "ServiceTag" } as const;
  return {
    name: nameOf(resource),
    resource,
    inline: false,
    type: types[kind as keyof typeof types] ?? "unknown",
    path: kind === "fqdn" ? "destination_fqdn" : kind === "service_tag" ? "service_tag" : "service_resource_id",
    target: pointTo(resource, "service_resource_id"),
    subResource: read(resource, "sub_resource_target"),
    fqdn: readText(resource, "destination_fqdn"),
    serviceTag: readText(resource, "service_tag"),
    protocol: readText(resource, "protocol"),
    ports: readText(resource, "port_ranges"),
  };
}
