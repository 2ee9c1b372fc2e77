import {
  PRIVATE_DNS_ZONES,
  PRIVATE_LINKS,
  type PrivateDnsZoneFacts,
  type PrivateLinkFacts,
  publicSuffix,
} from "@org/azure-catalog";
import { textOf } from "./arm/body.js";
import { plainLocation } from "./arm/location.js";
import type { ArmResource } from "./arm/resource.js";

const SUFFIXES: readonly { readonly zone: string; readonly suffix: string }[] = (
  Object.values(PRIVATE_DNS_ZONES) as readonly PrivateDnsZoneFacts[]
)
  .filter(({ privateLink }) => privateLink)
  .map(({ names }) => ({ zone: names.public, suffix: publicSuffix(names.public) }));

/** The private-link name to which a service's public name is a CNAME; the name itself for all other names. */
export function privateLinkName(name: string): string {
  if (/(^|\.)privatelink\./i.test(name)) return name;
  const lower = name.toLowerCase();
  const found = SUFFIXES.find(({ suffix }) => lower.endsWith(`.${suffix}`));
  return found ? `${lower.slice(0, -found.suffix.length)}${found.zone}` : lower;
}

/** The record of a public name in a zone, such as `stdevcc01` for `stdevcc01.blob.core.windows.net`. */
export function recordIn(zone: string, name: string): string | undefined {
  const suffix = `.${publicSuffix(zone.toLowerCase())}`;
  return name.toLowerCase().endsWith(suffix) ? name.slice(0, -suffix.length) : undefined;
}

/** One of the addresses of a private endpoint. */
export interface EndpointMember {
  /** Member name, to which static addresses refer; undefined if it is unknown. */
  readonly name?: string;
  /** The public names that resolve to the address. */
  readonly fqdns: readonly string[];
}

/** Most characters of a label of a DNS name. */
const LONGEST_LABEL = 63;

/**
 * The name of a workspace's notebooks, in which the workspace's name is truncated.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-custom-dns
 */
export function notebookName(workspace: string, region: string, guid: string): string {
  const end = `-${region}-${guid}`;
  return `ml-${workspace.toLowerCase()}`.slice(0, LONGEST_LABEL - end.length) + `${end}.${region}.notebooks.azure.net`;
}

/** The members of a private endpoint to a resource's sub-resource. */
export function membersBehind(target: ArmResource, subResource: string): EndpointMember[] {
  const name = target.id.name.toLowerCase();
  const region = plainLocation(target.body.location);
  const guid = textOf(target.body.properties["workspaceId"]) ?? textOf(target.body.properties["registryId"]) ?? "";
  switch (subResource) {
    case "amlworkspace": {
      const inRegion = `${guid}.workspace.${region}`;
      return [
        { name: "default", fqdns: [`${inRegion}.api.azureml.ms`, `${inRegion}.cert.api.azureml.ms`] },
        { name: "notebook", fqdns: [notebookName(name, region, guid)] },
        { name: "inference", fqdns: [`*.${guid}.inference.${region}.api.azureml.ms`] },
      ];
    }
    case "amlregistry":
      return [{ fqdns: [`${guid}.registry.${region}.api.azureml.ms`] }];
    case "registry":
      return [
        { name: `registry_data_${region}`, fqdns: [`${name}.${region}.data.azurecr.io`] },
        { name: "registry", fqdns: [`${name}.azurecr.io`] },
      ];
    case "vault":
      return [{ name: "default", fqdns: [`${name}.vault.azure.net`] }];
    default: {
      const facts = (PRIVATE_LINKS as Readonly<Record<string, PrivateLinkFacts>>)[subResource];
      return (facts?.zones ?? []).map((zone) => ({
        ...(target.id.hasType("Microsoft.Storage/storageAccounts") ? { name: subResource } : {}),
        fqdns: [`${name}.${publicSuffix(PRIVATE_DNS_ZONES[zone].names.public)}`],
      }));
    }
  }
}
