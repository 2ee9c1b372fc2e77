import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

describe("plan", () => {
  it("says which stacks can't be planned before others are deployed", async () => {
    const bench = new Workbench();
    const { status, stdout } = await bench.run(["plan"]);
    expect(status).toBe(0);
    expect(bench.changes.map((call) => call.replace(/ -out=.*/, ""))).toEqual(
      ["aml-dev-base", "aml-dns-shared", "aml-prod-base"].map((stack) => `${stack} plan -no-color -input=false`),
    );
    expect(stdout).toMatch(/^aml-dns-shared: done$/m);
    expect(stdout).toMatch(/^aml-dev: can't be planned before aml-dev-base and aml-dns-shared are deployed/m);
    expect(stdout).toMatch(
      /^aml-prod: can't be planned before aml-prod-base and aml-dev-base and aml-dns-shared are deployed/m,
    );
  });

  it("plans every stack whose needed stacks are deployed (S0-DEP-01)", async () => {
    const bench = new Workbench();
    bench.state("aml-dns-shared", { resources: ["azurerm_resource_group.ResourceGroup"] });
    for (const stack of ["aml-dev-base", "aml-prod-base"]) {
      bench.state(stack, { resources: ["azurerm_resource_group.VnetResourceGroup"] });
    }
    expect((await bench.run(["plan"])).status).toBe(0);
    expect(bench.changes.map((call) => call.split(" ")[0])).toEqual([
      "aml-dev-base",
      "aml-dns-shared",
      "aml-prod-base",
      "aml-dev",
      "aml-prod",
    ]);
  });

  it("refuses a stack that is asked for alone, if what it reads isn't deployed", async () => {
    const bench = new Workbench();
    const { status, stderr } = await bench.run(["plan", "dev"]);
    expect(status).toBe(1);
    expect(stderr).toContain("it reads the outputs of aml-dns-shared, which isn't deployed");
    expect(bench.changes).toEqual([]);
  });

  it("needs no approval and changes nothing", async () => {
    const bench = new Workbench();
    await bench.run(["plan", "dns-shared"]);
    expect(bench.calls).toEqual([
      "aml-dns-shared init",
      expect.stringMatching(/^aml-dns-shared plan -input=false -out=.*\/aml-dns-shared.tfplan$/),
    ]);
  });
});
