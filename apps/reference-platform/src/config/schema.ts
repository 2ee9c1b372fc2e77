import { z } from "zod";
import { field } from "./field.js";

const cidr = (description: string, example: string) =>
  field(z.cidrv4(), description, { allowed: "an IPv4 CIDR block", example });

const environment = z.strictObject({
  addressSpace: cidr("Address space of the environment's virtual network.", "10.1.0.0/16"),
  privateEndpointSubnet: cidr("Subnet of the private endpoints.", "10.1.1.0/24"),
});

const localBackend = z.strictObject({ type: z.literal("local") });
const azurermBackend = z.strictObject({
  type: z.literal("azurerm"),
  resourceGroupName: field(z.string().min(1), "Group of the storage account that holds the state.", {
    allowed: "the name of a resource group",
    example: "rg-terraform-state",
  }),
  storageAccountName: field(z.string().regex(/^[a-z0-9]{3,24}$/), "Storage account that holds the state.", {
    allowed: "3 to 24 lower-case letters and digits",
    example: "sttfstate01",
  }),
  containerName: field(z.string().min(3), "Blob container that holds the state.", {
    allowed: "the name of a container",
    example: "tfstate",
  }),
});

/** The configuration file of the reference platform. */
export const configurationSchema = z.strictObject({
  $schema: z.string().optional(),
  prefix: field(z.string().regex(/^[a-z][a-z0-9]{1,9}$/), "Short name of the platform, part of most names.", {
    allowed: "2 to 10 lower-case letters and digits, a letter first",
    example: "aml",
  }).default("aml"),
  location: field(z.string().regex(/^[a-z0-9]+$/), "Azure region of everything.", {
    allowed: "the name of an Azure region in lower case without spaces",
    example: "canadacentral",
  }).default("canadacentral"),
  locationCode: field(z.string().regex(/^[a-z0-9]{1,6}$/), "Short code of the region, part of every name.", {
    allowed: "1 to 6 lower-case letters and digits",
    example: "cc",
  }).default("cc"),
  namingSuffix: field(z.string().regex(/^[a-z0-9]{1,6}$/), "Suffix of every name, so that names are unique.", {
    allowed: "1 to 6 lower-case letters and digits, in quotes",
    example: "01",
  }).default("01"),
  tags: field(z.record(z.string(), z.string().max(256)), "Tags of every resource.", {
    allowed: "an object of strings, each value at most 256 characters",
    example: '{ "project": "aml" }',
  }).default({}),
  azurermMajor: field(z.union([z.literal(4), z.literal(5)]), "Major version of the azurerm provider.", {
    allowed: "4 or 5",
    example: "4",
  }).default(4),
  backend: field(z.discriminatedUnion("type", [localBackend, azurermBackend]), "Where Terraform keeps its state.", {
    allowed: 'an object with "type" set to "local" or "azurerm"',
    example: '{ "type": "local" }',
  }).default({ type: "local" }),
  environments: field(
    z.record(z.string().regex(/^[a-z][a-z0-9]{1,7}$/), environment),
    "The environments, by name, in the order of their stacks.",
    {
      allowed: "an object by environment name, 2 to 8 lower-case letters and digits",
      example: '{ "dev": { … }, "prod": { … } }',
    },
  ).default({
    dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" },
    prod: { addressSpace: "10.2.0.0/16", privateEndpointSubnet: "10.2.1.0/24" },
  }),
});

/** A configuration as it was accepted, defaults filled in. */
export type Configuration = z.output<typeof configurationSchema>;

/** An environment's part of the configuration. */
export type EnvironmentConfiguration = Configuration["environments"][string];
