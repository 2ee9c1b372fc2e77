import { describe, expect, it } from "vitest";
import { SynthModel } from "../src/index.js";
import { platform } from "./support/platform.js";

const ids = (elements: readonly { id: string }[]): string[] => elements.map(({ id }) => id);

describe("Element", () => {
  it("tells where it is", () => {
    const subnet = platform().resource("azurerm_subnet.endpoints");
    expect(subnet).toMatchObject({
      kind: "resource",
      address: "azurerm_subnet.endpoints",
      name: "endpoints",
      file: undefined,
    });
    expect(subnet.stack.name).toBe("network");
    expect(subnet.id).toBe("network/azurerm_subnet.endpoints");
  });

  it.each([
    ["data.azurerm_client_config.me", "data"],
    ["azapi_resource.workspace", "resource"],
  ])("has an address as Terraform writes it: %s", (address, kind) => {
    expect(platform().stack("workspace").get(address)?.kind).toBe(kind);
  });

  it.each([
    ["var.location", "variable"],
    ["local.prefix", "local"],
    ["output.subnet_id", "output"],
    ["provider.azurerm", "provider"],
  ])("has an address as Terraform writes it: %s", (address, kind) => {
    expect(platform().stack("network").get(address)?.kind).toBe(kind);
  });

  it("gives its arguments, of a local only if it's an object", () => {
    const stack = platform().stack("network");
    expect(stack.get("var.location")?.attributes).toEqual({ type: "string", default: "canadacentral" });
    expect(stack.get("local.prefix")?.attributes).toEqual({});
    expect(stack.get("local.prefix")?.content).toBe("aml");
    expect(stack.get("local.place")?.attributes).toEqual({ region: "${var.location}" });
  });

  it("reads what is written at a path", () => {
    const workspace = platform().resource("azapi_resource.workspace");
    expect(workspace.get("body.properties.publicNetworkAccess")).toBe("Disabled");
    expect(workspace.get(["body", "properties", "tenant"])).toBe("${data.azurerm_client_config.me.tenant_id}");
    expect(workspace.get("body.properties.none")).toBeUndefined();
  });

  it("follows what is written at a path", () => {
    const endpoint = platform().resource("azurerm_private_endpoint.workspace");
    expect(endpoint.value("resource_group_name")).toEqual({ known: true, value: "rg-aml-network" });
    expect(endpoint.value("none")).toBeUndefined();
  });

  it("lists its references with what they mean in the end", () => {
    const endpoint = platform().resource("azurerm_private_endpoint.workspace");
    const listed = endpoint
      .references()
      .map(({ path, text, to, attribute, explicit, target }) => [
        path,
        text,
        to.address,
        attribute,
        explicit,
        target.element.id,
        target.attribute,
      ]);
    expect(listed).toEqual([
      [
        "resource_group_name",
        "data.terraform_remote_state.network.outputs.group.name",
        "data.terraform_remote_state.network",
        "outputs.group.name",
        false,
        "network/azurerm_resource_group.main",
        "name",
      ],
      [
        "subnet_id",
        "data.terraform_remote_state.network.outputs.subnet_id",
        "data.terraform_remote_state.network",
        "outputs.subnet_id",
        false,
        "network/azurerm_subnet.endpoints",
        "id",
      ],
      [
        "private_service_connection.private_connection_resource_id",
        "azapi_resource.workspace.id",
        "azapi_resource.workspace",
        "id",
        false,
        "workspace/azapi_resource.workspace",
        "id",
      ],
    ]);
  });

  it("tells depends_on from other references", () => {
    const [tenant, delay] = platform().resource("azapi_resource.workspace").references();
    expect([tenant?.path, tenant?.explicit]).toEqual(["body.properties.tenant", false]);
    expect([delay?.path, delay?.explicit, delay?.from.address]).toEqual([
      "depends_on[0]",
      true,
      "azapi_resource.workspace",
    ]);
  });

  it("lists who refers to it", () => {
    const group = platform().resource("azurerm_resource_group.main");
    expect(group.referencedBy().map(({ from, path }) => `${from.address} ${path}`)).toEqual([
      "azurerm_virtual_network.main location",
      "azurerm_virtual_network.main resource_group_name",
      "azurerm_subnet.endpoints resource_group_name",
      "output.group value.name",
    ]);
    expect(platform().resource("azurerm_private_endpoint.workspace").referencedBy()).toEqual([]);
  });

  it("depends on resources, also those of other stacks, not on what only passes them on", () => {
    expect(ids(platform().resource("azurerm_private_endpoint.workspace").dependencies())).toEqual([
      "workspace/azapi_resource.workspace",
      "network/azurerm_resource_group.main",
      "network/azurerm_subnet.endpoints",
    ]);
  });

  it("knows its dependents, also those in other stacks", () => {
    expect(ids(platform().resource("azurerm_subnet.endpoints").dependents())).toEqual([
      "workspace/azurerm_private_endpoint.workspace",
    ]);
    expect(platform().resource("azurerm_private_endpoint.workspace").dependents()).toEqual([]);
  });

  it("knows all that it needs, nearest first", () => {
    expect(ids(platform().resource("azurerm_private_endpoint.workspace").transitiveDependencies())).toEqual([
      "workspace/azapi_resource.workspace",
      "network/azurerm_resource_group.main",
      "network/azurerm_subnet.endpoints",
      "workspace/data.azurerm_client_config.me",
      "workspace/time_sleep.delay",
      "network/azurerm_virtual_network.main",
    ]);
  });

  it("knows all that needs it", () => {
    expect(ids(platform().resource("azurerm_virtual_network.main").transitiveDependents())).toEqual([
      "network/azurerm_subnet.endpoints",
      "workspace/azurerm_private_endpoint.workspace",
    ]);
  });

  it("knows whether it needs another, and the shortest way there", () => {
    const model = platform();
    const endpoint = model.resource("azurerm_private_endpoint.workspace");
    const network = model.resource("azurerm_virtual_network.main");
    expect(endpoint.dependsOn(network)).toBe(true);
    expect(network.dependsOn(endpoint)).toBe(false);
    expect(endpoint.dependsOn(endpoint)).toBe(false);
    expect(endpoint.dependencyPath(network)?.map(({ address }) => address)).toEqual([
      "azurerm_private_endpoint.workspace",
      "azurerm_subnet.endpoints",
      "azurerm_virtual_network.main",
    ]);
    expect(network.dependencyPath(endpoint)).toBeUndefined();
  });

  it("needs, as an output, what its value is made of", () => {
    expect(ids(platform().stack("network").get("output.both")?.dependencies() ?? [])).toEqual([
      "network/azurerm_virtual_network.main",
      "network/azurerm_subnet.endpoints",
    ]);
  });

  it("needs what its provider's configuration needs", () => {
    const model = SynthModel.fromStacks({
      s: {
        provider: { azurerm: [{}, { alias: "hub", subscription_id: "${data.azurerm_subscription.hub.id}" }] },
        data: { azurerm_subscription: { hub: {} } },
        resource: {
          azurerm_subnet: { plain: {}, hub: { provider: "azurerm.hub" }, wrapped: { provider: "${azurerm.hub}" } },
        },
      },
    });
    expect(ids(model.resource("azurerm_subnet.plain").dependencies())).toEqual([]);
    expect(ids(model.resource("azurerm_subnet.hub").dependencies())).toEqual(["s/data.azurerm_subscription.hub"]);
    expect(ids(model.resource("azurerm_subnet.wrapped").dependencies())).toEqual(["s/data.azurerm_subscription.hub"]);
    expect(ids(model.resource("data.azurerm_subscription.hub").dependents())).toEqual([
      "s/azurerm_subnet.hub",
      "s/azurerm_subnet.wrapped",
    ]);
  });

  it("needs what a module is given", () => {
    const model = SynthModel.fromStacks({
      s: {
        module: { m: { source: "x/y/z", id: "${x.a.id}" } },
        resource: { x: { a: {}, b: { v: "${module.m.out}" } } },
      },
    });
    expect(ids(model.resource("x.b").dependencies())).toEqual(["s/x.a"]);
  });

  it("prints without the whole model", () => {
    expect(Object.keys(platform().resource("azurerm_subnet.endpoints"))).toEqual([
      "kind",
      "address",
      "name",
      "file",
      "type",
      "constructPath",
      "uniqueId",
    ]);
  });
});
