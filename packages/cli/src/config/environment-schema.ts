import { FQDN_PRESETS, type FqdnPreset } from "@org/azure-catalog";
import * as z from "zod";
import { field } from "./field.js";

const cidr = (description: string, example: string) =>
  field(z.cidrv4(), description, { allowed: "an IPv4 CIDR block", example });
const flag = (description: string, example: "true" | "false") =>
  field(z.boolean(), description, { allowed: "true or false", example });
const guid = (description: string) =>
  field(z.guid(), description, { allowed: "a GUID", example: "00000000-0000-0000-0000-000000000000" });
const days = (description: string, least: number, most: number) =>
  field(z.int().min(least).max(most), description, {
    allowed: `a whole number of days from ${least} to ${most}`,
    example: String(least),
  });
const isoDuration = (description: string, example: string) =>
  field(z.iso.duration(), description, { allowed: "an ISO 8601 duration", example });
const wait = (description: string, example: string) =>
  field(z.string().regex(/^\d+(\.\d+)?(ms|s|m|h)$/), description, {
    allowed: 'one number with ms, s, m or h; "0s" removes the delay',
    example,
  });
const text = (description: string, example: string) =>
  field(z.string().min(1), description, { allowed: "a text", example });
const vmSize = (description: string, example: string) =>
  field(z.string().regex(/^[\w-]+$/), description, { allowed: "the name of a VM size, without spaces", example });

const bastion = z.strictObject({
  subnet: cidr("AzureBastionSubnet, /26 or larger.", "10.1.2.0/26"),
  sku: field(z.enum(["Basic", "Standard", "Premium"]), "SKU of Bastion.", {
    allowed: "Basic, Standard or Premium",
    example: "Standard",
  }).exactOptional(),
  scaleUnits: field(z.int().min(2).max(50), "Scale units of Bastion.", {
    allowed: "2 to 50",
    example: "2",
  }).exactOptional(),
  fileCopyEnabled: flag("File upload and download in a session; needs Standard.", "false").exactOptional(),
  tunnelingEnabled: flag("Native RDP and SSH clients; needs Standard.", "false").exactOptional(),
  copyPasteEnabled: flag("Copy and paste in the session.", "true").exactOptional(),
});

const jumpbox = z.strictObject({
  subnet: cidr("Subnet of the machine.", "10.1.3.0/24"),
  size: vmSize("VM size of the machine.", "Standard_D8s_v5").exactOptional(),
  entraSignIn: flag("Sign-in with Entra accounts.", "false").exactOptional(),
  encryptionAtHost: flag("Encryption at host of disks and caches.", "false").exactOptional(),
  autoShutdown: field(
    z.strictObject({
      time: field(z.string().regex(/^([01]\d|2[0-3])[0-5]\d$/), "Time of day.", { allowed: "HHmm", example: "1930" }),
      timezone: text("Windows name of the time zone.", "Eastern Standard Time"),
      notificationEmail: field(z.email(), "E-mail address notified before the shutdown.", {
        allowed: "an e-mail address",
        example: "ops@example.com",
      }).exactOptional(),
    }),
    "Daily shutdown of the machine.",
    { allowed: "an object with time and timezone", example: '{ "time": "1930", "timezone": "UTC" }' },
  ).exactOptional(),
});

const natGateway = z.strictObject({
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

const computeCluster = z.strictObject({
  name: text("Name of the cluster.", "cpu").exactOptional(),
  vmSize: vmSize("VM size of the nodes.", "Standard_F8s_v2").exactOptional(),
  vmPriority: field(
    z.enum(["Dedicated", "LowPriority"]),
    "Priority of the nodes; Azure may reclaim low-priority nodes.",
    {
      allowed: "Dedicated or LowPriority",
      example: "Dedicated",
    },
  ).exactOptional(),
  minNodeCount: field(z.int().min(0), "Minimum number of nodes.", {
    allowed: "a whole number from 0",
    example: "0",
  }).exactOptional(),
  maxNodeCount: field(z.int().min(1), "Maximum number of nodes.", {
    allowed: "a whole number from 1",
    example: "4",
  }).exactOptional(),
  nodeIdleTimeBeforeScaleDown: isoDuration("Idle time after which a node is removed.", "PT2M").exactOptional(),
});

const computeInstance = z.strictObject({
  name: text(
    "Name of the instance, unique in the region. One instance may omit it and gets a derived name.",
    "ci-dev-anna",
  ).exactOptional(),
  assignedUserObjectId: guid("Object id of the user of the instance."),
  vmSize: vmSize("VM size of the machine.", "Standard_F8s_v2").exactOptional(),
  idleTimeBeforeShutdown: isoDuration("Idle time after which it shuts down.", "PT60M").exactOptional(),
});

const datastore = z.strictObject({
  name: text("Name of the datastore, unique in the workspace, as in azureml://datastores/NAME/paths/.", "orders"),
  containerName: text("Existing blob container in the workspace's storage account.", "orders"),
  description: text("Description of the data.", "Orders by day").exactOptional(),
});

const storageRecovery = z.strictObject({
  softDeleteDays: days("Retention of deleted blobs and containers, in days.", 1, 365),
  versioning: flag("Blob versioning.", "true").exactOptional(),
  pointInTimeRestoreDays: days(
    "Point-in-time restore of all blobs, in days: fewer than softDeleteDays, and with versioning.",
    1,
    364,
  ).exactOptional(),
});

const registry = z.strictObject({
  managedResourceEndpoints: flag(
    "Private endpoints of the registry's managed storage account and container registry, to publish or download assets from the network.",
    "true",
  ).exactOptional(),
  managedResourceDiagnostics: flag("Diagnostic settings of these two.", "true").exactOptional(),
});

const presets = Object.keys(FQDN_PRESETS) as [FqdnPreset, ...FqdnPreset[]];

/** One environment of the configuration. */
export const environmentSchema = z.strictObject({
  subscription: field(
    z.string().min(1),
    "Subscription of the environment, by its name in subscriptions. Default: the Terraform variable subscription_id.",
    { allowed: "a name in subscriptions", example: "ml-dev" },
  ).exactOptional(),
  addressSpace: cidr("Address space of the environment's virtual network.", "10.1.0.0/16"),
  privateEndpointSubnet: cidr("Subnet of the private endpoints.", "10.1.1.0/24"),
  bastion: field(bastion, "Azure Bastion, the only access from outside.", {
    allowed: "an object with the subnet",
    example: '{ "subnet": "10.1.2.0/26" }',
  }).exactOptional(),
  jumpbox: field(jumpbox, "Windows virtual machine, reached through Bastion.", {
    allowed: "an object with the subnet",
    example: '{ "subnet": "10.1.3.0/24" }',
  }).exactOptional(),
  endpointSubnetSecurityGroup: flag(
    "Network security group of the private endpoints' subnet, which allows HTTPS and SMB from the virtual network.",
    "false",
  ).default(false),
  natGateway: field(
    z.union([z.boolean(), natGateway]),
    "NAT gateway, which gives the jumpbox a fixed outbound address, or those of an existing prefix; billed.",
    { allowed: "true, false, or an object with publicIpPrefixId", example: "true" },
  ).default(false),
  useExistingDnsLinks: flag(
    "Whether the links from the zones to the network exist already, such as those of a landing zone's policy.",
    "false",
  ).default(false),
  production: flag(
    "Whether this is a production environment, whose data must not be lost. Default: by its name, false for dev, test, staging and similar names, otherwise true.",
    "false",
  ).exactOptional(),
  autoPurge: flag(
    "Whether destroying also purges, so that names are available at once; rejected in production. Default: not in production.",
    "true",
  ).exactOptional(),
  keyVaultPurgeProtection: flag("Purge protection of the Key Vault. Default: in production.", "true").exactOptional(),
  keyVaultSoftDeleteRetentionDays: days(
    "Soft-delete retention of the Key Vault, in days. Default: 90 in production, otherwise 7.",
    7,
    90,
  ).exactOptional(),
  storageRecovery: field(storageRecovery, "Recovery of deleted or overwritten blobs of the workspace.", {
    allowed: "an object with softDeleteDays",
    example: '{ "softDeleteDays": 30 }',
  }).exactOptional(),
  logRetentionInDays: days("Retention of logs, in days.", 30, 730).default(30),
  diagnosticSettings: flag("Diagnostic settings: logs and metrics to Log Analytics.", "true").default(true),
  waits: field(
    z.strictObject({
      rolePropagation: wait(
        "Between the workspace identity's roles and the resources that need them.",
        "90s",
      ).exactOptional(),
      workspaceNameRelease: wait(
        "Before a workspace is created: Azure blocks the name of a deleted one for minutes.",
        "150s",
      ).exactOptional(),
      computeRolePropagation: wait(
        "Between the compute identity's roles and the first compute.",
        "90s",
      ).exactOptional(),
      imageBuildCompute: wait(
        "Between the creation of the cluster and its use for image builds.",
        "180s",
      ).exactOptional(),
      registryConnection: wait("Between the approver role on a registry and the outbound rule.", "90s").exactOptional(),
    }),
    "Delays until a role assignment or a deletion takes effect in Azure.",
    { allowed: "an object of durations", example: '{ "rolePropagation": "90s" }' },
  ).default({}),
  computeCluster: field(z.union([computeCluster, z.literal(false)]), "Compute cluster for jobs and image builds.", {
    allowed: "an object, or false",
    example: '{ "maxNodeCount": 4 }',
  }).default({}),
  computeInstances: field(z.array(computeInstance), "Compute instances.", {
    allowed: "a list of objects with assignedUserObjectId",
    example: "[]",
  }).default([]),
  datastores: field(z.array(datastore), "Datastores: names for data, without keys and secrets.", {
    allowed: "a list of objects with name and containerName",
    example: '[{ "name": "orders", "containerName": "orders" }]',
  }).default([]),
  fqdnPresets: field(
    z.array(z.enum(presets)),
    "Outbound FQDN rules of the managed network, by preset; any of them adds a billed firewall.",
    { allowed: `a list of ${presets.join(", ")}`, example: "[]" },
  ).default([]),
  fqdnRules: field(
    z.array(z.string().regex(/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i)),
    "Other public hosts that the managed network can reach; any of them adds a billed firewall.",
    { allowed: "a list of host names without scheme, port and path", example: '["pypi.example.com"]' },
  ).default([]),
  firewallSku: field(z.enum(["Basic", "Standard"]), "SKU of that firewall.", {
    allowed: "Basic or Standard",
    example: "Basic",
  }).exactOptional(),
  registry: field(z.union([z.boolean(), registry]), "Azure ML registry of the environment.", {
    allowed: "true, false, or an object",
    example: '{ "managedResourceEndpoints": true }',
  }).default(true),
  connectTo: field(z.array(z.string()), "Environments whose registries the workspace may use.", {
    allowed: "a list of environments that come before this one",
    example: '["dev"]',
  }).default([]),
  registrySharing: flag(
    "Opens the workspace's storage account to the registry, which sharing assets to it needs; weakens 'private only'.",
    "false",
  ).default(false),
});
