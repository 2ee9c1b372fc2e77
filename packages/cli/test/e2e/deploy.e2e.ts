import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { Machine } from "./support.js";

async function finish(command: ReturnType<Machine["start"]>) {
  let [stdout, stderr] = ["", ""];
  command.stdout.on("data", (text: Buffer) => (stdout += text.toString()));
  command.stderr.on("data", (text: Buffer) => (stderr += text.toString()));
  const [code] = (await once(command, "close")) as [number];
  return { code, stdout, stderr };
}

describe("deploy as a process", () => {
  it("runs Terraform in the folder of each stack, and shows what it prints", async () => {
    const machine = new Machine();
    const { code, stdout } = await finish(machine.start(["deploy", "--auto-approve"]));
    expect(code).toBe(0);
    const calls = machine.changes.map((call) => call.split(" ", 2).join(" "));
    for (const stack of ["aml-dns-shared", "aml-dev-base", "aml-prod-base", "aml-dev", "aml-prod"]) {
      expect(calls.filter((call) => call.startsWith(`${stack} `))).toEqual([`${stack} plan`, `${stack} apply`]);
    }
    expect(calls.indexOf("aml-dev plan")).toBeGreaterThan(calls.indexOf("aml-dev-base apply"));
    expect(stdout).toContain("aml-dev        | fake: aml-dev apply");
  });

  it("ends with Terraform's exit code, and passes on what it says", async () => {
    const failed = await finish(new Machine().start(["deploy", "--auto-approve"], { fails: "aml-dev apply" }));
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("Error: refused by the fake") });
    const notStarted = await finish(new Machine().start(["deploy", "--auto-approve"], { fails: "aml-prod init" }));
    expect(notStarted).toMatchObject({ code: 1, stderr: expect.stringContaining("Error: refused by the fake") });
  });
});
