import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { type AzurermMajor, constrainProviders, Monitoring } from "@org/aml-core";
import { CentralPrivateDns, type CentralPrivateDnsProps } from "@org/aml-dns";
import { type EnvironmentNames, PlatformNaming } from "@org/aml-naming";
import { PlatformVnet } from "@org/aml-network";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import type { Resource, SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { LocalBackend, TerraformStack, TerraformVariable, Testing } from "cdktf";
import { AmlWorkspace, type AmlWorkspaceProps } from "../src/index.js";

export const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
export const COMPUTES = "Microsoft.MachineLearningServices/workspaces/computes";
export const OUTBOUND_RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";
/** GUID of nobody. */
export const SOMEONE = "00000000-0000-4000-8000-000000000001";

/** What a small platform may differ in. */
export interface SmallPlatformOptions {
  readonly environment?: string;
  readonly azurermMajor?: AzurermMajor;
  readonly instances?: CentralPrivateDnsProps["instances"];
  readonly natGateway?: boolean;
}

/** One environment in one stack: groups, zones, network and monitoring, and room for a workspace. */
export class SmallPlatform extends TerraformStack {
  public readonly names: EnvironmentNames;
  public readonly resourceGroup: ResourceGroup;
  public readonly vnet: PlatformVnet;
  public readonly zones: CentralPrivateDns;
  public readonly monitoring: Monitoring;
  public readonly tenantId: string;

  constructor({ environment = "dev", azurermMajor = 4, instances, natGateway }: SmallPlatformOptions = {}) {
    super(Testing.app(), `aml-${environment}`);
    constrainProviders(this, ["azurerm", "azapi", "time"], { azurermMajor });
    new LocalBackend(this, { path: "terraform.tfstate" });
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzapiProvider(this, "azapi");
    new TimeProvider(this, "time");
    this.tenantId = new TerraformVariable(this, "tenant_id", { type: "string" }).stringValue;
    this.names = new PlatformNaming().environment(environment);
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
      privateEndpointSubnet: "10.1.1.0/24",
      natGateway,
    });
    this.zones = new CentralPrivateDns(this, "Zones", {
      resourceGroup: group("DnsGroup", "rg-aml-dns-shared-cc-01"),
      instances,
    });
    this.zones.linkTo(this.vnet);
  }

  /** Adds a workspace. */
  public workspace(props: Partial<AmlWorkspaceProps> = {}, id = "Workspace"): AmlWorkspace {
    const { names, resourceGroup, vnet, zones, monitoring, tenantId } = this;
    return new AmlWorkspace(this, id, { names, resourceGroup, vnet, zones, monitoring, tenantId, ...props });
  }
}

let defaults: SynthModel | undefined;

/** The synthesized platform with a workspace of default props; read-only, and so made once. */
export function defaultPlatform(): SynthModel {
  return (defaults ??= platformWith());
}

/** A synthesized platform with one workspace. */
export function platformWith(props: Partial<AmlWorkspaceProps> = {}, options: SmallPlatformOptions = {}): SynthModel {
  const platform = new SmallPlatform(options);
  platform.workspace(props);
  return synthesized(platform);
}

/** Names of the roles' rows that a principal holds, by the construct path of the assignments. */
export function rolesBelow(model: SynthModel, path: string): string[] {
  return model
    .resources({ type: "azurerm_role_assignment" })
    .filter(({ constructPath }) => constructPath?.includes(`/${path}/`))
    .map(({ constructPath }) => constructPath?.split("/").at(-2) ?? "")
    .sort();
}

/** The resource of a construct, by its path. */
export function at(model: SynthModel, path: string): Resource {
  const found = model.resources().find(({ constructPath }) => constructPath === path);
  if (!found) throw new Error(`nothing was synthesized at ${path}`);
  return found;
}
