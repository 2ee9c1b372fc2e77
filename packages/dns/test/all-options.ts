import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network/index.js";
import { PlatformNaming } from "@org/aml-naming";
import { type App, TerraformVariable } from "cdktf";
import { CentralPrivateDns } from "../src/index.js";
import { FakeNetwork, groupIn, stackIn } from "./fixture.js";

/** A network that is really there, so that Terraform finds what links refer to. */
function networkIn(stack: ReturnType<typeof stackIn>, environment: string, id?: string): FakeNetwork {
  const network = new FakeNetwork(stack, environment, id);
  new VirtualNetwork(stack, `${network.node.id}Resource`, {
    name: network.virtualNetworkName,
    resourceGroupName: network.resourceGroup.name,
    location: network.location,
    addressSpace: ["10.1.0.0/16"],
  }).overrideLogicalId(environment);
  return network;
}

const address = "10.1.1.11";
const location = "canadacentral";
const tags = { environment: "dev", component: "dns" };

/** A platform as it comes: nine zones, two environments with a compute instance each. */
export function defaults(app: App, azurermMajor: 4 | 5): void {
  const dns = stackIn(app, "dns", azurermMajor);
  const zones = new CentralPrivateDns(dns, "Zones", { resourceGroup: groupIn(dns) });
  for (const environment of ["dev", "prod"]) {
    const stack = stackIn(app, environment, azurermMajor);
    const vnet = networkIn(stack, environment);
    zones.linkTo(vnet);
    const names = zones.addInstanceNames(stack, "InstanceNames", { vnet, location, endpointIpAddress: address });
    names.addInstance(`amli-${environment}-cc01`);
  }
}

/** Everything that the library makes, all options on. */
export function everything(app: App, azurermMajor: 4 | 5): void {
  const dns = stackIn(app, "all-dns", azurermMajor);
  const zones = new CentralPrivateDns(dns, "Zones", {
    resourceGroup: groupIn(dns),
    cloud: "usgovernment",
    zoneNames: { instances: "instances.ml.azure.us" },
    extraZones: ["dfs", "sql"],
    customZones: { aks: "privatelink.usgovvirginia.azmk8s.us" },
    instancesWildcard: true,
    instancesTtl: 60,
    preventDestroy: false,
    zoneGroupsManagedBy: "policy",
    tags,
  });
  const single = stackIn(app, "all-single", azurermMajor);
  const vnet = networkIn(single, "dev");
  zones.linkTo(vnet, {
    names: new PlatformNaming().environment("dev"),
    linkNames: { blob: "link-storage" },
    resolutionPolicy: "NxDomainRedirect",
    resolutionPolicies: { vault: "Default" },
    tags,
  });
  zones.addInstanceNames(single, "InstanceNames", { vnet, location, endpointIpAddress: address, tags });
  zones.linkTo(networkIn(single, "hub"), { id: "HubLinks", namePrefix: "dev-hub" });

  const own = stackIn(app, "all-own", azurermMajor);
  const separate = new CentralPrivateDns(own, "Zones", { resourceGroup: groupIn(own), instances: "per-environment" });
  const ownNetwork = networkIn(own, "dev");
  separate.linkTo(ownNetwork);
  separate.addInstanceNames(own, "InstanceNames", {
    vnet: ownNetwork,
    location,
    endpointIpAddress: address,
    resourceGroup: groupIn(own, "InstancesGroup"),
    tags,
  });

  const existing = stackIn(app, "all-existing", azurermMajor);
  const variable = (id: string) => new TerraformVariable(existing, id, { type: "string" }).stringValue;
  const hub = variable("hub_subscription_id");
  const provider = new AzurermProvider(existing, "Hub", { alias: "hub", subscriptionId: hub, features: [{}] });
  const zoneId = (name: string) =>
    `/subscriptions/${hub}/resourceGroups/rg-hub-dns/providers/Microsoft.Network/privateDnsZones/${name}`;
  const imported = CentralPrivateDns.fromCentralPrivateDnsAttributes(existing, "Zones", {
    zoneIds: {
      api: zoneId("privatelink.api.azureml.ms"),
      notebooks: variable("notebooks_zone_id"),
      blob: "${var.notebooks_zone_id}",
      instances: zoneId("instances.azureml.ms"),
    },
  });
  const spoke = networkIn(existing, "dev");
  imported.linkTo(spoke, { provider });
  imported
    .addInstanceNames(existing, "InstanceNames", { vnet: spoke, location, endpointIpAddress: address })
    .addInstance("amli-dev");
}
