import type { Cloud } from "./cloud.js";
/** A private DNS zone, in each cloud that has it. */
export interface PrivateDnsZoneFacts {
    /** The zone's name in each cloud; absent where the cloud does not offer the service by private link. */
    readonly names: {
        readonly public: string;
    } & Readonly<Partial<Record<Cloud, string>>>;
    /**
     * Whether it is a private-link zone: endpoints' zone groups write its records, and Azure allows the resolution
     * policy `NxDomainRedirect` on its links.
     */
    readonly privateLink: boolean;
}
/**
 * The private DNS zones behind {@link PRIVATE_LINKS}, and the `instances` zone.
 *
 * `instances` is not a private-link zone: no zone group fills it, and creating it shadows public resolution of
 * compute instances in every network that it is linked to.
 * Source: Azure private endpoint private DNS zone values; Azure Machine Learning custom DNS.
 */
export declare const PRIVATE_DNS_ZONES: {
    readonly api: PrivateDnsZoneFacts;
    readonly notebooks: PrivateDnsZoneFacts;
    readonly instances: {
        readonly names: {
            readonly public: "instances.azureml.ms";
            readonly usgovernment: "instances.azureml.us";
            readonly china: "instances.azureml.cn";
        };
        readonly privateLink: false;
    };
    readonly blob: PrivateDnsZoneFacts;
    readonly file: PrivateDnsZoneFacts;
    readonly queue: PrivateDnsZoneFacts;
    readonly table: PrivateDnsZoneFacts;
    readonly dfs: PrivateDnsZoneFacts;
    readonly web: PrivateDnsZoneFacts;
    readonly vault: PrivateDnsZoneFacts;
    readonly acr: PrivateDnsZoneFacts;
    readonly sql: PrivateDnsZoneFacts;
    readonly cosmosSql: PrivateDnsZoneFacts;
    readonly cosmosMongo: PrivateDnsZoneFacts;
    readonly cosmosCassandra: PrivateDnsZoneFacts;
    readonly cosmosGremlin: PrivateDnsZoneFacts;
    readonly cosmosTable: PrivateDnsZoneFacts;
    readonly redis: PrivateDnsZoneFacts;
    readonly cognitiveServices: PrivateDnsZoneFacts;
    readonly openAi: PrivateDnsZoneFacts;
    readonly aiServices: PrivateDnsZoneFacts;
    readonly search: PrivateDnsZoneFacts;
    readonly monitor: PrivateDnsZoneFacts;
    readonly oms: PrivateDnsZoneFacts;
    readonly ods: PrivateDnsZoneFacts;
    readonly agentService: PrivateDnsZoneFacts;
};
/** The key of a zone in {@link PRIVATE_DNS_ZONES}. */
export type PrivateDnsZoneKey = keyof typeof PRIVATE_DNS_ZONES;
/** The nine zones that the environments of a platform share, in the order of their creation. */
export declare const CENTRAL_ZONE_KEYS: readonly ["api", "notebooks", "instances", "blob", "file", "queue", "table", "vault", "acr"];
/** The key of one of the nine central zones. */
export type CentralZoneKey = (typeof CENTRAL_ZONE_KEYS)[number];
