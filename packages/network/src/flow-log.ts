import { NetworkWatcherFlowLog } from "@cdktf/provider-azurerm/lib/network-watcher-flow-log/index.js";
import type { IVirtualNetwork } from "@org/aml-core";
import { BaseConstruct, dependOn, requireGuid, requireProps, requireWholeNumber } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { Construct } from "constructs";

/** Log Analytics workspace for traffic analytics of flow logs. */
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
   * Interval of the analysis, in minutes.
   * @default 60
   */
  readonly intervalInMinutes?: 10 | 60 | undefined;
}

/** Options of a flow log. */
export interface FlowLogOptions {
  /**
   * ARM id of the storage account for the logs, in the network's region. Network Watcher accesses it as a trusted
   * service, so its firewall has to allow Azure services.
   */
  readonly storageAccountId: string;
  /**
   * Days that the logs are kept, 1 to 365.
   * @default 90
   */
  readonly retentionInDays?: number | undefined;
  /**
   * Analyzes the flows in Log Analytics.
   * @default - not analyzed
   */
  readonly trafficAnalytics?: TrafficAnalytics | undefined;
  /**
   * Name of the region's Network Watcher. A subscription has one per region.
   * @default - `NetworkWatcher_` and the region, Azure's name for it
   */
  readonly networkWatcherName?: string | undefined;
  /**
   * Group of the Network Watcher.
   * @default "NetworkWatcherRG", Azure's name for it
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
 * Logs every flow in a network: source, destination, and whether the security rules allowed it.
 *
 * It logs the network instead of its security groups, because Azure no longer offers flow logs of security groups.
 * @see https://learn.microsoft.com/azure/network-watcher/vnet-flow-logs-overview
 * @throws InvalidInputError for a retention outside 1 to 365 days
 */
export class FlowLog extends BaseConstruct {
  /** The flow log (L1). */
  public readonly resource: NetworkWatcherFlowLog;

  constructor(scope: Construct, id: string, props: FlowLogProps) {
    super(scope, id);
    requireProps(this, props, "vnet", "storageAccountId");
    const { vnet, trafficAnalytics, name = `fl-${props.vnet.virtualNetworkName}` } = props;
    assertName("flowLog", name, `${this.node.path}.name`);
    const days = props.retentionInDays ?? 90;
    requireWholeNumber(this, "retentionInDays", days, {
      least: 1,
      most: 365,
      unit: "days",
      fix: "use 90, or the retention that your policy requires",
    });
    this.resource = new NetworkWatcherFlowLog(this, "Resource", {
      name,
      networkWatcherName: props.networkWatcherName ?? `NetworkWatcher_${vnet.location}`,
      resourceGroupName: props.networkWatcherResourceGroupName ?? "NetworkWatcherRG",
      location: vnet.location,
      targetResourceId: vnet.virtualNetworkId,
      storageAccountId: props.storageAccountId,
      enabled: true,
      version: 2,
      retentionPolicy: { enabled: true, days },
      ...(trafficAnalytics
        ? {
            trafficAnalytics: {
              enabled: true,
              workspaceId: requireGuid(this, "trafficAnalytics.workspaceId", trafficAnalytics.workspaceId),
              workspaceRegion: trafficAnalytics.workspaceRegion ?? vnet.location,
              workspaceResourceId: trafficAnalytics.workspaceResourceId,
              intervalInMinutes: trafficAnalytics.intervalInMinutes ?? 60,
            },
          }
        : {}),
      tags: props.tags,
    });
    dependOn(this.resource, vnet.resourceGroup.dependencies ?? []);
  }
}
