import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "@org/aml-cli";
import { check, readConfig } from "@org/aml-posture";
import { SynthModel } from "@org/aml-synth-model";
import { describe, expect, it, vi } from "vitest";
import "../../../../tools/test/setup.js";
import { platformOf } from "../fixture.js";

const workspace = join(import.meta.dirname, "../../../..");
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
      "Several teams",
      "GPU",
      "Private data",
      "Existing network",
      "Hub",
      "Code of your own",
      "Customer-managed key",
    ]);
  });

  it.each(recipes)("is a platform without errors of the security checks: %s", (_, json) => {
    const { extend: _file, ...configuration } = JSON.parse(json) as { extend?: string };
    const platform = platformOf(configuration);
    expect(platform).toHaveNoErrors();
    const { findings } = check(platform, { ...exemptions, today: "2026-12-01" });
    const errors = findings.filter(({ severity, exemption }) => severity === "error" && !exemption);
    expect(errors.map(({ rule, address, message }) => `${rule} ${address} ${message}`)).toEqual([]);
  });
});

it("adds to every environment, and stacks, by the recipe's code", async () => {
  const [, code = ""] = /```ts\n([^]*?)```/.exec(page("recipes.md")) ?? [];
  const json = recipes.find(([title]) => title === "Code of your own")?.[1] ?? "";
  const folder = mkdtempSync(join(tmpdir(), "recipe-"));
  writeFileSync(join(folder, "platform.config.json"), json);
  writeFileSync(join(folder, "platform.extend.ts"), code);
  const print = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const out = join(folder, "cdktf.out");
  expect(await run(["synth", "--config", join(folder, "platform.config.json"), "--out", out])).toBe(0);
  print.mockRestore();
  const platform = SynthModel.fromDirectory(out);
  expect(platform.stacksInOrder().map(({ name }) => name)).toEqual([
    "ds-dev-base",
    "ds-dns-shared",
    "ds-dev",
    "ds-reports",
  ]);
  expect(platform).toHaveNoErrors();
  expect(platform).toHaveResource("azurerm_consumption_budget_resource_group", { amount: 300 });
  expect(platform).toHaveResource("azurerm_storage_container", { name: "reports-dev" });
});

const wishes = [...page("wishes.md").matchAll(/^\| ([^|]+?) +\| (top|environment) +\| `([^`]+)` +\|/gm)].map(
  ([, wish = "", where = "", fields = ""]) => [wish, where, `{ ${fields} }`] as const,
);

describe("a wish", () => {
  it("is one of at least 30 that the configuration grants", () => {
    expect(wishes.length).toBeGreaterThanOrEqual(30);
  });

  it.each(wishes)("is granted: %s", (_, where, json) => {
    const { extend: _file, ...fields } = JSON.parse(json) as { extend?: string };
    const platform =
      where === "top" ? { environments: { dev: DEV }, ...fields } : { environments: { dev: { ...DEV, ...fields } } };
    expect(platformOf(platform)).toHaveNoErrors();
  });
});
