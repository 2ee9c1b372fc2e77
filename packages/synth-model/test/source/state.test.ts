import { describe, expect, it } from "vitest";
import { readStates, SynthModel } from "../../src/index.js";
import { folder } from "../support/folder.js";

const instance = (attributes: object, more: object = {}) => ({ attributes, sensitive_attributes: [], ...more });
const block = (type: string, name: string, instances: readonly object[], more: object = {}) => ({
  mode: "managed",
  type,
  name,
  instances,
  ...more,
});
const text = (resources: readonly object[], more: object = {}) =>
  JSON.stringify({ version: 4, lineage: "1", outputs: {}, resources, ...more });
const read = (...resources: readonly object[]) =>
  readStates([{ name: "dev", text: text(resources) }])[0]?.resources ?? [];

describe("readStates", () => {
  it("reads every instance with its address, also in modules", () => {
    const subnets = [instance({ name: "a" }, { index_key: "a" }), instance({ name: "b" }, { index_key: "b" })];
    const addresses = read(
      block("azurerm_subnet", "pe", subnets),
      block("azurerm_subnet", "vm", [instance({}, { index_key: 0 })], { module: 'module.hub["x.y"]' }),
      block("azurerm_client_config", "me", [instance({})], { mode: "data" }),
    ).map(({ address }) => address);
    expect(addresses).toEqual([
      'azurerm_subnet.pe["a"]',
      'azurerm_subnet.pe["b"]',
      'module.hub["x.y"].azurerm_subnet.vm[0]',
      "data.azurerm_client_config.me",
    ]);
  });

  it("reads azapi's body without its type, and knows what is sensitive", () => {
    const body = { value: { properties: { a: 1 } }, type: ["object", {}] };
    const [resource] = read(
      block("azapi_resource", "x", [
        instance({ body, password: "p" }, { sensitive_attributes: [[{ type: "get_attr", value: "password" }]] }),
      ]),
    );
    expect(resource).toMatchObject({ values: { body: { properties: { a: 1 } } }, sensitive: ["password"] });
  });

  it("leaves out objects that wait for their deletion", () => {
    expect(read(block("azurerm_subnet", "pe", [instance({}, { deposed: "1" })]))).toEqual([]);
  });

  it("reads a stack that was never applied", () => {
    expect(readStates([{ name: "dev", text: "" }])).toMatchObject([{ name: "dev", lineage: undefined, resources: [] }]);
  });

  it("reads UTF-16, as PowerShell writes it", () => {
    const written = Buffer.from(`\uFEFF${text([block("azurerm_subnet", "pe", [instance({})])])}`, "utf16le");
    expect(readStates([{ name: "dev", text: written }])).toMatchObject([
      { resources: [{ address: "azurerm_subnet.pe" }] },
    ]);
  });

  it.each([
    ["cut off", '{ "version": 4', "is not JSON, or was cut off"],
    ["no state", "[]", "is not a state"],
    ["another format", '{ "version": 3 }', "has the format 3; supported is 4"],
    ["what `terraform show -json` prints", '{ "format_version": "1.0" }', 'give what "terraform state pull" prints'],
  ])("refuses a text that is %s", (_, given, message) => {
    expect(() => readStates([{ name: "dev", text: given, file: "dev.tfstate" }])).toThrow(message);
  });

  it("refuses one state for two stacks, and two states for one", () => {
    const of = (name: string, lineage: string) => ({ name, text: text([], { lineage }), file: `${name}-${lineage}` });
    expect(() => readStates([of("dev", "1"), of("prod", "1")])).toThrow("is the state of the same stack as dev-1");
    expect(() => readStates([of("dev", "1"), of("dev", "2")])).toThrow("is the state of the same stack as dev-1");
  });
});

describe("fromStates", () => {
  const files = {
    "dev/cdk.tf.json": {
      resource: {
        azurerm_subnet: { pe: { name: "${var.name}", lifecycle: { prevent_destroy: true } } },
        azurerm_windows_virtual_machine: { vm: { admin_password: "${var.password}" } },
      },
      variable: { name: {}, password: {} },
    },
    "prod/cdk.tf.json": { resource: { azurerm_subnet: { pe: {} } } },
  };
  const model = () =>
    SynthModel.fromStates(
      readStates([
        {
          name: "dev",
          text: text([
            block("azurerm_subnet", "pe", [instance({ name: "snet-pe" })]),
            block("azurerm_windows_virtual_machine", "vm", [
              instance(
                { admin_password: "p" },
                { sensitive_attributes: [[{ type: "get_attr", value: "admin_password" }]] },
              ),
            ]),
          ]),
        },
      ]),
      folder(files),
    );

  it("has the values of the state, and the lifecycle of the configuration", () => {
    const subnet = model().resource("azurerm_subnet.pe");
    expect(subnet.read("name").value).toBe("snet-pe");
    expect(subnet.read("lifecycle.prevent_destroy").value).toBe(true);
  });

  it("shows no sensitive value", () => {
    expect(model().resource("azurerm_windows_virtual_machine.vm").read("admin_password")).toMatchObject({
      state: "unknown",
    });
  });

  it("has no stacks without a state", () => {
    expect(model().stacks.map(({ name }) => name)).toEqual(["dev"]);
  });
});
