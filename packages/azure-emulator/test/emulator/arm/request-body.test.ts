import { describe, expect, it } from "vitest";
import { readObject } from "../../../src/emulator/arm/request-body.js";

describe("The body of a request", () => {
  it("is an object, empty where nothing was sent", () => {
    expect(readObject('{"a":1}')).toEqual({ a: 1 });
    expect(readObject("")).toEqual({});
  });

  it.each(["[1]", "null", '"text"', "{", "a=b"])("can't be %j", (text) => {
    expect(() => readObject(text)).toThrow(expect.objectContaining({ status: 400, code: "InvalidRequestContent" }));
  });
});
