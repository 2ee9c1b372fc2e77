import type { Cloud } from "./cloud.js";
import { PRIVATE_DNS_ZONES, type PrivateDnsZoneFacts, type PrivateDnsZoneKey } from "./private-dns-zones.js";

/** Facts about a sub-resource (Azure's "group id") of private endpoints. */
export interface PrivateLinkFacts {
  /** ARM type of the resource that offers the sub-resource. */
  readonly targetType: string;
  /** The zones of its records, in the order of a zone group. */
  readonly zones: readonly PrivateDnsZoneKey[];
  /** Name of its member, to which a static address is assigned, if it differs from that of the sub-resource. */
  readonly member?: string;
}

/**
 * Private-link sub-resources: their target's type and their DNS zones.
 *
 * - `amlregistry` needs only the api zone; its record is `<registry-guid>.registry.<region>`.
 * - `registry` (container registry) has two records: of the login server and of the regional data endpoint.
 * - A second endpoint to the same resource needs its own zones: in a shared zone, its record replaces that of the
 *   first.
 * - A vault's only member is called `default`: Azure rejects a static address for any other.
 *
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-overview#private-link-resource
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export const PRIVATE_LINKS = {
  amlworkspace: { targetType: "Microsoft.MachineLearningServices/workspaces", zones: ["api", "notebooks"] },
  amlregistry: { targetType: "Microsoft.MachineLearningServices/registries", zones: ["api"] },
  blob: { targetType: "Microsoft.Storage/storageAccounts", zones: ["blob"] },
  file: { targetType: "Microsoft.Storage/storageAccounts", zones: ["file"] },
  queue: { targetType: "Microsoft.Storage/storageAccounts", zones: ["queue"] },
  table: { targetType: "Microsoft.Storage/storageAccounts", zones: ["table"] },
  dfs: { targetType: "Microsoft.Storage/storageAccounts", zones: ["dfs"] },
  web: { targetType: "Microsoft.Storage/storageAccounts", zones: ["web"] },
  vault: { targetType: "Microsoft.KeyVault/vaults", zones: ["vault"], member: "default" },
  registry: { targetType: "Microsoft.ContainerRegistry/registries", zones: ["acr"] },
  sqlServer: { targetType: "Microsoft.Sql/servers", zones: ["sql"] },
  Sql: { targetType: "Microsoft.DocumentDB/databaseAccounts", zones: ["cosmosSql"] },
  MongoDB: { targetType: "Microsoft.DocumentDB/databaseAccounts", zones: ["cosmosMongo"] },
  Cassandra: { targetType: "Microsoft.DocumentDB/databaseAccounts", zones: ["cosmosCassandra"] },
  Gremlin: { targetType: "Microsoft.DocumentDB/databaseAccounts", zones: ["cosmosGremlin"] },
  Table: { targetType: "Microsoft.DocumentDB/databaseAccounts", zones: ["cosmosTable"] },
  redisCache: { targetType: "Microsoft.Cache/redis", zones: ["redis"] },
  account: {
    targetType: "Microsoft.CognitiveServices/accounts",
    zones: ["cognitiveServices", "openAi", "aiServices"],
  },
  searchService: { targetType: "Microsoft.Search/searchServices", zones: ["search"] },
  azuremonitor: {
    targetType: "Microsoft.Insights/privateLinkScopes",
    zones: ["monitor", "oms", "ods", "agentService", "blob"],
  },
} as const satisfies Readonly<Record<string, PrivateLinkFacts>>;

/** A sub-resource that a private endpoint or a managed network's rule can point to, in Azure's spelling. */
export type PrivateLinkSubResource = keyof typeof PRIVATE_LINKS;

/**
 * The names of the zones that an endpoint to `subResource` registers in.
 * @returns an empty list if the cloud doesn't offer the service through Private Link
 */
export function privateLinkZoneNames(subResource: PrivateLinkSubResource, cloud: Cloud = "public"): readonly string[] {
  const { zones }: PrivateLinkFacts = PRIVATE_LINKS[subResource];
  return zones.flatMap((key) => {
    const { names }: PrivateDnsZoneFacts = PRIVATE_DNS_ZONES[key];
    return names[cloud] ?? [];
  });
}

/**
 * Sub-resources of other services, by ARM type in lower case. Outbound rules of managed networks point to them; the
 * catalog has no zones for them.
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
const OTHER_SUB_RESOURCES: Readonly<Record<string, readonly string[]>> = {
  "microsoft.apimanagement/service": ["Gateway"],
  "microsoft.appconfiguration/configurationstores": ["configurationStores"],
  "microsoft.cache/redisenterprise": ["redisEnterprise"],
  "microsoft.databricks/workspaces": ["databricks_ui_api", "browser_authentication"],
  "microsoft.datafactory/factories": ["dataFactory", "portal"],
  "microsoft.dbformysql/flexibleservers": ["mysqlServer"],
  "microsoft.dbformysql/servers": ["mysqlServer"],
  "microsoft.dbforpostgresql/flexibleservers": ["postgresqlServer"],
  "microsoft.dbforpostgresql/servergroupsv2": ["coordinator"],
  "microsoft.dbforpostgresql/servers": ["postgresqlServer"],
  "microsoft.documentdb/databaseaccounts": ["Analytical"],
  "microsoft.documentdb/mongoclusters": ["MongoCluster"],
  "microsoft.eventgrid/domains": ["domain"],
  "microsoft.eventgrid/topics": ["topic"],
  "microsoft.eventhub/namespaces": ["namespace"],
  "microsoft.keyvault/managedhsms": ["managedhsm"],
  "microsoft.kusto/clusters": ["cluster"],
  "microsoft.purview/accounts": ["account", "portal", "platform"],
  "microsoft.servicebus/namespaces": ["namespace"],
  "microsoft.signalrservice/signalr": ["signalr"],
  "microsoft.signalrservice/webpubsub": ["webpubsub"],
  "microsoft.sql/managedinstances": ["managedInstance"],
  "microsoft.synapse/privatelinkhubs": ["Web"],
  "microsoft.synapse/workspaces": ["Sql", "SqlOnDemand", "Dev"],
  "microsoft.web/sites": ["sites"],
};

/**
 * The sub-resources that a resource offers.
 * @param targetType ARM type, such as `Microsoft.Storage/storageAccounts`, case-insensitive
 * @returns an empty list for a type that the catalog doesn't have
 */
export function subResourcesOf(targetType: string): readonly string[] {
  const wanted = targetType.toLowerCase();
  const withZones = Object.entries(PRIVATE_LINKS).filter(([, facts]) => facts.targetType.toLowerCase() === wanted);
  return [...withZones.map(([name]) => name), ...(OTHER_SUB_RESOURCES[wanted] ?? [])];
}

/** The sub-resources of any type whose names differ from a name by letter case only, in Azure's spelling. */
export function subResourcesNamed(name: string): readonly string[] {
  const all = new Set([...Object.keys(PRIVATE_LINKS), ...Object.values(OTHER_SUB_RESOURCES).flat()]);
  return [...all].filter((known) => known.toLowerCase() === name.toLowerCase());
}
