import type { ICentralPrivateDns } from "@org/aml-dns";
import type { EnvironmentNames } from "@org/aml-naming";
import { PrivateMlHub } from "@org/aml-platform";
import type { Construct } from "constructs";
import { connectedWithHub, hasOwnFirewall } from "../config/hub.js";
import type { Configuration, HubConfiguration } from "../config/schema.js";
import { otherSubscriptions } from "../config/subscriptions.js";
import { environmentTags } from "../config/tags.js";
import { networkAccess } from "./network-access.js";
import { PlatformStack } from "./platform-stack.js";

/** Props of {@link HubStack}. */
export interface HubStackProps {
  readonly configuration: Configuration;
  readonly hub: HubConfiguration;
  readonly names: EnvironmentNames;
  readonly zones: ICentralPrivateDns;
}

/** The hub: a network for access to several environments. */
export class HubStack extends PlatformStack {
  public readonly hub: PrivateMlHub;

  constructor(scope: Construct, id: string, { configuration, hub, names, zones }: HubStackProps) {
    super(scope, id, {
      configuration,
      environmentTag: names.environmentName,
      subscription: hub.subscription,
      backend: hub.backend,
      otherSubscriptions: otherSubscriptions(configuration, {}),
      providers: ["azurerm"],
    });
    const { firewall, ...access } = networkAccess(this, hub);
    const connected = connectedWithHub(configuration).map(([, environment]) => environment);
    const networks = [hub, ...connected].flatMap(({ addressSpace }) => addressSpace ?? []);
    const routed = connected.filter((environment) => !hasOwnFirewall(environment));
    this.hub = new PrivateMlHub(this, "Hub", {
      names,
      resourceGroup: this.resourceGroup("ResourceGroup", names.vnetResourceGroup, "network"),
      zones,
      tenantId: this.tenantId,
      addressSpace: hub.addressSpace,
      privateEndpointSubnet: hub.privateEndpointSubnet,
      dnsServers: hub.dnsServers,
      natGateway: hub.natGateway,
      firewall: firewall && {
        ...firewall,
        kubernetes: firewall.kubernetes ?? routed.some(({ kubernetes }) => kubernetes !== undefined),
        agents: firewall.agents ?? [hub, ...routed].some(({ agents }) => agents !== undefined),
        sourceAddresses: networks,
      },
      ...access,
      logAnalyticsWorkspaceId: hub.logAnalyticsWorkspaceId,
      logRetentionInDays: hub.logRetentionInDays,
      diagnosticSettings: hub.diagnosticSettings,
      deploymentPrincipal: this.deploymentPrincipal,
      tags: environmentTags(configuration, names.environmentName),
    });
    this.outputs({ virtual_network_id: this.hub.vnet.virtualNetworkId });
  }
}
