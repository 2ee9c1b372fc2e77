import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

const STORAGE = "azurerm_storage_account.Environment_Workspace_Storage_0A1B2C3D";
const WORKSPACE = "azapi_resource.Environment_Workspace_0A1B2C3D";

/** A plan's change of one resource. */
const change = (
  address: string,
  actions: string[],
  { before, replacePaths }: { before?: object; replacePaths?: string[][] } = {},
) => ({
  address,
  type: address.split(".")[0],
  mode: "managed",
  change: { actions, before: before ?? {}, after: {}, after_unknown: {}, replace_paths: replacePaths },
});
const REPLACE = ["delete", "create"];
const replacedStorage = change(STORAGE, REPLACE, { replacePaths: [["name"]] });

/** A machine on which the plan of the DNS stack does this. */
function planning(...resources: object[]): Workbench {
  const bench = new Workbench();
  bench.plan("aml-dns-shared", "Plan: 1 to add, 0 to change, 1 to destroy.\n", { resource_changes: resources });
  return bench;
}
const commandLine = (command: string, ...args: string[]) => [command, "dns-shared", ...args];
const applies = (bench: Workbench) => bench.changes.filter((call) => call.includes(" apply"));

describe.each([
  ["plan", []],
  ["deploy", ["--auto-approve"]],
])("%s", (command, options) => {
  it("refuses to replace what holds data, with the argument that forces it and the option that allows it", async () => {
    const bench = planning(replacedStorage);
    const { status, stderr } = await bench.run(commandLine(command, ...options));
    expect(status).toBe(1);
    expect(stderr).toContain(`aml-dns-shared/${STORAGE}`);
    expect(stderr).toContain("the plan replaces it, because of name: its data is lost");
    expect(stderr).toContain(`--allow-replace aml-dns-shared/${STORAGE}`);
    expect(applies(bench)).toEqual([]);
  });

  it("refuses to destroy a workspace that azapi created", async () => {
    const before = { type: "Microsoft.MachineLearningServices/workspaces@2025-12-01" };
    const bench = planning(change(WORKSPACE, ["delete"], { before }));
    const { status, stderr } = await bench.run(commandLine(command, ...options));
    expect(status).toBe(1);
    expect(stderr).toContain("the plan destroys it: its data is lost");
  });

  it("lets what --allow-replace names be replaced, and nothing else", async () => {
    const bench = planning(replacedStorage, change("azurerm_key_vault.Vault_0A", REPLACE));
    const allow = ["--allow-replace", `aml-dns-shared/${STORAGE}`];
    const { status, stderr } = await bench.run(commandLine(command, ...options, ...allow));
    expect(status).toBe(1);
    expect(stderr).not.toContain(`${STORAGE}\n`);
    expect(stderr).toContain("aml-dns-shared/azurerm_key_vault.Vault_0A");
    const both = [...allow, "--allow-replace", "aml-dns-shared/azurerm_key_vault.Vault_0A"];
    expect((await bench.run(commandLine(command, ...options, ...both))).status).toBe(0);
  });

  it("replaces what holds no data without a question", async () => {
    const bench = planning(
      change("azurerm_private_endpoint.Pe_0A", REPLACE),
      change("azapi_resource.Cluster_0A", ["delete"], {
        before: { type: "Microsoft.MachineLearningServices/workspaces/computes@2025-12-01" },
      }),
      change("azapi_update_resource.ImageBuildCompute_0A", REPLACE, {
        before: { type: "Microsoft.MachineLearningServices/workspaces@2025-12-01" },
      }),
      change("azapi_resource.Datastore_0A", ["delete"], {
        before: { type: "Microsoft.MachineLearningServices/workspaces/datastores@2025-12-01" },
      }),
      change(STORAGE, ["update"]),
    );
    expect((await bench.run(commandLine(command, ...options))).status).toBe(0);
  });

  it("refuses an address without its stack as wrong usage", async () => {
    const { status, stderr } = await planning().run(commandLine(command, ...options, "--allow-replace", STORAGE));
    expect(status).toBe(2);
    expect(stderr).toContain("give the address with its stack");
  });

  it("lifts the protection of what may be replaced, and of nothing else", async () => {
    const bench = planning();
    await bench.run([command, ...options]);
    const written = () => JSON.stringify(bench.written("stacks/aml-prod-base/cdk.tf.json"));
    const count = (text: string) => text.split('"prevent_destroy":true').length - 1;
    const before = count(written());
    const vault = Object.keys(
      (bench.written("stacks/aml-prod-base/cdk.tf.json") as { resource: { azurerm_key_vault: object } }).resource
        .azurerm_key_vault,
    )[0];
    await bench.run([command, ...options, "--allow-replace", `aml-prod-base/azurerm_key_vault.${vault}`]);
    expect(count(written())).toBe(before - 1);
    await bench.run(["synth"]);
    expect(count(written())).toBe(before);
  });

  it("explains how to replace what Terraform refuses to", async () => {
    const bench = planning();
    const { stderr } = await bench.run(commandLine(command, ...options), { fails: "aml-dns-shared plan" });
    expect(stderr).toContain("add --allow-replace aml-dns-shared/<address>");
  });
});

describe("deploy in a terminal", () => {
  it("loses data once the stack's name is typed", async () => {
    const bench = planning(replacedStorage);
    bench.answers.push("aml-dns-shared");
    expect((await bench.run(commandLine("deploy"))).status).toBe(0);
    expect(applies(bench)).toHaveLength(1);
  });

  it("loses nothing for another answer", async () => {
    const bench = planning(replacedStorage);
    bench.answers.push("yes");
    const { status, stderr } = await bench.run(commandLine("deploy"));
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dns-shared was not changed.");
    expect(applies(bench)).toEqual([]);
  });

  it("applies the plan that it showed, after a yes", async () => {
    const bench = planning(change("azurerm_private_endpoint.Pe_0A", ["create"]));
    bench.answers.push("yes");
    const { status, stdout } = await bench.run(commandLine("deploy"));
    expect(status).toBe(0);
    expect(stdout).toContain("Apply this plan of aml-dns-shared? Only yes is accepted");
    expect(applies(bench)).toHaveLength(1);
  });

  it("applies nothing for another answer", async () => {
    const bench = planning(change("azurerm_private_endpoint.Pe_0A", ["create"]));
    bench.answers.push("y");
    expect((await bench.run(commandLine("deploy"))).status).toBe(1);
    expect(applies(bench)).toEqual([]);
  });
});

describe("a changed address space", () => {
  const NETWORK = "azurerm_virtual_network.Network_0A";
  const SUBNET = "azurerm_subnet.Pe_0A";
  const subnetId =
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/snet-pe";
  const vnet = (space: string[]) => ({ name: "vnet", resource_group_name: "rg", address_space: space });
  const subnet = {
    id: subnetId,
    name: "snet-pe",
    virtual_network_name: "vnet",
    resource_group_name: "rg",
    address_prefixes: ["10.1.1.0/24"],
  };
  const update = (address: string, before: object, after: object) => ({
    address,
    type: address.split(".")[0],
    mode: "managed",
    change: { actions: ["update"], before, after, after_unknown: {} },
  });
  const prior = (...resources: object[]) => ({ values: { root_module: { resources } } });
  const planOf = (changes: object[], ...resources: object[]) => {
    const bench = new Workbench();
    bench.plan("aml-dns-shared", "Plan.\n", { resource_changes: changes, prior_state: prior(...resources) });
    return bench.run(["plan", "dns-shared"]);
  };
  const subnetResource = { address: SUBNET, type: "azurerm_subnet", values: subnet };

  it("that leaves out a subnet is refused at plan, as Azure would refuse it during the apply", async () => {
    const { status, stderr } = await planOf(
      [update(NETWORK, vnet(["10.1.0.0/16"]), vnet(["10.9.0.0/16"]))],
      subnetResource,
    );
    expect(status).toBe(1);
    expect(stderr).toContain("address_space 10.1.0.0/16 -> 10.9.0.0/16, without the subnets snet-pe (10.1.1.0/24)");
  });

  it("is refused too if the plan moves the subnet: the network is changed first", async () => {
    const moved = update(SUBNET, subnet, { ...subnet, address_prefixes: ["10.9.1.0/24"] });
    const { status } = await planOf(
      [update(NETWORK, vnet(["10.1.0.0/16"]), vnet(["10.9.0.0/16"])), moved],
      subnetResource,
    );
    expect(status).toBe(1);
  });

  it.each([
    ["adds a block", ["10.1.0.0/16", "10.9.0.0/16"]],
    ["still contains the subnet", ["10.1.0.0/23"]],
  ])("that %s passes", async (_, space) => {
    expect((await planOf([update(NETWORK, vnet(["10.1.0.0/16"]), vnet(space))], subnetResource)).status).toBe(0);
  });

  it("passes if the plan destroys the subnet", async () => {
    const changes = [update(NETWORK, vnet(["10.1.0.0/16"]), vnet(["10.9.0.0/16"])), change(SUBNET, ["delete"])];
    expect((await planOf(changes, subnetResource)).status).toBe(0);
  });

  it("of a subnet that is in use is refused with what is in it", async () => {
    const moved = update(SUBNET, subnet, { ...subnet, address_prefixes: ["10.1.9.0/24"] });
    const endpoint = {
      address: "azurerm_private_endpoint.Vault",
      type: "azurerm_private_endpoint",
      values: { subnet_id: subnetId },
    };
    const { status, stderr } = await planOf([moved], subnetResource, endpoint);
    expect(status).toBe(1);
    expect(stderr).toContain("while azurerm_private_endpoint.Vault are in the subnet");
    expect((await planOf([moved], subnetResource)).status).toBe(0);
  });
});
