import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { constrainProviders } from "@org/aml-core";
import { InvalidInputError } from "@org/azure-catalog";
import { type App, LocalBackend, TerraformStack, TerraformVariable, Testing } from "cdktf";
import type { SentLogs } from "../src/index.js";

/** Logs of a whole environment. */
export const ALL_LOGS: SentLogs = {
  kinds: ["keyVault", "workspace", "registry", "containerRegistry", "bastionHost", "blobService", "fileService"],
  activityLog: true,
};

/** One environment's stack with a group. */
export class SmallStack extends TerraformStack {
  public readonly subscriptionId: string;
  public readonly group: ResourceGroup;
  /** ARM id of a Log Analytics workspace. */
  public readonly logAnalyticsWorkspaceId: string;

  constructor(app: App = Testing.app(), id = "aml-dev", azurermMajor: 4 | 5 = 4) {
    super(app, id);
    constrainProviders(this, ["azurerm"], { azurermMajor });
    new LocalBackend(this, { path: `${id}.tfstate` });
    this.subscriptionId = new TerraformVariable(this, "subscription_id", { type: "string" }).stringValue;
    new AzurermProvider(this, "azurerm", { subscriptionId: this.subscriptionId, features: [{}] });
    this.group = new ResourceGroup(this, "Group", { name: "rg-aml-ws-dev-cc-01", location: "canadacentral" });
    this.logAnalyticsWorkspaceId = `${this.group.id}/providers/Microsoft.OperationalInsights/workspaces/log-aml-dev-cc-01`;
  }
}

/** What is rejected: the path, and what is allowed. */
export function refusalOf(make: () => unknown): {
  readonly path: string;
  readonly allowed: string;
  readonly fix: string;
} {
  try {
    make();
  } catch (error) {
    if (error instanceof InvalidInputError) return error.input;
    throw error;
  }
  throw new Error("nothing was rejected");
}
