import { describe, expect, it } from "vitest";
import { SynthModel } from "../src/index.js";

/** References and diagnostics of `x.probe` in a stack. */
function link(probe: object, rest: object = {}) {
  const model = SynthModel.fromStacks({
    s: {
      variable: { v: { validation: [{ condition: "${var.v > 0}" }] } },
      resource: { x: { probe, a: {}, b: {} } },
      ...rest,
    },
  });
  const references = model
    .resource("x.probe")
    .references()
    .map(({ path, text }) => `${path}: ${text}`);
  return { references, diagnostics: model.diagnostics, model };
}

describe("references", () => {
  it("are found in arguments, nested ones and lists", () => {
    expect(link({ one: "${x.a.id}", two: [{ three: ["${x.b.id}-${var.v}"] }] }).references).toEqual([
      "one: x.a.id",
      "two[0].three[0]: x.b.id",
      "two[0].three[0]: var.v",
    ]);
  });

  it("are found in the keys of objects", () => {
    expect(link({ ids: { "${x.a.id}": {} } }).references).toEqual(['ids["${x.a.id}"]: x.a.id']);
  });

  it("are found inside functions, conditions and for expressions", () => {
    expect(link({ one: '${join(",", [for i in [x.a.id] : i == x.b.id ? i : var.v])}' }).references).toEqual([
      "one: x.a.id",
      "one: x.b.id",
      "one: var.v",
    ]);
  });

  it("are found in depends_on, with and without ${}", () => {
    expect(link({ depends_on: ["x.a", "${x.b}"] }).references).toEqual(["depends_on[0]: x.a", "depends_on[1]: x.b"]);
  });

  it("are found in lifecycle, but not in ignore_changes", () => {
    const lifecycle = {
      replace_triggered_by: ["x.a", "${x.b.id}"],
      ignore_changes: ["tags"],
      precondition: [{ condition: "${self.ok && var.v == 1}", error_message: "no" }],
    };
    const expected = [
      "lifecycle.replace_triggered_by[0]: x.a",
      "lifecycle.replace_triggered_by[1]: x.b.id",
      "lifecycle.precondition[0].condition: var.v",
    ];
    expect(link({ lifecycle }).references).toEqual(expected);
    expect(link({ lifecycle: [lifecycle] }).references).toEqual(expected);
  });

  it("are found in dynamic blocks within other blocks, whose iterators are none either", () => {
    const rules = { for_each: "${x.a.rules}", content: { origins: "${cors_rule.value.origins}", owner: "${x.b.id}" } };
    const nested = link({ blob_properties: [{ dynamic: { cors_rule: [rules] } }] });
    expect(nested.diagnostics).toEqual([]);
    expect(nested.references.map((reference) => reference.split(": ")[1])).toEqual(["x.a.rules", "x.b.id"]);
    const inner = { dynamic: { cors_rule: [{ ...rules, for_each: "${outer.value.rules}" }] } };
    expect(link({ dynamic: { outer: [{ for_each: "${x.a.rules}", content: [inner] }] } }).diagnostics).toEqual([]);
  });

  it("are found in dynamic blocks, whose iterator is none", () => {
    const dynamic = {
      rule: { for_each: "${x.a.rules}", content: { name: "${rule.value.name}", scope: "${x.b.id}" } },
      other: [{ for_each: ["a"], iterator: "it", content: { name: "${it.key}" } }],
    };
    const { references, diagnostics } = link({ dynamic });
    expect(references).toEqual(["dynamic.rule.for_each: x.a.rules", "dynamic.rule.content.scope: x.b.id"]);
    expect(diagnostics).toEqual([]);
  });

  it("do not include each, count, self, path and terraform", () => {
    const place = "${each.key}${each.value.x}${count.index}${self.id}${path.module}${terraform.workspace}";
    const { references, diagnostics } = link({ place });
    expect([references, diagnostics]).toEqual([[], []]);
  });

  it("are not searched for in values that Terraform takes literally", () => {
    const { diagnostics } = link(
      {},
      {
        variable: { v: { description: "${x.none}", default: "${x.none}" } },
        output: { o: { value: "1", description: "${x.none}" } },
        provider: { azurerm: { alias: "a", version: "${x.none}" } },
        terraform: { required_version: "${x.none}" },
      },
    );
    expect(diagnostics).toEqual([]);
  });

  it("are found in locals, outputs, providers and modules", () => {
    const { model } = link(
      {},
      {
        locals: { l: ["${x.a.id}"] },
        output: { o: { value: "${local.l}", depends_on: ["x.b"] } },
        provider: { azurerm: { subscription_id: "${var.v}" } },
        module: { m: { source: "x/y/z", version: "1", input: "${x.a.id}", providers: { azurerm: "azurerm" } } },
      },
    );
    const texts = ["local.l", "output.o", "provider.azurerm", "module.m"].map((address) =>
      model
        .stack("s")
        .get(address)
        ?.references()
        .map(({ path, text }) => `${path}: ${text}`),
    );
    expect(texts).toEqual([
      ["[0]: x.a.id"],
      ["value: local.l", "depends_on[0]: x.b"],
      ["subscription_id: var.v"],
      ["input: x.a.id"],
    ]);
  });

  it("lead to ephemeral resources as well", () => {
    const { model } = link({ one: "${ephemeral.e.f.value}" }, { ephemeral: { e: { f: {} } } });
    expect(
      model
        .resource("x.probe")
        .dependencies()
        .map(({ address }) => address),
    ).toEqual(["ephemeral.e.f"]);
  });
});

describe("diagnostics", () => {
  it("name a reference that leads nowhere, and what there is instead", () => {
    expect(link({ one: { two: ["${x.none.id}"] } }).diagnostics).toEqual([
      {
        code: "unknown-reference",
        severity: "error",
        stack: "s",
        address: "x.probe",
        path: "one.two[0]",
        message: "x.probe: one.two[0] refers to x.none, which stack s doesn't have; it has x.probe, x.a, x.b",
      },
    ]);
  });

  it.each([
    ["${data.x.none.id}", "data.x.none"],
    ["${local.none}", "local.none"],
    ["${module.none.out}", "module.none"],
    ["${y.none.id}", "y.none"],
    ["${none}", "none"],
    ["${var}", "var"],
    ["${x[0].id}", "x"],
    ["${data.x}", "data.x"],
  ])("of %s name %s", (text, address) => {
    expect(link({ text }).diagnostics).toEqual([
      expect.objectContaining({
        code: "unknown-reference",
        message: `x.probe: text refers to ${address}, which stack s doesn't have`,
      }),
    ]);
  });

  it("name an unknown variable and those there are", () => {
    expect(link({ text: "${var.w}" }).diagnostics[0]?.message).toBe(
      "x.probe: text refers to var.w, which stack s doesn't have; it has var.v",
    );
  });

  it("name an expression that Terraform can't read", () => {
    expect(link({ one: "${x.a.id", two: "${x.b.id}" })).toMatchObject({
      references: ["two: x.b.id"],
      diagnostics: [
        {
          code: "invalid-expression",
          severity: "error",
          path: "one",
          message: 'x.probe: one is not an expression of Terraform\'s: "}" is missing at character 9 of "${x.a.id"',
        },
      ],
    });
  });

  it("name a provider configuration that isn't there", () => {
    expect(link({ provider: "x.hub" }).diagnostics).toEqual([
      expect.objectContaining({
        code: "unknown-reference",
        path: "provider",
        message: "x.probe: provider refers to the provider configuration x.hub, which stack s doesn't have",
      }),
    ]);
    const module = { m: { source: "x/y/z", providers: { azurerm: "${azurerm.hub}" } } };
    expect(link({}, { module }).diagnostics).toContainEqual(
      expect.objectContaining({
        message: "module.m: provider refers to the provider configuration azurerm.hub, which stack s doesn't have",
      }),
    );
  });

  it("are none for a provider that is left to its defaults", () => {
    expect(link({}).diagnostics).toEqual([]);
  });

  it("name a depends_on that is no list", () => {
    expect(link({ depends_on: "x.a" }).diagnostics).toEqual([
      expect.objectContaining({
        code: "not-terraform",
        message: 'x.probe: depends_on is "x.a"; Terraform wants a list of references',
      }),
    ]);
  });

  it("warn of an azapi body that can't be read", () => {
    const resource = { azapi_resource: { r: { type: "A.B/c@1", body: "${file(x.a.id)}" } }, x: { probe: {}, a: {} } };
    expect(link({}, { resource }).diagnostics).toEqual([
      {
        code: "unread-body",
        severity: "warning",
        stack: "s",
        address: "azapi_resource.r",
        path: "body",
        message: "azapi_resource.r: body is no object, so what is sent to Azure is not known; give an object (azapi 2)",
      },
    ]);
  });

  it("name what is nested to exhaust the stack", () => {
    const deep = `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const model = SynthModel.fromStacks({ s: `{"resource":{"x":{"y":${deep}}}}` });
    expect(model.diagnostics).toEqual([
      expect.objectContaining({ code: "not-terraform", message: "x.y: a.a.a is nested more than 100 deep" }),
    ]);
  });
});
