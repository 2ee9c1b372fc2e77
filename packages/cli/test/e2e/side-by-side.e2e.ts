import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { BUILD_MILLISECONDS, RealMachine } from "./real.js";

let machine: RealMachine;
beforeAll(async () => {
  machine = await RealMachine.start();
}, BUILD_MILLISECONDS);
afterAll(() => machine.stop());

describe("stacks side by side, with real Terraform", { concurrent: false }, () => {
  it("are applied and destroyed together, in lines that name them (S0-DEP-01)", async () => {
    // Terraform itself waits in real time.
    const waits = { rolePropagation: "0s", workspaceNameRelease: "0s", computeRolePropagation: "0s" };
    const dev = { addressSpace: "10.1.0.0/16", privateEndpointSubnet: "10.1.1.0/24", waits };
    writeFileSync(join(machine.folder, "platform.config.json"), JSON.stringify({ environments: { dev } }));
    const stacks = ["dns-shared", "dev-base"];
    const applied = await machine.command("deploy", ...stacks, "--auto-approve");
    expect(applied.output).toMatch(/^aml-dns-shared \| Apply complete! Resources: 13 added/m);
    expect(applied.output).toMatch(/^aml-dev-base {3}\| Apply complete! Resources: \d+ added/m);
    expect(applied.code).toBe(0);
    const lines = applied.output.split("\n").map((line) => line.split(" ", 1)[0]);
    const changes = lines.filter((name, index) => name !== lines[index - 1] && name?.startsWith("aml-")).length;
    expect(changes).toBeGreaterThan(6);
    const destroyed = await machine.command("destroy", ...stacks, "--auto-approve", "--lift-prevent-destroy");
    expect(destroyed.output).toMatch(/^aml-dns-shared \| Destroy complete! Resources: 13 destroyed/m);
    expect(destroyed.code).toBe(0);
  });

  it("are refused by a second command while the first one changes them", async () => {
    // The first command waits for Azure until the second has ended.
    machine.azure.inject({ method: "PUT", url: /privateDnsZones/, effect: { delaySeconds: 30 }, times: 1 });
    const begun = new Promise<void>((resolve) => {
      machine.azure.onRequest(({ method }) => {
        if (method === "PUT") resolve();
      });
    });
    const first = machine.command("deploy", "dns-shared", "--auto-approve");
    await begun;
    const second = await machine.command("deploy", "dns-shared", "--auto-approve");
    expect(second.output).toContain("Error acquiring the state lock");
    expect(second.output).not.toContain("Apply complete");
    expect(second.code).toBe(1);
    expect(await first).toMatchObject({ code: 0, output: expect.stringContaining("Resources: 13 added") });
  });
});
