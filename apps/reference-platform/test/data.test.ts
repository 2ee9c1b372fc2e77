import { readFileSync } from "node:fs";
import { join } from "node:path";
import { check, parseConfig } from "@org/aml-posture";
import { parse } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import { platformOf } from "./fixture.js";

const examples = join(import.meta.dirname, "../examples");
const read = (name: string) => parse(readFileSync(join(examples, name), "utf8")) as object;
const platform = platformOf(read("data.config.json"));

describe("the example with data", () => {
  it("has stores of every kind, and datastores for them (S3-DAT-01, S3-DAT-02, S3-DAT-03)", () => {
    expect(platform).toHaveNoErrors();
    expect(platform).toHaveResourceCount("azurerm_mssql_database", 1);
    expect(platform).toHaveResourceCount("azurerm_storage_container", 2 + 1 + 1 + 1);
    const datastores = platform.resources({ armType: "Microsoft.MachineLearningServices/workspaces/datastores" });
    expect(datastores.map((one) => one.get("name")).sort()).toEqual([
      "collected",
      "collected",
      "curated",
      "features",
      "images",
      "orders",
      "own",
      "raw",
      "sales",
    ]);
  });

  it("complies with the posture rules, apart from what its exemptions give reasons for", () => {
    const exemptions = parseConfig(read("data.posture.json"), "data.posture.json");
    const { findings, passed } = check(platform, { ...exemptions, today: "2026-12-01" });
    expect(findings.filter(({ severity, exemption }) => severity !== "note" && !exemption)).toEqual([]);
    expect(passed).toBe(true);
  });
});
