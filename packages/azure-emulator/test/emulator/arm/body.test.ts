import { describe, expect, it } from "vitest";
import { mergePatch } from "../../../src/emulator/arm/body.js";

describe("mergePatch", () => {
  it("adds, replaces and removes, as RFC 7396 has it", () => {
    const target = { title: "Goodbye!", author: { given: "John", family: "Doe" }, tags: ["example"], content: "here" };
    const patch = { title: "Hello!", phone: "1", author: { family: null }, tags: ["sample"] };
    expect(mergePatch(target, patch)).toEqual({
      title: "Hello!",
      author: { given: "John" },
      tags: ["sample"],
      content: "here",
      phone: "1",
    });
  });

  it("replaces what is no object by one", () => {
    expect(mergePatch("text", { a: { b: null, c: 1 } })).toEqual({ a: { c: 1 } });
  });

  it("leaves its arguments as they were", () => {
    const target = { a: { b: 1 } };
    mergePatch(target, { a: { c: 2 } });
    expect(target).toEqual({ a: { b: 1 } });
  });
});
