import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { WORKSPACE } from "../lib/folders.mjs";
import { providerName, readWanted } from "./providers.mjs";

describe("readWanted", () => {
  it("names the programs of CI and what the Go proxy is asked for, in order", () => {
    const { terraform, providers } = readWanted();
    expect(terraform.minimum).toBe("1.11.0");
    expect(
      providers.flatMap(({ source, module, versions }) =>
        versions.map(({ version, query }) => `${source} ${version} = ${module}@${query}`),
      ),
    ).toEqual([
      "azure/azapi 2.12.0 = github.com/Azure/terraform-provider-azapi@v2.12.0",
      "hashicorp/azurerm 4.81.0 = github.com/hashicorp/terraform-provider-azurerm@5782a75422c68a0d0804ac16d97dcaf3df5ee2fa",
      "hashicorp/azurerm 5.2.0 = github.com/hashicorp/terraform-provider-azurerm@v1.44.1-0.20260824201233-fae580791926",
      "hashicorp/time 0.13.1 = github.com/hashicorp/terraform-provider-time@v0.13.1",
    ]);
  });

  it("has a stub for azapi alone, from a schema that is in this repository", () => {
    const stubs = readWanted().providers.flatMap(({ source, stub }) => (stub ? [{ source, stub }] : []));
    expect(stubs.map(({ source }) => source)).toEqual(["azure/azapi"]);
    expect(existsSync(join(WORKSPACE, stubs[0]?.stub.schema ?? ""))).toBe(true);
  });

  it("builds the terraform that it names", () => {
    const { terraform } = readWanted();
    const goMod = readFileSync(join(WORKSPACE, terraform.program, "go.mod"), "utf8");
    expect(goMod).toContain(`require ${terraform.package} v${terraform.version}\n`);
  });

  it("names each wrong value with its path", () => {
    const wrong = JSON.stringify({
      ...readWanted(),
      providers: [{ source: "azapi", module: "m", versions: [{ version: "two", query: "v2", is: "x" }], retries: 3 }],
    });
    const read = () => readWanted(wrong);
    expect(read).toThrow(/must be <namespace>\/<name>, such as hashicorp\/azurerm\s+→ at providers\[0\].source/);
    expect(read).toThrow(/must be a version such as 5\.2\.0\s+→ at providers\[0\]\.versions\[0\]\.version/);
    expect(read).toThrow(/"retries"/);
  });
});

describe("providerName", () => {
  it("leaves the namespace out", () => {
    expect(providerName("hashicorp/azurerm")).toBe("azurerm");
  });
});
