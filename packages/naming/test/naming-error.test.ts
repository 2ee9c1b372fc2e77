import { describe, expect, it } from "vitest";
import { NamingError } from "../src/index.js";

describe("NamingError", () => {
  const input = { path: "a.b", value: "x", allowed: "y", fix: "use y" };

  it("says where, what was given, what is allowed and what to do", () => {
    expect(new NamingError(input).message).toBe('a.b: got "x"; allowed: y; fix: use y');
    expect(new NamingError(input).input).toEqual(input);
  });

  it("carries the brand by which the constructs' wrong inputs are recognised", () => {
    expect(Symbol.for("@org/aml-core.InvalidInputError") in new NamingError(input)).toBe(true);
  });
});
