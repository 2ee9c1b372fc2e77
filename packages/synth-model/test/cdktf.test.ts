import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  App,
  AzurermBackend,
  Fn,
  LocalBackend,
  TerraformCount,
  TerraformIterator,
  TerraformLocal,
  TerraformOutput,
  TerraformStack,
  TerraformVariable,
} from "cdktf";
import { DataAzurermClientConfig } from "@cdktf/provider-azurerm/lib/data-azurerm-client-config/index.js";
import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider/index.js";
import { ResourceGroup } from "@cdktf/provider-azurerm/lib/resource-group/index.js";
import { RoleAssignment } from "@cdktf/provider-azurerm/lib/role-assignment/index.js";
import { Subnet } from "@cdktf/provider-azurerm/lib/subnet/index.js";
import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity/index.js";
import { VirtualNetwork } from "@cdktf/provider-azurerm/lib/virtual-network/index.js";
import { TimeProvider } from "@cdktf/provider-time/lib/provider/index.js";
import { Sleep } from "@cdktf/provider-time/lib/sleep/index.js";
import { Construct } from "constructs";
import { beforeAll, describe, expect, it } from "vitest";
import { SynthModel } from "../src/index.js";

/** A network and an environment on it, as CDKTF synthesizes them: two stacks, one state in Azure, one in a file. */
function synthesized(): SynthModel {
  const outdir = mkdtempSync(join(tmpdir(), "synth-model-"));
  const app = new App({ outdir, stackTraces: false });

  const net = new TerraformStack(app, "net");
  new AzurermBackend(net, {
    resourceGroupName: "rg-state",
    storageAccountName: "ststate",
    containerName: "tf",
    key: "net.tfstate",
    useAzureadAuth: true,
  });
  new AzurermProvider(net, "azurerm", { features: [{}] });
  const location = new TerraformVariable(net, "location", { type: "string", default: "canadacentral" });
  const cidr = new TerraformLocal(net, "cidr", "10.1.0.0/16");
  const scope = new Construct(net, "Network");
  const group = new ResourceGroup(scope, "Group", { name: "rg-net", location: location.stringValue });
  const vnet = new VirtualNetwork(scope, "Vnet", {
    name: `vnet-${group.name}`,
    location: group.location,
    resourceGroupName: group.name,
    addressSpace: [cidr.asString],
  });
  const count = TerraformCount.of(2);
  const numbered = new Subnet(scope, "Numbered", {
    count,
    name: Fn.join("-", ["snet", Fn.tostring(count.index)]),
    resourceGroupName: group.name,
    virtualNetworkName: vnet.name,
    addressPrefixes: [Fn.cidrsubnet("10.1.0.0/16", 8, 1)],
  });
  const each = TerraformIterator.fromList(["blob", "file"]);
  new Subnet(scope, "Each", {
    forEach: each,
    name: each.value,
    resourceGroupName: group.name,
    virtualNetworkName: vnet.name,
    addressPrefixes: ["10.1.9.0/24"],
    dependsOn: [numbered],
  });

  const env = new TerraformStack(app, "env");
  new LocalBackend(env, { path: "../../../env.tfstate" });
  new AzurermProvider(env, "azurerm", { features: [{}] });
  new TimeProvider(env, "time");
  const me = new DataAzurermClientConfig(env, "me");
  const own = new ResourceGroup(env, "Group", { name: "rg-env", location: group.location, tags: { vnet: vnet.id } });
  const identity = new UserAssignedIdentity(env, "Identity", {
    name: "id",
    location: own.location,
    resourceGroupName: own.name,
  });
  const role = new RoleAssignment(env, "Role", {
    name: Fn.uuidv5("url", Fn.lower(Fn.join("|", [own.id, "reader", identity.principalId]))),
    scope: own.id,
    principalId: identity.principalId,
    roleDefinitionId: "/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7",
  });
  const delay = new Sleep(env, "Delay", {
    createDuration: "90s",
    triggers: { roles: Fn.sha256(Fn.join(",", [role.id])) },
  });
  new Subnet(env, "Subnet", {
    name: `snet-${me.tenantId}`,
    resourceGroupName: group.name,
    virtualNetworkName: vnet.name,
    addressPrefixes: ["10.1.1.0/24"],
    dependsOn: [delay],
  });
  new TerraformOutput(env, "group_id", { value: own.id });
  app.synth();
  const model = SynthModel.fromDirectory(outdir);
  rmSync(outdir, { recursive: true });
  return model;
}

describe("what CDKTF synthesizes", () => {
  let model: SynthModel;
  beforeAll(() => {
    model = synthesized();
  });
  const addresses = (elements: readonly { id: string }[]): string[] => elements.map(({ id }) => id);

  it("is read without a complaint", () => {
    expect(model.diagnostics).toEqual([]);
  });

  it("has the construct path of each resource", () => {
    expect(model.resource({ type: "azurerm_virtual_network" }).constructPath).toBe("net/Network/Vnet");
  });

  it("has the order of its stacks", () => {
    expect(model.stacksInOrder().map(({ name }) => name)).toEqual(["net", "env"]);
  });

  it("has references across stacks, through a state in Azure", () => {
    const [vnet] = model
      .resource({ type: "azurerm_resource_group", stack: "env" })
      .references()
      .filter(({ path }) => path === "tags.vnet");
    expect(vnet?.target.element).toBe(model.resource({ type: "azurerm_virtual_network" }));
    expect(vnet?.target.attribute).toBe("id");
  });

  it("has names that can be told from the text", () => {
    expect(model.resource({ type: "azurerm_virtual_network" }).value("name")).toEqual({
      known: true,
      value: "vnet-rg-net",
    });
    expect(model.resource({ type: "azurerm_subnet", stack: "env" }).value("virtual_network_name")).toEqual({
      known: true,
      value: "vnet-rg-net",
    });
    expect(model.resource({ type: "azurerm_virtual_network" }).value("address_space[0]")).toEqual({
      known: true,
      value: "10.1.0.0/16",
    });
  });

  it("has the defaults of variables, and says so", () => {
    const location = model.resource({ type: "azurerm_resource_group", stack: "env" }).read("location");
    expect(location).toMatchObject({ state: "known", value: "canadacentral", defaults: [{ address: "var.location" }] });
  });

  it("has dependencies through functions", () => {
    expect(addresses(model.resource({ type: "time_sleep" }).dependencies())).toEqual([
      "env/azurerm_role_assignment.Role",
    ]);
    expect(addresses(model.resource({ type: "azurerm_role_assignment" }).dependencies())).toEqual([
      "env/azurerm_resource_group.Group",
      "env/azurerm_user_assigned_identity.Identity",
    ]);
  });

  it("has dependencies by depends_on, and through others", () => {
    const subnet = model.resource({ type: "azurerm_subnet", stack: "env" });
    expect(addresses(subnet.dependencies())).toContain("env/time_sleep.Delay");
    expect(subnet.dependsOn(model.resource({ type: "azurerm_role_assignment" }))).toBe(true);
  });

  it("has resources with count and for_each", () => {
    const subnets = model.resources({ type: "azurerm_subnet", stack: "net" });
    expect(subnets.map((subnet) => [subnet.key, subnet.value("name")?.value])).toEqual([
      ["blob", "blob"],
      ["file", "file"],
      [0, "snet-0"],
      [1, "snet-1"],
    ]);
    const [each] = subnets;
    expect(addresses(each?.dependencies() ?? [])).toHaveLength(4);
  });
});
