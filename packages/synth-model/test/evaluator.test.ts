import { describe, expect, it } from "vitest";
import { SynthModel } from "../src/index.js";

/** What `value` comes to in a small stack. */
function valueOf(value: unknown, extra: object = {}) {
  const stack = {
    variable: { v: {}, w: { default: "taken" } },
    locals: {
      text: "a",
      number: 1,
      list: ["x", "${local.text}"],
      map: { k: { deep: "d" } },
      vnet: "${azurerm_virtual_network.n}",
      ring: "${local.gnir}",
      gnir: "${local.ring}",
    },
    data: { azurerm_resource_group: { g: { name: "rg" } } },
    resource: {
      azurerm_virtual_network: { n: { name: "vnet-${local.text}", address_space: ["10.0.0.0/16"] } },
      azurerm_subnet: {
        s: { name: "s", virtual_network_name: "${azurerm_virtual_network.n.name}", delegation: { name: "d" } },
        counted: { count: 2, name: "c", index: "${count.index}" },
      },
      probe: { p: { value, ...extra } },
    },
  };
  return SynthModel.fromStacks({ s: stack }).resource("probe.p").value("value");
}

const target = (address: string, attribute: string) => ({ element: expect.objectContaining({ address }), attribute });

describe("value", () => {
  it.each([
    ["text", "text"],
    ["$${not} an expression", "${not} an expression"],
    [3, 3],
    [null, null],
    [true, true],
    ["${local.text}", "a"],
    ["x-${local.text}-${local.number}", "x-a-1"],
    ["${local.number}", 1],
    ["${local.map.k.deep}", "d"],
    ['${local.map["k"].deep}', "d"],
    ["${local.list[1]}", "a"],
    ["${local.map}", { k: { deep: "d" } }],
    ['${["${local.text}", 2, null]}', ["a", 2, null]],
    ["${azurerm_virtual_network.n.name}", "vnet-a"],
    ["${local.vnet.name}", "vnet-a"],
    ["${azurerm_subnet.s.virtual_network_name}", "vnet-a"],
    ["${azurerm_subnet.s.delegation[0].name}", "d"],
    ["${azurerm_subnet.counted[0].name}", "c"],
    ["${data.azurerm_resource_group.g.name}", "rg"],
    ["${tolist(azurerm_virtual_network.n.address_space)}", ["10.0.0.0/16"]],
    ["${tostring(sensitive(local.text))}", "a"],
    ["${var.w}", "taken"],
    ['${lower("A")}', "a"],
    ["${azurerm_subnet.counted[*].name}", ["c", "c"]],
    ["${azurerm_subnet.counted[1].index}", 1],
    ["${azurerm_virtual_network.n[*].name}", ["vnet-a"]],
    ["${path.module}/${path.root}", "./."],
    [
      { a: ["${local.text}"], "k-${local.text}": 1 },
      { a: ["a"], "k-a": 1 },
    ],
  ])("of %j is known: %j", (value, expected) => {
    expect(valueOf(value)).toEqual({ known: true, value: expected });
  });

  it.each(["tolist", "toset", "tomap", "tostring", "tonumber", "tobool", "sensitive", "nonsensitive"])(
    "is seen through %s where it isn't known",
    (name) => {
      expect(valueOf(`\${${name}(azurerm_virtual_network.n.id)}`)?.target?.attribute).toBe("id");
    },
  );

  it.each([
    ["${azurerm_virtual_network.n.id}", "azurerm_virtual_network.n", "id"],
    ["${local.vnet.id}", "azurerm_virtual_network.n", "id"],
    ["${azurerm_subnet.counted[0].id}", "azurerm_subnet.counted[0]", "id"],
    ["${azurerm_subnet.s.identity[0].principal_id}", "azurerm_subnet.s", "identity[0].principal_id"],
    ["${var.v}", "var.v", ""],
    ["${var.v.key}", "var.v", "key"],
    ["${tolist(azurerm_virtual_network.n.subnets)}", "azurerm_virtual_network.n", "subnets"],
  ])("of %s is an attribute that only Terraform knows", (value, address, attribute) => {
    const dot = attribute === "" || attribute.startsWith("[") ? "" : ".";
    expect(valueOf(value)).toEqual({
      known: false,
      value: `\${${address}${dot}${attribute}}`,
      target: target(address, attribute),
    });
  });

  it.each([
    ["${var.v ? 1 : 2}", "${var.v ? 1 : 2}"],
    ["${each.value}", "${each.value}"],
    ["${local.ring}", expect.stringMatching(/^\$\{local\.(ring|gnir)\}$/)],
    ["${azurerm_subnet.none.id}", "${azurerm_subnet.none.id}"],
    ["${", "${"],
    ["%{ if var.v }a%{ endif }", "%{ if var.v }a%{ endif }"],
    ["x-${azurerm_virtual_network.n.id}-${local.text}", "x-${azurerm_virtual_network.n.id}-a"],
    ["x-${local.map}", "x-${local.map}"],
    ['${[azurerm_virtual_network.n.id, "b"]}', ["${azurerm_virtual_network.n.id}", "b"]],
    [
      { a: "${var.v}", b: "${local.text}" },
      { a: "${var.v}", b: "a" },
    ],
    ["${azurerm_subnet.counted[2].index}", "${azurerm_subnet.counted[2].index}"],
  ])("of %j is left to Terraform: %j", (value, expected) => {
    const result = valueOf(value);
    expect(result?.known).toBe(false);
    expect(result?.value).toEqual(expected);
  });
});

describe("values that grow at each step", () => {
  it("end somewhere", () => {
    const doubling = {
      a: "${local.a}-${local.a}",
      b: ["${local.b}", "${local.b}"],
      c: { x: "${local.c}", y: "${local.c}" },
    };
    const model = SynthModel.fromStacks({ s: { locals: doubling } });
    for (const local of model.stack("s").locals) expect(local.value("")?.known).toBe(false);
  });

  it("are followed 64 references deep", () => {
    const chain = Object.fromEntries(
      Array.from({ length: 66 }, (_, n) => [`l${n}`, n === 0 ? "end" : `\${local.l${n - 1}}`]),
    );
    const stack = SynthModel.fromStacks({ s: { locals: chain } }).stack("s");
    // Neither result decides about the other one, whichever was asked for first.
    expect(stack.get("local.l65")?.value("")?.known).toBe(false);
    expect(stack.get("local.l64")?.value("")).toEqual({ known: true, value: "end" });
    expect(stack.get("local.l65")?.value("")?.known).toBe(false);
  });

  it("are followed 10,000 references far", () => {
    const list = (length: number) => Array.from({ length }, () => "${local.end}");
    const stack = SynthModel.fromStacks({ s: { locals: { end: 1, enough: list(10_000), more: list(10_001) } } }).stack(
      "s",
    );
    expect(stack.get("local.enough")?.value("")?.known).toBe(true);
    expect(stack.get("local.more")?.value("")?.known).toBe(false);
  });
});

describe("resolve", () => {
  const { stack, model } = (() => {
    const made = SynthModel.fromStacks({
      s: {
        locals: { id: "${x.a.id}", object: { inner: "${x.a}" }, made: "${lower(x.a.id)}" },
        resource: { x: { a: { name: "n", other: "${x.b.id}" }, b: {} } },
        output: { o: { value: "${local.id}" } },
      },
    });
    return { model: made, stack: made.stack("s") };
  })();

  it.each([
    ["${x.a.id}", "x.a", "id"],
    ["${x.a.name}", "x.a", "name"],
    ["${x.a.other}", "x.a", "other"],
    ["${x.a}", "x.a", ""],
    ["${local.id}", "x.a", "id"],
    ["${local.object.inner.id}", "x.a", "id"],
    ["${local.made}", "local.made", ""],
    ["${tolist(x.a.list)}", "x.a", "list"],
  ])("says of %s: %s %s", (expression, address, attribute) => {
    expect(stack.resolve(expression)).toEqual(target(address, attribute));
    expect(model.resolve("s", expression)).toEqual(target(address, attribute));
  });

  it.each(["text", "a-${x.a.id}", "${lower(x.a.id)}", "${x.none.id}", "${each.value}", "${", "${x}", "${local}"])(
    "says nothing of %s",
    (expression) => {
      expect(stack.resolve(expression)).toBeUndefined();
    },
  );
});
