/**
 * Uses every library: a platform with two environments, which is checked before the synth and read afterwards; the
 * application that deploys it; and an Azure emulator.
 */
import { AzureadProvider } from "@cdktf/provider-azuread/lib/provider/index.js";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { constrainProviders } from "@org/aml-core";
import { CentralPrivateDns } from "@org/aml-dns";
import { PlatformNaming } from "@org/aml-naming";
import { PlatformVnet } from "@org/aml-network";
import { PrivateMlEnvironment, SharedDns } from "@org/aml-platform";
import { Posture } from "@org/aml-posture";
import { enforceRoles, RoleMatrix } from "@org/aml-rbac";
import { DeploymentApplication } from "@org/aml-rbac/deployment-application";
import { AmlRegistry } from "@org/aml-registry";
import { AzureEmulator } from "@org/azure-emulator";
import { SynthModel } from "@org/aml-synth-model";
import { synthesized } from "@org/aml-testing";
import { AmlWorkspace } from "@org/aml-workspace";
import { ROLES } from "@org/azure-catalog";
import { validateArmBody } from "@org/azure-catalog/arm-types";
import { AzapiProvider } from "@org/provider-azapi/lib/provider/index.js";
import { App, LocalBackend, TerraformStack, TerraformVariable } from "cdktf";
import { deepEqual, equal, ok } from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const outdir = process.env["CDKTF_OUTDIR"] ?? "cdktf.out";
const azurermMajor = process.env["AZURERM_MAJOR"] === "5" ? 5 : 4;
const naming = new PlatformNaming({ prefix: "all", location: "canadacentral", suffix: "01" });
mkdirSync(outdir, { recursive: true });
const app = new App({ outdir: join(outdir, "platform") });

class Stack extends TerraformStack {
  constructor(id: string) {
    super(app, id);
    constrainProviders(this, ["azurerm", "azapi", "time"], { azurermMajor });
    new LocalBackend(this, { path: `../../../${id}.tfstate` });
    const subscriptionId = this.variable("subscription_id");
    new AzurermProvider(this, "azurerm", { subscriptionId, storageUseAzuread: true, features: [{}] });
    new AzapiProvider(this, "azapi", { subscriptionId });
    new TimeProvider(this, "time");
  }

  public variable(name: string, sensitive = false): string {
    return new TerraformVariable(this, name, { type: "string", sensitive }).stringValue;
  }

  public group(id: string, name: string): ResourceGroup {
    return new ResourceGroup(this, id, { name, location: naming.location });
  }
}

const shared = new Stack("all-dns");
const { zones } = new SharedDns(shared, "Dns", {
  resourceGroup: shared.group("Group", naming.shared.dnsResourceGroup),
});

function environment(name: string, network: number, connectTo?: PrivateMlEnvironment): PrivateMlEnvironment {
  const stack = new Stack(`all-${name}`);
  const names = naming.environment(name);
  return new PrivateMlEnvironment(stack, "Environment", {
    names,
    zones,
    tenantId: stack.variable("tenant_id"),
    resourceGroups: {
      vnet: stack.group("VnetGroup", names.vnetResourceGroup),
      workspace: stack.group("WorkspaceGroup", names.workspaceResourceGroup),
      registry: stack.group("RegistryGroup", names.registryResourceGroup),
    },
    addressSpace: `10.${network}.0.0/16`,
    bastion: { subnet: `10.${network}.2.0/26` },
    jumpbox: {
      subnet: `10.${network}.3.0/24`,
      adminUsername: stack.variable("jumpbox_admin_username"),
      adminPassword: stack.variable("jumpbox_admin_password", true),
    },
    connectTo: connectTo?.registry && [connectTo.registry],
  });
}

const dev = environment("dev", 1);
environment("prod", 2, dev);
enforceRoles(app);
app.synth();

// The synthesized stacks are read: they are the same as in a test, and private.
const model = SynthModel.fromDirectory(app.outdir);
const addresses = (read: SynthModel) => read.resources().map(({ stack, address }) => `${stack.name}/${address}`);
deepEqual(addresses(model), addresses(synthesized(app)));
const OPTIONS = { today: "2026-01-01", outsidePrincipals: ["var.*"] };
for (const { id, outcome } of Posture.check(model, OPTIONS).checks) ok(outcome === "satisfied", id);
ok(RoleMatrix.of(app).rows.some(({ roleId }) => roleId === ROLES.networkConnectionApprover.id));
ok(validateArmBody("Microsoft.MachineLearningServices/workspaces", "2025-12-01", { properties: { x: 1 } }).length > 0);

ok(dev.workspace instanceof AmlWorkspace && dev.registry instanceof AmlRegistry);
ok(zones instanceof CentralPrivateDns && dev.vnet instanceof PlatformVnet);

// The only library with an entry that needs an additional provider.
const applications = new App({ outdir: join(outdir, "applications") });
const deployer = new TerraformStack(applications, "all-deployer");
new LocalBackend(deployer, { path: "../../../all-deployer.tfstate" });
new AzureadProvider(deployer, "azuread");
new DeploymentApplication(deployer, "Deployer");
applications.synth();

async function deploymentTest(): Promise<void> {
  const azure = new AzureEmulator({ speed: 3600 });
  try {
    const group = `/subscriptions/${azure.identity.subscriptionId}/resourceGroups/rg-all`;
    await azure.put(group, { location: naming.location });
    equal(azure.resources.length, 1);
  } finally {
    await azure.stop();
  }
}

void deploymentTest();
