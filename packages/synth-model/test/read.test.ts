import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SynthModel } from "../src/index.js";

/** What a path of `probe.p` comes to in a small stack. */
function read(value: unknown, more: object = {}) {
  const stack = {
    variable: { given: {}, open: { type: "bool", default: "true" }, none: { default: null } },
    resource: {
      azurerm_subnet: { s: { name: "pe", address_prefixes: ["10.0.0.0/24"] } },
      probe: { p: { value } },
    },
    ...more,
  };
  return SynthModel.fromStacks({ s: stack }).resource("s/probe.p").read("value");
}

const targets = (reading: ReturnType<typeof read>) =>
  reading.unknowns.flatMap((unknown) =>
    unknown.targets.map(({ element, attribute }) => `${element.address}.${attribute}`),
  );

describe("reading a path", () => {
  it.each([
    ["text", "known", "text"],
    [false, "known", false],
    [[], "known", []],
    [null, "absent", undefined],
    ["${null}", "absent", undefined],
    ["${var.none}", "absent", undefined],
    ["${azurerm_subnet.s.name}", "known", "pe"],
    ["${var.open}", "known", true],
    ["${var.given}", "unknown", "${var.given}"],
    ['${var.given ? "Enabled" : "Disabled"}', "unknown", '${var.given ? "Enabled" : "Disabled"}'],
    ['${var.given ? "Same" : "Same"}', "known", "Same"],
    ["${var.given && false}", "known", false],
    [{ a: "x", b: "${var.given}" }, "unknown", { a: "x", b: "${var.given}" }],
  ])("of %j is %s", (value, state, expected) => {
    expect(read(value)).toMatchObject({ state, value: expected });
  });

  it("of what isn't written is absent", () => {
    expect(read({ a: 1 }).at("b").state).toBe("absent");
    expect(read([1]).at([1]).state).toBe("absent");
    expect(read(null).at("b").items()).toEqual([]);
  });

  it("says what makes it so: the expression, where, why, and the elements", () => {
    const [unknown] = read({ in: ['${var.given ? azurerm_subnet.s.id : "x"}'] }).unknowns;
    expect(unknown).toMatchObject({
      expression: '${var.given ? azurerm_subnet.s.id : "x"}',
      path: "value.in[0]",
      reason: "var.given has no default",
      targets: [{ element: { address: "var.given" }, attribute: "" }],
    });
  });

  it("names every element that a function waits for", () => {
    expect(targets(read('${sha256(join(",", [azurerm_subnet.s.id, var.given]))}'))).toEqual([
      "azurerm_subnet.s.id",
      "var.given.",
    ]);
  });

  it("finds the attribute that it refers to, through functions that don't change it", () => {
    expect(read("${tostring(azurerm_subnet.s.id)}").target).toMatchObject({
      element: { address: "azurerm_subnet.s" },
      attribute: "id",
    });
  });

  it("has the pieces of a text that is known in part, however it's put together", () => {
    for (const text of [
      "${azurerm_subnet.s.id}/services/${azurerm_subnet.s.name}",
      '${join("/", [azurerm_subnet.s.id, "services", "pe"])}',
      '${format("%s/services/%s", azurerm_subnet.s.id, "pe")}',
    ]) {
      const parts = read(text).parts?.map((part) => (typeof part === "string" ? part : part.target?.attribute));
      expect(parts).toEqual(["id", "/services/pe"]);
    }
  });

  it("says which defaults it takes, through locals too", () => {
    const locals = { access: '${var.open ? "Enabled" : "Disabled"}' };
    const reading = read({ a: "${local.access}", b: "${local.access}", c: 1 }, { locals });
    expect(reading.value).toEqual({ a: "Enabled", b: "Enabled", c: 1 });
    expect(reading.defaults.map(({ address }) => address)).toEqual(["var.open"]);
    expect(read("x").defaults).toEqual([]);
  });

  it("goes through the items of a list and of an object; a single block is a list of one", () => {
    const reading = read([{ a: 1 }, { a: "${var.given}" }]);
    expect(reading.items().map((item) => [item.path, item.at("a").state])).toEqual([
      ["value[0]", "known"],
      ["value[1]", "unknown"],
    ]);
    expect(
      read({ a: 1 })
        .items()
        .map((item) => item.at("a").value),
    ).toEqual([1]);
    expect(
      read("${var.given}")
        .items()
        .map(({ state }) => state),
    ).toEqual(["unknown"]);
    expect(
      read({ a: 1, b: null })
        .entries()
        .map(([name, { state }]) => [name, state]),
    ).toEqual([
      ["a", "known"],
      ["b", "absent"],
    ]);
  });

  it("of something inside of what isn't known isn't known", () => {
    expect(read("${var.given}").at("rules[0].access")).toMatchObject({
      state: "unknown",
      value: "${var.given.rules[0].access}",
    });
    expect(read("${merge(var.given, { a = 1 })}").at("a").state).toBe("unknown");
  });

  it("has the defaults of optional attributes, converted to the type", () => {
    const type = '${map(object({ port = number, access = optional(string, "Deny") }))}';
    const variable = { rules: { type, default: { ssh: { port: "22" } } } };
    expect(read("${var.rules}", { variable }).value).toEqual({ ssh: { port: 22, access: "Deny" } });
  });
});

describe("reading an azapi resource", () => {
  const arm = (body: unknown, path: string) =>
    SynthModel.fromStacks({
      s: {
        variable: { v: {}, on: { default: false } },
        locals: { base: { publicNetworkAccess: '${var.on ? "Enabled" : "Disabled"}' } },
        resource: { azapi_resource: { w: { type: "A.B/cs@2025-01-01", name: "w", parent_id: "/p", body } } },
      },
    })
      .resource("azapi_resource.w")
      .readArm(path);

  it.each([
    [{ properties: "${local.base}" }],
    ["${{ properties = local.base }}"],
    ['${merge({ kind = "x" }, { properties = merge(local.base, { a = 1 }) })}'],
    ['${jsonencode({ properties = { publicNetworkAccess = "Disabled" } })}'],
    ['{"properties":{"publicNetworkAccess":"Disabled"}}'],
  ])("finds the property wherever its body comes from: %j", (body) => {
    expect(arm(body, "properties.publicNetworkAccess")).toMatchObject({ state: "known", value: "Disabled" });
    expect(arm(body, "name").value).toBe("w");
  });

  it.each(["${var.v}", '${merge(var.v, { kind = "x" })}', "${jsonencode(var.v)}"])(
    "knows nothing of a body that can't be read: %s",
    (body) => {
      expect(arm(body, "properties.publicNetworkAccess").state).toBe("unknown");
      expect(arm(body, "parent_id").value).toBe("/p");
    },
  );
});

describe("the same value, written differently", () => {
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.constantFrom<unknown>(true, false, 0, 1.5, "", "a", "b c", '"', "$", "${", "%{", "\n", "é", "\\"),
      fc.string(),
      fc.array(tie("json"), { maxLength: 3 }),
      fc.dictionary(fc.stringMatching(/^[a-z]\w{0,3}$/), tie("json"), { maxKeys: 3 }),
    ),
  }));
  /** A value as an expression of Terraform's. */
  const hcl = (value: unknown): string => {
    if (Array.isArray(value)) return `[${value.map(hcl).join(", ")}]`;
    if (typeof value === "object" && value !== null) {
      return `{${Object.entries(value)
        .map(([key, item]) => `${JSON.stringify(key)} = ${hcl(item)}`)
        .join(", ")}}`;
    }
    return JSON.stringify(value).replace(/([$%])\{/g, "$1$1{");
  };
  const escaped = (value: unknown): unknown => {
    if (typeof value === "string") return value.replace(/([$%])\{/g, "$1$1{");
    if (Array.isArray(value)) return value.map(escaped);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)]));
  };

  it("is the same value", () => {
    fc.assert(
      fc.property(json, (value) => {
        const expected = read(escaped(value)).value;
        const locals = { v: escaped(value), list: [escaped(value)], map: { k: escaped(value) } };
        for (const expression of [
          hcl(value),
          "local.v",
          "local.list[0]",
          'local.map["k"]',
          `[for x in [${hcl(value)}] : x][0]`,
          `{for k, v in local.map : k => v}["k"]`,
          `concat(local.list, [])[0]`,
          `merge(local.map, {}).k`,
          `lookup(local.map, "k", null)`,
          `element(local.list, 0)`,
          `true ? local.v : local.v`,
          `try(local.map.none, local.v)`,
          `jsondecode(jsonencode(local.v))`,
          `values(local.map)[0]`,
        ]) {
          expect(read(`\${${expression}}`, { locals }).value, expression).toEqual(expected);
        }
      }),
      { numRuns: 60 },
    );
  });
});
