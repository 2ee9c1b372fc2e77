import { NetworkWatcherFlowLog } from "@cdktf/provider-azurerm/lib/network-watcher-flow-log/index.js";
import type { IVirtualNetwork } from "@org/aml-core";
import { Construct } from "constructs";
/** Where traffic analytics reads flow logs. */
export interface TrafficAnalytics {
    /** Customer id of the Log Analytics workspace, a GUID (`workspace_id` of azurerm). */
    readonly workspaceId: string;
    /** ARM id of the Log Analytics workspace. */
    readonly workspaceResourceId: string;
    /**
     * Azure region of the Log Analytics workspace.
     * @default - that of the network
     */
    readonly workspaceRegion?: string | undefined;
    /**
     * Minutes between two analyses.
     * @default 60
     */
    readonly intervalInMinutes?: 10 | 60 | undefined;
}
/** What of a network's flows is kept, and where. */
export interface FlowLogOptions {
    /**
     * ARM id of the storage account that keeps the logs, in the network's region. Network Watcher reaches it as a trusted
     * service: its firewall has to let Azure services through.
     */
    readonly storageAccountId: string;
    /**
     * Days that the logs are kept, 1 to 365.
     * @default 90
     */
    readonly retentionInDays?: number | undefined;
    /**
     * Analyses the flows in Log Analytics.
     * @default - not analysed
     */
    readonly trafficAnalytics?: TrafficAnalytics | undefined;
    /**
     * Name of the region's Network Watcher, of which a subscription has one.
     * @default - `NetworkWatcher_` and the region, as Azure names it
     */
    readonly networkWatcherName?: string | undefined;
    /**
     * Group of the Network Watcher.
     * @default "NetworkWatcherRG", as Azure names it
     */
    readonly networkWatcherResourceGroupName?: string | undefined;
    /**
     * Name, 1 to 80 characters.
     * @default - `fl-` and the name of the network
     */
    readonly name?: string | undefined;
}
/** Props of {@link FlowLog}. */
export interface FlowLogProps extends FlowLogOptions {
    /** Network whose flows are logged. */
    readonly vnet: IVirtualNetwork;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * Logs every flow of a network: source, destination, and whether the security rules allowed it.
 *
 * A flow log of the network, not of its security groups: Azure no longer offers those.
 * @throws InvalidInputError for a retention outside 1 to 365 days
 */
export declare class FlowLog extends Construct {
    /** The flow log (L1). */
    readonly resource: NetworkWatcherFlowLog;
    constructor(scope: Construct, id: string, props: FlowLogProps);
}
