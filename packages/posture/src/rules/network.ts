import { BASTION_SECURITY_RULES, FIXED_SUBNETS, FORBIDDEN_ADDRESS_BLOCKS } from "@org/azure-catalog";
import { liesIn, overlap } from "../domain/cidr.js";
import { bastionPrefixes, isReserved, type Created, type SecurityGroup, type Subnet } from "../domain/network.js";
import type { Platform } from "../domain/platform.js";
import {
  ADMIN_PORTS,
  admits,
  covers,
  formatPorts,
  hasPort,
  isFromInternet,
  isUnknownSource,
  type Flow,
} from "../domain/security-rule.js";
import { hasConfiguration } from "../domain/reader.js";
import { pathOf } from "../domain/setting.js";
import type { Rule, Violation } from "./rule.js";
import { settingRule } from "./setting-rule.js";

const ADDRESSES = "Microsoft.Network/publicIPAddresses";
const BASTIONS = "Microsoft.Network/bastionHosts";

/** Virtual networks, subnets, security groups, public addresses and Bastion. */
export const NETWORK_RULES: readonly Rule[] = [
  {
    id: "public-address-holder",
    subject: "network",
    severity: "error",
    title: "Public addresses are used only by Bastion and for outbound traffic",
    rationale: "Any other public address gives inbound access from the internet.",
    fix: "Remove it, or the resource that uses it.",
    sameAs: { azurePolicy: ["Network interfaces should not have public IPs"] },
    *check(platform) {
      for (const { resource, holders } of platform.publicAddresses) {
        if (holders.length === 0) yield { resource, message: "no known resource uses this public address" };
        for (const holder of holders) {
          if (holder.kind === "inbound") yield { resource, message: `is held by ${holder.resource.address}` };
        }
      }
    },
  },
  settingRule({
    id: "public-address-standard",
    subject: "network",
    severity: "warning",
    on: ADDRESSES,
    title: "A public address has the Standard SKU",
    rationale: "Basic addresses are open by default, and retired.",
    fix: 'Set sku = "Standard" and allocation_method = "Static".',
    sameAs: { psrule: ["Azure.PublicIP.StandardSKU"] },
    setting: { argument: "sku", arm: "sku.name", absent: "Standard", absentInArm: "Basic" },
    wants: ["Standard", "StandardV2"],
  }),
  settingRule({
    id: "public-address-zones",
    subject: "network",
    severity: "note",
    on: ADDRESSES,
    title: "A public address is zone-redundant",
    rationale: "Administrators can still connect if a zone fails.",
    fix: 'Set zones = ["1", "2", "3"].',
    sameAs: { psrule: ["Azure.PublicIP.AvailabilityZone"] },
    setting: { argument: "zones", arm: "zones" },
    wants: (value) => Array.isArray(value) && value.length > 1,
  }),
  {
    id: "subnet-security-group",
    subject: "network",
    severity: "warning",
    title: "A subnet has a network security group",
    rationale: "Without one, all resources in the virtual network can reach all resources in the subnet.",
    fix: "Associate a network security group.",
    sameAs: { checkov: ["CKV2_AZURE_31"], psrule: ["Azure.VNET.UseNSGs"] },
    *check(platform) {
      for (const subnet of platform.networks.createdSubnets) {
        if (subnet.securityGroup || isReserved(subnet)) continue;
        const idle = holdsOnlyEndpoints(platform, subnet) && !obeysGroups(subnet);
        yield {
          resource: subnet.resource,
          message: idle
            ? "has no network security group; it would have no effect, because its private endpoints ignore security groups"
            : "has no network security group",
          ...(idle ? { severity: "note" } : {}),
        };
      }
    },
  },
  {
    id: "security-group-unused",
    subject: "network",
    severity: "note",
    title: "A network security group is associated",
    rationale: "A group that isn't associated seems to protect resources, but doesn't.",
    fix: "Associate it, or remove it.",
    sameAs: { psrule: ["Azure.NSG.Associated"] },
    *check(platform) {
      const used = new Set(platform.networks.subnets.map(({ securityGroup }) => securityGroup));
      for (const group of platform.networks.groups.filter(({ isRead }) => isRead)) {
        const onInterface = group.resource
          .dependents()
          .some(({ type }) => /network_interface_security_group/.test(type));
        if (!used.has(group) && !onInterface) yield { resource: group.resource, message: "is associated with nothing" };
      }
    },
  },
  {
    id: "admin-ports-from-bastion",
    subject: "network",
    severity: "error",
    title: "SSH and RDP are open only to Bastion's subnet",
    rationale: "Otherwise an attacker in the network can reach its machines.",
    fix: "Allow 22 and 3389 from AzureBastionSubnet's block, and deny all other inbound traffic.",
    sameAs: { checkov: ["CKV_AZURE_9", "CKV_AZURE_10"], trivy: ["AZU-0048", "AZU-0050", "AZU-0074"] },
    *check(platform) {
      for (const { group, subnets } of usedGroups(platform)) {
        // A Bastion host in a hub reaches the peered networks.
        const near = new Set(subnets.flatMap(({ network }) => platform.networks.from(network)));
        const allowed = [...near].flatMap((network) => bastionPrefixes(network));
        for (const { rule, source, ports } of group.openings) {
          if (!hasPort(ports, ADMIN_PORTS) || allowed.some((prefix) => liesIn(source, prefix))) continue;
          if (isUnknownSource(source) || /^AzureLoadBalancer$/i.test(source)) continue;
          // Azure's default rule, which allows the virtual network, matters only for subnets with machines.
          if (!rule && !subnets.some((subnet) => platform.networks.hasMachines(subnet))) continue;
          yield {
            resource: rule?.resource ?? group.resource,
            message: `${rule ? `rule ${rule.name}` : "Azure's own rule AllowVnetInBound"} allows ${source} on ${formatPorts(ports)}`,
          };
        }
      }
    },
  },
  openToInternet("any-source-inbound", "error", "No rule allows the internet, except HTTPS to Bastion", {
    rationale: "Inbound access from the internet has to be through Bastion only.",
    checkov: ["CKV_AZURE_160"],
    trivy: ["AZU-0047"],
    psrule: ["Azure.NSG.AnyInboundSource"],
  }),
  {
    id: "udp-from-internet",
    subject: "network",
    severity: "error",
    title: "No rule allows UDP from the internet",
    rationale: "UDP services can be abused to amplify attacks.",
    fix: "Remove the rule.",
    sameAs: { checkov: ["CKV_AZURE_77"] },
    *check(platform) {
      for (const group of platform.networks.groups) {
        for (const { rule, source, protocol } of group.openings) {
          if (protocol !== "udp" || !rule || !isFromInternet(source)) continue;
          yield { resource: rule.resource, message: `rule ${rule.name} allows UDP from ${source}` };
        }
      }
    },
  },
  {
    id: "lateral-movement",
    subject: "network",
    severity: "note",
    title: "Machines can't connect to others by SSH or RDP",
    rationale: "An attacker on a jumpbox could move on to other machines.",
    fix: "Deny outbound 22 and 3389 in the security group of the machines' subnet.",
    sameAs: { psrule: ["Azure.NSG.LateralTraversal"] },
    *check(platform) {
      for (const { group, subnets } of usedGroups(platform)) {
        if (!subnets.some((subnet) => platform.networks.hasMachines(subnet))) continue;
        const denied = group.rules.some(
          ({ direction, access, ports, destinations }) =>
            direction.toLowerCase() === "outbound" &&
            access.toLowerCase() === "deny" &&
            ADMIN_PORTS.every((port) => hasPort(ports, [port])) &&
            destinations.some((one) => one === "*" || one === "VirtualNetwork"),
        );
        if (!denied) yield { resource: group.resource, message: "denies neither 22 nor 3389 to other machines" };
      }
    },
  },
  {
    id: "bastion-security-rules",
    subject: "network",
    severity: "error",
    title: "A security group on Bastion's subnet has the rules that Azure requires",
    rationale: "Azure rejects the host, or an update of the group, if one is missing.",
    fix: "Add the missing rule (BASTION_SECURITY_RULES of @org/azure-catalog).",
    sameAs: {},
    *check(platform) {
      for (const { group, subnets } of usedGroups(platform)) {
        if (!subnets.some(({ name }) => name === FIXED_SUBNETS.bastion.name)) continue;
        const inside = subnets.flatMap(({ network }) => network.addressSpace ?? []);
        for (const wanted of BASTION_SECURITY_RULES) {
          if (admits(group.rules, flowOf(wanted, inside))) continue;
          yield {
            resource: group.resource,
            message: `lacks ${wanted.direction.toLowerCase()} ${wanted.protocol} from ${wanted.source} to ${wanted.destination} on ${wanted.destinationPorts.join(", ")} (${wanted.description})`,
          };
        }
      }
    },
  },
  {
    id: "bastion-subnet-size",
    subject: "network",
    severity: "error",
    title: "Bastion's subnet is a /26 or larger",
    rationale: "Azure rejects a smaller one.",
    fix: "Give AzureBastionSubnet a block of 64 addresses or more.",
    sameAs: {},
    *check(platform) {
      for (const { name, prefixes, resource } of platform.networks.createdSubnets) {
        if (name !== FIXED_SUBNETS.bastion.name) continue;
        const length = Number(prefixes?.[0]?.split("/")[1] ?? 0);
        if (length > FIXED_SUBNETS.bastion.smallestPrefixLength) {
          yield { resource, path: "address_prefixes", message: `its block is a /${String(length)}` };
        }
      }
    },
  },
  settingRule({
    id: "bastion-shareable-link",
    subject: "network",
    severity: "error",
    on: BASTIONS,
    title: "A Bastion host has no shareable links",
    rationale: "Anyone with the link can reach the machine's sign-in without an Azure identity.",
    fix: "Set shareable_link_enabled = false.",
    sameAs: {},
    setting: { argument: "shareable_link_enabled", arm: "properties.enableShareableLink", absent: false },
    wants: [false],
  }),
  settingRule({
    id: "bastion-ip-connect",
    subject: "network",
    severity: "warning",
    on: BASTIONS,
    title: "A Bastion host connects only to Azure machines",
    rationale: "By IP address, users can reach everything to which the network routes.",
    fix: "Set ip_connect_enabled = false.",
    sameAs: {},
    setting: { argument: "ip_connect_enabled", arm: "properties.enableIpConnect", absent: false },
    wants: [false],
  }),
  settingRule({
    id: "bastion-file-copy",
    subject: "network",
    severity: "warning",
    on: BASTIONS,
    title: "A Bastion host doesn't allow file copy",
    rationale: "File copy takes data out of the platform without passing an outbound rule.",
    fix: "Set file_copy_enabled = false.",
    sameAs: {},
    setting: { argument: "file_copy_enabled", arm: "properties.enableFileCopy", absent: false },
    wants: [false],
  }),
  settingRule({
    id: "bastion-tunneling",
    subject: "network",
    severity: "note",
    on: BASTIONS,
    title: "A Bastion host doesn't allow native clients",
    rationale:
      "A tunnel connects any port of a machine with a program on the user's device, while a browser session shows only the screen.",
    fix: "Set tunneling_enabled = false, or add an exemption if you need native clients.",
    sameAs: {},
    setting: { argument: "tunneling_enabled", arm: "properties.enableTunneling", absent: false },
    wants: [false],
  }),
  {
    id: "subnet-default-outbound",
    subject: "network",
    severity: "warning",
    title: "A subnet has no outbound internet access by default",
    rationale: "Machines in it reach the internet from an unknown public address. Azure is retiring this.",
    fix: "Set default_outbound_access_enabled = false, and use a NAT gateway or firewall for outbound access.",
    sameAs: { azurePolicy: ["Subnets should be private"] },
    *check(platform) {
      for (const { resource, name, at } of platform.networks.createdSubnets) {
        // Azure's services in their prescribed subnets have their own outbound access.
        if (Object.values(FIXED_SUBNETS).some((fixed) => fixed.name === name)) continue;
        const path = pathOf(resource, {
          argument: `${at}default_outbound_access_enabled`,
          arm: `${at}properties.defaultOutboundAccess`,
        });
        const value = resource.value(path)?.value ?? true;
        if (value === true) yield { resource, path, message: `${path} is true` };
      }
    },
  },
  {
    id: "network-custom-dns",
    subject: "network",
    severity: "warning",
    title: "A virtual network uses Azure's DNS resolver",
    rationale:
      "Only Azure's resolver answers from private zones: other servers have to forward to 168.63.129.16 from inside the network.",
    fix: "Remove dns_servers, or forward privatelink zones to Azure's resolver.",
    sameAs: { checkov: ["CKV_AZURE_182", "CKV_AZURE_183"] },
    *check(platform) {
      for (const network of platform.networks.created) {
        const asked = platform.resolvers.of(network);
        // A firewall's proxy or a resolver in a network that was read forwards to Azure's resolver.
        if (!asked || asked.networks) continue;
        const path = pathOf(network.resource, { argument: "dns_servers", arm: "properties.dhcpOptions.dnsServers" });
        yield { resource: network.resource, path, message: `uses the DNS servers ${asked.servers.join(", ")}` };
      }
    },
  },
  {
    id: "network-docker-overlap",
    subject: "network",
    severity: "error",
    title: "No network overlaps Docker's default bridge",
    rationale: "Computes of a workspace can't reach addresses that their Docker bridge uses.",
    fix: `Choose blocks outside ${FORBIDDEN_ADDRESS_BLOCKS.join(", ")}.`,
    sameAs: {},
    *check(platform) {
      for (const { resource, addressSpace = [] } of platform.networks.created) {
        const wrong = addressSpace.find((block) => FORBIDDEN_ADDRESS_BLOCKS.some((taken) => overlap(block, taken)));
        if (wrong !== undefined) {
          yield {
            resource,
            path: pathOf(resource, { argument: "address_space", arm: "properties.addressSpace.addressPrefixes" }),
            message: `${wrong} overlaps ${FORBIDDEN_ADDRESS_BLOCKS.join(", ")}`,
          };
        }
      }
    },
  },
  {
    id: "network-inline-subnet",
    subject: "network",
    severity: "warning",
    title: "A network's subnets are all inline, or all separate resources",
    rationale: "If both are used, azurerm removes one or the other with each apply.",
    fix: "Declare each as azurerm_subnet.",
    sameAs: {},
    *check(platform) {
      for (const { resource, subnets } of platform.networks.created) {
        const inline = subnets.filter(({ at }) => at !== "");
        const own = subnets.find((subnet) => subnet.at === "" && subnet.resource?.kind === "resource");
        if (inline.length === 0 || !own?.resource || !hasConfiguration(resource)) continue;
        const path = pathOf(resource, { argument: "subnet", arm: "properties.subnets" });
        yield {
          resource,
          path,
          message: `${path} has ${String(inline.length)}, and ${own.resource.address} isn't in it`,
        };
      }
    },
  },
  {
    id: "subnet-overlap",
    subject: "network",
    severity: "error",
    title: "Subnets are inside their network and don't overlap",
    rationale: "Azure rejects them at apply.",
    fix: "Choose free blocks inside the network's.",
    sameAs: {},
    *check(platform) {
      for (const network of platform.networks.all) {
        if (!network.isRead) continue;
        const seen: { readonly block: string; readonly name: string }[] = [];
        for (const { name, resource, prefixes = [] } of network.subnets) {
          if (!resource) continue;
          for (const block of prefixes) {
            const other = seen.find((earlier) => overlap(earlier.block, block));
            if (other) yield { resource, message: `${block} overlaps ${other.block} of ${other.name}` };
            const spaces = network.addressSpace;
            if (spaces && !spaces.some((space) => liesIn(block, space))) {
              yield { resource, message: `${block} lies outside ${spaces.join(", ")} of ${network.name}` };
            }
            seen.push({ block, name });
          }
        }
      }
    },
  },
  {
    id: "network-flow-log",
    subject: "network",
    severity: "note",
    title: "A virtual network has a flow log",
    rationale: "It records which traffic was allowed and denied.",
    fix: "Add azurerm_network_watcher_flow_log with a target of the network.",
    sameAs: { checkov: ["CKV_AZURE_12"], trivy: ["AZU-0073"] },
    *check(platform) {
      for (const { resource } of platform.networks.created) {
        const logged = resource.dependents().some(({ type }) => type === "azurerm_network_watcher_flow_log");
        if (!logged) yield { resource, message: "has no flow log" };
      }
    },
  },
];

function openToInternet(
  id: string,
  severity: "error",
  title: string,
  { rationale, ...sameAs }: { rationale: string; checkov: string[]; trivy: string[]; psrule: string[] },
): Rule {
  return {
    id,
    subject: "network",
    severity,
    title,
    rationale,
    fix: "Name the source, or remove the rule.",
    sameAs,
    *check(platform): Iterable<Violation> {
      for (const { group, subnets } of usedGroups(platform)) {
        const bastion = subnets.length > 0 && subnets.every(({ name }) => name === FIXED_SUBNETS.bastion.name);
        for (const { rule, source, ports, protocol } of group.openings) {
          if (rule && isUnknownSource(source)) {
            const message = `rule ${rule.name} allows ${source} on ${formatPorts(ports)}, and that isn't known here`;
            yield { resource: rule.resource, message, undecided: true };
          }
          if (!rule || !isFromInternet(source)) continue;
          const https = ports.every(([from, to]) => from === 443 && to === 443) && protocol === "tcp";
          if (bastion && https) continue;
          yield { resource: rule.resource, message: `rule ${rule.name} allows ${source} on ${formatPorts(ports)}` };
        }
      }
    },
  };
}

/** Groups with their associated subnets. */
function usedGroups(
  platform: Platform,
): readonly { readonly group: SecurityGroup; readonly subnets: readonly Subnet[] }[] {
  const subnets = new Map<SecurityGroup, Subnet[]>();
  for (const subnet of platform.networks.subnets) {
    const { securityGroup } = subnet;
    if (!securityGroup) continue;
    const known = subnets.get(securityGroup);
    if (known) known.push(subnet);
    else subnets.set(securityGroup, [subnet]);
  }
  return platform.networks.groups.map((group) => ({ group, subnets: subnets.get(group) ?? [] }));
}

/**
 * The traffic that a required rule has to allow. TCP is sufficient, because Bastion uses nothing else. Instead of the
 * internet, the source may be the addresses of users.
 * @param inside the network's own blocks, which are part of `VirtualNetwork`
 */
function flowOf(wanted: (typeof BASTION_SECURITY_RULES)[number], inside: readonly string[]): Flow {
  const takesIn = (given: readonly string[], tag: string): boolean =>
    given.some((one) => covers(one, tag)) ||
    (tag === "VirtualNetwork" && inside.length > 0 && inside.every((block) => given.some((one) => covers(one, block))));
  const { direction, source, destination, destinationPorts } = wanted;
  return {
    direction,
    protocol: "Tcp",
    source: (given) => (source === "Internet" ? given.length > 0 : takesIn(given, source)),
    destination: (given) => takesIn(given, destination) || destination === "*",
    ports: destinationPorts.map(Number),
  };
}

function holdsOnlyEndpoints(platform: Platform, subnet: Subnet): boolean {
  return platform.endpointsIn(subnet).length > 0 && !platform.networks.hasMachines(subnet);
}

/** Whether the network security group of a subnet applies to private endpoints in it. */
function obeysGroups({ resource, at }: Created<Subnet>): boolean {
  const path = pathOf(resource, {
    argument: `${at}private_endpoint_network_policies`,
    arm: `${at}properties.privateEndpointNetworkPolicies`,
  });
  const value = resource.value(path)?.value;
  return value === "Enabled" || value === "NetworkSecurityGroupEnabled";
}
