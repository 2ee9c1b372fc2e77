import { objectOf, objectsOf, referenceOf, textOf, textsOf } from "./arm/body.js";
import type { ArmResource } from "./arm/resource.js";
import { resolveIn } from "./name-resolution.js";
import { datastoreProblems } from "./failure-modes/datastores.js";
import { imageBuildProblem } from "./failure-modes/image-build.js";
import type { EmulatorState } from "./emulator-state.js";
import { connectionsOf } from "./providers/network/endpoint-members.js";

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";

/** A resource that doesn't work. */
export interface Finding {
  /** ARM id. */
  readonly id: string;
  readonly problem: string;
}

/** Finds resources that don't work although all requests for them were accepted. */
export function inspect(state: EmulatorState): Finding[] {
  return state.resources
    .all()
    .flatMap((resource) => problemsOf(resource, state).map((problem) => ({ id: resource.id.toString(), problem })));
}

function problemsOf(resource: ArmResource, state: EmulatorState): string[] {
  const problems: string[] = [];
  const provisioningState = resource.body.properties["provisioningState"];
  if (provisioningState !== undefined && provisioningState !== "Succeeded")
    problems.push(`is in provisioning state ${String(provisioningState)}`);
  if (resource.id.hasType(`${WORKSPACES}/outboundRules`)) {
    const { status, destination } = resource.body.properties;
    const { sparkEnabled, sparkStatus } = objectOf(destination);
    if (status !== "Active") problems.push(`is ${String(status)}, not Active`);
    else if (sparkEnabled === true && sparkStatus !== "Active") {
      problems.push(
        `is ${String(sparkStatus)} for serverless Spark: the managed network of ${resource.id.parent?.name ?? ""} isn't provisioned for it`,
      );
    }
  }
  if (resource.id.hasType(WORKSPACES)) {
    const problem = imageBuildProblem(resource, state);
    if (problem !== undefined && state.failureModes.applies("image-build")) problems.push(problem);
  }
  if (resource.id.hasType("Microsoft.Network/virtualNetworks/virtualNetworkPeerings")) {
    // The other half of a peering with an existing network is its owner's.
    const remote = state.resources.get(referenceOf(resource.body.properties["remoteVirtualNetwork"]));
    const { peeringState } = resource.body.properties;
    if (remote?.origin !== "existing" && peeringState !== "Connected")
      problems.push(`is ${String(peeringState)}, not Connected`);
  }
  if (resource.id.hasType(`${WORKSPACES}/datastores`) && resource.origin === "request")
    problems.push(...datastoreProblems(resource, state));
  if (resource.id.hasType("Microsoft.Network/privateEndpoints")) problems.push(...endpointProblems(resource, state));
  return problems;
}

/** A private endpoint works if its connection is approved and its names resolve to its addresses in its network. */
function endpointProblems({ id, body }: ArmResource, state: EmulatorState): string[] {
  const problems: string[] = [];
  for (const connection of connectionsOf(body.properties)) {
    const { status } = objectOf(objectOf(connection["properties"])["privateLinkServiceConnectionState"]);
    if (status !== "Approved") problems.push(`has a connection that is ${String(status)}, not Approved`);
  }
  const groups = state.resources
    .childrenOf(id)
    .filter((child) => child.id.hasType("Microsoft.Network/privateEndpoints/privateDnsZoneGroups"));
  if (groups.length === 0) return problems;
  const network = state.resources.get(referenceOf(body.properties["subnet"]))?.id.parent?.toString() ?? "";
  for (const { fqdn, ipAddresses } of objectsOf(body.properties["customDnsConfigs"])) {
    const name = textOf(fqdn) ?? "";
    const wanted = textsOf(ipAddresses);
    const answer = resolveIn(state, network, name.replace(/^\*/, "any"));
    if (answer && sameAddresses(answer.addresses, wanted)) continue;
    problems.push(
      answer
        ? `its network finds ${name} at ${answer.addresses.join(", ") || "no address"}, not at ${wanted.join(", ")}`
        : `its network asks public DNS for ${name}: none of the zones linked to it has the name`,
    );
  }
  return problems;
}

function sameAddresses(found: readonly string[], wanted: readonly string[]): boolean {
  return found.length === wanted.length && wanted.every((address) => found.includes(address));
}
