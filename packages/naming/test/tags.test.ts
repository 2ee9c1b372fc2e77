import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextTags, mergeTags } from "../src/index.js";

describe("contextTags", () => {
  it("adds environment, purpose and component to the base tags, and wins over them (S0-TAG-01)", () => {
    expect(
      contextTags({ project: "models", environment: "any" }, { environment: "prod", purpose: "dns", component: "aml" }),
    ).toEqual({ project: "models", environment: "prod", purpose: "dns", component: "aml" });
  });

  it("adds by what the cost is allocated (S0-TAG-02)", () => {
    expect(
      contextTags(
        { owner: "nobody" },
        {
          environment: "dev",
          purpose: "workspace",
          component: "aml",
          costAllocation: { project: "models", owner: "platform-team", costCenter: "4711" },
        },
      ),
    ).toEqual({
      project: "models",
      owner: "platform-team",
      "cost-center": "4711",
      environment: "dev",
      purpose: "workspace",
      component: "aml",
    });
  });
});

describe("mergeTags", () => {
  it("lets later layers win, and skips layers that are not there", () => {
    expect(mergeTags({ a: "1", b: "1" }, undefined, { b: "2" })).toEqual({ a: "1", b: "2" });
  });

  it("knows that Azure's tag names don't differ by case", () => {
    expect(mergeTags({ Owner: "a" }, { owner: "b" })).toEqual({ Owner: "b" });
    expect(() => mergeTags({ Owner: "a", owner: "b" })).toThrow(/tags\.owner: .*Owner already exists/);
  });

  it("takes 50 tags and no more", () => {
    const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`tag${i}`, "x"]));
    expect(Object.keys(mergeTags(tags(50)))).toHaveLength(50);
    expect(() => mergeTags(tags(52))).toThrow(/tags: got "52 tags"; allowed: at most 50 .*remove 2/);
  });

  it("takes values of 256 characters and names of 512", () => {
    expect(mergeTags({ ["n".repeat(512)]: "v".repeat(256) })).toBeDefined();
    expect(() => mergeTags({ note: "v".repeat(300) })).toThrow(
      /tags\.note: got "v{40}… \(300 characters\)"; allowed: at most 256 characters; fix: shorten it by 44/,
    );
    expect(() => mergeTags({ [`a${"n".repeat(512)}`]: "" })).toThrow(
      /^tags\.an{39}: got "an{39}… \(513 characters\)".*use a shorter name/,
    );
    expect(() => mergeTags({ [`<${"n".repeat(511)}`]: "" })).toThrow(/got "<n{511}";/);
    expect(() => mergeTags({ "": "" })).toThrow(/a name of 1 to 512/);
  });

  it.each([..."<>%&\\?/"])("refuses %j in a name and takes it in a value", (character) => {
    expect(() => mergeTags({ [`a${character}`]: "" })).toThrow(`remove ${JSON.stringify(character)}`);
    expect(mergeTags({ a: character })).toEqual({ a: character });
  });

  it("does not evaluate what Terraform fills in", () => {
    const value = `\${local.${"x".repeat(300)}}`;
    expect(mergeTags({ a: value, "${var.x / 2}": "" })).toEqual({ a: value, "${var.x / 2}": "" });
  });

  it("keeps every name of a layer, whatever it is", () => {
    const name = fc.oneof(fc.stringMatching(/^[a-z0-9 ._-]{1,20}$/), fc.constantFrom("__proto__", "constructor"));
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 20 }), (names) => {
        const tags = Object.fromEntries(names.map((name) => [name, "value"]));
        expect(Object.keys(mergeTags(tags)).sort()).toEqual([...names].sort());
      }),
    );
  });
});
