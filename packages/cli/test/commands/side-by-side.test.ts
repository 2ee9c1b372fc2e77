import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Workbench } from "./support.js";

/** A platform whose plans would change something, and what happens when. */
function changing(): { readonly bench: Workbench; readonly begun: string[]; readonly together: () => number } {
  const bench = new Workbench();
  const begun: string[] = [];
  let [running, most] = [0, 0];
  for (const stack of ["aml-dns-shared", "aml-dev-base", "aml-prod-base", "aml-dev", "aml-prod"]) {
    const change = { address: "azurerm_subnet.pe", mode: "managed", change: { actions: ["create"], before: null } };
    bench.plan(stack, "Plan: 1 to add.\n", { resource_changes: [change] });
  }
  bench.slow = async (call) => {
    const [stack = "", command = ""] = call.split(" ");
    if (command !== "apply" && command !== "destroy") return;
    begun.push(stack);
    most = Math.max(most, (running += 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
    running -= 1;
  };
  return { bench, begun, together: () => most };
}

describe("deploy of several stacks", () => {
  it("applies what is independent side by side: zones and bases, then the environments", async () => {
    const { bench, begun, together } = changing();
    expect((await bench.run(["deploy", "--auto-approve"])).status).toBe(0);
    expect(together()).toBe(3);
    expect(new Set(begun.slice(0, 3))).toEqual(new Set(["aml-dns-shared", "aml-dev-base", "aml-prod-base"]));
    expect(new Set(begun.slice(3))).toEqual(new Set(["aml-dev", "aml-prod"]));
  });

  it.each([
    ["1", 1],
    ["2", 2],
  ])("applies no more than --concurrency %s at once", async (concurrency, most) => {
    const { bench, together } = changing();
    await bench.run(["deploy", "--auto-approve", "--concurrency", concurrency]);
    expect(together()).toBe(most);
  });

  it.each(["0", "1.5", "all"])("refuses --concurrency %s", async (concurrency) => {
    const { status, stderr } = await new Workbench().run(["deploy", "--concurrency", concurrency]);
    expect(status).toBe(2);
    expect(stderr).toContain(`--concurrency ${concurrency}: give the number of stacks`);
  });

  it("begins each line of Terraform with the stack", async () => {
    const { bench } = changing();
    const { stdout } = await bench.run(["deploy", "--auto-approve"]);
    expect(stdout).toContain("aml-dev        | fake apply\n");
    expect(stdout).toContain("aml-dns-shared | terraform plan\n");
  });

  it("asks once for all plans that can be made together", async () => {
    const { bench, begun } = changing();
    bench.answers.push("yes", "yes");
    const { status, stdout } = await bench.run(["deploy"]);
    expect(status).toBe(0);
    expect(stdout.match(/\? Only yes is accepted/g)).toHaveLength(2);
    expect(stdout).toContain("Apply these plans of aml-dev-base, aml-dns-shared and aml-prod-base?");
    expect(stdout).toMatch(/Apply these plans of aml-(dev and aml-prod|prod and aml-dev)\?/);
    expect(begun).toHaveLength(5);
  });

  it("applies none of them if that isn't approved", async () => {
    const { bench, begun } = changing();
    bench.answers.push("no");
    const { status, stdout } = await bench.run(["deploy"]);
    expect(status).toBe(1);
    expect(begun).toEqual([]);
    expect(stdout).toContain("aml-dev: not started");
  });

  it("lets the others finish when a stack fails, starts nothing new, and says how to continue", async () => {
    const { bench, begun } = changing();
    const { status, stdout } = await bench.run(["deploy", "--auto-approve"], { fails: "aml-dev-base apply" });
    expect(status).toBe(1);
    expect(new Set(begun)).toEqual(new Set(["aml-dns-shared", "aml-dev-base", "aml-prod-base"]));
    expect(stdout).toContain(
      [
        "aml-dev-base: failed",
        "aml-dns-shared: done",
        "aml-dev: not started",
        "aml-prod-base: done",
        "aml-prod: not started",
        "to continue, once the cause is fixed: aml deploy aml-dev-base aml-dev aml-prod",
      ].join("\n"),
    );
  });

  it("applies nothing new after a plan has failed", async () => {
    const { bench, begun } = changing();
    await bench.run(["deploy", "--auto-approve"], { fails: "aml-dev-base plan" });
    expect(begun).not.toContain("aml-dev");
    expect(begun).not.toContain("aml-prod");
  });

  it("says that a stack is in use where another command has locked its state", async () => {
    const { bench } = changing();
    bench.complaint = "Error: Error acquiring the state lock\n";
    const { status, stderr } = await bench.run(["deploy", "--auto-approve"], { fails: "aml-dev-base apply" });
    expect(status).toBe(1);
    expect(stderr).toContain("aml-dev-base   | another command is changing this stack");
  });

  it("refuses stacks that need each other, and names them", async () => {
    const { bench } = changing();
    bench.edit = (outdir) => {
      const file = join(outdir, "manifest.json");
      const manifest = JSON.parse(readFileSync(file, "utf8")) as { stacks: Record<string, { dependencies: string[] }> };
      manifest.stacks["aml-dev-base"]?.dependencies.push("aml-dev");
      writeFileSync(file, JSON.stringify(manifest));
    };
    const { status, stderr } = await bench.run(["deploy", "--auto-approve"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/the stacks aml-dev(-base)?, aml-dev(-base)? need each other's state/);
    expect(bench.calls).toEqual([]);
  });
});

describe("destroy of several stacks", () => {
  it("asks once for all of them, and destroys what is independent side by side", async () => {
    const { bench, begun, together } = changing();
    const reads: Record<string, string[]> = {
      "aml-dns-shared": [],
      "aml-dev-base": [],
      "aml-prod-base": [],
      "aml-dev": ["aml-dev-base"],
      "aml-prod": ["aml-prod-base", "aml-dev-base"],
    };
    for (const [stack, needed] of Object.entries(reads)) {
      bench.state(stack, { resources: ["azurerm_subnet.pe"], reads: needed });
    }
    bench.answers.push("yes");
    const { status, stdout } = await bench.run(["destroy", "--lift-prevent-destroy"]);
    expect(status).toBe(0);
    expect(stdout.match(/\? Only yes is accepted/g)).toHaveLength(1);
    expect(stdout).toContain("Destroy aml-prod, aml-prod-base, aml-dev, aml-dns-shared, aml-dev-base?");
    expect(new Set(begun.slice(0, 2))).toEqual(new Set(["aml-dev", "aml-prod"]));
    expect(begun).toHaveLength(5);
    expect(together()).toBeGreaterThan(1);
  });
});
