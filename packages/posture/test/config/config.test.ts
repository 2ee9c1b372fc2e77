import { describe, expect, it } from "vitest";
import { parseConfig, PostureInputError } from "../../src/index.js";

const exemption = { rule: "acr-export", address: "*", reason: "exports are needed for backups", expires: "2027-01-31" };

describe("parseConfig", () => {
  it("takes everything that a configuration may have", () => {
    const config = {
      threshold: "error",
      environments: { lab: { production: false, shared: false, mayUse: ["dev"] } },
      requiredTags: ["owner"],
      exemptions: [exemption],
    };
    expect(parseConfig(config, "posture.json")).toEqual(config);
  });

  it.each([
    [
      "a rule that doesn't exist",
      { exemptions: [{ ...exemption, rule: "acr-exports" }] },
      /exemptions\.0\.rule: is not the id of a rule.*given "acr-exports"/,
    ],
    [
      "an exemption without a reason",
      { exemptions: [{ ...exemption, reason: "because" }] },
      /exemptions\.0\.reason: is too short.*given "because"/,
    ],
    [
      "an exemption without an end",
      { exemptions: [{ ...exemption, expires: undefined }] },
      /exemptions\.0\.expires: .*given nothing/,
    ],
    [
      "a day that isn't one",
      { exemptions: [{ ...exemption, expires: "2027-13-01" }] },
      /not a calendar date.*given "2027-13-01"/,
    ],
    ["a date in another form", { exemptions: [{ ...exemption, expires: "31.1.2027" }] }, /allowed: YYYY-MM-DD/],
    ["a threshold that doesn't exist", { threshold: "fatal" }, /threshold: .*error.*warning.*note.*given "fatal"/],
    ["a key that nobody knows", { tresholds: 1 }, /tresholds/],
    ["something else", [], /the configuration: .*given \[\]/],
  ])("fails on %s, with path, value and what is allowed", (_, config, message) => {
    expect(() => parseConfig(config, "posture.json")).toThrow(PostureInputError);
    expect(() => parseConfig(config, "posture.json")).toThrow(message);
    expect(() => parseConfig(config, "posture.json")).toThrow(/^posture\.json is not a configuration/);
  });
});
