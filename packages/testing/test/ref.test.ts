import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it } from "vitest";
import { ref, synthesized } from "../src/index.js";
import { platform } from "./support/platform.js";

const model = SynthModel.fromStacks({
  a: {
    terraform: { backend: { local: { path: "/a" } } },
    variable: { v: {} },
    locals: { id: "${x.one.id}" },
    resource: { x: { one: {}, two: { count: 2 } } },
    output: { id: { value: "${x.one.id}" } },
  },
  b: {
    data: { terraform_remote_state: { a: { backend: "local", config: { path: "/a" } } } },
    resource: { x: { one: {} } },
  },
});

describe("ref", () => {
  it("means an address with its attribute", () => {
    expect(ref("x.one.id").text).toBe("x.one.id");
    expect(ref("${x.one.id}").text).toBe("x.one.id");
  });

  it("means the id of a resource, unless another attribute is given", () => {
    const { vnet, me } = platform();
    expect(ref(vnet).text).toBe("azurerm_virtual_network.Vnet.id");
    expect(ref(vnet).stack).toBe("net");
    expect(ref(vnet, "name").text).toBe("azurerm_virtual_network.Vnet.name");
    expect(ref(vnet, "").text).toBe("azurerm_virtual_network.Vnet");
    expect(ref(me, "tenant_id").text).toBe("data.azurerm_client_config.me.tenant_id");
    expect(ref(model.resource("a/x.two[0]")).text).toBe("x.two[0].id");
    expect(ref(model.resource("a/x.two[0]")).stack).toBe("a");
  });

  it.each([
    ["a", "${x.one.id}", "x.one.id", true],
    ["a", "${local.id}", "x.one.id", true],
    ["a", "${local.id}", "local.id", true],
    ["a", "${tostring(x.one.id)}", "x.one.id", true],
    ["a", "${x.two[0].id}", "x.two[0].id", true],
    ["a", "${var.v}", "var.v", true],
    ["a", "x.one", "x.one", true],
    ["a", "${x.one.name}", "x.one.id", false],
    ["a", "${x.two[0].id}", "x.one.id", false],
    ["a", "prefix-${x.one.id}", "x.one.id", false],
    ["a", "${lower(x.one.id)}", "x.one.id", false],
    ["a", "${lower(x.one.id)}", "lower(x.one.id)", true],
    ["a", 3, "x.one.id", false],
    ["b", "${data.terraform_remote_state.a.outputs.id}", "x.one.id", true],
    ["b", "${data.terraform_remote_state.a.outputs.id}", "data.terraform_remote_state.a.outputs.id", true],
  ])("in stack %s compares %s with %s: %s", (stack, value, text, matches) => {
    expect(ref(text).matches(model.stack(stack), value)).toBe(matches);
  });

  it("to a resource minds its stack", () => {
    const one = ref(model.resource("a/x.one"));
    expect(one.matches(model.stack("a"), "${x.one.id}")).toBe(true);
    expect(one.matches(model.stack("b"), "${x.one.id}")).toBe(false);
    expect(one.matches(model.stack("b"), "${data.terraform_remote_state.a.outputs.id}")).toBe(true);
    expect(ref(model.resource("a/x.one"), "").matches(model.stack("b"), "x.one")).toBe(false);
  });

  it("compares the text inside Vitest's own matchers", () => {
    const { app, vnet, group } = platform();
    const subnet = synthesized(app).resource({ type: "azurerm_subnet" });
    expect(subnet.attributes).toEqual(expect.objectContaining({ virtual_network_name: ref(vnet, "name") }));
    expect(subnet.attributes).not.toEqual(expect.objectContaining({ virtual_network_name: ref(group, "name") }));
  });
});
