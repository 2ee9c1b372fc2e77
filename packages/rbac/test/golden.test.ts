import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Testing } from "cdktf";
import { describe, expect, it } from "vitest";
import { checkRoles, CUSTOM_ROLES, RoleMatrix } from "../src/index.js";
import { everything } from "./all-options.js";
import { testApp } from "./platform.js";

const synthesized = () => JSON.parse(Testing.synth(everything(testApp(), 4)));

const golden = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, "golden", name), "utf8"));

describe("custom roles", () => {
  it("allow what was reviewed: another operation in a role that is out there changes what people can do", () => {
    expect(CUSTOM_ROLES).toEqual(golden("custom-roles.json"));
  });
});

describe("an environment with all options", () => {
  it("is synthesized the same each time", () => {
    expect(JSON.stringify(synthesized())).toBe(JSON.stringify(synthesized()));
  });

  it("holds no subscription and no random name", () => {
    expect(JSON.stringify(synthesized())).not.toMatch(/\/subscriptions\/[0-9a-f]{8}-/);
  });

  it("breaks no invariant, but for the IT admin role that nobody is given", () => {
    expect(checkRoles(RoleMatrix.of(everything(testApp(), 5)))).toEqual([]);
  });
});
