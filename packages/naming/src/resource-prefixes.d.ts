/** What the names of the kinds begin with. */
export interface ResourcePrefixes {
    readonly resourceGroup: string;
    readonly vnet: string;
    readonly subnet: string;
    readonly flowLog: string;
    /** Of the workspace, and with `in` behind it of Application Insights. */
    readonly workspace: string;
    readonly registry: string;
    readonly lock: string;
    readonly storage: string;
    readonly containerRegistry: string;
    readonly keyVault: string;
    readonly logAnalytics: string;
    readonly computeCluster: string;
    readonly computeInstance: string;
    readonly publicIp: string;
    readonly bastion: string;
    readonly networkSecurityGroup: string;
    readonly networkInterface: string;
    readonly virtualMachine: string;
    readonly osDisk: string;
    readonly natGateway: string;
    readonly budget: string;
}
/**
 * The default prefixes: Microsoft's abbreviations, except for a few that carry the prefix of the platform.
 * @param prefix the platform's own prefix, part of some of them
 */
export declare function defaultPrefixes(prefix: string): ResourcePrefixes;
