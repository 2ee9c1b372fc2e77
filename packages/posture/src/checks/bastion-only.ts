import { groupBy, type Element, type Reading, type Resource } from "@org/aml-synth-model";
import { FIXED_SUBNETS } from "@org/azure-catalog";
import { nameOf, sessionPorts, type Subnet } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import { isArm, readingAt, readText } from "../domain/reader.js";
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
const TABLES = "Microsoft.Network/routeTables";
const MACHINES = "Microsoft.Compute/virtualMachines";
const INTERFACES = "Microsoft.Network/networkInterfaces";

/** Bastion is the only way in from the internet. */
export const BASTION_ONLY: PlatformCheck = {
  id: "bastion-only",
  title: "Bastion is the only way in",
  description: "Every way in from the internet leads to a Bastion host.",
  method:
    "Each public address is traced to the resource that uses it, and the subnet and security rules of Bastion hosts are checked. Security rules that allow the internet, routes of subnets with machines, gateways and services with public access are ways in.",
  subject: "public address, security group, gateway, machine or service with public access",
  evaluate(platform) {
    const evidence: Evidence[] = [];
    const violations: CheckViolation[] = [];
    const undecided: Undecided[] = [];
    for (const { resource, holders } of platform.publicAddresses) {
      for (const holder of holders) {
        if (holder.kind === "bastion") endAtBastion(platform, resource, holder.resource, evidence, violations);
        else if (holder.kind === "way-in") {
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
    violations.push(...openRules(platform), ...gateways(platform), ...internetRoutes(platform));
    const services = openServices(platform);
    violations.push(...services.violations);
    evidence.push(...closedServices(platform, services.all), ...closedSubnets(platform));
    const { inventory, networks, publicAddresses } = platform;
    const subjects =
      publicAddresses.length +
      networks.groups.length +
      services.all.length +
      [...GATEWAYS, MACHINES, INTERFACES].flatMap((type) => inventory.created(type)).length;
    undecided.push(...services.undecided, ...servicesLetIn(platform), ...unreadGroups(platform));
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
    // Private endpoints only respond inside of networks, whatever a group allows.
    if (platform.endpointsIn(subnet).length > 0 && !platform.networks.hasMachines(subnet)) return [];
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
  return all.map((resource) => ({
    at: resource,
    text: `${nameOf(resource)} is a gateway into a network`,
    path: [step(undefined, "internet"), step(resource, "gateway")],
    fix: "Remove the gateway.",
  }));
}

/** A route of a table, with the resource that declares it. */
interface InternetRoute {
  readonly resource: Resource;
  readonly table: Element | undefined;
}

/** Routes that send responses of machines to the internet, so that inbound connections work. */
function internetRoutes(platform: Platform): CheckViolation[] {
  const { inventory, networks, identities } = platform;
  const tables = new Map<Element, Set<Subnet>>();
  const add = (subnet: Subnet | undefined, table: Element | undefined): void => {
    if (subnet && table) tables.set(table, (tables.get(table) ?? new Set()).add(subnet));
  };
  for (const association of inventory.model.resources({ type: "azurerm_subnet_route_table_association" })) {
    add(networks.subnetAt(association, "subnet_id"), identities.named(TABLES, association, "route_table_id"));
  }
  for (const subnet of networks.createdSubnets) {
    add(
      subnet,
      identities.named(TABLES, subnet.resource, `${subnet.at}route_table_id`, `${subnet.at}properties.routeTable.id`),
    );
  }
  return routesToInternet(platform).flatMap(({ resource, table }) => {
    const machines = [...((table && tables.get(table)) ?? [])].filter((subnet) => networks.hasMachines(subnet));
    if (machines.length === 0) return [];
    return [
      {
        at: resource,
        text: `sends what ${machines.map(({ name }) => name).join(", ")} answers straight to the internet`,
        path: [
          step(undefined, "internet"),
          step(resource, "route with next hop Internet"),
          ...machines.map((subnet) => step(subnet.resource, subnet.name)),
        ],
        fix: "Route it through a firewall or NAT gateway.",
      },
    ];
  });
}

function routesToInternet({ inventory, identities }: Platform): readonly InternetRoute[] {
  const own = [
    ...inventory.model.resources({ type: "azurerm_route" }),
    ...inventory.created("Microsoft.Network/routeTables/routes"),
  ].filter((route) =>
    isOpen(
      readText(route, "next_hop_type", "properties.nextHopType"),
      readText(route, "address_prefix", "properties.addressPrefix"),
    ),
  );
  const inline = inventory
    .created(TABLES)
    .filter((table) =>
      (readingAt(table, "route", "properties.routes")?.items() ?? []).some((route) =>
        isArm(table)
          ? isOpen(textOf(route.at("properties.nextHopType")), textOf(route.at("properties.addressPrefix")))
          : isOpen(textOf(route.at("next_hop_type")), textOf(route.at("address_prefix"))),
      ),
    );
  return [
    ...own.map((resource) => ({
      resource,
      table: identities.named(TABLES, resource, "route_table_name", "parent_id"),
    })),
    ...inline.map((resource) => ({ resource, table: resource })),
  ];
}

/**
 * Whether a route leads to the internet in general; routes for single addresses and Azure services usually bypass a
 * firewall on purpose.
 */
function isOpen(nextHop: string | undefined, prefix: string | undefined): boolean {
  if (nextHop?.toLowerCase() !== "internet") return false;
  if (prefix === undefined || prefix.includes("${") || /^(internet|azurecloud.*)$/i.test(prefix)) return true;
  return isFromInternet(prefix) && Number(prefix.split("/")[1] ?? 32) < 8;
}

function textOf(reading: Reading): string | undefined {
  return typeof reading.value === "string" ? reading.value : undefined;
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
        text: `${message}: anybody who knows its name reaches it from the internet`,
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
    .filter((subnet) => platform.networks.hasMachines(subnet) && subnet.securityGroup)
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
