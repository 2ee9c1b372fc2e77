import { describe, expect, it } from "vitest";
import { InvalidInputError } from "../src/index.js";
import { refuse } from "../src/internal.js";

const scope = { node: { path: "aml-dev/Network" } };

describe("refuse", () => {
  it("says where the value stands, what was given, what is allowed and what to do", () => {
    expect(() =>
      refuse(scope, "subnet", { value: "10.1.2.0/27", allowed: "a block of /26 or larger", fix: "use 10.1.2.0/26" }),
    ).toThrow('aml-dev/Network.subnet: got "10.1.2.0/27"; allowed: a block of /26 or larger; fix: use 10.1.2.0/26');
  });

  it("says that nothing was given", () => {
    expect(() => refuse(scope, "zones", { value: undefined, allowed: "zones", fix: "give them" })).toThrow(
      "zones: got nothing;",
    );
  });

  it("says what JSON has no text for", () => {
    expect(() => refuse(scope, "zones", { value: Symbol("zones"), allowed: "zones", fix: "give them" })).toThrow(
      "zones: got Symbol(zones);",
    );
  });
});

describe("InvalidInputError", () => {
  it("is recognised across copies of the library by its brand", () => {
    const input = { path: "a.b", value: 1, allowed: "2", fix: "use 2" };
    const foreign = Object.assign(new Error("x"), { input, [Symbol.for("@org/aml-core.InvalidInputError")]: true });
    expect(InvalidInputError.isInvalidInputError(new InvalidInputError(input))).toBe(true);
    expect(InvalidInputError.isInvalidInputError(foreign)).toBe(true);
    expect(InvalidInputError.isInvalidInputError(new Error("x"))).toBe(false);
    expect(InvalidInputError.isInvalidInputError(undefined)).toBe(false);
  });

  it("is an error of its own name, its brand not among what is printed of it", () => {
    const error = new InvalidInputError({ path: "a.b", value: 1, allowed: "2", fix: "use 2" });
    expect(error.name).toBe("InvalidInputError");
    expect(Reflect.get(error, Symbol.for("@org/aml-core.InvalidInputError"))).toBe(true);
    expect(Object.getOwnPropertySymbols({ ...error })).toEqual([]);
  });

  it("carries the input as data", () => {
    const input = { path: "a.b", value: 1, allowed: "2", fix: "use 2" };
    expect(new InvalidInputError(input).input).toEqual(input);
  });
});
