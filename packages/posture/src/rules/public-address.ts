import type { Reading, Resource } from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";
import { isArm, known, isNotKnown, pointerOf, readingAt } from "../domain/reader.js";
import { notKnown, type Rule, type Violation } from "./rule.js";

/** A setting by which resources of a type get their own public address. */
interface Inside {
  readonly on: string;
  readonly argument: string;
  readonly arm: string;
  /** Whether a value means a public address. It is undefined if the setting is absent. */
  readonly isPublic: (value: unknown) => boolean;
  readonly what: string;
}

const isThere = (value: unknown): boolean => value !== undefined && !(Array.isArray(value) && value.length === 0);
const SCALE_SETS = "Microsoft.Compute/virtualMachineScaleSets";
const CLUSTERS = "Microsoft.ContainerService/managedClusters";
const NODES = "gives each of its nodes a public address";
const isTrue = (value: unknown): boolean => value === true;

const INSIDE: readonly Inside[] = [
  {
    on: SCALE_SETS,
    argument: "network_interface[].ip_configuration[].public_ip_address",
    arm: "properties.virtualMachineProfile.networkProfile.networkInterfaceConfigurations[].properties.ipConfigurations[].properties.publicIPAddressConfiguration",
    isPublic: isThere,
    what: "gives each of its machines a public address",
  },
  {
    on: "Microsoft.ContainerInstance/containerGroups",
    argument: "ip_address_type",
    arm: "properties.ipAddress.type",
    isPublic: (value) => value === undefined || value === "Public",
    what: "has a public address",
  },
  {
    on: CLUSTERS,
    argument: "private_cluster_enabled",
    arm: "properties.apiServerAccessProfile.enablePrivateCluster",
    isPublic: (value) => value !== true,
    what: "has its API server on the internet",
  },
  {
    on: CLUSTERS,
    argument: "ingress_application_gateway",
    arm: "properties.addonProfiles.ingressApplicationGateway.enabled",
    isPublic: (value) => isThere(value) && value !== false,
    what: "has an application gateway with a public address",
  },
  ...["api_server_profile", "ingress_profile"].map((argument): Inside => {
    const arm = argument === "ingress_profile" ? "ingressProfiles[]" : "apiserverProfile";
    return {
      on: "Microsoft.RedHatOpenShift/openShiftClusters",
      argument: `${argument}[].visibility`,
      arm: `properties.${arm}.visibility`,
      isPublic: (value) => value === "Public",
      what: "is on the internet",
    };
  }),
  ...["node_public_ip_enabled", "enable_node_public_ip"].flatMap((argument): Inside[] => [
    {
      on: CLUSTERS,
      argument: `default_node_pool[].${argument}`,
      arm: "properties.agentPoolProfiles[].enableNodePublicIP",
      isPublic: isTrue,
      what: NODES,
    },
    {
      on: `${CLUSTERS}/agentPools`,
      argument,
      arm: "properties.enableNodePublicIP",
      isPublic: isTrue,
      what: NODES,
    },
  ]),
  {
    on: "Microsoft.Compute/virtualMachines",
    argument: "",
    arm: "properties.networkProfile.networkInterfaceConfigurations[].properties.ipConfigurations[].properties.publicIPAddressConfiguration",
    isPublic: isThere,
    what: "has a public address",
  },
];

/** Arguments of resources that use a separate public address. */
const ADDRESS = "properties.publicIPAddress.id";
type HolderFacts = readonly [type: string, argument: string, arm: string];
const INTERFACES: HolderFacts = [
  "Microsoft.Network/networkInterfaces",
  "ip_configuration[].public_ip_address_id",
  `properties.ipConfigurations[].${ADDRESS}`,
];
const HOLDERS: readonly HolderFacts[] = [
  ...["loadBalancers", "applicationGateways"].map((type) => {
    const arm = `properties.frontendIPConfigurations[].${ADDRESS}`;
    return [`Microsoft.Network/${type}`, "frontend_ip_configuration[].public_ip_address_id", arm] as const;
  }),
  [
    "Microsoft.Network/loadBalancers",
    "frontend_ip_configuration[].public_ip_prefix_id",
    "properties.frontendIPConfigurations[].properties.publicIPPrefix.id",
  ],
];

/** Public addresses that are not resources of the stacks. */
export const PUBLIC_ADDRESS_RULES: readonly Rule[] = [
  {
    id: "public-address-inside",
    subject: "network",
    severity: "error",
    title: "No scale set, container group or cluster has public addresses",
    rationale: "These resources contain public addresses that aren't resources of their own.",
    fix: "Remove the public address, and make a cluster's API server private.",
    sameAs: { checkov: ["CKV_AZURE_115", "CKV_AZURE_143", "CKV_AZURE_245"], psrule: ["Azure.AKS.PrivateCluster"] },
    *check(platform) {
      for (const inside of INSIDE) {
        for (const resource of platform.inventory.created(inside.on)) yield* openAt(resource, inside);
      }
      for (const holder of HOLDERS) yield* held(platform, holder);
    },
  },
];

/** Network interfaces with a public address that no stack creates; `nic-public-address` reports all of them. */
export function interfacesWithAddresses(platform: Platform): Iterable<Violation> {
  return held(platform, INTERFACES);
}

function* held(platform: Platform, [type, argument, arm]: HolderFacts): Iterable<Violation> {
  for (const resource of platform.inventory.created(type)) yield* heldBy(resource, argument, arm);
}

function* openAt(resource: Resource, { argument, arm, isPublic, what }: Inside): Iterable<Violation> {
  if (argument === "" && !isArm(resource)) return;
  for (const reading of itemsAt(resource, argument, arm)) {
    const value = known(reading);
    const path = isArm(resource) ? `body.${reading.path}` : reading.path;
    if (isNotKnown(value) && value.isWhole) yield notKnown(resource, path, value);
    else if (isPublic(value)) yield { resource, path, message: what };
  }
}

/** Public addresses that no stack creates. Those that a stack creates have their own rules. */
function* heldBy(resource: Resource, argument: string, arm: string): Iterable<Violation> {
  for (const reading of itemsAt(resource, argument, arm)) {
    const to = reading.state === "absent" || reading.value === "" ? undefined : pointerOf(reading);
    if (!to || to.resource?.kind === "resource" || (!to.literal && !to.resource)) continue;
    const path = isArm(resource) ? `body.${reading.path}` : reading.path;
    yield { resource, path, message: `holds the public address ${to.resource?.address ?? to.shape}` };
  }
}

/** The readings at a path, in which `[]` means each item of a list. */
function itemsAt(resource: Resource, argument: string, arm: string): readonly Reading[] {
  const [first = "", ...rest] = (isArm(resource) ? arm : argument).split("[].");
  const start = readingAt(resource, first, first);
  return rest.reduce<readonly Reading[]>(
    (readings, path) => readings.flatMap((reading) => reading.items().map((item) => item.at(path))),
    start ? [start] : [],
  );
}
