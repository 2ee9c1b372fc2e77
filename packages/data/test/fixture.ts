import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { type AzurermMajor, constrainProviders, Monitoring } from "@org/aml-core";
import { CentralPrivateDns } from "@org/aml-dns";
import { PlatformNaming } from "@org/aml-naming";
import { PlatformVnet } from "@org/aml-network";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import type { Resource, SynthModel } from "@org/aml-synth-model";
import { AmlWorkspace, type AmlWorkspaceProps } from "@org/aml-workspace";
import { type App, LocalBackend, TerraformStack, TerraformVariable, Testing } from "cdktf";

export const DATASTORES = "Microsoft.MachineLearningServices/workspaces/datastores";
export const OUTBOUND_RULES = "Microsoft.MachineLearningServices/workspaces/outboundRules";
/** GUID of nobody. */
export const SOMEONE = "00000000-0000-4000-8000-000000000001";

/** One environment in one stack: what data stores and a workspace need. */
export class SmallPlatform extends TerraformStack {
  /** Props of a store with endpoints. */
  public readonly common;
  public readonly tenantId: string;

  constructor(environment = "dev", app: App = Testing.app(), azurermMajor: AzurermMajor = 4) {
    super(app, `aml-${environment}`);
    constrainProviders(this, ["azurerm", "azapi", "time"], { azurermMajor });
    new LocalBackend(this, { path: "terraform.tfstate" });
    new AzurermProvider(this, "azurerm", { features: [{}] });
    new AzapiProvider(this, "azapi");
    new TimeProvider(this, "time");
    this.tenantId = new TerraformVariable(this, "tenant_id", { type: "string" }).stringValue;
    const names = new PlatformNaming().environment(environment);
    const resourceGroup = new ResourceGroup(this, "Group", { name: "rg-all", location: "canadacentral" });
    const monitoring = new Monitoring(this, "Monitoring", {
      resourceGroup,
      workspaceName: names.logAnalyticsWorkspace,
    });
    const vnet = new PlatformVnet(this, "Network", { resourceGroup, names, addressSpace: "10.1.0.0/16" });
    const zones = new CentralPrivateDns(this, "Zones", { resourceGroup, extraZones: ["dfs", "sql"] });
    zones.linkTo(vnet);
    this.common = { resourceGroup, names, vnet, zones, monitoring };
  }

  public workspace(props: Partial<AmlWorkspaceProps> = {}, id = "Workspace"): AmlWorkspace {
    return new AmlWorkspace(this, id, { ...this.common, tenantId: this.tenantId, ...props });
  }
}

/** The resource of a construct, by its path in the environment dev. */
export function at(model: SynthModel, path: string): Resource {
  const found = model.resources().find(({ constructPath }) => constructPath === `aml-dev/${path}`);
  if (!found) throw new Error(`nothing was synthesized at ${path}`);
  return found;
}

/** Names of the roles' rows below a construct. */
export function rolesBelow(model: SynthModel, path: string): string[] {
  return model
    .resources({ type: "azurerm_role_assignment" })
    .filter(({ constructPath }) => constructPath?.startsWith(`aml-dev/${path}/`))
    .map(({ constructPath }) => constructPath?.split("/").slice(-3, -1).join("/") ?? "")
    .sort();
}
