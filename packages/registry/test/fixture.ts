import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import {
  type AzurermMajor,
  constrainProviders,
  type IManagedIdentity,
  type IPrivateDnsZones,
  type ISubnet,
  type IVirtualNetwork,
  type IWorkspace,
  Monitoring,
  type PrivateLinkTarget,
} from "@org/aml-core";
import { UniqueRegistry, WriteChain } from "@org/aml-core/internal";
import { type EnvironmentNames, PlatformNaming } from "@org/aml-naming";
import { OutboundRules } from "@org/aml-network";
import { ManagedIdentity, Principal } from "@org/aml-rbac";
import { PRIVATE_LINKS, type PrivateLinkSubResource } from "@org/azure-catalog";
import type { SynthModel } from "@org/aml-synth-model";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
import {
  DefaultTokenResolver,
  type ITerraformDependable,
  LocalBackend,
  StringConcat,
  TerraformStack,
  TerraformVariable,
  Testing,
  Tokenization,
} from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { AmlRegistry, type AmlRegistryProps } from "../src/index.js";

export const REGISTRIES = "Microsoft.MachineLearningServices/registries";
export const OUTBOUND_RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";

/** Object id of nobody. */
export const OBJECT_ID = "00000000-0000-4000-8000-000000000001";

/** One environment in a stack of its own, with everything that a registry is put between. */
export class EnvironmentStack extends TerraformStack {
  public readonly names: EnvironmentNames;
  public readonly resourceGroup: ResourceGroup;
  public readonly vnet: FakeNetwork;
  public readonly zones: FakeZones;
  public readonly deployer: Principal;

  constructor(scope: Construct, environmentName = "dev", azurermMajor: AzurermMajor = 4) {
    super(scope, `aml-${environmentName}`);
    constrainProviders(this, ["azurerm", "azapi", "time"], { azurermMajor });
    new LocalBackend(this, { path: `../aml-${environmentName}.tfstate` });
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzapiProvider(this, "azapi");
    new TimeProvider(this, "time");
    this.names = new PlatformNaming().environment(environmentName);
    this.resourceGroup = this.group("Group", this.names.registryResourceGroup);
    this.vnet = new FakeNetwork(this, "Network", environmentName, this.group("NetworkGroup", "rg-network"));
    this.zones = new FakeZones(this, "Zones");
    const objectId = new TerraformVariable(this, "deployer_object_id", { type: "string" });
    this.deployer = Principal.deployment({ objectId: objectId.stringValue });
  }

  public group(id: string, name: string): ResourceGroup {
    return new ResourceGroup(this, id, { name, location: "canadacentral" });
  }

  /** The environment's monitoring. */
  public monitoring(): Monitoring {
    return new Monitoring(this, "Monitoring", {
      resourceGroup: this.resourceGroup,
      workspaceName: this.names.logAnalyticsWorkspace,
    });
  }

  /** A registry with what is required, and what the test is about. */
  public registry(props: Partial<AmlRegistryProps> = {}, id = "Registry"): AmlRegistry {
    const { resourceGroup, names, vnet, zones, deployer } = this;
    return new AmlRegistry(this, id, { resourceGroup, names, vnet, zones, deployer, ...props });
  }

  public workspace(id = "Workspace"): FakeWorkspace {
    return new FakeWorkspace(this, id, this.names, this.resourceGroup);
  }
}

/** What Terraform reads where a construct of the stack tells a value. */
export function told(stack: TerraformStack, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope: stack, resolver, preparing: false });
}

/** The resource at a path of the construct tree. */
export function at(model: SynthModel, path: string) {
  const found = model.resources().find(({ constructPath }) => constructPath === path);
  if (!found) throw new Error(`${path} is not there`);
  return found;
}

/** The only stack of a test. */
export function devStack(azurermMajor?: AzurermMajor): EnvironmentStack {
  return new EnvironmentStack(Testing.app(), "dev", azurermMajor);
}

/** Two environments in one app. */
export function devAndProd(): { dev: EnvironmentStack; prod: EnvironmentStack } {
  const app = Testing.app();
  return { dev: new EnvironmentStack(app, "dev"), prod: new EnvironmentStack(app, "prod") };
}

/** A workspace as far as registries know of one. */
export class FakeWorkspace extends Construct implements IWorkspace {
  public readonly resource: Resource;
  public readonly workspaceId: string;
  public readonly workspaceName: string;
  public readonly environmentName: string;
  public readonly identity: IManagedIdentity;
  public readonly computeIdentity: IManagedIdentity;
  public readonly outboundRules: OutboundRules;
  public dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, names: EnvironmentNames, resourceGroup: ResourceGroup) {
    super(scope, id);
    this.environmentName = names.environmentName;
    this.workspaceName = names.workspace;
    this.identity = new ManagedIdentity(this, "Identity", { resourceGroup, name: names.workspaceIdentity });
    this.computeIdentity = new ManagedIdentity(this, "ComputeIdentity", { resourceGroup, name: names.computeIdentity });
    this.resource = new Resource(this, "Resource", {
      type: "Microsoft.MachineLearningServices/workspaces@2025-12-01",
      parentId: resourceGroup.id,
      name: names.workspace,
      location: resourceGroup.location,
      identity: [{ type: "UserAssigned", identityIds: [this.identity.id] }],
      body: { properties: { primaryUserAssignedIdentity: this.identity.id } },
    });
    this.workspaceId = this.resource.id;
    this.dependencies = [this.resource];
    this.outboundRules = new OutboundRules(this, "OutboundRules", { workspaceId: this.workspaceId });
  }
}

/** A network with a subnet for private endpoints, in another region than the registry. */
export class FakeNetwork extends Construct implements IVirtualNetwork {
  public readonly virtualNetworkId =
    "/subscriptions/s/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-aml-dev-cc-01";
  public readonly virtualNetworkName = "vnet-aml-dev-cc-01";
  public readonly location = "canadaeast";
  public readonly addressSpace = ["10.1.0.0/16"];
  public readonly privateEndpointSubnet: ISubnet;

  constructor(
    scope: Construct,
    id: string,
    public readonly environmentName: string,
    public readonly resourceGroup: ResourceGroup,
  ) {
    super(scope, id);
    this.privateEndpointSubnet = subnetIn(this, "EndpointSubnet");
  }
}

/** A subnet, by its L1. */
export function subnetIn(scope: Construct, id: string): ISubnet & { readonly subnet: Subnet } {
  const construct = new Construct(scope, id);
  const subnet = new Subnet(construct, "Resource", {
    name: "snet-pe",
    resourceGroupName: "rg-network",
    virtualNetworkName: "vnet-aml-dev-cc-01",
    addressPrefixes: ["10.1.1.0/24"],
  });
  return Object.assign(construct, {
    subnet,
    subnetId: subnet.id,
    addressPrefix: "10.1.1.0/24",
    endpointChain: new WriteChain(),
    staticAddresses: new UniqueRegistry(),
    dependencies: [],
  });
}

/** ARM id of a zone, by its key. */
export const zoneId = (zone: string) =>
  `/subscriptions/s/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/${zone}`;

/** Zones that are named after their keys, with the records that were reserved in them. */
export class FakeZones extends Construct implements IPrivateDnsZones {
  public zoneGroupsManagedBy: "terraform" | "policy" = "terraform";
  public readonly instancesStrategy = false;
  public readonly instancesZone = undefined;
  public readonly reserved: string[] = [];

  public zoneIdsFor(subResource: PrivateLinkSubResource): string[] {
    return PRIVATE_LINKS[subResource].zones.map((zone) => zoneId(zone));
  }

  public reserve(_: IConstruct, target: PrivateLinkTarget, subResource: PrivateLinkSubResource): void {
    this.reserved.push(`${target.construct.node.path} ${subResource}`);
  }

  public linksOf(): readonly ITerraformDependable[] {
    return [];
  }
}
