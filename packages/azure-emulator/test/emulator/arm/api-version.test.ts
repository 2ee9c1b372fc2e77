import { describe, expect, it } from "vitest";
import { requireApiVersion } from "../../../src/emulator/arm/api-version.js";

describe("An api-version", () => {
  it.each(["2025-12-01", "2025-01-01-preview", "2016-04-30-beta"])("may be %s", (version) => {
    expect(requireApiVersion(new URLSearchParams({ "api-version": version }))).toBe(version);
  });

  it.each(["latest", "2025-13-01", "2025-02-30", "2025-1-1", "2025-12-01 ", "2025-12-01-Preview1", "20251201"])(
    "can't be %j",
    (version) => {
      expect(() => requireApiVersion(new URLSearchParams({ "api-version": version }))).toThrow(
        expect.objectContaining({
          status: 400,
          code: "InvalidApiVersionParameter",
          message: `The api-version '${version}' is invalid.`,
        }),
      );
    },
  );

  it.each([new URLSearchParams(), new URLSearchParams("api-version=")])("has to be there", (query) => {
    expect(() => requireApiVersion(query)).toThrow(
      expect.objectContaining({
        status: 400,
        code: "MissingApiVersionParameter",
        message: "The api-version query parameter (?api-version=) is required for all requests.",
      }),
    );
  });
});
