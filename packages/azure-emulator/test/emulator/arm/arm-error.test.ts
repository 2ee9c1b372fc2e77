import { expect, it } from "vitest";
import { ArmError } from "../../../src/emulator/arm/arm-error.js";

it("is answered in the shape of Azure Resource Manager, with its code as a header too", () => {
  expect(new ArmError(409, "Conflict", "Not now.", { "retry-after": "5" }).toAnswer()).toEqual({
    status: 409,
    headers: { "retry-after": "5", "x-ms-error-code": "Conflict" },
    body: { error: { code: "Conflict", message: "Not now." } },
  });
});
