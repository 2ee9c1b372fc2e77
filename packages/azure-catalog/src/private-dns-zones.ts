import { type Cloud, CLOUDS } from "./cloud.js";

/** Facts about a private DNS zone. */
export interface PrivateDnsZoneFacts {
  /** The zone's name in each cloud that offers the service through Private Link. */
  readonly names: { readonly public: string } & Readonly<Partial<Record<Cloud, string>>>;
  /**
   * Whether it is a private-link zone: zone groups of private endpoints write its records, and its links can have the
   * resolution policy `NxDomainRedirect`.
   */
  readonly privateLink: boolean;
}

/**
 * The private DNS zones of {@link PRIVATE_LINKS}, and the `instances` zone.
 *
 * `instances` is not a private-link zone: no zone group writes its records, and it hides the public records of compute
 * instances in every network to which it is linked.
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-custom-dns
 */
export const PRIVATE_DNS_ZONES = {
  api: zone("privatelink.api.azureml.ms", "privatelink.api.ml.azure.us", "privatelink.api.ml.azure.cn"),
  notebooks: zone(
    "privatelink.notebooks.azure.net",
    "privatelink.notebooks.usgovcloudapi.net",
    "privatelink.notebooks.chinacloudapi.cn",
  ),
  instances: {
    names: { public: "instances.azureml.ms", usgovernment: "instances.azureml.us", china: "instances.azureml.cn" },
    privateLink: false,
  },
  blob: storage("blob"),
  file: storage("file"),
  queue: storage("queue"),
  table: storage("table"),
  dfs: storage("dfs"),
  web: storage("web"),
  vault: zone(
    "privatelink.vaultcore.azure.net",
    "privatelink.vaultcore.usgovcloudapi.net",
    "privatelink.vaultcore.azure.cn",
  ),
  acr: zone("privatelink.azurecr.io", "privatelink.azurecr.us", "privatelink.azurecr.cn"),
  sql: zone(
    "privatelink.database.windows.net",
    "privatelink.database.usgovcloudapi.net",
    "privatelink.database.chinacloudapi.cn",
  ),
  cosmosSql: zone(
    "privatelink.documents.azure.com",
    "privatelink.documents.azure.us",
    "privatelink.documents.azure.cn",
  ),
  cosmosMongo: zone(
    "privatelink.mongo.cosmos.azure.com",
    "privatelink.mongo.cosmos.azure.us",
    "privatelink.mongo.cosmos.azure.cn",
  ),
  cosmosCassandra: notInUsGovernment("privatelink.cassandra.cosmos.azure.com", "privatelink.cassandra.cosmos.azure.cn"),
  cosmosGremlin: notInUsGovernment("privatelink.gremlin.cosmos.azure.com", "privatelink.gremlin.cosmos.azure.cn"),
  cosmosTable: notInUsGovernment("privatelink.table.cosmos.azure.com", "privatelink.table.cosmos.azure.cn"),
  redis: zone(
    "privatelink.redis.cache.windows.net",
    "privatelink.redis.cache.usgovcloudapi.net",
    "privatelink.redis.cache.chinacloudapi.cn",
  ),
  cognitiveServices: zone("privatelink.cognitiveservices.azure.com", "privatelink.cognitiveservices.azure.us"),
  openAi: zone("privatelink.openai.azure.com", "privatelink.openai.azure.us"),
  aiServices: zone("privatelink.services.ai.azure.com"),
  search: zone("privatelink.search.windows.net", "privatelink.search.windows.us"),
  monitor: zone("privatelink.monitor.azure.com", "privatelink.monitor.azure.us", "privatelink.monitor.azure.cn"),
  oms: zone(
    "privatelink.oms.opinsights.azure.com",
    "privatelink.oms.opinsights.azure.us",
    "privatelink.oms.opinsights.azure.cn",
  ),
  ods: zone(
    "privatelink.ods.opinsights.azure.com",
    "privatelink.ods.opinsights.azure.us",
    "privatelink.ods.opinsights.azure.cn",
  ),
  agentService: zone(
    "privatelink.agentsvc.azure-automation.net",
    "privatelink.agentsvc.azure-automation.us",
    "privatelink.agentsvc.azure-automation.cn",
  ),
} as const satisfies Readonly<Record<string, PrivateDnsZoneFacts>>;

/** The key of a zone in {@link PRIVATE_DNS_ZONES}. */
export type PrivateDnsZoneKey = keyof typeof PRIVATE_DNS_ZONES;

/** The nine zones that the environments of a platform share, in the order in which they are created. */
export const CENTRAL_ZONE_KEYS = [
  "api",
  "notebooks",
  "instances",
  "blob",
  "file",
  "queue",
  "table",
  "vault",
  "acr",
] as const satisfies readonly PrivateDnsZoneKey[];

/** The key of one of the nine central zones. */
export type CentralZoneKey = (typeof CENTRAL_ZONE_KEYS)[number];

/**
 * The suffix of a service's public names, whose records a private-link zone has: `blob.core.windows.net` for
 * `privatelink.blob.core.windows.net`. That of Key Vault isn't the zone's own: `vault.azure.net`.
 * @param zone name of a zone, in lower case
 * @see https://learn.microsoft.com/azure/private-link/private-endpoint-dns
 */
export function publicSuffix(zone: string): string {
  return zone.replace(/^privatelink\./, "").replace(/^vaultcore\./, "vault.");
}

function zone(inPublic: string, usgovernment?: string, china?: string): PrivateDnsZoneFacts {
  return {
    names: { public: inPublic, ...(usgovernment && { usgovernment }), ...(china && { china }) },
    privateLink: true,
  };
}

function storage(service: string): PrivateDnsZoneFacts {
  const inCloud = (cloud: Cloud) => `privatelink.${service}.${CLOUDS[cloud].storageSuffix}`;
  return zone(inCloud("public"), inCloud("usgovernment"), inCloud("china"));
}

function notInUsGovernment(inPublic: string, china: string): PrivateDnsZoneFacts {
  return { names: { public: inPublic, china }, privateLink: true };
}
