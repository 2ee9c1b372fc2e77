import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account/index.js";
import { constrainProviders, Monitoring } from "@org/aml-core";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import { LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import {
  BastionHost,
  NatGateway,
  OutboundRules,
  PlatformSubnet,
  PlatformVnet,
  PRIVATE_ENDPOINT_SECURITY_RULES,
  PrivateEndpoint,
  type SecurityRule,
} from "../src/index.js";
import { FakeZones, namesOf } from "./fixture.js";

function bareStack(scope: Construct, id: string, azurermMajor: 4 | 5): TerraformStack {
  const stack = new TerraformStack(scope, id);
  constrainProviders(stack, ["azurerm", "azapi"], { azurermMajor });
  new LocalBackend(stack, { path: "terraform.tfstate" });
  const subscription = new TerraformVariable(stack, "subscription_id", { type: "string" });
  new AzurermProvider(stack, "azurerm", { subscriptionId: subscription.stringValue, features: [{}] });
  new AzapiProvider(stack, "azapi", {});
  return stack;
}

const groupOf = (stack: TerraformStack) =>
  new ResourceGroup(stack, "Group", { name: "rg-aml-vnet-dev-cc-01", location: "canadacentral" });

function storageIn(stack: TerraformStack, resourceGroup: ResourceGroup): StorageAccount {
  return new StorageAccount(stack, "Storage", {
    name: "stdevcc01",
    resourceGroupName: resourceGroup.name,
    location: resourceGroup.location,
    accountTier: "Standard",
    accountReplicationType: "LRS",
  });
}

/** An environment's network as it is where nothing is chosen: Bastion, jumpbox, endpoints of one account. */
export function defaults(scope: Construct, azurermMajor: 4 | 5): TerraformStack {
  const stack = bareStack(scope, "network", azurermMajor);
  const password = new TerraformVariable(stack, "jumpbox_password", { type: "string", sensitive: true });
  const resourceGroup = groupOf(stack);
  const names = namesOf("dev");
  const vnet = new PlatformVnet(stack, "Network", { resourceGroup, names, addressSpace: "10.1.0.0/16" });
  vnet.addBastion({});
  vnet.addJumpbox({ adminUsername: "azureadmin", adminPassword: password.stringValue });
  const storage = storageIn(stack, resourceGroup);
  for (const subResource of ["blob", "file"] as const) {
    new PrivateEndpoint(stack, subResource, {
      vnet,
      target: { construct: storage, resourceId: storage.id },
      subResource,
      ...names.privateEndpoint("stdevcc01", subResource),
    });
  }
  return stack;
}

function denied(name: string, priority: number, source: string, destination: string): SecurityRule {
  return {
    name,
    priority,
    direction: "Outbound",
    access: "Deny",
    protocol: "*",
    source,
    destination,
    destinationPorts: "*",
    description: "no connections to VPN clients",
  };
}

/** Everything that the library makes, all options on. */
export function everything(scope: Construct, azurermMajor: 4 | 5): TerraformStack {
  const stack = bareStack(scope, "network-everything", azurermMajor);
  const password = new TerraformVariable(stack, "jumpbox_password", { type: "string", sensitive: true });
  const resourceGroup = groupOf(stack);
  const names = namesOf("dev");
  const tags = { environment: "dev" };
  const monitoring = new Monitoring(stack, "Monitoring", { resourceGroup, workspaceName: names.logAnalyticsWorkspace });
  const storage = storageIn(stack, resourceGroup);
  const vnet = new PlatformVnet(stack, "Network", {
    resourceGroup,
    names,
    addressSpace: ["10.1.0.0/16", "10.5.0.0/16"],
    privateEndpointSubnet: "10.1.1.0/24",
    privateEndpointSubnetName: "snet-endpoints",
    endpointSubnetSecurityGroup: true,
    vnetName: "vnet-everything",
    location: "canadacentral",
    dnsServers: ["10.9.0.4"],
    monitoring,
    natGateway: true,
    flowLogs: {
      storageAccountId: storage.id,
      retentionInDays: 30,
      trafficAnalytics: {
        workspaceId: monitoring.resource.workspaceId,
        workspaceResourceId: monitoring.logAnalyticsWorkspaceId,
        intervalInMinutes: 10,
      },
    },
    tags,
  });
  vnet.addBastion({
    subnet: "10.1.2.0/26",
    sku: "Premium",
    fileCopyEnabled: true,
    ipConnectEnabled: true,
    kerberosEnabled: true,
    shareableLinkEnabled: true,
    tunnelingEnabled: true,
    sessionRecordingEnabled: true,
    copyPasteEnabled: false,
    scaleUnits: 4,
    zones: ["1", "2", "3"],
  });
  vnet.addJumpbox({
    subnet: "10.1.3.0/24",
    adminUsername: "azureadmin",
    adminPassword: password.stringValue,
    size: "Standard_D4s_v5",
    osDiskSizeInGb: 256,
    encryptionAtHost: true,
    entraSignIn: true,
    autoShutdown: { time: "1930", timezone: "Eastern Standard Time", notificationEmail: "team@example.com" },
    zone: "1",
  });
  vnet.addSubnet("Agents", {
    addressPrefix: "10.5.0.0/24",
    securityRules: PRIVATE_ENDPOINT_SECURITY_RULES,
    natGateway: true,
    privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled",
    serviceEndpoints: ["Microsoft.ContainerRegistry"],
  });
  new NatGateway(stack, "Egress", {
    resourceGroup,
    name: "ng-egress",
    publicIpPrefixId: `${resourceGroup.id}/providers/Microsoft.Network/publicIPPrefixes/ippre-egress`,
    zone: "1",
    tags,
  });
  const hub = PlatformVnet.fromVirtualNetworkAttributes(stack, "Hub", {
    virtualNetworkId: `${resourceGroup.id}/providers/Microsoft.Network/virtualNetworks/vnet-hub`,
    virtualNetworkName: "vnet-hub",
    resourceGroup,
    names: namesOf("hub"),
    privateEndpointSubnet: {
      subnetId: `${resourceGroup.id}/providers/Microsoft.Network/virtualNetworks/vnet-hub/subnets/pe`,
      addressPrefix: "10.9.1.0/24",
    },
    addressSpace: ["10.9.0.0/16"],
  });
  hub.addBastion({ sku: "Premium", privateOnly: true });
  vnet.peerWith(hub, { allowForwardedTraffic: true });
  const egress = new PlatformVnet(stack, "OwnEgress", {
    resourceGroup,
    names: namesOf("egress"),
    addressSpace: "10.7.0.0/16",
    firewall: {
      sku: "Premium",
      subnet: "10.7.0.0/26",
      dnsProxyEnabled: true,
      threatIntelligenceMode: "Alert",
      zones: ["1", "2", "3"],
      kubernetes: true,
      agents: true,
      fqdnPresets: ["python"],
      fqdns: ["pypi.example.com"],
      networkRules: [{ name: "sql", protocols: ["TCP"], destinations: ["Sql"], ports: ["1433"] }],
      sourceAddresses: ["10.7.0.0/16", "10.1.0.0/16"],
    },
    monitoring,
    tags,
  });
  egress.addVpnGateway({
    tenantId: "00000000-0000-4000-8000-00000000000a",
    clientAddressPool: ["172.31.0.0/24"],
    sku: "VpnGw2AZ",
    subnet: "10.7.0.64/27",
  });
  egress.addExpressRouteGateway({
    circuitId: `${resourceGroup.id}/providers/Microsoft.Network/expressRouteCircuits/erc-central`,
  });
  egress.addTrainingSubnet({
    addressPrefix: "10.7.4.0/24",
    subnetName: "snet-jobs",
    internetOutbound: false,
    serviceEndpoints: ["Microsoft.Storage"],
    securityRules: [denied("jobs-to-clients", 1000, "10.7.4.0/24", "172.31.0.0/24")],
  });
  egress.addScoringSubnet({
    addressPrefix: "10.7.6.0/23",
    subnetName: "snet-models",
    publicClients: ["203.0.113.0/24"],
    privateLinkServiceNetworkPoliciesEnabled: false,
    securityRules: [denied("models-to-clients", 1000, "10.7.6.0/23", "172.31.0.0/24")],
  });
  const routed = new PlatformVnet(stack, "Routed", {
    resourceGroup,
    names: namesOf("routed"),
    addressSpace: "10.8.0.0/16",
    nextHopIpAddress: "10.9.0.4",
    tags,
  });
  routed.addTrainingSubnet();
  routed.addScoringSubnet();
  routed.addVpnGateway({
    tenantId: "00000000-0000-4000-8000-00000000000a",
    clientAddressPool: "172.30.0.0/24",
    audience: "00000000-0000-4000-8000-00000000000b",
    authorityHost: "https://login.microsoftonline.us/",
    gatewayName: "vpng-routed",
    publicIpName: "pip-vpng-routed",
  });
  new BastionHost(stack, "Shared", { vnet, sku: "Developer", name: "bas-shared", publicIpName: "pip-shared" });
  PlatformSubnet.fromSubnetId(stack, "Existing", "/subnet");

  const account = { construct: storage, resourceId: storage.id };
  new PrivateEndpoint(stack, "Blob", {
    vnet,
    zones: new FakeZones(stack, "Zones", [resourceGroup]),
    target: account,
    subResource: "blob",
    ...names.privateEndpoint("stdevcc01", "blob"),
    privateIpAddress: "10.1.1.20",
    dependsOn: [storage],
    tags,
  });
  new PrivateEndpoint(stack, "File", {
    vnet,
    zones: new FakeZones(stack, "PolicyZones", [], "policy"),
    target: account,
    subResource: "file",
    ...names.privateEndpoint("stdevcc01", "file"),
    manualApproval: "dev environment, for training",
  });
  const workspace = new Resource(stack, "Workspace", {
    type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
    parentId: resourceGroup.id,
    name: names.workspace,
    body: { properties: {} },
  });
  new PrivateEndpoint(stack, "WorkspaceEndpoint", {
    vnet,
    target: { construct: workspace, resourceId: workspace.id },
    subResource: "amlworkspace",
    ...names.privateEndpoint(names.workspace, "amlworkspace"),
  });
  const rules = new OutboundRules(stack, "OutboundRules", {
    workspaceId: workspace.id,
    dependsOn: [storage],
    rules: [
      { type: "FQDN", name: "pypi", destination: "*.pythonhosted.org" },
      {
        type: "ServiceTag",
        name: "machine-learning",
        serviceTag: "AzureMachineLearning",
        protocol: "TCP",
        ports: [443, 8787, 18_881],
        addressPrefixes: ["20.38.0.0/24"],
      },
    ],
  });
  rules.addPrivateEndpointRule({ name: "blob", target: account, subresourceTarget: "blob", sparkEnabled: true });
  return stack;
}
