import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { type AzurermMajor, constrainProviders, Monitoring } from "@org/aml-core";
import { CentralPrivateDns } from "@org/aml-dns";
import { type EnvironmentNames, PlatformNaming } from "@org/aml-naming";
import { type PlatformSubnet, PlatformVnet, type PlatformVnetProps } from "@org/aml-network";
import type { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { kubernetesDnsZone } from "@org/azure-catalog";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { LocalBackend, TerraformStack, TerraformVariable, Testing } from "cdktf";
import type { Construct } from "constructs";
import { AksCluster, type AksClusterProps } from "../src/index.js";

export const CLUSTER = "azurerm_kubernetes_cluster";
export const EXTENSIONS = "Microsoft.KubernetesConfiguration/extensions";

/** One environment: groups, zones, network with a subnet for scoring, and room for a cluster. */
export class SmallPlatform extends TerraformStack {
  public readonly names: EnvironmentNames;
  public readonly resourceGroup: ResourceGroup;
  public readonly vnet: PlatformVnet;
  public readonly zones: CentralPrivateDns;
  public readonly monitoring: Monitoring;
  public readonly tenantId: string;

  constructor(
    network: Partial<PlatformVnetProps> = {},
    scope: Construct = Testing.app(),
    azurermMajor: AzurermMajor = 4,
    id = "aml-dev",
  ) {
    super(scope, id);
    constrainProviders(this, ["azurerm", "azapi", "time"], { azurermMajor });
    new LocalBackend(this, { path: "terraform.tfstate" });
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzapiProvider(this, "azapi");
    new TimeProvider(this, "time");
    this.tenantId = new TerraformVariable(this, "tenant_id", { type: "string" }).stringValue;
    this.names = new PlatformNaming().environment("dev");
    const group = (id: string, name: string) => new ResourceGroup(this, id, { name, location: "canadacentral" });
    this.resourceGroup = group("WorkspaceGroup", this.names.workspaceResourceGroup);
    this.monitoring = new Monitoring(this, "Monitoring", {
      resourceGroup: this.resourceGroup,
      workspaceName: this.names.logAnalyticsWorkspace,
    });
    this.vnet = new PlatformVnet(this, "Network", {
      resourceGroup: group("NetworkGroup", this.names.vnetResourceGroup),
      names: this.names,
      addressSpace: "10.1.0.0/16",
      natGateway: network.nextHopIpAddress === undefined,
      ...network,
    });
    this.zones = new CentralPrivateDns(this, "Zones", {
      resourceGroup: group("DnsGroup", "rg-aml-dns-shared-cc-01"),
      customZones: { aks: kubernetesDnsZone("canadacentral") },
    });
    this.zones.linkTo(this.vnet);
  }

  /** Adds a cluster, in a subnet of its own unless the test has another one. */
  public cluster(props: Partial<AksClusterProps> = {}, addressPrefix?: string): AksCluster {
    const { names, resourceGroup, vnet, zones, monitoring, tenantId } = this;
    const subnet: PlatformSubnet | AksClusterProps["subnet"] = props.subnet ?? vnet.addScoringSubnet({ addressPrefix });
    const inference = { sslSecret: "tls", sslCname: "models.example.com" };
    return new AksCluster(this, "Cluster", {
      names,
      resourceGroup,
      vnet,
      zones,
      monitoring,
      tenantId,
      extension: { inference },
      ...props,
      subnet,
    });
  }
}

/** A synthesized platform with one cluster. */
export function clusterWith(
  props: Partial<AksClusterProps> = {},
  network: Partial<PlatformVnetProps> = {},
): SynthModel {
  const platform = new SmallPlatform(network);
  platform.cluster(props);
  return synthesized(platform);
}
