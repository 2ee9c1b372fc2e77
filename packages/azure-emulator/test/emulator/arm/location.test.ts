import { expect, it } from "vitest";
import { plainLocation } from "../../../src/emulator/arm/location.js";

it("compares regions without casing and spaces", () => {
  expect(plainLocation("Canada Central")).toBe("canadacentral");
  expect(plainLocation("canadacentral")).toBe("canadacentral");
  expect(plainLocation(undefined)).toBe("");
});
