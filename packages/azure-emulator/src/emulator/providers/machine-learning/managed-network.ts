import { MANAGED_NETWORK_REQUIRED_TRAFFIC } from "@org/azure-catalog";
import { ArmError } from "../../arm/arm-error.js";
import { objectOf, type Properties, textOf, without } from "../../arm/body.js";
import { plainLocation } from "../../arm/location.js";
import type { ArmResource } from "../../arm/resource.js";
import type { Write } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { makeBeside } from "../shared.js";

/** Type of a workspace's outbound rules. */
export const OUTBOUND_RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";
/** Virtual seconds to provision a managed network: about half an hour, according to Azure's documentation. */
export const PROVISIONING_SECONDS = 1800;

/** The managed network of a workspace; undefined if isolation is disabled. */
function networkOf({ body }: Pick<ArmResource, "body">): Properties | undefined {
  const network = objectOf(body.properties["managedNetwork"]);
  const mode = textOf(network["isolationMode"]);
  return mode === undefined || mode === "Disabled" ? undefined : network;
}

/** Whether a workspace has a managed network. */
export function isIsolated(workspace: Pick<ArmResource, "body">): boolean {
  return networkOf(workspace) !== undefined;
}

/** Whether the managed network is provisioned. */
export function isProvisioned(workspace: ArmResource): boolean {
  return objectOf(networkOf(workspace)?.["status"])["status"] === "Active";
}

/**
 * Provisions the managed network with Azure's required rules, and activates waiting rules. It can be provisioned again
 * for serverless Spark.
 */
export function provision(workspace: ArmResource, state: EmulatorState, includeSpark = false): void {
  const network = networkOf(workspace);
  if (!network) return;
  const isFirst = !isProvisioned(workspace);
  const sparkReady = includeSpark || objectOf(network["status"])["sparkReady"] === true;
  workspace.body.properties["managedNetwork"] = { ...network, status: { status: "Active", sparkReady } };
  for (const rule of rulesOf(workspace, state)) {
    if (isFirst) rule.body.properties["status"] = "Active";
    completeSparkStatus(rule, workspace);
  }
}

/** Sets whether serverless Spark can use a private endpoint rule: one for Spark, in a network for Spark. */
export function completeSparkStatus({ body: { properties } }: Pick<ArmResource, "body">, workspace: ArmResource): void {
  if (properties["type"] !== "PrivateEndpoint") return;
  const { sparkEnabled = false, ...destination } = objectOf(properties["destination"]);
  const { sparkReady } = objectOf(networkOf(workspace)?.["status"]);
  const isActive = sparkEnabled === true && sparkReady === true && properties["status"] === "Active";
  properties["destination"] = { ...destination, sparkEnabled, sparkStatus: isActive ? "Active" : "Inactive" };
}

/** The dependent resources that a managed network reaches through private endpoints of its own. */
const REQUIRED_TARGETS = [
  ["storageAccount", "blob"],
  ["storageAccount", "file"],
  ["keyVault", "vault"],
  ["containerRegistry", "registry"],
] as const;

/** Creates the rules that Azure requires: endpoints of private dependent resources, and service tags. */
export function completeRequiredRules(workspace: ArmResource, state: EmulatorState): void {
  const network = networkOf(workspace);
  if (!network) return;
  const status = isProvisioned(workspace) ? "Active" : "Inactive";
  const require = (name: string, type: string, destination: Properties): void => {
    const id = workspace.id.child("outboundRules", name);
    if (state.resources.get(id)) return;
    makeBeside(state, id, { properties: { type, category: "Required", status, destination } });
  };
  for (const [property, subresourceTarget] of REQUIRED_TARGETS) {
    const serviceResourceId = textOf(workspace.body.properties[property]);
    if (serviceResourceId === undefined || !isPrivate(serviceResourceId, state)) continue;
    const target = serviceResourceId.slice(serviceResourceId.lastIndexOf("/") + 1);
    const destination = { serviceResourceId, subresourceTarget, sparkEnabled: false, sparkStatus: "Inactive" };
    require(`__SYS_PE_${target}_${subresourceTarget}`, "PrivateEndpoint", destination);
  }
  if (textOf(network["isolationMode"]) !== "AllowOnlyApprovedOutbound") return;
  for (const { serviceTag, protocol, portRanges } of MANAGED_NETWORK_REQUIRED_TRAFFIC) {
    const tag = serviceTag.replace("<region>", plainLocation(workspace.body.location));
    const suffix = protocol === "*" ? "" : `_${protocol}`;
    require(`__SYS_ST_${tag}${suffix}`, "ServiceTag", { serviceTag: tag, protocol, portRanges, action: "Allow" });
  }
}

/** The outbound rules of a workspace. */
export function rulesOf(workspace: Pick<ArmResource, "id">, state: EmulatorState): ArmResource[] {
  return state.resources.childrenOf(workspace.id).filter(({ id }) => id.hasType(OUTBOUND_RULES));
}

function isPrivate(id: string, state: EmulatorState): boolean {
  return textOf(state.resources.get(id)?.body.properties["publicNetworkAccess"])?.toLowerCase() === "disabled";
}

/**
 * Outbound rules in a workspace's body replace the existing ones, so a client that reads the workspace, changes
 * something else and writes it back reverts rules that were added in between.
 */
export function replaceRules(workspace: ArmResource, state: EmulatorState): void {
  const network = objectOf(workspace.body.properties["managedNetwork"]);
  const { outboundRules: given } = network;
  workspace.body.properties["managedNetwork"] = without(network, ["outboundRules"]);
  if (given === undefined || given === null) return;
  const wanted = new Map(Object.entries(objectOf(given)).map(([name, rule]) => [name.toLowerCase(), { name, rule }]));
  for (const rule of rulesOf(workspace, state)) {
    const { category } = rule.body.properties;
    if (category !== "Required" && !wanted.has(rule.id.name.toLowerCase())) state.resources.delete(rule.id);
    wanted.delete(rule.id.name.toLowerCase());
  }
  for (const { name, rule } of wanted.values()) {
    makeBeside(state, workspace.id.child("outboundRules", name), {
      properties: { category: "UserDefined", status: "Active", ...objectOf(rule) },
    });
  }
}

/**
 * Rejects a less restrictive isolation of a managed network.
 * @throws ArmError 400 ValidationError
 */
export function requireIsolationKept({ body, existing }: Write): void {
  const mode = (properties: Properties | undefined): string =>
    textOf(objectOf(properties?.["managedNetwork"])["isolationMode"]) ?? "Disabled";
  const [before, after] = [mode(existing?.body.properties), mode(body.properties)];
  if (before === "Disabled" || before === after || after === "AllowOnlyApprovedOutbound") return;
  throw new ArmError(
    400,
    "ValidationError",
    `The isolation mode of a managed network cannot be changed from ${before} to ${after}.`,
  );
}
