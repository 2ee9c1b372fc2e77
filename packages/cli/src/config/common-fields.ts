import { isGuid } from "@org/aml-core/internal";
import { ArmId, FQDN_PRESETS, type FqdnPreset, REGION_ALIASES, REGIONS } from "@org/azure-catalog";
import * as z from "zod";
import { field, item } from "./field.js";

export const flag = (description: string, example: "true" | "false") =>
  field(z.boolean(), description, { allowed: "true or false", example });
export const days = (description: string, least: number, most: number) =>
  field(z.int().min(least).max(most), description, {
    allowed: `a whole number of days from ${least} to ${most}`,
    example: String(least),
  });
export const text = (description: string, example: string) =>
  field(z.string().min(1), description, { allowed: "a string that isn't empty", example });
export const armIdText = (type: string) =>
  z.string().refine((text) => ArmId.tryParse(text)?.hasType(type) === true && isGuid(text.split("/")[2] ?? ""));
export const armIdHelp = (type: string, example: string) => ({
  allowed: `the ARM id of a resource of the type ${type}`,
  example: `/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/${example}`,
});
/** The ARM id of a resource of one type, or of a child type. */
export const armId = (description: string, type: string, example: string) =>
  field(armIdText(type), description, armIdHelp(type, example));
export const REGION = {
  allowed: "the name of an Azure region in lower case without spaces",
  example: "westeurope",
  known: Object.keys(REGIONS),
  aliases: REGION_ALIASES,
};
/** An Azure region. */
export const region = (description: string, example = REGION.example) =>
  field(z.string().regex(/^[a-z0-9]+$/), description, { ...REGION, example });
const BLOCK = { allowed: "an IPv4 CIDR block", example: "10.1.0.0/16" };
export const cidr = (description: string, example: string) =>
  field(z.cidrv4(), description, { allowed: "an IPv4 CIDR block", example });
export const vmSize = (description: string, example: string) =>
  field(z.string().regex(/^[\w-]+$/), description, { allowed: "the name of a VM size, without spaces", example });

export const virtualNetworkId = (description: string) =>
  armId(
    description,
    "Microsoft.Network/virtualNetworks",
    "rg-network/providers/Microsoft.Network/virtualNetworks/vnet-ml-dev",
  );
export const subnetId = (description: string, name: string) =>
  armId(
    description,
    "Microsoft.Network/virtualNetworks/subnets",
    `rg-network/providers/Microsoft.Network/virtualNetworks/vnet-ml-dev/subnets/${name}`,
  );
export const blocks = (description: string, example: string) =>
  field(z.array(item(z.cidrv4(), BLOCK)).min(1), description, { allowed: "a list of IPv4 CIDR blocks", example });

/** A host name, or all hosts of a domain. */
export const hostName = item(z.string().regex(/^(\*\.)?([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i), {
  allowed: "a host name without scheme, port and path; *. in front stands for all names below it",
  example: "pypi.example.com",
});

export const presets = Object.keys(FQDN_PRESETS) as [FqdnPreset, ...FqdnPreset[]];
