import {
  PRIVATE_DNS_ZONES,
  subResourcesOf,
  type PrivateDnsZoneFacts,
  type PrivateLinkSubResource,
} from "@org/azure-catalog";
import { targetName, zonesOf, type Endpoint } from "../domain/endpoint.js";
import { isProject } from "../domain/managed-network.js";
import type { Platform } from "../domain/platform.js";
import type { Zone } from "../domain/zone.js";
import { settingOf, type Setting } from "../domain/setting.js";
import { notKnown, type Rule } from "./rule.js";

/**
 * Types that a private platform reaches only through private endpoints. An endpoint to one of the sub-resources is
 * required.
 */
const NEEDS_ENDPOINT: Readonly<Record<string, readonly PrivateLinkSubResource[]>> = {
  "Microsoft.MachineLearningServices/workspaces": ["amlworkspace"],
  "Microsoft.MachineLearningServices/registries": ["amlregistry"],
  "Microsoft.Storage/storageAccounts": ["blob", "file", "queue", "table", "dfs", "web"],
  "Microsoft.KeyVault/vaults": ["vault"],
  "Microsoft.Sql/servers": ["sqlServer"],
  "Microsoft.ContainerRegistry/registries": ["registry"],
  "Microsoft.CognitiveServices/accounts": ["account"],
};

const LAKE = ["blob", "dfs"];
const IS_LAKE: Setting = { argument: "is_hns_enabled", arm: "properties.isHnsEnabled", absent: false };

/** Private endpoints. */
export const PRIVATE_LINK_RULES: readonly Rule[] = [
  {
    id: "private-endpoint-missing",
    subject: "private link",
    severity: "error",
    title: "Every data service has a private endpoint in its environment",
    rationale: "Without public access, it is otherwise unreachable.",
    fix: "Add a private endpoint in the environment's virtual network.",
    sameAs: {
      checkov: ["CKV2_AZURE_32", "CKV2_AZURE_33"],
      azurePolicy: [
        "Azure Machine Learning workspaces should use private link",
        "Storage accounts should use private link",
        "Azure Key Vaults should use private link",
        "Container registries should use private link",
        "Private endpoint connections on Azure SQL Database should be enabled",
      ],
    },
    *check(platform) {
      for (const [type, subResources] of Object.entries(NEEDS_ENDPOINT)) {
        for (const resource of platform.inventory.created(type)) {
          if (isProject(resource)) continue;
          const environment = platform.environments.nameOf(resource);
          const there = platform
            .endpointsTo(resource)
            .some(
              (endpoint) =>
                endpoint.subResources.some((name) => subResources.some((wanted) => wanted === name)) &&
                platform.environments.mayBeOne(platform.environments.nameOf(endpoint.resource), environment),
            );
          if (!there) {
            yield {
              resource,
              message: `has no private endpoint (${subResources.join(", ")}) in environment ${environment}`,
            };
          }
        }
      }
    },
  },
  {
    id: "workspace-storage-endpoints",
    subject: "private link",
    severity: "error",
    title: "A workspace's storage account has endpoints for blobs and files",
    rationale: "Artifacts are stored as blobs, notebooks and code on the file share.",
    fix: "Add the missing private endpoint.",
    sameAs: {},
    *check(platform) {
      for (const { name, dependencies } of platform.workspaces) {
        const storage = dependencies.find(({ kind }) => kind === "storage")?.to.resource;
        if (storage?.kind !== "resource") continue;
        const there = platform.endpointsTo(storage).flatMap(({ subResources }) => subResources);
        const missing = ["blob", "file"].filter((subResource) => !there.includes(subResource));
        if (missing.length > 0) {
          yield {
            resource: storage,
            message: `has no private endpoint for ${missing.join(" and ")}, which workspace ${name} needs`,
          };
        }
      }
    },
  },
  {
    id: "lake-endpoints",
    subject: "private link",
    severity: "error",
    title: "A data lake has endpoints for dfs and blobs",
    rationale: "Azure redirects some operations on files and folders from one to the other.",
    fix: "Add the missing private endpoint.",
    sameAs: {},
    *check(platform) {
      for (const lake of platform.inventory.created("Microsoft.Storage/storageAccounts")) {
        if (settingOf(lake, IS_LAKE) !== true) continue;
        const there = platform.endpointsTo(lake).flatMap(({ subResources }) => subResources);
        const missing = LAKE.filter((subResource) => !there.includes(subResource));
        if (there.length > 0 && missing.length > 0) {
          yield { resource: lake, message: `has no private endpoint for ${missing.join(" and ")}` };
        }
      }
    },
  },
  {
    id: "private-endpoint-sub-resource",
    subject: "private link",
    severity: "error",
    title: "A private endpoint names one sub-resource that its target offers",
    rationale: "Otherwise Azure rejects it, after the other resources were created.",
    fix: "Set subresource_names to one that the target offers.",
    sameAs: {},
    *check(platform) {
      for (const endpoint of platform.endpoints) {
        const { targetType: type, resource, notKnown: open } = endpoint;
        const allowed = type === undefined ? [] : subResourcesOf(type);
        const [only] = endpoint.subResources;
        const path = "private_service_connection.subresource_names";
        if (open) {
          yield notKnown(resource, path, open);
        } else if (allowed.length > 0 && !allowed.some((name) => name === only?.replace(/_secondary$/, ""))) {
          yield {
            resource,
            path,
            message: `names ${only ?? "no sub-resource"}; ${type ?? "its target"} has ${allowed.join(", ")}`,
          };
        }
      }
    },
  },
  {
    id: "private-endpoint-manual",
    subject: "private link",
    severity: "warning",
    title: "A private endpoint is approved automatically",
    rationale: "Resources that need it fail until it is approved.",
    fix: "Set is_manual_connection = false and assign the deploying identity a role that can approve connections.",
    sameAs: {},
    *check(platform) {
      for (const endpoint of platform.endpoints) {
        if (endpoint.manual)
          yield { resource: endpoint.resource, message: `waits for an approval at ${targetName(endpoint)}` };
      }
    },
  },
  {
    id: "private-endpoint-zone-group",
    subject: "private link",
    severity: "error",
    title: "A private endpoint registers in the right zones",
    rationale: "Without the record, the name resolves to the public address, which rejects connections.",
    fix: "List the zones of the sub-resource in private_dns_zone_group.",
    sameAs: { azurePolicy: ["Configure Azure Machine Learning workspace to use private DNS zones"] },
    *check(platform) {
      for (const endpoint of platform.endpoints) {
        const names = zonesFilledBy(platform, endpoint).map((zone) => zone?.name);
        // A zone with an unknown name may be any zone, and others may add the zone group.
        if (names.includes(undefined) || endpoint.leavesZoneGroup) continue;
        if (endpoint.zones.length === 0 && platform.settings.dns?.zoneGroupsManagedBy !== undefined) continue;
        for (const subResource of endpoint.subResources) {
          const missing = missingZones(endpoint, subResource, names as string[]);
          if (missing.length > 0) {
            yield {
              resource: endpoint.resource,
              path: "private_dns_zone_group",
              message: `${subResource} needs ${missing.join(" and ")}, and its zone group has ${names.join(", ") || "none"}`,
            };
          }
        }
      }
    },
  },
];

/**
 * The zones with an endpoint's records: those of its zone group, and those in which the configuration writes records
 * for it. Undefined for an unknown zone.
 */
export function zonesFilledBy(
  platform: Platform,
  { zones, resource, addresses }: Endpoint,
): readonly (Zone | undefined)[] {
  const grouped = zones.map((to) => platform.zones.at(to, resource));
  const byHand = platform.zones.withRecordsOf(resource, addresses);
  return [...new Set([...grouped, ...byHand])];
}

/** The zones that a zone group lacks, by their names in the public cloud. The zones of any cloud are accepted. */
export function missingZones(endpoint: Endpoint, subResource: string, names: readonly string[]): readonly string[] {
  return (zonesOf(endpoint, subResource) ?? []).flatMap((key) => {
    const zone: PrivateDnsZoneFacts = PRIVATE_DNS_ZONES[key];
    return Object.values(zone.names).some((name) => names.includes(name)) ? [] : [zone.names.public];
  });
}
