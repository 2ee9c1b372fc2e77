import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { Machine } from "./support.js";

describe("an interrupt", () => {
  it("lets Terraform stop once in every stack, starts no further stack, and exits as shells do", async () => {
    const machine = new Machine();
    const command = machine.start(["deploy", "--auto-approve"], { hangs: "aml-dev-base apply" });
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
    expect(machine.calls.filter((call) => call === "aml-dev-base got SIGINT")).toHaveLength(1);
    expect(machine.changes.some((call) => /^aml-(dev|prod) /.test(call))).toBe(false);
    expect(output).toMatch(/^aml-dev-base: interrupted$/m);
    expect(output).toMatch(/^aml-dev: not started$/m);
    expect(output).toContain("to continue");
  });

  it("that is repeated after a second kills what doesn't stop", async () => {
    const machine = new Machine();
    const command = machine.start(["deploy", "aml-dev-base", "--auto-approve"], { ignores: "aml-dev-base apply" });
    command.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (!text.includes("waiting")) return;
      command.kill("SIGINT");
      setTimeout(() => command.kill("SIGINT"), 1200);
    });
    const [code] = (await once(command, "close")) as [number];
    expect(code).toBe(130);
  });

  it("by SIGTERM, as pipelines send it, is passed on as well", async () => {
    const machine = new Machine();
    const command = machine.start(["deploy", "--auto-approve"], { hangs: "aml-dns-shared apply" });
    command.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (text.includes("waiting")) command.kill("SIGTERM");
    });
    const [code] = (await once(command, "close")) as [number];
    expect(code).toBe(143);
    expect(machine.changes.some((call) => /^aml-(dev|prod) /.test(call))).toBe(false);
  });
});
