import { ArmId, EXPRESS_ROUTE_GATEWAY_SKUS, isSshPublicKey, VPN_GATEWAY_SKUS } from "@org/azure-catalog";
import * as z from "zod";
import { armId, blocks, cidr, flag, hostName, presets, subnetId, text, vmSize } from "./common-fields.js";
import { field, item } from "./field.js";

export const bastion = z.strictObject({
  subnet: cidr("AzureBastionSubnet, /26 or larger.", "10.1.2.0/26"),
  subnetId: subnetId(
    "ARM id of the subnet, if it exists already; `subnet` is then its CIDR block.",
    "AzureBastionSubnet",
  ).exactOptional(),
  sku: field(z.enum(["Basic", "Standard", "Premium"]), "SKU of Bastion.", {
    allowed: "Basic, Standard or Premium",
    example: "Standard",
  }).exactOptional(),
  scaleUnits: field(z.int().min(2).max(50), "Scale units of Bastion.", {
    allowed: "2 to 50",
    example: "2",
  }).exactOptional(),
  fileCopyEnabled: flag("File upload and download in a session; needs Standard or Premium.", "false").exactOptional(),
  tunnelingEnabled: flag("Native RDP and SSH clients; needs Standard or Premium.", "false").exactOptional(),
  copyPasteEnabled: flag("Copy and paste in the session.", "true").exactOptional(),
});

const IMAGE_TYPES = [
  "Microsoft.Compute/galleries/images",
  "Microsoft.Compute/galleries/images/versions",
  "Microsoft.Compute/images",
];

export const jumpbox = z.strictObject({
  subnet: cidr("Subnet of the machine.", "10.1.3.0/24"),
  subnetId: subnetId(
    "ARM id of the subnet, if it exists already with its own security rules; `subnet` is then its CIDR block.",
    "snet-jumpbox",
  ).exactOptional(),
  bastion: field(
    z.strictObject({
      bastionHostId: armId(
        "The Bastion host, SKU Standard or Premium.",
        "Microsoft.Network/bastionHosts",
        "rg-hub/providers/Microsoft.Network/bastionHosts/bas-hub",
      ),
      subnetAddressPrefix: cidr("CIDR block of its AzureBastionSubnet.", "10.0.2.0/26"),
      tunnelingEnabled: flag(
        "Whether the Bastion host allows native clients, which Entra sign-in needs.",
        "false",
      ).exactOptional(),
    }),
    "Existing Bastion host in a peered network, such as a hub, through which users reach the machine. Default: the environment's own.",
    {
      allowed: "an object with bastionHostId and subnetAddressPrefix",
      example: '{ "bastionHostId": "…", "subnetAddressPrefix": "10.0.2.0/26" }',
    },
  ).exactOptional(),
  imageId: field(
    z.string().refine((text) => IMAGE_TYPES.some((type) => ArmId.tryParse(text)?.hasType(type))),
    "Your own image, from a gallery or a managed image. Default: the Data Science VM on Windows Server 2022.",
    {
      allowed: `an ARM id of one of the types ${IMAGE_TYPES.join(", ")}`,
      example:
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-images/providers/Microsoft.Compute/galleries/gal/images/win-ml",
    },
  ).exactOptional(),
  size: vmSize("VM size of the machine.", "Standard_D8s_v5").exactOptional(),
  entraSignIn: flag("Sign-in with Entra accounts.", "false").exactOptional(),
  encryptionAtHost: flag("Encryption at host of disks and caches.", "false").exactOptional(),
  autoShutdown: field(
    z.strictObject({
      time: field(z.string().regex(/^([01]\d|2[0-3])[0-5]\d$/), "Time of day.", { allowed: "HHmm", example: "1930" }),
      timezone: field(z.string().min(1), "Windows name of the time zone.", {
        allowed: "a time zone of Windows",
        example: "Eastern Standard Time",
      }),
      notificationEmail: field(z.email(), "E-mail address notified before the shutdown.", {
        allowed: "an e-mail address",
        example: "ops@example.com",
      }).exactOptional(),
    }),
    "Daily shutdown of the machine.",
    { allowed: "an object with time and timezone", example: '{ "time": "1930", "timezone": "UTC" }' },
  ).exactOptional(),
});

export const natGateway = z.strictObject({
  publicIpPrefixId: field(
    z
      .string()
      .regex(
        /^\/subscriptions\/[^/\s]+\/resourceGroups\/[^/\s]+\/providers\/Microsoft\.Network\/publicIPPrefixes\/[^/\s]+$/i,
      ),
    "Existing public IP prefix in the environment's region that provides the addresses.",
    {
      allowed: "the ARM id of a public IP prefix",
      example: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-egress/providers/Microsoft.Network/publicIPPrefixes/ippre-egress`,
    },
  ),
});

/** A firewall of the network's own. */
const firewall = z.strictObject({
  subnet: cidr(
    "AzureFirewallSubnet, /26 or larger. Default: the first /26 of the network.",
    "10.1.0.0/26",
  ).exactOptional(),
  sku: field(z.enum(["Standard", "Premium"]), "SKU of the firewall; Premium alerts on intrusions.", {
    allowed: "Standard or Premium",
    example: "Standard",
  }).exactOptional(),
  dnsProxyEnabled: flag(
    "Whether the firewall answers the DNS requests of the networks behind it.",
    "false",
  ).exactOptional(),
  threatIntelligenceMode: field(z.enum(["Off", "Alert", "Deny"]), "What happens with traffic to malicious hosts.", {
    allowed: "Off, Alert or Deny",
    example: "Deny",
  }).exactOptional(),
  zones: field(
    z.array(item(z.enum(["1", "2", "3"]), { allowed: "1, 2 or 3", example: "1" })),
    "Availability zones of the firewall.",
    { allowed: 'a list of "1", "2" and "3"', example: '["1", "2", "3"]' },
  ).exactOptional(),
  machineLearning: flag("Whether to allow what computes of Azure Machine Learning need.", "true").exactOptional(),
  kubernetes: flag(
    "Whether to allow what an AKS cluster for Azure Machine Learning needs. Default: true if a network that sends its traffic here has one.",
    "true",
  ).exactOptional(),
  agents: flag(
    "Whether to allow what build agents need. Default: true if a network that sends its traffic here has some.",
    "true",
  ).exactOptional(),
  fqdnPresets: field(
    z.array(item(z.enum(presets), { allowed: presets.join(", "), example: presets[0], known: presets })),
    "Public hosts to allow, by preset.",
    { allowed: `a list of ${presets.join(", ")}`, example: '["python"]' },
  ).exactOptional(),
  fqdns: field(z.array(hostName), "Other public hosts to allow, HTTPS.", {
    allowed: "a list of host names without scheme, port and path",
    example: '["pypi.example.com"]',
  }).exactOptional(),
  networkRules: field(
    z.array(
      z.strictObject({
        name: text("Name of the rule, unique in the firewall.", "sql"),
        protocols: field(
          z
            .array(item(z.enum(["TCP", "UDP", "ICMP", "Any"]), { allowed: "TCP, UDP, ICMP or Any", example: "TCP" }))
            .min(1),
          "Protocols.",
          { allowed: "a list of TCP, UDP, ICMP and Any", example: '["TCP"]' },
        ),
        destinations: field(
          z.array(item(z.string().min(1), { allowed: "a service tag, address or block", example: "Sql" })).min(1),
          "Service tags, addresses or blocks.",
          {
            allowed: "a list of service tags, addresses and blocks",
            example: '["Sql.CanadaCentral"]',
          },
        ),
        ports: field(
          z
            .array(
              item(z.string().regex(/^(\d+(-\d+)?|\*)$/), {
                allowed: "a port, a range of ports or *",
                example: "1433",
              }),
            )
            .min(1),
          "Ports and ranges of ports.",
          {
            allowed: "a list of ports and ranges, in quotes",
            example: '["1433"]',
          },
        ),
      }),
    ),
    "Other destinations to allow.",
    { allowed: "a list of objects with name, protocols, destinations and ports", example: "[]" },
  ).exactOptional(),
});

const gatewaySubnet = cidr(
  "GatewaySubnet, /27 or larger, which VPN and ExpressRoute share. Default: a /27 in the network's first /24.",
  "10.1.0.64/27",
).exactOptional();

/** A point-to-site VPN. */
const vpnGateway = z.strictObject({
  clientAddressPool: blocks(
    "Address blocks for the clients, which must not overlap a network that they reach.",
    '["172.31.0.0/24"]',
  ),
  subnet: gatewaySubnet,
  sku: field(z.enum(VPN_GATEWAY_SKUS), "SKU of the gateway.", {
    allowed: VPN_GATEWAY_SKUS.join(", "),
    example: VPN_GATEWAY_SKUS[0],
  }).exactOptional(),
  tenantId: field(z.guid(), "Entra tenant whose users sign in. Default: that of the platform.", {
    allowed: "the id of a tenant, a GUID",
    example: "00000000-0000-4000-8000-000000000000",
  }).exactOptional(),
  audience: field(
    z.guid(),
    "Application id that users sign in to. Default: the Azure VPN Client that Microsoft registers.",
    { allowed: "an application (client) id, a GUID", example: "00000000-0000-4000-8000-00000000000a" },
  ).exactOptional(),
});

/** An ExpressRoute gateway. */
const expressRouteGateway = z.strictObject({
  circuitId: armId(
    "Existing circuit to connect to. Default: not connected.",
    "Microsoft.Network/expressRouteCircuits",
    "rg-network/providers/Microsoft.Network/expressRouteCircuits/erc-office",
  ).exactOptional(),
  subnet: gatewaySubnet,
  sku: field(z.enum(EXPRESS_ROUTE_GATEWAY_SKUS), "SKU of the gateway.", {
    allowed: EXPRESS_ROUTE_GATEWAY_SKUS.join(", "),
    example: EXPRESS_ROUTE_GATEWAY_SKUS[0],
  }).exactOptional(),
});

const wholeNumber = (description: string, least: number, most: number, example = least) =>
  field(z.int().min(least).max(most), description, {
    allowed: `a whole number from ${least} to ${most}`,
    example: String(example),
  });

/** Build agents. */
const agents = z.strictObject({
  subnet: cidr("Subnet of the agents, which denies inbound traffic.", "10.1.4.0/27"),
  sshPublicKey: field(
    z
      .string()
      .regex(/^(ssh-rsa|ssh-ed25519) [A-Za-z0-9+/]+=*( .*)?$/)
      .refine(isSshPublicKey),
    "Public SSH key of the machines' administrator. Azure requires one, although no security rule allows SSH.",
    {
      allowed: "a complete public key of the type ssh-ed25519, or ssh-rsa with at least 2048 bits",
      example: "ssh-ed25519 AAAA... agents",
      fix: "use the content of the .pub file that ssh-keygen -t ed25519 writes",
    },
  ),
  azureDevOps: field(
    z.strictObject({
      organizationUrl: field(
        z.string().regex(/^https:\/\/(dev\.azure\.com\/[\w-]+|[\w-]+\.visualstudio\.com)$/),
        "URL of the organization.",
        { allowed: "the URL of an organization of Azure DevOps", example: "https://dev.azure.com/contoso" },
      ),
      pool: text("Name of the existing agent pool.", "aml-dev"),
    }),
    "Agent pool of Azure DevOps; either this or gitHub.",
    {
      allowed: "an object with organizationUrl and pool",
      example: '{ "organizationUrl": "https://dev.azure.com/contoso", "pool": "aml-dev" }',
    },
  ).exactOptional(),
  gitHub: field(
    z.strictObject({
      url: field(
        z.string().regex(/^https:\/\/[\w.-]+\/[\w.-]+(\/[\w.-]+)?(?<!\.git)$/),
        "URL of the organization or private repository.",
        {
          allowed: "the URL of an organization or a repository, without .git",
          example: "https://github.com/contoso/models",
        },
      ),
      labels: field(
        z.array(
          item(z.string().regex(/^[\w.-]+$/), {
            allowed: "letters, digits, dots, dashes and underscores",
            example: "aml-dev",
          }),
        ),
        "Labels of the runners.",
        { allowed: "a list of labels", example: '["aml-dev"]' },
      ).exactOptional(),
      runnerGroup: text("Runner group of the organization.", "private").exactOptional(),
      app: field(
        z.strictObject({
          clientId: text("Client id of the app.", "Iv1.0123456789abcdef"),
          installationId: field(z.string().regex(/^\d+$/), "Id of the app's installation.", {
            allowed: "a number in quotes",
            example: '"1234"',
          }),
          keyIdentifier: field(
            z.string().regex(/^https:\/\/[\dA-Za-z-]+\.vault\.[a-z.]+\/keys\/[\dA-Za-z-]{1,127}(\/[\da-f]{32})?$/),
            "Identifier of the app's private key in Key Vault.",
            { allowed: "the identifier of a key", example: "https://kv-keys.vault.azure.net/keys/github-app" },
          ),
          keyVaultId: armId(
            "Vault of the key, on which the agents get the role to sign with it. Default: its owner grants it.",
            "Microsoft.KeyVault/vaults",
            "rg-security/providers/Microsoft.KeyVault/vaults/kv-keys",
          ).exactOptional(),
        }),
        "GitHub App that registers the runners; required unless useToken is true.",
        { allowed: "an object with clientId, installationId and keyIdentifier", example: '{ "clientId": "…" }' },
      ).exactOptional(),
    }),
    "Organization or repository of GitHub; either this or azureDevOps.",
    { allowed: "an object with url", example: '{ "url": "https://github.com/contoso/models" }' },
  ).exactOptional(),
  useToken: flag(
    "Whether agents register with a personal access token, the Terraform variable agent_token, instead of their identity or app.",
    "false",
  ).exactOptional(),
  type: field(
    z.enum(["ScaleSet", "VirtualMachines"]),
    "A scale set, from which idle machines are removed, or a fixed number of virtual machines.",
    {
      allowed: "ScaleSet or VirtualMachines",
      example: "ScaleSet",
    },
  ).exactOptional(),
  count: wholeNumber("Number of agents; for a scale set, the maximum. Default: 2.", 1, 1000, 2).exactOptional(),
  minimumCount: wholeNumber("Number of agents that a scale set keeps. Default: 1.", 1, 1000).exactOptional(),
  idleMinutes: wholeNumber(
    "Minutes of low load after which a scale set removes a machine. Default: 30.",
    5,
    720,
    30,
  ).exactOptional(),
  size: vmSize("VM size of the machines.", "Standard_D4s_v5").exactOptional(),
  azureCli: flag("Whether the Azure CLI with its extension ml is installed.", "true").exactOptional(),
  encryptionAtHost: flag("Encryption at host of disks and caches.", "false").exactOptional(),
});

/** Gateways, firewall and agents, which environments and the hub can have. */
export const networkAccessFields = {
  firewall: field(
    z.union([z.boolean(), firewall]),
    "Azure Firewall in the network, through which the jumpbox and added subnets send all traffic that leaves the network; billed by the hour and by data. true allows what Azure Machine Learning needs.",
    { allowed: "true, false or an object", example: "true" },
  ).default(false),
  vpnGateway: field(
    vpnGateway,
    "Point-to-site VPN with Entra sign-in: inbound access besides Bastion; billed by the hour.",
    {
      allowed: "an object with clientAddressPool",
      example: '{ "clientAddressPool": ["172.31.0.0/24"] }',
    },
  ).exactOptional(),
  expressRouteGateway: field(
    expressRouteGateway,
    "ExpressRoute gateway, through which networks on premises reach the network; billed by the hour.",
    { allowed: "an object", example: "{}" },
  ).exactOptional(),
  agents: field(agents, "Build agents of Azure DevOps or GitHub in the network.", {
    allowed: "an object with subnet, sshPublicKey, and azureDevOps or gitHub",
    example: '{ "subnet": "10.1.4.0/27" }',
  }).exactOptional(),
};
