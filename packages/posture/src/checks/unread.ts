import { groupBy, type Diagnostic, type DiagnosticCode, type Resource } from "@org/aml-synth-model";
import { isEvaluated, typeName } from "../domain/evaluated-types.js";
import type { Platform } from "../domain/platform.js";
import { read } from "../domain/reader.js";
import { count, type Evidence, type Undecided } from "./platform-check.js";

/** Labels of unread input, in singular and plural. */
const LEFT_OUT: Partial<Readonly<Record<DiagnosticCode, readonly [one: string, several: string]>>> = {
  "unreadable-file": ["file", "files"],
  "invalid-json": ["file that isn't JSON", "files that aren't JSON"],
  "not-terraform": ["block that isn't Terraform's", "blocks that aren't Terraform's"],
  "unread-file": ["file in HCL", "files in HCL"],
  "unread-module": ["module", "modules"],
  "unread-body": ["azapi body", "azapi bodies"],
  "invalid-expression": ["expression", "expressions"],
  "unknown-reference": ["reference", "references"],
  "unknown-state": ["remote state", "remote states"],
  "unknown-output": ["output of another stack", "outputs of other stacks"],
};

/** Types that contain or change other resources, and aren't evaluated. */
const OPAQUE: readonly {
  readonly type: RegExp;
  readonly checks: RegExp;
  readonly what: string;
  /** Whether the settings of a resource exclude this. */
  readonly unless?: (resource: Resource) => boolean;
}[] = [
  {
    type: /^azurerm_\w*(template_deployment|deployment_stack)$|^azurerm_resource_deployment_script_\w+$|^azurerm_(blueprint_assignment|managed_application)$|^Microsoft\.Resources\/(deployments|deploymentStacks|deploymentScripts)$|^Microsoft\.Solutions\/applications$/i,
    checks: /./,
    what: "the resources that it deploys",
  },
  {
    type: /^azurerm_(virtual_hub\w*|virtual_wan|vpn_\w+|express_route_\w+|point_to_site_vpn_gateway|network_manager\w*|local_network_gateway|route_server\w*|arc_\w+)$|^Microsoft\.Network\/(virtualHubs|virtualWans|vpnGateways|vpnSites|expressRoute\w*|p2sVpnGateways|networkManagers|localNetworkGateways)(\/.*)?$/i,
    checks: /^(isolation|bastion-only)$/,
    what: "the networks that it joins",
  },
  {
    type: /^azurerm_(app_service|\w+_web_app(_slot)?|\w*function_app(_slot|_flex_consumption)?|logic_app_standard|databricks_workspace)$|^Microsoft\.(Web\/sites(\/slots)?|Databricks\/workspaces)$/i,
    checks: /^bastion-only$/,
    what: "the public addresses that it may have",
    unless: isPrivateService,
  },
  {
    type: /^azurerm_(container_group|kubernetes_(?!cluster$|cluster_node_pool$|cluster_extension$|cluster_trusted_access_role_binding$)\w+|analysis_services_server|container_app|container_app_environment|api_management|spring_cloud\w*|app_service_\w+|synapse_workspace|hdinsight_\w+|service_fabric\w*|batch_pool|frontdoor|cdn_\w+|private_link_service|dev_center\w*|virtual_desktop\w*|bastion_shareable_link)$|^Microsoft\.(ContainerInstance\/containerGroups|App\/(managedEnvironments|containerApps)|ApiManagement\/service|Synapse\/workspaces|HDInsight\/clusters|ServiceFabric\/\w+|Batch\/batchAccounts\/pools|Cdn\/profiles|Network\/frontDoors)(\/.*)?$/i,
    checks: /^bastion-only$/,
    what: "the public addresses that it may have",
  },
];

/**
 * Whether a web app has no public access, or a Databricks workspace neither public access nor nodes with public
 * addresses.
 *
 * The default of `custom_parameters.no_public_ip` is true in azurerm since 4.0, but false in ARM.
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/databricks_workspace
 */
function isPrivateService(resource: Resource): boolean {
  const access = read(resource, "public_network_access_enabled", "properties.publicNetworkAccess");
  if (access !== false && String(access).toLowerCase() !== "disabled") return false;
  if (!/databricks/i.test(typeName(resource))) return true;
  const path = "custom_parameters.no_public_ip";
  return read(resource, path, "properties.parameters.enableNoPublicIp.value") === true;
}

/** Unread input that makes a check undecided. */
export function unread(platform: Platform, check: string): readonly Undecided[] {
  return [...emptiness(platform), ...leftOut(platform), ...opaque(platform, check)];
}

/** The types that no rule or check evaluates, with their number of resources. */
export function typesNotEvaluated(
  platform: Platform,
): readonly { readonly type: string; readonly resources: number }[] {
  const types = groupBy(
    platform.inventory.resources.filter((resource) => !isEvaluated(resource)),
    typeName,
  );
  return [...types]
    .map(([type, resources]) => ({ type, resources: resources.length }))
    .sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** {@link typesNotEvaluated} as a line of evidence. */
export function notEvaluatedEvidence(platform: Platform): readonly Evidence[] {
  const types = typesNotEvaluated(platform);
  if (types.length === 0) return [];
  const text = types.map(({ type, resources }) => `${type} (${String(resources)})`).join(", ");
  return [{ environment: undefined, text: `no check evaluates these types: ${text}`, elements: [] }];
}

function emptiness(platform: Platform): Undecided[] {
  const [stack] = platform.model.stacks;
  if (!stack || platform.inventory.resources.some(isEvaluated)) return [];
  const fix = "Pass the folder that contains the platform's stacks.";
  return [{ at: stack, text: "no resource of a type that a check evaluates was read", fix }];
}

/** One entry per stack and kind, because platforms with many modules would otherwise repeat it for each check. */
function leftOut({ model }: Platform): Undecided[] {
  const diagnostics = model.diagnostics.filter(({ code }) => code in LEFT_OUT);
  const groups = groupBy(diagnostics, ({ stack = "", code }) => `${stack} ${code}`);
  return [...groups.values()].flatMap((group): Undecided[] => {
    const [first] = group;
    const words = first && LEFT_OUT[first.code];
    if (!words) return [];
    const stack = model.stacks.find(({ name }) => name === first.stack) ?? model.stacks[0];
    if (!stack) return [];
    const text = `${count(group.length, ...words)} can't be read: ${group.map(placeIn).join(", ")}`;
    return [
      {
        at: stack.get(first.address ?? "") ?? stack,
        text,
        fix: "Its finding describes what is missing.",
      },
    ];
  });
}

function placeIn({ address, path, file, message }: Diagnostic): string {
  return [address, path].filter(Boolean).join(" ") || file || message;
}

/**
 * Types that change other resources, and the properties for which this leaves checks undecided. Rules read the updates
 * of workspaces, and all changes of public access.
 */
const CHANGES = /^azapi_(update_resource|resource_action)$/;
const CHANGED: readonly { readonly type: RegExp; readonly path: string; readonly checks: RegExp }[] = [
  { type: /^Microsoft\.Network\//i, path: "", checks: /^(isolation|bastion-only|resolution)$/ },
  { type: /^Microsoft\.MachineLearningServices\/workspaces$/i, path: "properties.managedNetwork", checks: /^egress$/ },
];

function changed(resource: Resource, check: string): Undecided[] {
  if (!CHANGES.test(resource.type)) return [];
  const found = CHANGED.some(
    ({ type, path, checks }) =>
      checks.test(check) &&
      type.test(typeName(resource)) &&
      (path === "" || resource.readArm(path).state !== "absent") &&
      resource.readArm("").state !== "absent",
  );
  const text = `changes a resource of ${typeName(resource)}, and the result can't be evaluated here`;
  return found ? [{ at: resource, text, fix: "Set it where the resource is created." }] : [];
}

function opaque(platform: Platform, check: string): Undecided[] {
  return platform.inventory.resources.flatMap((resource): Undecided[] => {
    if (platform.isReadWhole(resource)) return [];
    const changes = changed(resource, check);
    if (changes.length > 0) return changes;
    const found = opaqueOf(typeName(resource)).find(
      ({ checks, unless }) => checks.test(check) && !(unless && unless(resource)),
    );
    return found ? [{ at: resource, text: notRead(resource, found.what), fix: "Declare the resources directly." }] : [];
  });
}

/** Cache, because types are few and resources many. */
const OPAQUE_BY_TYPE = new Map<string, typeof OPAQUE>();

function opaqueOf(name: string): typeof OPAQUE {
  let found = OPAQUE_BY_TYPE.get(name);
  if (!found) {
    found = OPAQUE.filter(({ type }) => type.test(name));
    OPAQUE_BY_TYPE.set(name, found);
  }
  return found;
}

function notRead(resource: Resource, what: string): string {
  return `${typeName(resource)} is not read: ${what} can't be evaluated here`;
}
