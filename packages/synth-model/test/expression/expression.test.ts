import { describe, expect, it } from "vitest";
import { formatSteps, isIdentifier, partText, toJson } from "../../src/expression/expression.js";
import { parseExpression, parseTemplate } from "../../src/expression/parse.js";

describe("formatSteps", () => {
  it.each(["id", "[0].id", '["a b"].id', "identity[0].principal_id", "[*].id", "[each.key].id", "outputs.vnet-id"])(
    "writes %s as Terraform does",
    (text) => {
      const expression = parseExpression(text.startsWith("[") ? `x${text}` : `x.${text}`);
      expect(expression.kind === "traversal" && formatSteps(expression.steps)).toBe(text);
    },
  );
});

describe("toJson", () => {
  it("makes JSON of objects, lists and literals, and leaves the rest as expressions", () => {
    const expression = parseExpression(
      '{ a = [1, true, null], b = x.id, c = "n-${x.name}", (x.key) = lower("A"), 1 = "$${y}" }',
    );
    expect(toJson(expression)).toEqual({
      a: [1, true, null],
      b: "${x.id}",
      c: "n-${x.name}",
      "${x.key}": '${lower("A")}',
      1: "${y}",
    });
  });
});

describe("partText", () => {
  it("writes the parts of a template so that they mean the same again", () => {
    const text = "$${a}-${b.c}%{ if d.e }%{ for x, y in f.g }%%{h%{ endfor }%{ endif }";
    const expression = parseTemplate(text);
    expect(expression.kind === "template" && expression.parts.map(partText).join("")).toBe(text);
  });
});

describe("isIdentifier", () => {
  it.each(["a", "_a", "a-b", "straße", "a1"])("takes %s", (text) => {
    expect(isIdentifier(text)).toBe(true);
  });

  it.each(["", "1a", "-a", "a.b", "a b"])("doesn't take %j", (text) => {
    expect(isIdentifier(text)).toBe(false);
  });
});
