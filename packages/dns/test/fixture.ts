import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { constrainProviders, type ISubnet, type IVirtualNetwork } from "@org/aml-core";
import { UniqueRegistry, WriteChain } from "@org/aml-core/internal";
import { type App, LocalBackend, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { CentralPrivateDns, type CentralPrivateDnsProps } from "../src/index.js";

type Block = Record<string, unknown>;

/** The subscription that stacks deploy to. */
const SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

export const ZONE = "azurerm_private_dns_zone";
export const LINK = "azurerm_private_dns_zone_virtual_network_link";
export const RECORD = "azurerm_private_dns_a_record";

/** A stack for one test, written for a major version of azurerm. */
export function stackIn(app: App = Testing.app(), id = "stack", azurermMajor: 4 | 5 = 4): TerraformStack {
  const stack = new TerraformStack(app, id);
  constrainProviders(stack, ["azurerm"], { azurermMajor });
  new LocalBackend(stack, { path: `${id}.tfstate` });
  new AzurermProvider(stack, "azurerm", { subscriptionId: SUBSCRIPTION, features: [{}] });
  return stack;
}

export function groupIn(stack: TerraformStack, id = "DnsGroup"): ResourceGroup {
  return new ResourceGroup(stack, id, { name: `rg-${id.toLowerCase()}`, location: "canadacentral" });
}

/** The zones of a platform, in a group of their own. */
export function zonesIn(
  stack: TerraformStack,
  props: Omit<CentralPrivateDnsProps, "resourceGroup"> = {},
): CentralPrivateDns {
  return new CentralPrivateDns(stack, "Zones", { resourceGroup: groupIn(stack), ...props });
}

/** An environment's network, as this library sees it. */
export class FakeNetwork extends Construct implements IVirtualNetwork {
  public readonly virtualNetworkId: string;
  public readonly virtualNetworkName: string;
  public readonly location = "canadacentral";
  public readonly resourceGroup: ResourceGroup;
  public readonly addressSpace = [];
  public readonly privateEndpointSubnet: ISubnet;

  constructor(
    stack: TerraformStack,
    public readonly environmentName: string,
    id = `${environmentName}Network`,
  ) {
    super(stack, id);
    this.resourceGroup = groupIn(stack, `${id}Group`);
    this.virtualNetworkName = `vnet-aml-${environmentName}-cc-01`;
    this.virtualNetworkId = `\${azurerm_virtual_network.${environmentName}.id}`;
    this.privateEndpointSubnet = Object.assign(new Construct(this, "Subnet"), {
      subnetId: `${this.virtualNetworkId}/subnets/pe`,
      addressPrefix: undefined,
      endpointChain: new WriteChain(),
      staticAddresses: new UniqueRegistry(),
      dependencies: [],
    });
  }
}

/** The resources of a type, by their logical ids, as Terraform reads them. */
export function resourcesOf(stack: TerraformStack, type: string): Record<string, Block> {
  return JSON.parse(Testing.synth(stack)).resource?.[type] ?? {};
}

/** The resources of a type in the order of their addresses. */
export function allOf(stack: TerraformStack, type: string): Block[] {
  return Object.values(resourcesOf(stack, type));
}

/** The only resource of a type. */
export function only(stack: TerraformStack, type: string): Block {
  const found = allOf(stack, type);
  if (found.length !== 1) throw new Error(`${found.length} resources of the type ${type}`);
  return found[0] as Block;
}

/** What a value becomes in Terraform. */
export function resolved(stack: TerraformStack, value: unknown): unknown {
  const output = new TerraformOutput(stack, "Resolved", { value });
  output.overrideLogicalId("resolved");
  return JSON.parse(Testing.synth(stack)).output.resolved.value;
}

/** All stacks of an app, with what they take from each other resolved. */
export function synthesized(
  app: App,
): Record<string, { resource: Record<string, Record<string, Block>>; output?: Block }> {
  const stacks = app.node.children.filter((child) => TerraformStack.isStack(child));
  for (const stack of stacks) stack.prepareStack();
  return Object.fromEntries(stacks.map((stack) => [stack.node.id, JSON.parse(Testing.synth(stack))]));
}

/** The reference to a resource in the same stack: `${azurerm_x.Path_Id_HASH.attribute}`. */
export function refTo(type: string, path: string, attribute: string): RegExp {
  return new RegExp(`^\\$\\{${type}\\.${path}(_[0-9A-F]{8})?\\.${attribute}\\}$`);
}

/** The ARM id of an existing zone. */
export function zoneId(name: string, subscription = SUBSCRIPTION): string {
  return `/subscriptions/${subscription}/resourceGroups/rg-hub-dns/providers/Microsoft.Network/privateDnsZones/${name}`;
}
