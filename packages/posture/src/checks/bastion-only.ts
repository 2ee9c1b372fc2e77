import { groupBy, type Element, type Resource } from "@org/aml-synth-model";
import { FIXED_SUBNETS } from "@org/azure-catalog";
import { nameOf, sessionPorts, type Subnet } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import { readText, readTexts } from "../domain/reader.js";
import { formatPorts, isFromInternet, isFromServices } from "../domain/security-rule.js";
import { isElement } from "../rules/configuration.js";
import { RULES } from "../rules/index.js";
import { interfacesWithAddresses } from "../rules/public-address.js";
import { violationsOf, type Violation } from "../rules/rule.js";
import {
  count,
  step,
  type CheckViolation,
  type Evidence,
  type PlatformCheck,
  type Undecided,
} from "./platform-check.js";

/** Rules whose violations allow access from the internet: public services, nodes with public addresses. */
const OPEN_SERVICES: ReadonlySet<string> = new Set([
  "ml-workspace-public-access",
  "ml-registry-public-access",
  "ml-compute-public-address",
  "storage-public-access",
  "sql-public-access",
  "vault-public-access",
  "acr-public-access",
  "public-access",
  "service-firewall-rule",
  "public-address-inside",
]);

const SERVICES = [
  "Microsoft.ContainerRegistry/registries",
  "Microsoft.KeyVault/vaults",
  "Microsoft.MachineLearningServices/registries",
  "Microsoft.MachineLearningServices/workspaces",
  "Microsoft.Sql/servers",
  "Microsoft.Storage/storageAccounts",
];
/** Gateways of networks and of virtual hubs. */
const GATEWAYS = [
  "Microsoft.Network/virtualNetworkGateways",
  "Microsoft.Network/vpnGateways",
  "Microsoft.Network/p2sVpnGateways",
];
const MACHINES = "Microsoft.Compute/virtualMachines";
const SCALE_SETS = "Microsoft.Compute/virtualMachineScaleSets";
const INTERFACES = "Microsoft.Network/networkInterfaces";

/** Inbound access from the internet is only through Bastion. */
export const BASTION_ONLY: PlatformCheck = {
  id: "bastion-only",
  title: "Inbound access is only through Bastion",
  description: "All inbound access from the internet leads to a Bastion host.",
  method:
    "Each public address is traced to the resource that uses it, and the subnet and security rules of Bastion hosts are checked. Security rules that allow the internet, routes of subnets with machines, gateways and services with public access count as inbound access. Services of AKS clusters are as open as the security groups of their nodes.",
  subject: "public address, security group, gateway, machine, cluster or service with public access",
  evaluate(platform) {
    const evidence: Evidence[] = [];
    const violations: CheckViolation[] = [];
    const undecided: Undecided[] = [];
    for (const { resource, holders } of platform.publicAddresses) {
      for (const holder of holders) {
        if (holder.kind === "bastion") endAtBastion(platform, resource, holder.resource, evidence, violations);
        else if (holder.kind === "inbound") {
          violations.push({
            at: resource,
            text: `${nameOf(resource)}, used by ${holder.resource.address}, is reachable from the internet`,
            path: [
              step(undefined, "internet"),
              step(resource, "public address"),
              step(holder.resource, "no Bastion host"),
            ],
            fix: "Remove the public address and use Bastion.",
          });
        } else if (holder.kind === "not-known") {
          undecided.push({
            at: holder.resource,
            text: `${nameOf(resource)} belongs to ${holder.resource.address}, and whether that allows inbound traffic wasn't read`,
            fix: "Check the stacks that create its policy together with these.",
          });
        } else {
          evidence.push({
            environment: platform.environments.nameOf(resource),
            text: `${nameOf(resource)} serves outbound traffic only: ${holder.resource.address}`,
            elements: [resource, holder.resource],
          });
        }
      }
      if (holders.length === 0) {
        violations.push({
          at: resource,
          text: `${nameOf(resource)} is an unused public address`,
          path: [step(undefined, "internet"), step(resource, "public address")],
          fix: "Remove it.",
        });
      }
    }
    const routes = internetRoutes(platform);
    violations.push(...openRules(platform), ...gateways(platform), ...routes.violations);
    const services = openServices(platform);
    violations.push(...services.violations);
    evidence.push(...closedServices(platform, services.all), ...closedSubnets(platform), ...closedClusters(platform));
    const { inventory, networks, publicAddresses } = platform;
    const subjects =
      publicAddresses.length +
      networks.groups.length +
      services.all.length +
      platform.clusters.length +
      [...GATEWAYS, MACHINES, SCALE_SETS, INTERFACES].flatMap((type) => inventory.created(type)).length;
    undecided.push(...services.undecided, ...servicesLetIn(platform), ...unreadGroups(platform));
    undecided.push(...clusterServices(platform), ...routes.undecided);
    return { subjects, evidence, violations, undecided, information: [] };
  },
};

function endAtBastion(
  platform: Platform,
  address: Element,
  bastion: Resource,
  evidence: Evidence[],
  violations: CheckViolation[],
): void {
  const subnet = platform.networks.subnetAt(
    bastion,
    "ip_configuration.subnet_id",
    "properties.ipConfigurations[0].properties.subnet.id",
  );
  const path = [
    step(undefined, "internet"),
    step(address, "public address"),
    step(bastion, "Bastion host"),
    step(subnet?.resource, subnet?.name ?? "a subnet that isn't known here"),
  ];
  if (subnet && subnet.name !== FIXED_SUBNETS.bastion.name) {
    violations.push({
      at: bastion,
      text: `${nameOf(bastion)} is in ${subnet.name}, together with other resources`,
      path,
      fix: `Put it into a subnet named ${FIXED_SUBNETS.bastion.name}.`,
    });
    return;
  }
  const admitted = subnet?.securityGroup?.openings.filter(({ source }) => isFromInternet(source)) ?? [];
  const ports = [...new Set(admitted.map((opening) => formatPorts(opening.ports)))].join(", ");
  const behind = subnet ? machinesBehind(platform, subnet) : [];
  const sessions = [...new Set(behind.flatMap(sessionPorts))].sort((one, other) => one - other);
  evidence.push({
    environment: platform.environments.nameOf(bastion),
    text: `internet → ${nameOf(bastion)}${ports === "" ? "" : ` (${ports})`} → ${subnet?.network.name ?? "its network"}: sessions to ${count(behind.length, "machine subnet")} on ${sessions.length === 0 ? "no port" : formatPorts(sessions.map((port) => [port, port]))}, after an Azure login`,
    elements: [address, bastion, ...[...(subnet ? [subnet] : []), ...behind].flatMap((one) => one.resource ?? [])],
  });
}

function machinesBehind(platform: Platform, { network }: Subnet): readonly Subnet[] {
  const { networks } = platform;
  return networks.from(network).flatMap(({ subnets }) => subnets.filter((subnet) => networks.hasMachines(subnet)));
}

function openRules(platform: Platform): CheckViolation[] {
  const found: CheckViolation[] = [];
  const subnetsOf = groupBy(platform.networks.subnets, ({ securityGroup }) => securityGroup);
  for (const group of platform.networks.groups) {
    const subnets = subnetsOf.get(group) ?? [];
    if (subnets.length > 0 && subnets.every(({ name }) => name === FIXED_SUBNETS.bastion.name)) continue;
    for (const { rule, source, ports } of group.openings) {
      if (!rule || !isFromInternet(source)) continue;
      found.push({
        at: rule.resource,
        text: `rule ${rule.name} allows ${source} on ${formatPorts(ports)}`,
        path: [
          step(undefined, source),
          step(rule.resource, `rule ${rule.name}, priority ${String(rule.priority)}`),
          ...subnets.map((subnet) => step(subnet.resource, subnet.name)),
        ],
        fix: "Remove the rule, or allow only private sources.",
      });
    }
  }
  return found;
}

/** Rules that allow service tags, because they don't show who can use such a service. */
function servicesLetIn(platform: Platform): Undecided[] {
  return platform.networks.groups.flatMap(({ openings }) =>
    openings.flatMap(({ rule, source, ports }): Undecided[] => {
      if (!rule || !isFromServices(source)) return [];
      return [
        {
          at: rule.resource,
          text: `rule ${rule.name} allows ${source} on ${formatPorts(ports)}, and which sources that service includes isn't known here`,
          fix: "Use a private endpoint, or add an exemption with the reason.",
        },
      ];
    }),
  );
}

/** Subnets with a security group that no stack creates, so that not all of its rules are known. */
function unreadGroups(platform: Platform): Undecided[] {
  return platform.networks.createdSubnets.flatMap((subnet): Undecided[] => {
    const { securityGroup, resource, network, name } = subnet;
    if (!securityGroup || securityGroup.isRead) return [];
    // Private endpoints only respond inside networks, whatever a group allows.
    if (platform.endpointsIn(subnet).length > 0 && !platform.networks.hasHosts(subnet)) return [];
    return [
      {
        at: resource,
        text: `the security group of ${network.name}/${name} is created elsewhere, and its rules were not read`,
        fix: "Check the stack that creates it together with these.",
      },
    ];
  });
}

function gateways(platform: Platform): CheckViolation[] {
  const all = GATEWAYS.flatMap((type) => platform.inventory.created(type));
  return all.map((resource) => {
    const network = platform.networks.subnetAt(
      resource,
      "ip_configuration[0].subnet_id",
      "properties.ipConfigurations[0].properties.subnet.id",
    )?.network;
    const into = network?.name ?? "a network";
    const way = wayThrough(resource);
    return {
      at: resource,
      text: `${nameOf(resource)} is a gateway into ${into}, past Bastion: ${way}`,
      path: [
        step(undefined, isExpressRoute(resource) ? "private networks" : "internet"),
        step(resource, `gateway: ${way}`),
        ...(network ? [step(network.resource, network.name)] : []),
      ],
      fix: "Remove the gateway, or add an exemption that says who may use it.",
    };
  });
}

function isExpressRoute(gateway: Resource): boolean {
  return readText(gateway, "type", "properties.gatewayType") === "ExpressRoute";
}

/** Who comes in through a gateway, and how. */
function wayThrough(gateway: Resource): string {
  if (isExpressRoute(gateway)) return "the networks at the other end of ExpressRoute";
  const pool = readTexts(
    gateway,
    "vpn_client_configuration[0].address_space",
    "properties.vpnClientConfiguration.vpnClientAddressPool.addressPrefixes",
  );
  if (!pool) return "whatever its connections let in";
  const types = readTexts(
    gateway,
    "vpn_client_configuration[0].vpn_auth_types",
    "properties.vpnClientConfiguration.vpnAuthenticationTypes",
  );
  return `VPN clients with addresses of ${pool.join(", ")}, after a sign-in with ${types?.join(", ") ?? "what isn't known here"}`;
}

/** Routes that send responses of machines to the internet, so that inbound connections work, or may do so. */
function internetRoutes({ routing, networks }: Platform): {
  readonly violations: readonly CheckViolation[];
  readonly undecided: readonly Undecided[];
} {
  const violations: CheckViolation[] = [];
  const undecided: Undecided[] = [];
  for (const { resource, table, nextHop, prefix } of routing.routes) {
    const machines = table ? routing.subnetsOf(table).filter((subnet) => networks.hasHosts(subnet)) : [];
    if (machines.length === 0 || !isGeneral(prefix)) continue;
    const names = machines.map(({ name }) => name).join(", ");
    if (nextHop === undefined) {
      undecided.push({
        at: resource,
        text: `where a route of ${names} leads isn't known here`,
        fix: "Give next_hop_type as a literal value, or check a plan.",
      });
    } else if (nextHop.toLowerCase() === "internet") {
      violations.push({
        at: resource,
        text: `sends what ${names} answers straight to the internet`,
        path: [
          step(undefined, "internet"),
          step(resource, "route with next hop Internet"),
          ...machines.map((subnet) => step(subnet.resource, subnet.name)),
        ],
        fix: "Route it through a firewall or NAT gateway.",
      });
    }
  }
  return { violations, undecided };
}

/**
 * Whether a route is for the internet in general; routes for single addresses and Azure services usually bypass a
 * firewall on purpose.
 */
function isGeneral(prefix: string | undefined): boolean {
  if (prefix === undefined || /^(internet|azurecloud.*)$/i.test(prefix)) return true;
  return isFromInternet(prefix) && Number(prefix.split("/")[1] ?? 32) < 8;
}

/**
 * Clusters whose services may be reachable from the internet. Whoever deploys to a cluster can give a service a public
 * address; the security group of the nodes' subnet decides whether anything reaches it.
 */
function clusterServices({ clusters }: Platform): Undecided[] {
  return clusters.flatMap(({ resource, pools }) =>
    pools
      .filter(({ subnet }) => subnet?.securityGroup?.isRead !== true)
      .slice(0, 1)
      .map(({ subnet }) => ({
        at: resource,
        text: `services of ${nameOf(resource)} may have public addresses, and ${subnet ? `no security group of ${subnet.network.name}/${subnet.name} was read` : "the subnet of its nodes isn't known here"}`,
        fix: "Put the nodes into a subnet of your own with a security group, and check the stack that creates it together with this one.",
      })),
  );
}

/** Clusters whose services get nothing from the internet that a security group doesn't allow. */
function closedClusters({ clusters, environments }: Platform): Evidence[] {
  return clusters
    .filter(({ pools }) => pools.every(({ subnet }) => subnet?.securityGroup?.isRead === true))
    .map(({ resource, pools }) => {
      const groups = [...new Set(pools.flatMap(({ subnet }) => subnet?.securityGroup?.resource ?? []))];
      return {
        environment: environments.nameOf(resource),
        text: `nodes and services of ${nameOf(resource)} get from the internet only what ${groups.map(nameOf).join(", ")} allow`,
        elements: [resource, ...groups],
      };
    });
}

/** A workspace can have a list of addresses that its public endpoint accepts. */
function whoReaches(service: Element): string {
  const accepted = "type" in service ? readTexts(service as Resource, "", "properties.ipAllowlist") : undefined;
  if (accepted === undefined || accepted.length === 0) return "anyone who knows its name reaches it";
  return `anyone at one of the addresses ${accepted.join(", ")} reaches it`;
}

interface Services {
  /** All resources whose public access is evaluated. */
  readonly all: readonly Resource[];
  readonly violations: readonly CheckViolation[];
  readonly undecided: readonly Undecided[];
}

function openServices(platform: Platform): Services {
  const violations: CheckViolation[] = [];
  const undecided: Undecided[] = [];
  const add = ({ resource, path, message, severity, undecided: open = false }: Violation, fix: string): void => {
    // Findings with a lower severity are about addresses that allow no traffic from the internet.
    if (!isElement(resource) || severity !== undefined) return;
    if (open) undecided.push({ at: resource, path, text: message, fix });
    else
      violations.push({
        at: resource,
        text: `${message}: ${whoReaches(resource)} from the internet`,
        path: [step(undefined, "internet"), step(resource, "service with public access")],
        fix,
      });
  };
  for (const rule of RULES.filter(({ id }) => OPEN_SERVICES.has(id))) {
    for (const violation of violationsOf(rule, platform)) add(violation, rule.fix);
  }
  for (const violation of interfacesWithAddresses(platform)) {
    add(violation, "Remove the public address and connect through Bastion.");
  }
  return { all: SERVICES.flatMap((type) => platform.inventory.created(type)), violations, undecided };
}

function closedServices(platform: Platform, services: readonly Resource[]): Evidence[] {
  const byEnvironment = groupBy(services, (resource) => platform.environments.nameOf(resource));
  return [...byEnvironment].map(([environment, resources]) => ({
    environment,
    text: `the public access of ${count(resources.length, "service")} was evaluated: ${resources.map(nameOf).join(", ")}`,
    elements: resources,
  }));
}

function closedSubnets(platform: Platform): Evidence[] {
  return platform.networks.subnets
    .filter((subnet) => platform.networks.hasHosts(subnet) && subnet.securityGroup)
    .map(({ name, network, securityGroup, resource }) => {
      const openings = securityGroup?.openings ?? [];
      const sources = openings.map(({ source, ports }) => `${source} on ${formatPorts(ports)}`);
      return {
        environment: network.environment.name,
        text: `machines in ${network.name}/${name} are reached from ${sources.join("; ") || "nowhere"}`,
        elements: [resource, securityGroup?.resource].filter((element) => element !== undefined),
      };
    });
}
