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
    expect(machine.changes.map((call) => call.split(" ", 2).join(" "))).toEqual([
      "aml-dns-shared plan",
      "aml-dns-shared apply",
      "aml-dev plan",
      "aml-dev apply",
      "aml-prod plan",
      "aml-prod apply",
    ]);
    expect(stdout).toContain("fake: aml-dev apply");
  });

  it("ends with Terraform's exit code, and passes on what it says", async () => {
    const failed = await finish(new Machine().start(["deploy", "--auto-approve"], { fails: "aml-dev apply" }));
    expect(failed).toMatchObject({ code: 1, stderr: expect.stringContaining("Error: refused by the fake") });
    const notStarted = await finish(new Machine().start(["deploy", "--auto-approve"], { fails: "aml-prod init" }));
    expect(notStarted).toMatchObject({ code: 1, stderr: expect.stringContaining("Error: refused by the fake") });
  });
});
