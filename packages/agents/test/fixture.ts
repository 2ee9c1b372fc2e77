import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { constrainProviders } from "@org/aml-core";
import { PlatformNaming } from "@org/aml-naming";
import { PlatformVnet, type PlatformVnetProps } from "@org/aml-network";
import { LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { BuildAgents, type BuildAgentsProps } from "../src/index.js";

/** A public key, whose private key was thrown away. */
export const SSH_KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL2lCZXm9uFR6f6Jaw1ziR1Y+yU6+Tafq74ZMNZj6EYM agents";

export const AZURE_DEVOPS = {
  type: "AzureDevOps",
  organizationUrl: "https://dev.azure.com/contoso",
  pool: "aml-dev",
} as const;

const VAULT = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-keys/providers/Microsoft.KeyVault";

export const GITHUB = {
  type: "GitHub",
  url: "https://github.com/contoso/models",
  labels: ["aml-dev"],
  app: {
    clientId: "Iv1.0123456789abcdef",
    installationId: "1234",
    keyIdentifier: "https://kv-keys.vault.azure.net/keys/github-app",
    keyVaultId: `${VAULT}/vaults/kv-keys`,
  },
} as const;

/** A stack with a network and agents in it. */
export class AgentStack extends TerraformStack {
  public readonly vnet: PlatformVnet;
  public readonly group: ResourceGroup;
  public readonly names = new PlatformNaming({ prefix: "aml", locationCode: "cc", suffix: "01" }).environment("dev");

  constructor(scope: Construct, id: string, azurermMajor: 4 | 5 = 4, network: Partial<PlatformVnetProps> = {}) {
    super(scope, id);
    constrainProviders(this, ["azurerm"], { azurermMajor });
    new LocalBackend(this, { path: "terraform.tfstate" });
    new AzurermProvider(this, "azurerm", { features: [{}] });
    this.group = new ResourceGroup(this, "Group", { name: "rg-aml-vnet-dev-cc-01", location: "canadacentral" });
    this.vnet = new PlatformVnet(this, "Network", {
      resourceGroup: this.group,
      names: this.names,
      addressSpace: "10.1.0.0/16",
      natGateway: true,
      ...network,
    });
  }

  public agents(props: Partial<BuildAgentsProps> = {}, id = "Agents"): BuildAgents {
    return new BuildAgents(this, id, {
      vnet: this.vnet,
      names: this.names,
      service: AZURE_DEVOPS,
      subnet: "10.1.4.0/27",
      adminSshPublicKey: SSH_KEY,
      ...props,
    });
  }

  public secret(name = "agent_token"): string {
    return new TerraformVariable(this, name, { type: "string", sensitive: true }).stringValue;
  }
}
