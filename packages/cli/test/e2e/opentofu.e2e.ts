import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUILD_MILLISECONDS, RealMachine } from "./real.js";

const STACKS = ["dns-shared", "dev-base"];
let machine: RealMachine;
beforeAll(async () => {
  machine = await RealMachine.start("tofu");
  // OpenTofu itself waits in real time.
  const waits = { rolePropagation: "0s", workspaceNameRelease: "0s", computeRolePropagation: "0s" };
  const dev = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24", waits };
  writeFileSync(join(machine.folder, "platform.config.json"), JSON.stringify({ environments: { dev } }));
}, BUILD_MILLISECONDS);
afterAll(() => machine.stop());

describe("stacks with OpenTofu", { concurrent: false }, () => {
  it("are planned for a review", async () => {
    const { code, output } = await machine.command("plan", ...STACKS, "--save", "plans");
    expect(output).toMatch(/^OpenTofu v1\.\d+\.\d+\S*, aml-dev-base, aml-dns-shared$/m);
    expect(output).toContain("13 to add, 0 to change, 0 to destroy");
    expect(code).toBe(0);
    expect(readFileSync(join(machine.folder, "plans/aml-dns-shared.plan.txt"), "utf8")).toContain("13 to add");
  });

  it("are deployed as reviewed, side by side, and then nothing is left to change", async () => {
    const { code, output } = await machine.command("deploy", ...STACKS, "--reviewed", "plans");
    expect(output).toMatch(/^aml-dns-shared \| Apply complete! Resources: 13 added/m);
    expect(output).toMatch(/^aml-dev-base {3}\| Apply complete! Resources: \d+ added/m);
    expect(code).toBe(0);
    expect(await machine.command("plan", ...STACKS, "--expect-no-changes")).toMatchObject({ code: 0 });
  });

  it("are destroyed once their protection is lifted", async () => {
    const refused = await machine.command("destroy", ...STACKS, "--auto-approve");
    expect(refused.code).toBe(1);
    const { code, output } = await machine.command("destroy", ...STACKS, "--auto-approve", "--lift-prevent-destroy");
    expect(output).toMatch(/^aml-dns-shared \| Destroy complete! Resources: 13 destroyed/m);
    expect(code).toBe(0);
  });
});
