import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { LocalBackend, type ITerraformDependable, TerraformStack, Testing, Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import {
  constrainProviders,
  type IMonitoring,
  type IPrivateDnsZones,
  type ISubnet,
  type IVirtualNetwork,
  type PrivateLinkTarget,
} from "@org/aml-core";
import { UniqueRegistry, WriteChain } from "@org/aml-core/internal";
import { PlatformNaming } from "@org/aml-naming";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import type { PrivateLinkSubResource } from "@org/azure-catalog";

/** A stack for one test, written for a major version of azurerm. */
export function stackFor(azurermMajor: 4 | 5 = 4, id = "stack", subscriptionId?: string): TerraformStack {
  const stack = new TerraformStack(Testing.app(), id);
  constrainProviders(stack, ["azurerm", "azapi"], { azurermMajor });
  new LocalBackend(stack, { path: "terraform.tfstate" });
  new AzurermProvider(stack, "azurerm", { subscriptionId, features: [{}] });
  new AzapiProvider(stack, "azapi");
  return stack;
}

export function groupIn(stack: TerraformStack, id = "Group"): ResourceGroup {
  return new ResourceGroup(stack, id, { name: "rg-aml-vnet-dev-cc-01", location: "canadacentral" });
}

/** Names of an environment, of the reference platform's parts. */
export const namesOf = (environment: string) =>
  new PlatformNaming({ prefix: "aml", locationCode: "cc", suffix: "01" }).environment(environment);

/** The text of a value that only Terraform knows. */
export const later = (name = "later") => Token.asString({ resolve: () => `\${var.${name}}` });

type Block = Record<string, unknown>;

/** The resources of a type, by their logical ids, as Terraform reads them. */
export function resourcesOf(stack: TerraformStack, type: string): Record<string, Block> {
  return JSON.parse(Testing.synth(stack)).resource?.[type] ?? {};
}

/** The only resource of a type. */
export function only(stack: TerraformStack, type: string): Block {
  const found = Object.values(resourcesOf(stack, type));
  if (found.length !== 1) throw new Error(`${found.length} resources of the type ${type}`);
  return found[0] as Block;
}

/** What a resource waits for, by the addresses that Terraform reads. */
export function dependenciesOf(stack: TerraformStack, type: string, id: string): unknown {
  const found = Object.entries(resourcesOf(stack, type)).filter(([key]) => key.startsWith(id));
  if (found.length !== 1) throw new Error(`${found.length} resources of the type ${type} begin with ${id}`);
  return found[0]?.[1].depends_on;
}

/** Monitoring that keeps what it was asked to send. */
export class FakeMonitoring extends Construct implements IMonitoring {
  public readonly logAnalyticsWorkspaceId = "/log";
  public readonly sent: [path: string, logs: readonly string[], metrics: readonly string[]][] = [];

  public addDiagnosticSetting(
    scope: Construct,
    id: string,
    { categories }: Parameters<IMonitoring["addDiagnosticSetting"]>[2],
  ): void {
    this.sent.push([`${scope.node.path}/${id}`, categories.logs, categories.metrics]);
  }
}

/** Private DNS zones that are all in one group and linked to every network, with the records that were reserved in them. */
export class FakeZones extends Construct implements IPrivateDnsZones {
  public readonly instancesStrategy = "central";
  public readonly instancesZone = undefined;
  public readonly reserved: string[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly links: readonly ITerraformDependable[] = [],
    public readonly zoneGroupsManagedBy: "terraform" | "policy" = "terraform",
  ) {
    super(scope, id);
  }

  public zoneIdsFor(subResource: PrivateLinkSubResource): string[] {
    return [`/subscriptions/s/resourceGroups/rg-dns/providers/Microsoft.Network/privateDnsZones/${subResource}`];
  }

  public reserve(
    endpoint: IConstruct,
    target: PrivateLinkTarget,
    subResource: PrivateLinkSubResource,
    vnet: IVirtualNetwork,
  ): void {
    this.reserved.push([endpoint, target.construct, vnet].map(({ node }) => node.id).join(" ") + ` ${subResource}`);
  }

  public linksOf(_vnet: IVirtualNetwork): readonly ITerraformDependable[] {
    return this.links;
  }
}

/** A network with a subnet, as other libraries see it. */
export class FakeNetwork extends Construct implements IVirtualNetwork {
  public readonly virtualNetworkId = "/subscriptions/s/virtualNetworks/vnet-aml-dev-cc-01";
  public readonly virtualNetworkName = "vnet-aml-dev-cc-01";
  public readonly location = "canadacentral";
  public readonly addressSpace = ["10.1.0.0/16"];
  public readonly environmentName = "dev";
  public readonly privateEndpointSubnet: ISubnet;

  constructor(
    scope: Construct,
    id: string,
    public readonly resourceGroup: IVirtualNetwork["resourceGroup"],
    dependencies: readonly ITerraformDependable[] = [],
  ) {
    super(scope, id);
    this.privateEndpointSubnet = Object.assign(new Construct(this, "Subnet"), {
      subnetId: `${this.virtualNetworkId}/subnets/snet-aml-pe-dev-cc-01`,
      addressPrefix: "10.1.1.0/24",
      endpointChain: new WriteChain(),
      staticAddresses: new UniqueRegistry(),
      dependencies,
    });
  }
}
