import { PRIVATE_DNS_ZONES, PRIVATE_LINKS, type PrivateDnsZoneFacts, type PrivateLinkFacts } from "@org/azure-catalog";
import { textOf } from "./arm/body.js";
import type { ArmResource } from "./arm/resource.js";

/** Zones whose public names don't end like the zone. */
const PUBLIC_SUFFIXES: Readonly<Record<string, string>> = { "vaultcore.azure.net": "vault.azure.net" };

const SUFFIXES: readonly { readonly zone: string; readonly suffix: string }[] = (
  Object.values(PRIVATE_DNS_ZONES) as readonly PrivateDnsZoneFacts[]
)
  .filter(({ privateLink }) => privateLink)
  .map(({ names }) => ({ zone: names.public, suffix: publicSuffix(names.public) }));

function publicSuffix(zone: string): string {
  const suffix = zone.replace(/^privatelink\./, "");
  return PUBLIC_SUFFIXES[suffix] ?? suffix;
}

/** The name that a service's public name leads to by CNAME, in its private-link zone; the name itself for any other. */
export function privateLinkName(name: string): string {
  if (/(^|\.)privatelink\./i.test(name)) return name;
  const lower = name.toLowerCase();
  const found = SUFFIXES.find(({ suffix }) => lower.endsWith(`.${suffix}`));
  return found ? `${lower.slice(0, -found.suffix.length)}${found.zone}` : lower;
}

/** The record that stands for a public name in a zone: `stdevcc01` for `stdevcc01.blob.core.windows.net`. */
export function recordIn(zone: string, name: string): string | undefined {
  const suffix = `.${publicSuffix(zone.toLowerCase())}`;
  return name.toLowerCase().endsWith(suffix) ? name.slice(0, -suffix.length) : undefined;
}

/** The public names that a private endpoint to a resource's sub-resource answers for, one or several an address. */
export function namesBehind(target: ArmResource, subResource: string): string[][] {
  const name = target.id.name.toLowerCase();
  const region = (target.body.location ?? "").toLowerCase().replaceAll(" ", "");
  const guid = textOf(target.body.properties["workspaceId"]) ?? textOf(target.body.properties["registryId"]) ?? "";
  switch (subResource) {
    case "amlworkspace": {
      const inRegion = `${guid}.workspace.${region}`;
      return [
        [`${inRegion}.api.azureml.ms`, `${inRegion}.cert.api.azureml.ms`],
        [`ml-${name}-${region}-${guid}.${region}.notebooks.azure.net`],
        [`*.${guid}.inference.${region}.api.azureml.ms`],
      ];
    }
    case "amlregistry":
      return [[`${guid}.registry.${region}.api.azureml.ms`]];
    case "registry":
      return [[`${name}.${region}.data.azurecr.io`], [`${name}.azurecr.io`]];
    default: {
      const facts = (PRIVATE_LINKS as Readonly<Record<string, PrivateLinkFacts>>)[subResource];
      return (facts?.zones ?? []).map((zone) => [`${name}.${publicSuffix(PRIVATE_DNS_ZONES[zone].names.public)}`]);
    }
  }
}
