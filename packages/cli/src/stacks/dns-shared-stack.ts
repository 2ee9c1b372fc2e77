import type { CentralPrivateDns } from "@org/aml-dns";
import { PeerNetwork } from "@org/aml-network";
import { SharedDns } from "@org/aml-platform";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { dataZones } from "../config/data.js";
import { kubernetesZones } from "../config/customer-network.js";
import type { Configuration } from "../config/schema.js";
import type { ConfiguredNames } from "../naming.js";
import { PlatformStack } from "./platform-stack.js";

/** Props of {@link DnsSharedStack}. */
export interface DnsSharedStackProps {
  readonly configuration: Configuration;
  readonly naming: ConfiguredNames;
}

/** The private DNS zones that all environments share, in their own resource group. */
export class DnsSharedStack extends PlatformStack {
  public readonly zones: CentralPrivateDns;

  constructor(scope: Construct, id: string, { configuration, naming }: DnsSharedStackProps) {
    super(scope, id, {
      configuration,
      environmentTag: "shared",
      subscription: configuration.dns.subscription,
      backend: configuration.dns.backend,
      providers: ["azurerm"],
    });
    const resourceGroup = this.resourceGroup("ResourceGroup", naming.shared.dnsResourceGroup, "dns");
    const { cloud, instances, linkedNetworks, preventDestroy, zoneGroupsManagedBy } = configuration.dns;
    const { zones } = new SharedDns(this, "Dns", {
      resourceGroup,
      cloud,
      instances,
      extraZones: dataZones(configuration),
      preventDestroy,
      zoneGroupsManagedBy,
      customZones: kubernetesZones(configuration),
      deploymentPrincipal: this.deploymentPrincipal,
      tags: configuration.tags,
    });
    this.zones = zones;
    for (const { name, virtualNetworkId } of linkedNetworks) {
      const network = PeerNetwork.fromVirtualNetworkId(this, `Linked-${name}`, virtualNetworkId, { name });
      zones.linkTo(network, { namePrefix: `${name}-${configuration.prefix}`, tags: configuration.tags });
    }
    new TerraformOutput(this, "dns_resource_group_name", { value: resourceGroup.name });
    new TerraformOutput(this, "private_dns_zone_ids", { value: zones.zoneIds });
  }
}
