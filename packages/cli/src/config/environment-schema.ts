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
    allowed: 'one number with ms, s, m or h; "0s" leaves the wait out',
    example,
  });
const text = (description: string, example: string) =>
  field(z.string().min(1), description, { allowed: "a text", example });

const bastion = z.strictObject({
  subnet: cidr("AzureBastionSubnet, /26 or larger.", "10.1.2.0/26"),
  sku: field(z.enum(["Basic", "Standard", "Premium"]), "Tier of the host.", {
    allowed: "Basic, Standard or Premium",
    example: "Standard",
  }).exactOptional(),
  scaleUnits: field(z.int().min(2).max(50), "Instances of the host.", {
    allowed: "2 to 50",
    example: "2",
  }).exactOptional(),
  fileCopyEnabled: flag("Files up and down in the session; needs Standard.", "false").exactOptional(),
  tunnelingEnabled: flag("Native RDP and SSH clients; needs Standard.", "false").exactOptional(),
  copyPasteEnabled: flag("Copy and paste in the session.", "true").exactOptional(),
});

const jumpbox = z.strictObject({
  subnet: cidr("Subnet of the machine.", "10.1.3.0/24"),
  size: text("Size of the machine.", "Standard_D8s_v5").exactOptional(),
  entraSignIn: flag("Sign-in with Entra accounts.", "false").exactOptional(),
  encryptionAtHost: flag("Encryption of disks and caches on the host.", "false").exactOptional(),
  autoShutdown: field(
    z.strictObject({
      time: field(z.string().regex(/^([01]\d|2[0-3])[0-5]\d$/), "Time of day.", { allowed: "HHmm", example: "1930" }),
      timezone: text("Time zone in Windows' spelling.", "Eastern Standard Time"),
      notificationEmail: field(z.email(), "Who is told beforehand.", {
        allowed: "an e-mail address",
        example: "ops@example.com",
      }).exactOptional(),
    }),
    "Switches the machine off every day.",
    { allowed: "an object with time and timezone", example: '{ "time": "1930", "timezone": "UTC" }' },
  ).exactOptional(),
});

const computeCluster = z.strictObject({
  name: text("Name of the cluster.", "cpu").exactOptional(),
  vmSize: text("Size of the nodes.", "Standard_F8s_v2").exactOptional(),
  vmPriority: field(z.enum(["Dedicated", "LowPriority"]), "Price and certainty of the nodes.", {
    allowed: "Dedicated or LowPriority",
    example: "Dedicated",
  }).exactOptional(),
  minNodeCount: field(z.int().min(0), "Nodes that stay.", {
    allowed: "a whole number from 0",
    example: "0",
  }).exactOptional(),
  maxNodeCount: field(z.int().min(1), "Nodes at most.", {
    allowed: "a whole number from 1",
    example: "4",
  }).exactOptional(),
  nodeIdleTimeBeforeScaleDown: isoDuration("How long a node may idle.", "PT2M").exactOptional(),
});

const computeInstance = z.strictObject({
  name: text("Name of the instance, unique in the region; one instance may do without.", "ci-dev-anna").exactOptional(),
  assignedUserObjectId: guid("Object id of the person it is for."),
  vmSize: text("Size of the machine.", "Standard_F8s_v2").exactOptional(),
  idleTimeBeforeShutdown: isoDuration("How long it may idle.", "PT60M").exactOptional(),
});

const storageRecovery = z.strictObject({
  softDeleteDays: days("Days that deleted blobs and containers can be brought back.", 1, 365),
  versioning: flag("Whether each change of a blob keeps the version before it.", "true").exactOptional(),
  pointInTimeRestoreDays: days(
    "Days back to which all blobs can be restored: fewer than softDeleteDays, and with versioning.",
    1,
    364,
  ).exactOptional(),
});

const registry = z.strictObject({
  managedResourceEndpoints: flag(
    "Endpoints to the storage and the container registry behind it, for those who publish or download assets from the network.",
    "true",
  ).exactOptional(),
  managedResourceDiagnostics: flag("Whether these two send their logs and metrics too.", "true").exactOptional(),
});

const presets = Object.keys(FQDN_PRESETS) as [FqdnPreset, ...FqdnPreset[]];

/** One environment of the configuration. */
export const environmentSchema = z.strictObject({
  addressSpace: cidr("Address space of the environment's virtual network.", "10.1.0.0/16"),
  privateEndpointSubnet: cidr("Subnet of the private endpoints.", "10.1.1.0/24"),
  bastion: field(bastion, "Bastion, the only way in from outside.", {
    allowed: "an object with the subnet",
    example: '{ "subnet": "10.1.2.0/26" }',
  }).exactOptional(),
  jumpbox: field(jumpbox, "A Windows machine to work from, reached by Bastion.", {
    allowed: "an object with the subnet",
    example: '{ "subnet": "10.1.3.0/24" }',
  }).exactOptional(),
  endpointSubnetSecurityGroup: flag(
    "A security group for the private endpoints, which lets HTTPS and SMB of the network in.",
    "false",
  ).default(false),
  natGateway: flag("A NAT gateway, so that the jumpbox has one known address on its way out; billed.", "false").default(
    false,
  ),
  useExistingDnsLinks: flag(
    "Whether somebody else links the network to the zones, a policy of the landing zone for one.",
    "false",
  ).default(false),
  production: flag(
    "Whether the environment holds what must not be lost. Default: by its name, false for dev, test, staging and their like, otherwise true.",
    "false",
  ).exactOptional(),
  autoPurge: flag(
    "Whether destroying also purges, so that names are free at once; refused in production. Default: not in production.",
    "true",
  ).exactOptional(),
  keyVaultPurgeProtection: flag(
    "Whether a deleted vault stays until its retention ends. Default: in production.",
    "true",
  ).exactOptional(),
  keyVaultSoftDeleteRetentionDays: days(
    "Days that a deleted vault can be brought back. Default: 90 in production, otherwise 7.",
    7,
    90,
  ).exactOptional(),
  storageRecovery: field(storageRecovery, "How blobs of the workspace are kept after a mistake.", {
    allowed: "an object with softDeleteDays",
    example: '{ "softDeleteDays": 30 }',
  }).exactOptional(),
  logRetentionInDays: days("Days that logs are kept.", 30, 730).default(30),
  diagnosticSettings: flag("Whether resources send their logs and metrics to Log Analytics.", "true").default(true),
  waits: field(
    z.strictObject({
      rolePropagation: wait("Between the workspace identity's roles and what needs them.", "90s").exactOptional(),
      workspaceNameRelease: wait(
        "Before a workspace is created: Azure blocks the name of a deleted one for minutes.",
        "150s",
      ).exactOptional(),
      computeRolePropagation: wait(
        "Between the compute identity's roles and the first compute.",
        "90s",
      ).exactOptional(),
      imageBuildCompute: wait("Between the cluster and its use for image builds.", "180s").exactOptional(),
      registryConnection: wait("Between the approver role on a registry and the outbound rule.", "90s").exactOptional(),
    }),
    "How long to wait for Azure to honour what it has accepted.",
    { allowed: "an object of durations", example: '{ "rolePropagation": "90s" }' },
  ).default({}),
  computeCluster: field(z.union([computeCluster, z.literal(false)]), "The cluster for jobs and image builds.", {
    allowed: "an object, or false",
    example: '{ "maxNodeCount": 4 }',
  }).default({}),
  computeInstances: field(z.array(computeInstance), "Machines for persons.", {
    allowed: "a list of objects with assignedUserObjectId",
    example: "[]",
  }).default([]),
  fqdnPresets: field(
    z.array(z.enum(presets)),
    "Public hosts that the managed network reaches; the first one brings a billed firewall.",
    { allowed: `a list of ${presets.join(", ")}`, example: "[]" },
  ).default([]),
  firewallSku: field(z.enum(["Basic", "Standard"]), "Tier of that firewall.", {
    allowed: "Basic or Standard",
    example: "Basic",
  }).exactOptional(),
  registry: field(z.union([z.boolean(), registry]), "Whether the environment has a registry of its own, and which.", {
    allowed: "true, false, or an object",
    example: '{ "managedResourceEndpoints": true }',
  }).default(true),
  connectTo: field(z.array(z.string()), "Environments before this one whose registries its workspace may use.", {
    allowed: "a list of environments that come before this one",
    example: '["dev"]',
  }).default([]),
  registrySharing: flag(
    "Opens the storage account for the environment's registry, so that assets can be shared to it; weakens 'private only'.",
    "false",
  ).default(false),
});
