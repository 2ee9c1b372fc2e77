import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  ExpressionError,
  isTemplate,
  parseExpression,
  parseTemplate,
  tryParseTemplate,
} from "../../src/expression/parse.js";

describe("parseTemplate", () => {
  it("takes plain text for itself", () => {
    expect(parseTemplate("rg-dev")).toEqual({ kind: "literal", text: "rg-dev", value: "rg-dev" });
  });

  it("takes empty text for empty text", () => {
    expect(parseTemplate("")).toEqual({ kind: "literal", text: "", value: "" });
  });

  it("gives the expression itself for a string that is one interpolation", () => {
    expect(parseTemplate("${azurerm_subnet.pe.id}")).toEqual({
      kind: "traversal",
      text: "azurerm_subnet.pe.id",
      root: "azurerm_subnet",
      steps: [
        { kind: "attribute", name: "pe" },
        { kind: "attribute", name: "id" },
      ],
    });
  });

  it("keeps text and interpolations apart", () => {
    expect(parseTemplate("rg-${var.name}-01")).toMatchObject({
      kind: "template",
      parts: ["rg-", { kind: "traversal", text: "var.name" }, "-01"],
    });
  });

  it.each([
    ["$${var.name}", "${var.name}"],
    ["100%%{ of it }", "100%{ of it }"],
    ["$ {x}", "$ {x}"],
    ["50% off", "50% off"],
    ['a "quoted" word', 'a "quoted" word'],
    ["back\\slash", "back\\slash"],
  ])("takes %j for the text %j", (text, value) => {
    expect(parseTemplate(text)).toMatchObject({ kind: "literal", value });
  });

  it("ignores the marks that trim white space", () => {
    expect(parseTemplate("${~ var.name ~}")).toMatchObject({ kind: "traversal", text: "var.name" });
  });

  it("reads directives", () => {
    expect(parseTemplate("%{ for i, x in var.xs ~}${x}%{ endfor }%{ if var.on }a%{ else }b%{ endif }")).toMatchObject({
      kind: "template",
      parts: [
        { kind: "directive", keyword: "for", names: ["i", "x"], expression: { text: "var.xs" } },
        { kind: "traversal", root: "x" },
        { kind: "directive", keyword: "endfor" },
        { kind: "directive", keyword: "if", expression: { text: "var.on" } },
        "a",
        { kind: "directive", keyword: "else" },
        "b",
        { kind: "directive", keyword: "endif" },
      ],
    });
  });

  it("takes a string that is one directive for a template", () => {
    expect(parseTemplate("%{ endif }")).toMatchObject({ kind: "template" });
  });

  it.each([
    ["${", "an expression that ends too early"],
    ["${}", "a name is missing"],
    ["${var.name", '"}" is missing'],
    ['${join("-", ["b"c"])}', '"]" is missing'],
    ['${"open}', "a string that is not closed"],
    ['${"line\nbreak"}', "a line break in a string"],
    ['${"\\q"}', 'unknown escape "\\q"'],
    ['${"\\u12"}', '"\\u" without 4 hexadecimal digits'],
    ['${"\\UFFFFFFFF"}', '"\\U" without 8 hexadecimal digits'],
    ["${var.}", "a name is missing"],
    ["${a ? b}", '":" is missing'],
    ["${[for x : x]}", 'a "for" without "in"'],
    ["${{ a }}", "an object key without a value"],
    ["%{ while x }", 'unknown template directive "while"'],
    ["${a b}", '"}" is missing'],
  ])("refuses %j: %s", (text, reason) => {
    expect(() => parseTemplate(text)).toThrow(expect.objectContaining({ name: "ExpressionError", reason, text }));
  });

  it("shows of a long text what is around", () => {
    const text = `${"x".repeat(1000)}\${c d}${"y".repeat(1000)}`;
    expect(() => parseTemplate(text)).toThrow(`"…${"x".repeat(56)}\${c d}${"y".repeat(58)}…"`);
  });

  it("says where it stumbled", () => {
    expect(() => parseTemplate("ab${c d}")).toThrow('"}" is missing at character 7 of "ab${c d}"');
  });

  it.each(["(", "!", "[", "{", "f(", "a ? b : ", '"${', "[for x in ", "x[", "a + -"])(
    "refuses %j nested to exhaust the stack",
    (opening) => {
      expect(() => parseTemplate(`\${${opening.repeat(100_000)}`)).toThrow("more than 200 nested expressions");
    },
  );

  it("reads what is nested reasonably", () => {
    expect(parseTemplate(`\${${"f(".repeat(100)}x${")".repeat(100)}}`)).toMatchObject({ kind: "call", name: "f" });
  });

  it("throws nothing but ExpressionError, whatever the text", () => {
    const pieces = fc.constantFrom(
      "${",
      "}",
      "%{",
      '"',
      "[",
      "]",
      "(",
      ")",
      "for",
      "in",
      "a",
      ".",
      "*",
      "1",
      ":",
      "?",
      "=",
      ",",
      " ",
      "\\",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
        try {
          parseTemplate(parts.join(""));
        } catch (error) {
          expect(ExpressionError.isExpressionError(error)).toBe(true);
        }
      }),
    );
  });

  it("takes any text without markers for itself", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !isTemplate(text)),
        (text) => {
          expect(parseTemplate(text)).toMatchObject({ kind: "literal", value: text });
        },
      ),
    );
  });
});

describe("parseExpression", () => {
  const parse = parseExpression;

  it.each([
    ["42", 42],
    ["1.5e3", 1500],
    ["true", true],
    ["false", false],
    ["null", null],
    ['"text"', "text"],
    ['"a\\n\\t\\r\\"\\\\"', 'a\n\t\r"\\'],
    ['"\\u00e9\\U0001F600"', "é😀"],
    ['"$${x}"', "${x}"],
  ])("reads the literal %s", (text, value) => {
    expect(parse(text)).toEqual({ kind: "literal", text, value });
  });

  it.each([
    [
      "x.y[0].z",
      [
        { kind: "attribute", name: "y" },
        { kind: "index", key: 0 },
        { kind: "attribute", name: "z" },
      ],
    ],
    ['x["a.b"]', [{ kind: "index", key: "a.b" }]],
    [
      "x.0.1",
      [
        { kind: "index", key: 0 },
        { kind: "index", key: 1 },
      ],
    ],
    ["x[*].id", [{ kind: "splat" }, { kind: "attribute", name: "id" }]],
    ["x.*.id", [{ kind: "splat" }, { kind: "attribute", name: "id" }]],
    ["x[each.key]", [{ kind: "computed-index", expression: { text: "each.key" } }]],
    [
      "(x.y).z",
      [
        { kind: "attribute", name: "y" },
        { kind: "attribute", name: "z" },
      ],
    ],
  ])("reads the steps of %s", (text, steps) => {
    expect(parse(text)).toMatchObject({ kind: "traversal", root: "x", steps });
  });

  it("allows hyphens in names", () => {
    expect(parse("data.terraform_remote_state.cross-stack-input.outputs.a-b")).toMatchObject({
      steps: [{ name: "terraform_remote_state" }, { name: "cross-stack-input" }, { name: "outputs" }, { name: "a-b" }],
    });
  });

  it("reads calls with their arguments", () => {
    expect(parse('join(",", [a.id, b.id])')).toMatchObject({
      kind: "call",
      name: "join",
      arguments: [{ value: "," }, { kind: "tuple", items: [{ text: "a.id" }, { text: "b.id" }] }],
    });
  });

  it("reads a provider's function", () => {
    expect(parse("provider::azapi::parse_resource_id(x.id)")).toMatchObject({
      kind: "call",
      name: "provider::azapi::parse_resource_id",
    });
  });

  it("reads an expanded last argument and a trailing comma", () => {
    expect(parse("concat(a.x..., )")).toMatchObject({ kind: "call", arguments: [{ text: "a.x" }] });
  });

  it("reads what is taken from a call's result", () => {
    expect(parse("tolist(x.y)[0].id")).toMatchObject({
      kind: "access",
      on: { kind: "call", name: "tolist" },
      steps: [
        { kind: "index", key: 0 },
        { kind: "attribute", name: "id" },
      ],
    });
  });

  it("reads objects, a bare key as its own name", () => {
    expect(parse('{ a = 1, "b" : x.y, (x.key) = 3, x.z = 4 }')).toMatchObject({
      kind: "object",
      entries: [
        { key: { kind: "literal", value: "a" }, value: { value: 1 } },
        { key: { kind: "literal", value: "b" }, value: { text: "x.y" } },
        { key: { kind: "traversal", text: "x.key" }, value: { value: 3 } },
        { key: { kind: "traversal", text: "x.z" }, value: { value: 4 } },
      ],
    });
  });

  it("takes a name in brackets as computed, not as a key's name", () => {
    expect(parse("{ (x) = 1 }")).toMatchObject({ entries: [{ key: { kind: "traversal", root: "x" } }] });
  });

  it("separates an object's entries by line breaks as well", () => {
    expect(parse("{\n  a = x\n  (b) = y\n}")).toMatchObject({
      entries: [{ value: { root: "x" } }, { value: { root: "y" } }],
    });
  });

  it("reads for expressions that make a list", () => {
    expect(parse("[for x in var.xs : x.id if x.on]")).toMatchObject({
      kind: "for",
      names: ["x"],
      collection: { text: "var.xs" },
      value: { text: "x.id" },
      condition: { text: "x.on" },
    });
  });

  it("reads for expressions that make an object", () => {
    expect(parse("{for k, v in var.m : k => v.id...}")).toMatchObject({
      kind: "for",
      names: ["k", "v"],
      key: { text: "k" },
      value: { text: "v.id" },
    });
  });

  it.each(["[for-x]", "[format]"])("doesn't take %s for a for expression", (text) => {
    expect(parse(text)).toMatchObject({ kind: "tuple" });
  });

  it("reads conditions", () => {
    expect(parse("a.on ? b.id : null")).toMatchObject({
      kind: "conditional",
      condition: { text: "a.on" },
      whenTrue: { text: "b.id" },
      whenFalse: { value: null },
    });
  });

  it("binds operators as Terraform does", () => {
    expect(parse("a + b * c == d && !e || f")).toMatchObject({
      operator: "||",
      operands: [
        {
          operator: "&&",
          operands: [
            {
              operator: "==",
              operands: [{ operator: "+", operands: [{ root: "a" }, { operator: "*" }] }, { root: "d" }],
            },
            { operator: "!", operands: [{ root: "e" }] },
          ],
        },
        { root: "f" },
      ],
    });
  });

  it.each(["||", "&&", "==", "!=", ">=", "<=", ">", "<", "+", "-", "*", "/", "%"])("reads a %s b", (operator) => {
    expect(parse(`a ${operator} b`)).toMatchObject({
      kind: "operation",
      operator,
      operands: [{ root: "a" }, { root: "b" }],
    });
  });

  it("reads a negative number", () => {
    expect(parse("-1")).toMatchObject({ kind: "operation", operator: "-", operands: [{ value: 1 }] });
  });

  it("reads templates in quotes, nested", () => {
    expect(parse('"a-${f("b-${c.d}")}"')).toMatchObject({
      kind: "template",
      parts: ["a-", { kind: "call", arguments: [{ kind: "template", parts: ["b-", { text: "c.d" }] }] }],
    });
  });

  it("skips comments", () => {
    expect(parse("a.b /* c.d */ + // e\n # f\n g.h")).toMatchObject({ operands: [{ text: "a.b" }, { text: "g.h" }] });
  });

  it("keeps the text of each part as written", () => {
    expect(parse('lower( "x" )')).toMatchObject({ text: 'lower( "x" )', arguments: [{ text: '"x"' }] });
  });

  it("refuses what follows an expression", () => {
    expect(() => parse("a.b }")).toThrow('unexpected "}"');
  });
});

describe("tryParseTemplate", () => {
  it("gives nothing for what is no expression", () => {
    expect(tryParseTemplate("${")).toBeUndefined();
  });

  it("gives the expression otherwise", () => {
    expect(tryParseTemplate("${a.b}")).toMatchObject({ kind: "traversal" });
  });
});

describe("the arguments of a function", () => {
  it.each(["[try\n (a.b, c)]", "(try\n(a.b, c))", "x[try\n (a.b, c)]", "f({ k = try (a.b, c) })"])(
    "may begin on the next line between brackets: %j",
    (text) => {
      expect(() => parseExpression(text)).not.toThrow();
      expect(JSON.stringify(parseExpression(text))).toContain('"name":"try"');
    },
  );

  it("don't begin on the next line of an object, where a computed key does", () => {
    expect(parseExpression("{ a = b\n (c) = d }")).toMatchObject({
      kind: "object",
      entries: [{ value: { root: "b" } }, { key: { root: "c" }, value: { root: "d" } }],
    });
  });
});
