import type { AzurermMajor } from "@org/aml-core";
import { ManagedIdentity } from "@org/aml-rbac";
import type { App } from "cdktf";
import { AgentStack, AZURE_DEVOPS, GITHUB } from "./fixture.js";

/** Agents by default, and agents with every option. */
export function everything(app: App, azurermMajor: AzurermMajor): void {
  new AgentStack(app, "default", azurermMajor).agents();
  const stack = new AgentStack(app, "everything", azurermMajor);
  const id = (type: string, name: string) => `${stack.group.id}/providers/${type}/${name}`;
  const tags = { environment: "dev" };
  stack.agents({
    service: { ...GITHUB, url: "https://github.com/contoso", runnerGroup: "private" },
    resourceGroup: stack.group,
    count: 10,
    minimumCount: 2,
    idleMinutes: 60,
    size: "Standard_D8s_v5",
    imageId: id("Microsoft.Compute/galleries", "gal/images/agents"),
    osDiskSizeInGb: 256,
    diskEncryptionSetId: id("Microsoft.Compute/diskEncryptionSets", "des-aml-dev-cc-01"),
    encryptionAtHost: true,
    zones: ["1", "2", "3"],
    azureCli: false,
    tags,
  });
  const machines = new AgentStack(app, "machines", azurermMajor);
  machines.agents({
    type: "VirtualMachines",
    service: { ...AZURE_DEVOPS, token: machines.secret() },
    subnet: machines.vnet.privateEndpointSubnet,
    identity: new ManagedIdentity(machines, "Jobs", { resourceGroup: machines.group, name: "dev-mi-jobs" }),
    tags,
  });
}
