/**
 * A team with an existing workspace, and a landing zone whose policy registers private endpoints in DNS. It installs
 * only the registry library; all other imports are its dependencies or peers.
 */
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { constrainProviders, type IPrivateDnsZones, type IWorkspace } from "@org/aml-core";
import { PlatformNaming } from "@org/aml-naming";
import { OutboundRules, PlatformVnet } from "@org/aml-network";
import { ManagedIdentity, Principal } from "@org/aml-rbac";
import { AmlRegistry } from "@org/aml-registry";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { App, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import { Construct } from "constructs";

const azurermMajor = process.env["AZURERM_MAJOR"] === "5" ? 5 : 4;

/** Zones in which a policy of the landing zone registers names. */
class ZonesByPolicy extends Construct implements IPrivateDnsZones {
  public readonly zoneGroupsManagedBy = "policy";
  public zoneIdsFor = () => [];
  public reserve = () => undefined;
  public linksOf = () => [];
}

/** An existing workspace. */
class ExistingWorkspace extends Construct implements IWorkspace {
  public readonly workspaceId: string;
  public readonly workspaceName = "mlwprodcc01";
  public readonly environmentName = "prod";
  public readonly identity = ManagedIdentity.fromManagedIdentityAttributes(
    this,
    "Identity",
    identityNamed("prod-mi-workspace", 1),
  );
  public readonly computeIdentity = ManagedIdentity.fromManagedIdentityAttributes(
    this,
    "ComputeIdentity",
    identityNamed("prod-mi-compute", 2),
  );
  public readonly outboundRules: OutboundRules;
  public readonly dependencies = [];

  constructor(scope: Construct, id: string, subscriptionId: string) {
    super(scope, id);
    this.workspaceId = `/subscriptions/${subscriptionId}/resourceGroups/rg-ml/providers/Microsoft.MachineLearningServices/workspaces/${this.workspaceName}`;
    this.outboundRules = new OutboundRules(this, "OutboundRules", { workspaceId: this.workspaceId });
  }
}

/** An identity with dummy ids. */
function identityNamed(name: string, number: number) {
  return {
    id: `/subscriptions/00000000-0000-4000-8000-000000000000/resourceGroups/rg-ml/providers/Microsoft.ManagedIdentity/userAssignedIdentities/${name}`,
    principalId: `00000000-0000-4000-8000-00000000010${number}`,
    clientId: `00000000-0000-4000-8000-00000000020${number}`,
  };
}

class RegistryStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    constrainProviders(this, ["azurerm", "azapi", "time"], { azurermMajor });
    new LocalBackend(this, { path: `../../../${id}.tfstate` });
    const variable = (name: string) => new TerraformVariable(this, name, { type: "string" }).stringValue;
    const subscriptionId = variable("subscription_id");
    new AzurermProvider(this, "azurerm", { subscriptionId, features: [{}] });
    new AzapiProvider(this, "azapi", { subscriptionId });
    new TimeProvider(this, "time");

    const names = new PlatformNaming().environment("prod");
    const resourceGroup = new ResourceGroup(this, "Group", {
      name: names.registryResourceGroup,
      location: "canadacentral",
    });
    const virtualNetworkId = `/subscriptions/${subscriptionId}/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet`;
    const vnet = PlatformVnet.fromVirtualNetworkAttributes(this, "Network", {
      virtualNetworkId,
      virtualNetworkName: "vnet",
      names,
      resourceGroup,
      privateEndpointSubnet: { subnetId: `${virtualNetworkId}/subnets/snet-endpoints`, addressPrefix: "10.2.1.0/24" },
    });
    const workspace = new ExistingWorkspace(this, "Workspace", subscriptionId);

    new AmlRegistry(this, "Registry", {
      resourceGroup,
      names,
      vnet,
      zones: new ZonesByPolicy(this, "Zones"),
      deployer: Principal.deployment({ objectId: variable("deployer_object_id") }),
    }).allowConnectionFrom(workspace);
    AmlRegistry.fromRegistryId(this, "DevRegistry", variable("dev_registry_id"), {
      environmentName: "dev",
    }).allowConnectionFrom(workspace);
  }
}

const app = new App();
new RegistryStack(app, "existing-workspace");
app.synth();
