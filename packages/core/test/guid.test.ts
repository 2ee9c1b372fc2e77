import { Token } from "cdktf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { requireGuid } from "../src/internal.js";

const scope = { node: { path: "aml-dev/Roles" } };

describe("requireGuid", () => {
  it("accepts every GUID, in either case", () => {
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), (guid, upper) => {
        const value = upper ? guid.toUpperCase() : guid;
        expect(requireGuid(scope, "principalId", value)).toBe(value);
      }),
    );
  });

  it.each(["0", " "])("fails on a GUID with more around it: %j", (more) => {
    const guid = "00000000-0000-4000-8000-000000000001";
    expect(() => requireGuid(scope, "principalId", guid + more)).toThrow("allowed: a GUID");
    expect(() => requireGuid(scope, "principalId", more + guid)).toThrow("allowed: a GUID");
  });

  it("does not evaluate a token or a Terraform expression", () => {
    const token = Token.asString({ resolve: () => "later" });
    expect(requireGuid(scope, "principalId", token)).toBe(token);
    expect(requireGuid(scope, "principalId", "${var.principal_id}")).toBe("${var.principal_id}");
  });

  it("fails on anything else and says how to find the object id", () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !/^[0-9a-f-]{36}$/i.test(text) && !text.includes("${")),
        (text) => {
          expect(() => requireGuid(scope, "principalId", text)).toThrow(
            /aml-dev\/Roles\.principalId: got .*pass the object ID/s,
          );
        },
      ),
    );
  });
});
