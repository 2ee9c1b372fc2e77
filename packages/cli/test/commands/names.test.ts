import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

describe("names", () => {
  it("prints what everything will be called, as a table (S0-NAM-19)", async () => {
    const { status, stdout } = await new Workbench().run(["names"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\| shared +\| dnsResourceGroup +\| resource group +\| rg-aml-dns-shared-cc-01 /m);
    expect(stdout).toMatch(/^\| prod +\| workspace +\| .+ \| mlwprodcc01 +\| resource group \| \d+ +\|$/m);
  });

  it("prints the same as data", async () => {
    const { stdout } = await new Workbench({ prefix: "ds", namingSuffix: "p7" }).run(["names", "--json"]);
    expect(JSON.parse(stdout)).toContainEqual({
      environment: "dev",
      of: "storageAccount",
      kind: "storage account",
      name: "stdevccp7",
      unique: "global",
      left: 15,
    });
  });

  it("refuses a configuration whose names Azure would refuse", async () => {
    const { status, stderr } = await new Workbench({ resourcePrefixes: { storage: "storage-account" } }).run(["names"]);
    expect(status).toBe(1);
    expect(stderr).toContain("storage");
  });

  it("writes nothing", async () => {
    const bench = new Workbench();
    await bench.run(["names"]);
    expect(() => bench.written("manifest.json")).toThrow("ENOENT");
  });
});
