import { describe, expect, it } from "vitest";
import { parseTemplate } from "../../src/expression/parse.js";
import { visitTraversals } from "../../src/expression/traversals.js";

function traversals(text: string, bound: string[] = []): string[] {
  const found: string[] = [];
  visitTraversals(parseTemplate(text), (traversal) => found.push(traversal.text), new Set(bound));
  return found;
}

describe("visitTraversals", () => {
  it.each([
    ["plain text", []],
    ["${a.b.id}", ["a.b.id"]],
    ["x-${a.b}-${c.d}", ["a.b", "c.d"]],
    ['${join("", [a.b, { k = c.d, (e.f) = g.h }])}', ["a.b", "c.d", "e.f", "g.h"]],
    ["${a.b ? c.d : !e.f}", ["a.b", "c.d", "e.f"]],
    ["${a.b[c.d].e}", ["a.b[c.d].e", "c.d"]],
    ["${f(a.b)[c.d]}", ["a.b", "c.d"]],
    ['${"in ${a.b} quotes"}', ["a.b"]],
  ])("finds in %s: %j", (text, expected) => {
    expect(traversals(text)).toEqual(expected);
  });

  it("leaves out the names that a for binds", () => {
    expect(traversals("${[for k, v in a.b : { (k) = v.id, other = c.d } if v.on]}")).toEqual(["a.b", "c.d"]);
    expect(traversals("${{for k, v in a.b : k => v.id}}")).toEqual(["a.b"]);
  });

  it("takes a for's names for others outside of it", () => {
    expect(traversals("${f([for x in a.b : x], x.y)}")).toEqual(["a.b", "x.y"]);
  });

  it("leaves out the names of a for directive until its end", () => {
    expect(traversals("%{ for x in a.b }${x.id}%{ endfor }${x.id}")).toEqual(["a.b", "x.id"]);
  });

  it("finds the condition of an if directive", () => {
    expect(traversals("%{ if a.b }${c.d}%{ else }${e.f}%{ endif }")).toEqual(["a.b", "c.d", "e.f"]);
  });

  it("leaves out names that are bound from outside", () => {
    expect(traversals("${rule.value.name}-${a.b}", ["rule"])).toEqual(["a.b"]);
  });
});
