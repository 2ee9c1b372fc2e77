import type { Cloud } from "./cloud.js";
import { type PrivateDnsZoneKey } from "./private-dns-zones.js";
/** What a private endpoint to a sub-resource (Azure's "group id") points to, and where its records belong. */
export interface PrivateLinkFacts {
    /** ARM type of the resource that offers the sub-resource. */
    readonly targetType: string;
    /** The zones of its records, in the order in which they go into a zone group. */
    readonly zones: readonly PrivateDnsZoneKey[];
    /** What a static address is for, where that isn't called like the sub-resource. */
    readonly member?: string;
}
/**
 * Private-link sub-resources: their target's type and their DNS zones.
 *
 * - `amlregistry` needs the api zone only; its record is `<registry-guid>.registry.<region>`.
 * - `registry` (container registry) writes two records, the registry's and its regional data endpoint's.
 * - A second endpoint to the same resource needs zones of its own: in a shared zone the second record replaces the
 *   first.
 * - A vault's only member is called `default`: Azure refuses a static address for any other.
 *
 * Source: Azure private endpoint private DNS zone values; Azure Machine Learning private link.
 */
export declare const PRIVATE_LINKS: {
    readonly amlworkspace: {
        readonly targetType: "Microsoft.MachineLearningServices/workspaces";
        readonly zones: readonly ["api", "notebooks"];
    };
    readonly amlregistry: {
        readonly targetType: "Microsoft.MachineLearningServices/registries";
        readonly zones: readonly ["api"];
    };
    readonly blob: {
        readonly targetType: "Microsoft.Storage/storageAccounts";
        readonly zones: readonly ["blob"];
    };
    readonly file: {
        readonly targetType: "Microsoft.Storage/storageAccounts";
        readonly zones: readonly ["file"];
    };
    readonly queue: {
        readonly targetType: "Microsoft.Storage/storageAccounts";
        readonly zones: readonly ["queue"];
    };
    readonly table: {
        readonly targetType: "Microsoft.Storage/storageAccounts";
        readonly zones: readonly ["table"];
    };
    readonly dfs: {
        readonly targetType: "Microsoft.Storage/storageAccounts";
        readonly zones: readonly ["dfs"];
    };
    readonly web: {
        readonly targetType: "Microsoft.Storage/storageAccounts";
        readonly zones: readonly ["web"];
    };
    readonly vault: {
        readonly targetType: "Microsoft.KeyVault/vaults";
        readonly zones: readonly ["vault"];
        readonly member: "default";
    };
    readonly registry: {
        readonly targetType: "Microsoft.ContainerRegistry/registries";
        readonly zones: readonly ["acr"];
    };
    readonly sqlServer: {
        readonly targetType: "Microsoft.Sql/servers";
        readonly zones: readonly ["sql"];
    };
    readonly Sql: {
        readonly targetType: "Microsoft.DocumentDB/databaseAccounts";
        readonly zones: readonly ["cosmosSql"];
    };
    readonly MongoDB: {
        readonly targetType: "Microsoft.DocumentDB/databaseAccounts";
        readonly zones: readonly ["cosmosMongo"];
    };
    readonly Cassandra: {
        readonly targetType: "Microsoft.DocumentDB/databaseAccounts";
        readonly zones: readonly ["cosmosCassandra"];
    };
    readonly Gremlin: {
        readonly targetType: "Microsoft.DocumentDB/databaseAccounts";
        readonly zones: readonly ["cosmosGremlin"];
    };
    readonly Table: {
        readonly targetType: "Microsoft.DocumentDB/databaseAccounts";
        readonly zones: readonly ["cosmosTable"];
    };
    readonly redisCache: {
        readonly targetType: "Microsoft.Cache/redis";
        readonly zones: readonly ["redis"];
    };
    readonly account: {
        readonly targetType: "Microsoft.CognitiveServices/accounts";
        readonly zones: readonly ["cognitiveServices", "openAi", "aiServices"];
    };
    readonly searchService: {
        readonly targetType: "Microsoft.Search/searchServices";
        readonly zones: readonly ["search"];
    };
    readonly azuremonitor: {
        readonly targetType: "Microsoft.Insights/privateLinkScopes";
        readonly zones: readonly ["monitor", "oms", "ods", "agentService", "blob"];
    };
};
/** A sub-resource that a private endpoint or a managed network's rule can point to, in Azure's spelling. */
export type PrivateLinkSubResource = keyof typeof PRIVATE_LINKS;
/**
 * The names of the zones that an endpoint to `subResource` registers in.
 * @returns an empty list where the cloud does not offer the service by private link
 */
export declare function privateLinkZoneNames(subResource: PrivateLinkSubResource, cloud?: Cloud): readonly string[];
/**
 * The sub-resources that a resource offers.
 * @param targetType ARM type, `Microsoft.Storage/storageAccounts`, in any case
 * @returns an empty list for a type that the catalogue does not have
 */
export declare function subResourcesOf(targetType: string): readonly PrivateLinkSubResource[];
