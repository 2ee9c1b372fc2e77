import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { Machine } from "./support.js";

describe("an interrupt", () => {
  it("lets Terraform stop once and in order, starts no further stack, and exits as shells do", async () => {
    const machine = new Machine();
    const command = machine.start(["deploy", "--auto-approve"], { hangs: "aml-dev apply" });
    let output = "";
    command.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (!output.includes("waiting") && `${output}${text}`.includes("waiting")) {
        // Twice, as npm and an impatient person do.
        command.kill("SIGINT");
        command.kill("SIGINT");
      }
      output += text;
    });
    const [code] = (await once(command, "close")) as [number];
    expect(code).toBe(130);
    expect(machine.calls.filter((call) => call === "aml-dev got SIGINT")).toHaveLength(1);
    expect(machine.changes.some((call) => call.startsWith("aml-prod"))).toBe(false);
    expect(output).toContain("aml-dns-shared: done\naml-dev: failed\naml-prod: not started");
  });

  it("by SIGTERM, as pipelines send it, is passed on as well", async () => {
    const machine = new Machine();
    const command = machine.start(["deploy", "--auto-approve"], { hangs: "aml-dns-shared apply" });
    command.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("waiting")) command.kill("SIGTERM");
    });
    const [code] = (await once(command, "close")) as [number];
    expect(code).toBe(143);
    expect(machine.changes.at(-1)).toMatch(/^aml-dns-shared apply /);
  });
});
