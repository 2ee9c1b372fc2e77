import { isGuid, isPublicAddressRange } from "@org/aml-core/internal";
import { ArmId } from "@org/azure-catalog";
import { REGISTRY_NAMES, WORKSPACE_NAMES } from "@org/aml-naming";
import { SHARED_RESOURCES } from "@org/aml-platform";
import * as z from "zod";
import { backend } from "./backend-schema.js";
import { dataStore, datastore, storageRecovery } from "./data-schema.js";
import {
  armId,
  armIdHelp,
  armIdText,
  blocks,
  cidr,
  days,
  flag,
  hostName,
  presets,
  REGION,
  region,
  subnetId,
  text,
  virtualNetworkId,
  vmSize,
} from "./common-fields.js";
import { customerNetworkFields } from "./customer-network-schema.js";
import { field, item } from "./field.js";
import { budgetFields, contactEmails, environmentGovernance } from "./governance-schema.js";
import { memberNames, namesSchema } from "./naming-schema.js";
import { bastion, jumpbox, natGateway, networkAccessFields } from "./network-schema.js";

const ENCRYPTED = ["workspace", "storage", "containerRegistry", "data", "jumpbox"] as const;
const identityValue = (description: string, property: "principalId" | "clientId") =>
  field(z.guid(), description, {
    allowed: "a GUID",
    example: "00000000-0000-4000-8000-00000000000a",
    fix: `find it with az identity show --ids ID --query ${property}`,
  });
/** An Entra object id. */
export const objectId = (description: string, kind: "user" | "user, group or service principal") =>
  field(
    z.guid().refine((id) => !/^[0-]+$/.test(id)),
    description,
    {
      allowed: `the object id of a ${kind}, a GUID that isn't all zeros`,
      example: "00000000-0000-4000-8000-00000000000a",
      fix: `find it with az ad user show --id NAME@DOMAIN --query id${kind === "user" ? "" : ", az ad group show --group NAME --query id, or az ad sp show --id APPLICATION_ID --query id"}`,
    },
  );
const isoDuration = (description: string, example: string) =>
  field(z.iso.duration(), description, { allowed: "an ISO 8601 duration", example });
const wait = (description: string, example: string) =>
  field(z.string().regex(/^\d+(\.\d+)?(ms|s|m|h)$/), description, {
    allowed: 'a number with the unit ms, s, m or h, such as "90s"; "0s" removes the delay',
    example,
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

const furtherCluster = computeCluster.extend({
  name: text("Name of the cluster, unique in the environment.", "gpu"),
});

const computeInstance = z.strictObject({
  name: text(
    "Name of the instance, unique in the region. One instance may omit it and gets a derived name.",
    "ci-dev-anna",
  ).exactOptional(),
  assignedUserObjectId: objectId("Object id of the user of the instance.", "user"),
  vmSize: vmSize("VM size of the machine.", "Standard_F8s_v2").exactOptional(),
  idleTimeBeforeShutdown: isoDuration("Idle time after which it shuts down.", "PT60M").exactOptional(),
});

const identity = z.strictObject({
  id: armId(
    "ARM id of the identity.",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "rg-identities/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-ml-dev",
  ),
  principalId: identityValue("Object id of its service principal.", "principalId"),
  clientId: identityValue("Client id (application id) of its service principal.", "clientId"),
});

const existingRegistry = z.strictObject({
  registryId: armId(
    "ARM id of the registry, in any subscription.",
    "Microsoft.MachineLearningServices/registries",
    "rg-ml/providers/Microsoft.MachineLearningServices/registries/mlr-central",
  ),
  ruleName: field(z.string().regex(/^[A-Za-z0-9_-]{3,33}$/), "Name of the outbound rule, unique in the environment.", {
    allowed: "3 to 33 letters, digits, underscores and dashes",
    example: "AllowCentralRegistry",
  }),
});

const privateEndpointRule = z.strictObject({
  name: field(z.string().regex(/^[A-Za-z0-9_-]{3,33}$/), "Name of the rule, unique in the environment.", {
    allowed: "3 to 33 letters, digits, underscores and dashes",
    example: "AllowSalesDatabase",
  }),
  resourceId: field(
    z.string().refine((text) => {
      const id = ArmId.tryParse(text);
      return id !== undefined && isGuid(id.subscriptionId ?? "") && id.resourceType.split("/").length > 1;
    }),
    "ARM id of the resource to reach, in any subscription.",
    {
      allowed: "the ARM id of a resource",
      example:
        "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-sales/providers/Microsoft.Sql/servers/sql-sales",
    },
  ),
  subresourceTarget: text("Its sub-resource, in Azure's spelling.", "sqlServer"),
  fqdns: field(z.array(hostName), "Host names of the endpoint, for an Application Gateway.", {
    allowed: "a list of host names without scheme, port and path",
    example: '["sales.example.com"]',
  }).exactOptional(),
  grantRoles: flag(
    "Whether the workspace's identity gets the roles that let Azure approve the endpoint. Otherwise the resource's owner approves it.",
    "true",
  ).exactOptional(),
  sparkEnabled: flag("Whether serverless Spark can use the endpoint.", "false").exactOptional(),
});

const existingNetwork = z.strictObject({
  virtualNetworkId: virtualNetworkId("ARM id of the network, in the environment's subscription and region."),
  privateEndpointSubnetId: subnetId(
    "ARM id of its subnet for private endpoints, /28 or larger.",
    "snet-private-endpoints",
  ),
  addressSpace: blocks("Its address space, to detect overlaps.", '["10.1.0.0/16"]').exactOptional(),
});

const peering = z.strictObject({
  virtualNetworkId: virtualNetworkId("ARM id of the other network, in any subscription."),
  name: field(
    z.string().regex(/^[a-z][a-z0-9-]{0,19}$/),
    "Short name of the other network, part of the peerings' names.",
    {
      allowed: "1 to 20 lower-case letters, digits and dashes, a letter first",
      example: "hub",
    },
  ),
  addressSpace: blocks("Its address space, to detect overlaps.", '["10.0.0.0/16"]').exactOptional(),
  allowForwardedTraffic: flag(
    "Whether to accept traffic that the other network forwards, for example from its firewall.",
    "true",
  ).exactOptional(),
  useRemoteGateways: flag(
    "Whether the environment uses the other network's gateway, for example to reach networks on premises.",
    "true",
  ).exactOptional(),
  createReversePeering: flag(
    "Whether to create the other network's half of the peering as well. Otherwise its owner creates it.",
    "false",
  ).exactOptional(),
});

const registry = z.strictObject({
  managedResourceEndpoints: flag(
    "Private endpoints of the registry's managed storage account and container registry, to publish or download assets from the network.",
    "true",
  ).exactOptional(),
  managedResourceDiagnostics: flag(
    "Diagnostic settings of the registry's managed storage account and container registry.",
    "true",
  ).exactOptional(),
  location: region("Azure region of the registry. Default: that of the environment.").exactOptional(),
  additionalLocations: field(
    z.array(item(z.string().regex(/^[a-z0-9]+$/), REGION)),
    "Additional regions to which its assets are replicated, each with its own storage account and container registry.",
    { allowed: "a list of Azure regions", example: '["northeurope"]' },
  ).exactOptional(),
});

const customerManagedKey = z.strictObject({
  keyVaultId: armId(
    "Vault of an existing key, with purge protection, that lets trusted Azure services in. Default: a new vault.",
    "Microsoft.KeyVault/vaults",
    "rg-security/providers/Microsoft.KeyVault/vaults/kv-keys",
  ).exactOptional(),
  keyIdentifier: field(
    z.string().regex(/^https:\/\/[\dA-Za-z-]+\.vault\.[a-z.]+\/keys\/[\dA-Za-z-]{1,127}\/[\da-f]{32}$/),
    "Version of an existing key in the vault keyVaultId. Default: a new key.",
    {
      allowed: "the identifier of a key version",
      example: "https://kv-keys.vault.azure.net/keys/ml/0123456789abcdef0123456789abcdef",
      fix: "find it with az keyvault key show --vault-name VAULT --name KEY --query key.kid",
    },
  ).exactOptional(),
  grantRole: flag(
    "Whether the identity gets Key Vault Crypto Service Encryption User on the existing vault; otherwise its owner grants it.",
    "true",
  ).exactOptional(),
  encrypts: field(
    z.array(item(z.enum(ENCRYPTED), { allowed: ENCRYPTED.join(", "), example: ENCRYPTED[0], known: ENCRYPTED })).min(1),
    "What the key encrypts. Default: all of it that the environment creates.",
    { allowed: `a list of ${ENCRYPTED.join(", ")}`, example: '["workspace", "storage"]' },
  ).exactOptional(),
  serviceSideEncryption: flag(
    "Whether the workspace's metadata stays in Microsoft's subscription. false creates Cosmos DB, AI Search and a storage account in yours.",
    "true",
  ).exactOptional(),
});

/** Help on the name of an environment. */
export const ENVIRONMENT = { allowed: "the name of an environment", example: "dev" };
/** Name of an environment, or of an additional workspace or registry. */
export const SHORT_NAME = /^[a-z][a-z0-9]{1,11}$/;
const MEMBER = "2 to 12 lower-case letters and digits, a letter first";

/** Tags, with the limits that all resources have. */
export const tags = (description: string) =>
  field(z.record(z.string(), item(z.string(), { allowed: "a text", example: "aml" })), description, {
    allowed: "an object of strings, at most 12",
    example: '{ "project": "aml" }',
  }).default({});

const ACTION_GROUPS = "Microsoft.Insights/actionGroups";
const actionGroupIds = field(
  z.array(
    item(armIdText(ACTION_GROUPS), {
      ...armIdHelp(ACTION_GROUPS, `rg-ops/providers/${ACTION_GROUPS}/ag-ops`),
      fix: "find it with az monitor action-group show --resource-group GROUP --name NAME --query id",
    }),
  ),
  "Existing action groups to notify, in any subscription; they or contactEmails are required.",
  { allowed: "a list of ARM ids of action groups", example: "[]" },
).exactOptional();
const budget = z.strictObject({
  ...budgetFields,
  actionGroupIds,
  contactEmails: contactEmails("E-mail addresses to notify.").exactOptional(),
});

const existingIdentity = (of: string) =>
  field(identity, `Existing user-assigned identity of ${of}. Default: a new one.`, {
    allowed: "an object with id, principalId and clientId",
    example: '{ "id": "…", "principalId": "…", "clientId": "…" }',
  }).exactOptional();

/** Fields of a workspace, whether it is the environment's own or an additional one. */
const workspaceFields = {
  keyVaultPurgeProtection: flag(
    "Purge protection of the Key Vault. Default: true in production.",
    "true",
  ).exactOptional(),
  keyVaultSoftDeleteRetentionDays: days(
    "Soft-delete retention of the Key Vault, in days. Default: 90 in production, otherwise 7.",
    7,
    90,
  ).exactOptional(),
  storageRecovery: field(storageRecovery, "Recovery of deleted or overwritten blobs of the workspace.", {
    allowed: "an object with softDeleteDays",
    example: '{ "softDeleteDays": 30 }',
  }).exactOptional(),
  keyVaultId: armId(
    "Existing Key Vault of the workspace, with its own private endpoint. Default: a new one.",
    "Microsoft.KeyVault/vaults",
    "rg-security/providers/Microsoft.KeyVault/vaults/kv-ml",
  ).exactOptional(),
  storageAccountId: armId(
    "Existing storage account of the workspace, with its own private endpoints. Default: a new one.",
    "Microsoft.Storage/storageAccounts",
    "rg-data/providers/Microsoft.Storage/storageAccounts/stml",
  ).exactOptional(),
  containerRegistryId: armId(
    "Existing container registry of the workspace, Premium, with its own private endpoint. Default: a new one.",
    "Microsoft.ContainerRegistry/registries",
    "rg-images/providers/Microsoft.ContainerRegistry/registries/crml",
  ).exactOptional(),
  computeCluster: field(z.union([computeCluster, z.literal(false)]), "Compute cluster for jobs and image builds.", {
    allowed: "an object, or false",
    example: '{ "maxNodeCount": 4 }',
  }).default({}),
  computeClusters: field(
    z.array(furtherCluster),
    "Additional compute clusters, for example with GPUs or low priority.",
    {
      allowed: "a list of objects with name",
      example: '[{ "name": "gpu", "vmSize": "Standard_NC24ads_A100_v4" }]',
    },
  ).default([]),
  computeInstances: field(z.array(computeInstance), "Compute instances.", {
    allowed: "a list of objects with assignedUserObjectId",
    example: "[]",
  }).default([]),
  datastores: field(
    z.array(datastore),
    "Datastores: names for data in the workspace's own storage account or in data stores, with the roles and outbound rules that they need.",
    {
      allowed: "a list of objects with name",
      example: '[{ "name": "orders", "store": "lake", "filesystem": "orders" }]',
    },
  ).default([]),
  batchEndpoints: flag(
    "Whether the managed network reaches the queues and tables of the workspace's storage account, which batch endpoints and parallel jobs need.",
    "false",
  ).default(false),
  modelMonitoring: flag(
    "Whether model monitoring reads the workspace's storage account. It runs on serverless Spark, so its inputs in other stores need sparkEnabled in their datastores.",
    "false",
  ).default(false),
  createComputes: flag(
    "Whether clusters and instances are created. false for a first apply, if others have to approve private endpoints by hand before computes can be created.",
    "true",
  ).default(true),
  fqdnPresets: field(
    z.array(item(z.enum(presets), { allowed: presets.join(", "), example: presets[0], known: presets })),
    "Outbound FQDN rules of the managed network, by preset; any of them adds a billed firewall.",
    { allowed: `a list of ${presets.join(", ")}`, example: '["python"]' },
  ).default([]),
  fqdnRules: field(
    z.array(hostName),
    "Other public hosts that the managed network can reach; any of them adds a billed firewall.",
    { allowed: "a list of host names without scheme, port and path", example: '["pypi.example.com"]' },
  ).default([]),
  privateEndpointRules: field(
    z.array(privateEndpointRule),
    "Resources that the managed network reaches through private endpoints, such as databases.",
    { allowed: "a list of objects with name, resourceId and subresourceTarget", example: "[]" },
  ).default([]),
  firewallSku: field(z.enum(["Basic", "Standard"]), "SKU of the firewall that Azure adds with the first FQDN rule.", {
    allowed: "Basic or Standard",
    example: "Basic",
  }).exactOptional(),
  publicAccessIpAllowlist: field(
    z
      .array(
        item(
          z.string().refine((range) => isPublicAddressRange(range)),
          {
            allowed: "a public IPv4 address, or a block in CIDR notation, /1 to /32",
            example: "203.0.113.7",
          },
        ),
      )
      .min(1),
    "Public addresses from which the workspace is reached over the internet, which weakens 'private only'; rejected in production. Uses a preview api-version. Default: none, the workspace has no public endpoint.",
    { allowed: "a list of at least one address", example: '["203.0.113.7"]' },
  ).exactOptional(),
  connectTo: field(
    z.array(item(z.string(), { allowed: "the name of an environment, or ENVIRONMENT/REGISTRY", example: "dev" })),
    "Environments whose registries the workspace may use: dev for dev's own registry, dev/models for its additional registry models.",
    { allowed: "a list of environments that come before this one", example: '["dev"]' },
  ).default([]),
  existingRegistries: field(
    z.array(existingRegistry),
    "Existing registries that the workspace may use, in addition to those in connectTo.",
    { allowed: "a list of objects with registryId and ruleName", example: "[]" },
  ).default([]),
  workspaceIdentity: existingIdentity("the workspace"),
  computeIdentity: existingIdentity("the computes"),
  registrySharing: flag(
    "Whether the registry can access the workspace's storage account, which sharing assets to it requires; weakens 'private only'.",
    "false",
  ).default(false),
  budget: field(
    budget,
    "Monthly budget of the workspace's resource group: computes, and the resources that the workspace depends on. It only notifies.",
    {
      allowed: "an object with monthlyAmount, startDate, and actionGroupIds or contactEmails",
      example: '{ "monthlyAmount": 300, "startDate": "2027-01-01", "contactEmails": ["ops@example.com"] }',
    },
  ).exactOptional(),
};

const additionalWorkspace = z.strictObject({
  names: memberNames(WORKSPACE_NAMES, "Names of the workspace's resources.").exactOptional(),
  shares: field(
    z.array(
      item(z.enum(SHARED_RESOURCES), {
        allowed: SHARED_RESOURCES.join(", "),
        example: "containerRegistry",
        known: SHARED_RESOURCES,
      }),
    ),
    "Dependent resources of the environment's own workspace that it uses as well. Roles on a shared resource apply to what all of its workspaces store there. Default: none, it has its own.",
    { allowed: `a list of ${SHARED_RESOURCES.join(", ")}`, example: '["containerRegistry"]' },
  ).default([]),
  ...workspaceFields,
});

/** One environment of the configuration. */
export const environmentSchema = z.strictObject({
  subscription: field(
    z.string().min(1),
    "Subscription of the environment, by its name in subscriptions. Default: the Terraform variable subscription_id.",
    { allowed: "a name in subscriptions", example: "ml-dev" },
  ).exactOptional(),
  location: region("Azure region of the environment. Default: that of the platform.").exactOptional(),
  locationCode: field(
    z.string().regex(/^[a-z][a-z0-9]{0,7}$/),
    "Short code of the environment's region in names. Default: the region's geo code.",
    { allowed: "1 to 8 lower-case letters and digits, a letter first", example: "we" },
  ).exactOptional(),
  backend: backend("Terraform backend of the environment's state. Default: that of the platform.").exactOptional(),
  names: namesSchema.exactOptional(),
  tags: tags(
    "Tags of the environment's resources, in addition to those of the platform, over which they take precedence.",
  ),
  addressSpace: field(
    z.union([z.cidrv4(), z.array(z.cidrv4()).min(1)]),
    "Address space of the environment's virtual network; required unless there is an existingNetwork.",
    { allowed: "an IPv4 CIDR block, or a list of them", example: "10.1.0.0/16" },
  ).exactOptional(),
  allowPublicAddressSpace: flag(
    "Whether the address space may have public addresses; weakens isolation if others own them.",
    "true",
  ).exactOptional(),
  privateEndpointSubnet: cidr(
    "Subnet of the private endpoints; required unless there is an existingNetwork.",
    "10.1.1.0/24",
  ).exactOptional(),
  existingNetwork: field(existingNetwork, "Existing virtual network, instead of a new one.", {
    allowed: "an object with virtualNetworkId and privateEndpointSubnetId",
    example: '{ "virtualNetworkId": "…", "privateEndpointSubnetId": "…" }',
  }).exactOptional(),
  dnsServers: field(
    z.array(item(z.ipv4(), { allowed: "an IPv4 address", example: "10.0.0.4" })),
    "DNS servers of the network, such as those of a hub. They have to forward the private zones to 168.63.129.16. Default: Azure's.",
    { allowed: "a list of IPv4 addresses", example: '["10.0.0.4"]' },
  ).exactOptional(),
  nextHopIpAddress: field(
    z.ipv4(),
    "Address of a firewall, such as that of a hub, to which the jumpbox sends all traffic that leaves the network. Default: Azure's routes.",
    { allowed: "an IPv4 address", example: "10.0.1.4" },
  ).exactOptional(),
  ...networkAccessFields,
  ...customerNetworkFields,
  peerings: field(z.array(peering), "Networks to peer with, such as a hub.", {
    allowed: "a list of objects with virtualNetworkId and name",
    example: "[]",
  }).default([]),
  bastion: field(z.union([bastion, z.literal(false)]), "Azure Bastion, the only access from outside.", {
    allowed: "an object with the subnet, or false",
    example: '{ "subnet": "10.1.2.0/26" }',
  }).exactOptional(),
  jumpbox: field(z.union([jumpbox, z.literal(false)]), "Windows virtual machine that users reach through Bastion.", {
    allowed: "an object with the subnet, or false",
    example: '{ "subnet": "10.1.3.0/24" }',
  }).exactOptional(),
  endpointSubnetSecurityGroup: flag(
    "Network security group of the private endpoints' subnet, which allows HTTPS, SMB and SQL from the virtual network.",
    "false",
  ).default(false),
  natGateway: field(
    z.union([z.boolean(), natGateway]),
    "NAT gateway for the jumpbox's outbound traffic, with a new public IP address or those of an existing prefix; billed by the hour and by traffic.",
    { allowed: "true, false, or an object with publicIpPrefixId", example: "true" },
  ).default(false),
  useExistingDnsLinks: flag(
    "Whether the links from the zones to the network exist already, such as those of a landing zone's policy.",
    "false",
  ).default(false),
  production: flag(
    "Whether this is a production environment, whose data must not be lost; required if the name of the environment doesn't say so. Default: true for names such as prod, prd or live, false for names such as dev, test or staging.",
    "false",
  ).exactOptional(),
  autoPurge: flag(
    "Whether a destroy also purges workspace, Key Vault and Log Analytics, so that their names are available at once; rejected in production. Default: true outside production.",
    "true",
  ).exactOptional(),
  ...workspaceFields,
  data: field(
    z.array(dataStore),
    "Data stores of the environment, which datastores name: data lakes, blobs and SQL databases, new or existing.",
    {
      allowed: "a list of objects with name and type",
      example: '[{ "name": "lake", "type": "DataLake", "filesystems": ["raw"] }]',
    },
  ).default([]),
  logAnalyticsWorkspaceId: armId(
    "Existing Log Analytics workspace for all logs and metrics, such as a central one. Default: a new one.",
    "Microsoft.OperationalInsights/workspaces",
    "rg-logs/providers/Microsoft.OperationalInsights/workspaces/log-central",
  ).exactOptional(),
  logRetentionInDays: days(
    "Retention of logs in a new Log Analytics workspace, in days. Default: 30.",
    30,
    730,
  ).exactOptional(),
  customerManagedKey: field(
    z.union([z.boolean(), customerManagedKey]),
    "Your own key for data at rest; for the workspace and the container registry only when they are created. true creates a key in a vault of its own.",
    { allowed: "true, false, or an object", example: "true" },
  ).default(false),
  governance: field(
    environmentGovernance(actionGroupIds),
    "Alerts, workbook, budgets and policies of the environment.",
    { allowed: "an object", example: '{ "contactEmails": ["ops@example.com"], "alerts": true }' },
  ).exactOptional(),
  diagnosticSettings: flag("Whether resources send their logs and metrics to Log Analytics.", "true").default(true),
  waits: field(
    z.strictObject({
      rolePropagation: wait(
        "Between the workspace identity's roles and the resources that need them.",
        "90s",
      ).exactOptional(),
      workspaceNameRelease: wait(
        "Before a workspace is created, because Azure blocks the name of a deleted workspace for some minutes.",
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
  registry: field(z.union([z.boolean(), registry]), "Azure ML registry of the environment.", {
    allowed: "true, false, or an object with managedResourceEndpoints",
    example: "true",
  }).default(true),
  registries: field(
    z.record(
      z.string().regex(SHORT_NAME),
      registry.extend({ names: memberNames(REGISTRY_NAMES, "Names of the registry's resources.").exactOptional() }),
    ),
    "Additional registries by name. All workspaces of the environment use them; those of other environments name them in connectTo as ENVIRONMENT/NAME.",
    { allowed: `an object of registries by name: ${MEMBER}`, example: '{ "models": {} }' },
  ).default({}),
  workspaces: field(
    z.record(z.string().regex(SHORT_NAME), additionalWorkspace),
    "Additional workspaces by name, each with its own resource group, identities and roles, in the environment's network.",
    { allowed: `an object of workspaces by name: ${MEMBER}`, example: '{ "vision": { "computeCluster": false } }' },
  ).default({}),
});
