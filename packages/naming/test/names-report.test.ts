import { describe, expect, it } from "vitest";
import { type NamesReport, PlatformNaming } from "../src/index.js";

function report(suffix = "01"): NamesReport {
  const naming = new PlatformNaming({ suffix });
  naming.environment("dev");
  naming.environment("prod");
  return naming.report();
}

describe("NamesReport", () => {
  it("lists everything that dev and prod are called (S0-NAM-19)", async () => {
    await expect(`${JSON.stringify(report(), undefined, 2)}\n`).toMatchFileSnapshot("golden/names.json");
  });

  it("has exactly the seven resource groups, and those that environments with data stores add (S0-NAM-08)", () => {
    const groups = report().rows.filter(({ kind }) => kind === "resource group");
    expect(groups.map(({ name }) => name).sort()).toEqual([
      "rg-aml-data-dev-cc-01",
      "rg-aml-data-prod-cc-01",
      "rg-aml-dns-shared-cc-01",
      "rg-aml-reg-dev-cc-01",
      "rg-aml-reg-prod-cc-01",
      "rg-aml-vnet-dev-cc-01",
      "rg-aml-vnet-prod-cc-01",
      "rg-aml-ws-dev-cc-01",
      "rg-aml-ws-prod-cc-01",
    ]);
  });

  it("says how many characters are left", () => {
    const storage = report().rows.find(({ environment, of }) => environment === "dev" && of === "storageAccount");
    expect(storage).toEqual({
      environment: "dev",
      of: "storageAccount",
      kind: "storage account",
      name: "stdevcc01",
      unique: "global",
      left: 15,
    });
  });

  it("does not count characters that Terraform fills in", () => {
    expect(report("${var.suffix}").rows.find(({ of }) => of === "keyVault")?.left).toBeNull();
  });

  it("is a Markdown table whose columns are aligned", () => {
    const lines = report().toMarkdown().trimEnd().split("\n");
    expect(lines[0]).toMatch(/^\| environment \| of +\| kind +\| name +\| unique +\| left \|$/);
    expect(lines[1]).toMatch(/^\|( -+ \|){6}$/);
    expect(lines.find((line) => line.includes("stdevcc01 "))).toMatch(
      /^\| dev +\| storageAccount +\| storage account +\| stdevcc01 +\| global +\| 15 +\|$/,
    );
    expect(lines[2]).toMatch(
      /^\| shared +\| stack +\| Terraform stack and state +\| aml-dns-shared +\| platform +\| +\|$/,
    );
    expect(lines).toHaveLength(report().rows.length + 2);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it("lists the environments in the order in which they were named, and no others", () => {
    const naming = new PlatformNaming();
    naming.environment("qa");
    naming.environment("dev");
    expect([...new Set(naming.report().rows.map(({ environment }) => environment))]).toEqual(["shared", "qa", "dev"]);
  });
});
