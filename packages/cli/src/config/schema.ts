import { ArmId, CENTRAL_ZONE_KEYS, PRIVATE_DNS_ZONES, type PrivateDnsZoneKey } from "@org/azure-catalog";
import * as z from "zod";
import { defaultPrefixes, type ResourcePrefixes } from "@org/aml-naming";
import { ROLE_TIERS as TIERS } from "@org/aml-rbac";
import { backend } from "./backend-schema.js";
import { ENVIRONMENT, environmentSchema, objectId, SHORT_NAME, tags } from "./environment-schema.js";
import { region, virtualNetworkId } from "./common-fields.js";
import { field, item } from "./field.js";
import { platformGovernance } from "./governance-schema.js";
import { hubSchema } from "./hub-schema.js";
import { nameOf, namingSchema } from "./naming-schema.js";

const ZONE_TYPE = "Microsoft.Network/privateDnsZones";
const ZONE_KEYS = Object.keys(PRIVATE_DNS_ZONES) as [PrivateDnsZoneKey, ...PrivateDnsZoneKey[]];
/** Zones that the private endpoints of every environment register in. */
export const REQUIRED_ZONES = CENTRAL_ZONE_KEYS.filter((key) => key !== "instances");

const ROLE_TIERS = [...TIERS] as [(typeof TIERS)[number], ...(typeof TIERS)[number][]];
const PREFIX_KINDS = Object.keys(defaultPrefixes("")) as (keyof ResourcePrefixes)[];

const person = z.strictObject({
  type: field(z.enum(["user", "group", "servicePrincipal"]), "What the object id belongs to.", {
    allowed: "user, group, or servicePrincipal for a pipeline",
    example: "group",
    known: ["user", "group", "servicePrincipal"],
  }),
  objectId: objectId(
    "Entra object id, the same in all of its environments; either this or objectIds.",
    "user, group or service principal",
  ).exactOptional(),
  objectIds: field(
    z.record(z.string(), objectId("Entra object id.", "user, group or service principal")),
    "Entra object ids by environment, for groups that differ between environments.",
    {
      allowed: "an object of GUIDs by environment",
      example: '{ "dev": "00000000-0000-4000-8000-00000000000a" }',
    },
  ).exactOptional(),
  name: field(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]*$/), "Name in the role matrix.", {
    allowed: "letters, digits, spaces, dots, dashes and underscores",
    example: "data scientists",
  }),
  environments: field(
    z.array(item(z.string(), ENVIRONMENT)),
    "Environments in which it gets roles, if it has one objectId.",
    {
      allowed: "a list of environments",
      example: '["dev"]',
    },
  ).exactOptional(),
  tier: field(
    z.enum(ROLE_TIERS),
    "Its roles. reader views the workspace, without data; dataScientist works with data, runs, models and endpoints; lead also manages secrets and batch endpoints; operator manages computes, without data; administrator manages workspace, registry and their dependent resources, without assigning roles; pipeline submits jobs and deploys models.",
    { allowed: ROLE_TIERS.join(", "), example: "dataScientist", known: ROLE_TIERS },
  ).default("dataScientist"),
  workspaces: field(
    z.array(item(z.string(), { allowed: "the name of a workspace", example: "default" })),
    "Workspaces of its environments in which it gets roles, by name; default is an environment's own workspace. Default: all of them.",
    { allowed: "a list of default and names in workspaces of its environments", example: '["default"]' },
  ).exactOptional(),
  eligible: field(
    z.union([
      z.boolean(),
      z.strictObject({
        durationDays: field(z.int().min(1).max(365), "Days until the eligibility ends.", {
          allowed: "a whole number of days from 1 to 365",
          example: "180",
        }),
      }),
    ]),
    "Whether it is only eligible for its roles: users activate them for some hours in Privileged Identity Management (Entra ID P2). Only for users and groups. true means for 365 days.",
    { allowed: "true, false, or an object with durationDays", example: "true" },
  ).default(false),
});

const dns = z.strictObject({
  backend: backend("Terraform backend of the zones' state. Default: that of the platform.").exactOptional(),
  resourceGroupName: nameOf(
    "resourceGroup",
    "Name of the zones' resource group. Default: by the naming convention.",
    "rg-dns",
  ).exactOptional(),
  subscription: field(
    z.string().min(1),
    "Subscription of the zones, by its name in subscriptions. Default: the Terraform variable subscription_id.",
    { allowed: "a name in subscriptions", example: "connectivity" },
  ).exactOptional(),
  cloud: field(z.enum(["public", "usgovernment", "china"]), "Azure cloud, which determines the names of the zones.", {
    allowed: "public, usgovernment or china",
    example: "public",
  }).default("public"),
  instances: field(
    z.union([z.enum(["central", "per-environment"]), z.literal(false)]),
    "How names of compute instances are resolved: by records in the shared zone (central), by a zone in each environment (per-environment), or by public DNS (false). If existingZones has no zone for instances, central is rejected and false is the default. Default: central.",
    { allowed: "central, per-environment or false", example: "central" },
  ).exactOptional(),
  existingZones: field(
    z.partialRecord(
      z.enum(ZONE_KEYS),
      item(
        z.string().refine((text) => ArmId.tryParse(text)?.hasType(ZONE_TYPE) === true),
        {
          allowed: `the ARM id of a resource of the type ${ZONE_TYPE}`,
          example: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-dns/providers/${ZONE_TYPE}/privatelink.api.azureml.ms`,
        },
      ),
    ),
    "Existing private DNS zones by key, such as those of a landing zone. If set, no zones are created.",
    {
      allowed: `an object of ARM ids by key: ${REQUIRED_ZONES.join(", ")} are required; instances and others of the catalog`,
      example: `{ "api": "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-dns/providers/${ZONE_TYPE}/privatelink.api.azureml.ms" }`,
    },
  ).exactOptional(),
  zoneGroupsManagedBy: field(
    z.enum(["terraform", "policy"]),
    "What creates the zone groups of private endpoints, which register their DNS records: Terraform, or an Azure Policy of the landing zone.",
    { allowed: "terraform or policy", example: "policy" },
  ).default("terraform"),
  linkedNetworks: field(
    z.array(
      z.strictObject({
        name: field(
          z.string().regex(/^[a-z][a-z0-9-]{0,19}$/),
          "Short name of the network, part of the links' names.",
          {
            allowed: "1 to 20 lower-case letters, digits and dashes, a letter first",
            example: "hub",
          },
        ),
        virtualNetworkId: virtualNetworkId("ARM id of the network, in any subscription."),
      }),
    ),
    "Existing networks that are linked to all zones, besides those of the environments: a hub of another team, from which people, agents or a DNS resolver use the private endpoints. The deployment principal needs the right to join them. Azure links a network to only one zone of a name.",
    {
      allowed: "a list of objects with name and virtualNetworkId",
      example:
        '[{ "name": "hub", "virtualNetworkId": "/subscriptions/…/resourceGroups/rg-hub/providers/Microsoft.Network/virtualNetworks/vnet-hub" }]',
    },
  ).default([]),
  preventDestroy: field(z.boolean(), "Whether Terraform refuses to destroy the zones.", {
    allowed: "true or false",
    example: "true",
  }).default(true),
});

/** Both have a Bastion host and a jumpbox, because the networks are not peered. */
const DEFAULT_ENVIRONMENTS = {
  dev: {
    addressSpace: "10.1.0.0/16",
    privateEndpointSubnet: "10.1.1.0/24",
    bastion: { subnet: "10.1.2.0/26" },
    jumpbox: { subnet: "10.1.3.0/24" },
  },
  prod: {
    addressSpace: "10.2.0.0/16",
    privateEndpointSubnet: "10.2.1.0/24",
    bastion: { subnet: "10.2.2.0/26" },
    jumpbox: { subnet: "10.2.3.0/24" },
    connectTo: ["dev"],
  },
};

/** The content of `platform.config.json`. */
export const configurationSchema = z.strictObject({
  $schema: z.string().exactOptional(),
  prefix: field(z.string().regex(/^[a-z][a-z0-9]{1,9}$/), "Short name of the platform, part of most names.", {
    allowed: "2 to 10 lower-case letters and digits, a letter first",
    example: "aml",
  }).default("aml"),
  location: region("Azure region of all resources.", "canadacentral").default("canadacentral"),
  locationCode: field(
    z.string().regex(/^[a-z][a-z0-9]{0,7}$/),
    "Short code of the region in names. Default: the region's geo code.",
    {
      allowed: "1 to 8 lower-case letters and digits, a letter first",
      example: "cc",
    },
  ).exactOptional(),
  namingSuffix: field(z.string().regex(/^[a-z0-9]{1,8}$/), "Suffix of every name, which makes names unique.", {
    allowed: "1 to 8 lower-case letters and digits, in quotes",
    example: "01",
  }).default("01"),
  resourcePrefixes: field(
    z.partialRecord(
      z.enum(PREFIX_KINDS),
      item(z.string().regex(/^[a-z][a-z0-9-]*$/), {
        allowed: "lower-case letters, digits and dashes, a letter first",
        example: "st",
      }),
    ),
    "Prefixes of names, by kind of resource.",
    {
      allowed: `an object of lower-case prefixes by kind (${PREFIX_KINDS.join(", ")})`,
      example: '{ "storage": "st" }',
    },
  ).default({}),
  naming: field(namingSchema, "Naming convention: how names are composed of prefix, environment, region and suffix.", {
    allowed: "an object with pattern or patterns",
    example: '{ "pattern": "{type}-{prefix}-{purpose}-{environment}-{region}-{suffix}" }',
  }).exactOptional(),
  extend: field(
    z.string().min(1),
    "File with code of your own, which adds constructs and stacks to the platform: its path, relative to this file's folder.",
    { allowed: "the path of a TypeScript or JavaScript file", example: "./platform.extend.ts" },
  ).exactOptional(),
  tags: tags("Tags of every resource."),
  ignoreTagChanges: field(
    z.array(item(z.string().min(1), { allowed: "the name of a tag", example: "created-by" })),
    "Names of tags that others set, such as an Azure Policy. Terraform neither removes nor changes them.",
    { allowed: "a list of names of tags", example: '["created-by"]' },
  ).default([]),
  azurermMajor: field(z.union([z.literal(4), z.literal(5)]), "Major version of the azurerm provider.", {
    allowed: "4 or 5",
    example: "4",
  }).default(4),
  preventDeletionOfFilledResourceGroups: field(
    z.boolean(),
    "Whether Terraform refuses to delete a resource group that still contains resources.",
    { allowed: "true or false", example: "false" },
  ).default(false),
  subscriptions: field(
    z.record(
      z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
      item(z.guid(), {
        allowed: "the id of a subscription, a GUID",
        example: "00000000-0000-4000-8000-000000000000",
        fix: "find it with az account show --subscription NAME --query id",
      }),
    ),
    "Subscriptions other than that of the Terraform variable subscription_id, by names that you choose.",
    {
      allowed: "an object of GUIDs by name: 1 to 32 lower-case letters, digits and dashes, a letter first",
      example: '{ "connectivity": "00000000-0000-0000-0000-000000000000" }',
    },
  ).default({}),
  deploymentRoles: field(
    z.boolean(),
    "Whether the deployment principal gets its three roles on each resource group, and access to the registries' managed resource groups. Its object id is a Terraform variable.",
    { allowed: "true or false", example: "true" },
  ).default(true),
  assignUserRoles: field(z.boolean(), "Whether the users, groups and pipelines in people get their roles.", {
    allowed: "true or false",
    example: "false",
  }).default(false),
  people: field(z.array(person), "Users, groups and pipelines with roles in the environments.", {
    allowed: "a list of objects with type, name, and objectId and environments, or objectIds",
    example: "[]",
  }).default([]),
  backend: backend("Terraform backend of the state.").default({ type: "local" }),
  dns: field(dns, "The shared private DNS zones.", { allowed: "an object", example: '{ "cloud": "public" }' }).prefault(
    {},
  ),
  governance: field(
    platformGovernance,
    "Budget, Defender plans and policies of the platform's subscription, in their own stack.",
    { allowed: "an object", example: '{ "contactEmails": ["ops@example.com"], "costAnomalyAlert": true }' },
  ).exactOptional(),
  hub: field(
    hubSchema,
    "A network for access to several environments: Bastion, jumpbox, VPN, firewall and build agents, each optional. The environments are peered with it, so anything in it can reach them. Default: none, every network is isolated. For a hub of another team, use peerings.",
    { allowed: "an object with addressSpace", example: '{ "addressSpace": "10.0.0.0/16" }' },
  ).exactOptional(),
  environments: field(
    z.record(z.string().regex(SHORT_NAME), environmentSchema),
    "The environments, by name, in the order of their stacks.",
    {
      allowed: "an object by environment name, 2 to 12 lower-case letters and digits",
      example: '{ "dev": { … }, "prod": { … } }',
    },
  ).prefault(DEFAULT_ENVIRONMENTS),
});

/** A validated configuration, including defaults. */
export type Configuration = z.output<typeof configurationSchema>;

/** An environment's part of the configuration. */
export type EnvironmentConfiguration = Configuration["environments"][string];

/** The hub's part of the configuration. */
export type HubConfiguration = NonNullable<Configuration["hub"]>;

/** The fields that an environment has for its own workspace, and additional workspaces have as well. */
export type WorkspaceConfiguration = Omit<EnvironmentConfiguration["workspaces"][string], "names" | "shares">;
