import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

const reference = join(import.meta.dirname, "../../../../apps/reference-platform/posture.json");
const small = {
  prefix: "contoso",
  environments: { dev: { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24" } },
};

describe("check", () => {
  it("fails on findings of the platform that it synthesizes", async () => {
    const { status, stdout } = await new Workbench(small).run(["check"]);
    expect(status).toBe(1);
    expect(stdout).toContain("failed at threshold warning");
  });

  it("passes any configuration with the exemptions of the reference platform, whatever its prefix", async () => {
    const { status, stdout } = await new Workbench(small).run(["check", "--posture", reference]);
    expect([status, stdout]).toEqual([0, expect.stringContaining("passed at threshold warning")]);
  });

  it("takes posture.json beside the configuration, and every option of the posture check", async () => {
    const bench = new Workbench(small);
    writeFileSync(join(bench.folder, "posture.json"), JSON.stringify({ threshold: "error" }));
    expect((await bench.run(["check"])).status).toBe(0);
    const baseline = join(bench.folder, "baseline.json");
    expect((await bench.run(["check", "--threshold=note", "--baseline", baseline, "--update-baseline"])).status).toBe(
      0,
    );
    expect((await bench.run(["check", "--threshold", "note", "--baseline", baseline])).status).toBe(0);
    const sarif = join(bench.folder, "posture.sarif");
    expect((await bench.run(["check", "--threshold", "note", "--sarif", sarif])).status).toBe(1);
  });

  it("refuses a configuration of the check with what is wrong in it", async () => {
    const bench = new Workbench(small);
    writeFileSync(join(bench.folder, "posture.json"), JSON.stringify({ threshhold: "error" }));
    expect(await bench.run(["check"])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining("threshhold") as string,
    });
  });
});
