import { describe, expect, it } from "vitest";
import { readArmBody } from "../src/arm-body.js";

describe("readArmBody", () => {
  it("takes an object as it is", () => {
    const body = { properties: { id: "${x.y.id}" } };
    expect(readArmBody(body)).toBe(body);
  });

  it("reads JSON text", () => {
    expect(readArmBody('{"properties":{"a":[1,true,null]}}')).toEqual({ properties: { a: [1, true, null] } });
  });

  it("reads JSON text with expressions in it, whatever quotes they have", () => {
    expect(readArmBody('{"a":"x-${join("-", [y.z, "b"])}-${y.w}","${y.key}":{}}')).toEqual({
      a: 'x-${join("-", [y.z, "b"])}-${y.w}',
      "${y.key}": {},
    });
  });

  it("reads what jsonencode encodes", () => {
    expect(readArmBody('${jsonencode({ properties = { id = x.y.id, on = true, "a" = ["b"] } })}')).toEqual({
      properties: { id: "${x.y.id}", on: true, a: ["b"] },
    });
  });

  it.each([
    undefined,
    null,
    1,
    [],
    "text",
    '"text"',
    "{",
    "${",
    "${local.body}",
    "${jsonencode([])}",
    "${jsonencode()}",
    '{"a": ${x.y}}',
    "[${x.y}]",
  ])("finds nothing in %j", (body) => {
    expect(readArmBody(body)).toBeUndefined();
  });
});
