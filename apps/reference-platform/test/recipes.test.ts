import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, readConfig } from "@org/aml-posture";
import { describe, expect, it } from "vitest";
import { platformOf } from "./fixture.js";

const workspace = join(import.meta.dirname, "../../..");
const page = (name: string) => readFileSync(join(workspace, "docs", name), "utf8");
const exemptions = readConfig(join(workspace, "apps/reference-platform/posture.json"));
const DEV = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" };

const recipes = [...page("recipes.md").matchAll(/^## (.+)\n(?:(?!^## )[^])*?```json\n([^]*?)```/gm)].map(
  ([, title = "", json = ""]) => [title, json] as const,
);

describe("a recipe", () => {
  it("exists for what people ask for", () => {
    expect(recipes.map(([title]) => title)).toEqual([
      "Single environment",
      "Two regions",
      "GPU",
      "Existing network",
      "Hub",
    ]);
  });

  it.each(recipes)("is a platform without errors of the security checks: %s", (_, json) => {
    const platform = platformOf(JSON.parse(json) as object);
    expect(platform).toHaveNoErrors();
    const { findings } = check(platform, { ...exemptions, today: "2026-12-01" });
    const errors = findings.filter(({ severity, exemption }) => severity === "error" && !exemption);
    expect(errors.map(({ rule, address, message }) => `${rule} ${address} ${message}`)).toEqual([]);
  });
});

const wishes = [...page("wishes.md").matchAll(/^\| ([^|]+?) +\| (top|environment) +\| `([^`]+)` +\|/gm)].map(
  ([, wish = "", where = "", fields = ""]) => [wish, where, `{ ${fields} }`] as const,
);

describe("a wish", () => {
  it("is one of at least 30 that the configuration grants", () => {
    expect(wishes.length).toBeGreaterThanOrEqual(30);
  });

  it.each(wishes)("is granted: %s", (_, where, json) => {
    const fields = JSON.parse(json) as object;
    const platform =
      where === "top" ? { environments: { dev: DEV }, ...fields } : { environments: { dev: { ...DEV, ...fields } } };
    expect(platformOf(platform)).toHaveNoErrors();
  });
});
