import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Terraform, type TerraformResult, type TerraformRunOptions } from "@org/terraform-runner";
import { describe, expect, it, onTestFinished } from "vitest";
import { run } from "../lib/run.mjs";
import { folderWith, synthesized } from "./test-support/fake-programs.js";
import { validate } from "./validate.mjs";

/** Terraform in this process: it has every provider but foo/bar, and refuses what contains "wrong". */
class FakeTerraform extends Terraform {
  public override run(args: readonly string[], { cwd = "" }: TerraformRunOptions = {}): Promise<TerraformResult> {
    const text = readFileSync(join(cwd, "cdk.tf.json"), "utf8");
    const result = { code: 0, stdout: "{}", stderr: "", timedOut: false, errors: [] };
    if (args[0] === "init" && text.includes("foo/bar")) {
      const stderr = "Error: Failed to query available provider packages\n\nprovider foo/bar was not found";
      return Promise.resolve({ ...result, code: 1, stderr });
    }
    const diagnostics = text.includes("wrong") ? [{ severity: "error", summary: "Wrong" }] : [];
    const stdout = args[0] === "validate" ? JSON.stringify({ valid: diagnostics.length === 0, diagnostics }) : "{}";
    return Promise.resolve({ ...result, stdout });
  }
}

/** Runs the command in this process. */
async function command(...args: string[]) {
  const cache = process.env["XDG_CACHE_HOME"];
  process.env["XDG_CACHE_HOME"] = folderWith();
  onTestFinished(() => {
    if (cache === undefined) delete process.env["XDG_CACHE_HOME"];
    else process.env["XDG_CACHE_HOME"] = cache;
  });
  const lines: string[] = [];
  const terraform = new FakeTerraform({ command: "terraform", product: "Terraform", version: "1.11.4" });
  const code = await validate(
    ["--registry", ...args],
    (line) => void lines.push(line),
    () => Promise.resolve(terraform),
  );
  return { code, stdout: lines.join("\n") };
}

describe("npm run validate", () => {
  it("ends with 0 if every stack is accepted", async () => {
    const { code, stdout } = await command(synthesized({ "aml-dev": {}, "aml-prod": {} }));
    expect(stdout).toContain("2 accepted, 0 refused, 0 not checked");
    expect(code).toBe(0);
  });

  it("ends with 1 if a stack is refused, and checks the others", async () => {
    const { code, stdout } = await command(synthesized({ "aml-dev": { locals: { a: "wrong" } }, "aml-prod": {} }));
    expect(stdout).toContain("aml-dev: refused");
    expect(stdout).toContain("1 accepted, 1 refused, 0 not checked");
    expect(code).toBe(1);
  });

  it("ends with 1 if Terraform accepts a stack with a wrong ARM body", async () => {
    const type = "Microsoft.MachineLearningServices/workspaces@2025-12-01";
    const body = { properties: { publicnetworkaccess: "Disabled" } };
    const json = { resource: { azapi_resource: { Workspace: { type, name: "mlw", body } } } };
    const { code, stdout } = await command(synthesized({ "aml-dev": json }));
    expect(stdout).toContain("error in azapi_resource.Workspace properties.publicnetworkaccess");
    expect(stdout).toContain(
      "ARM bodies: 1 validated with the catalog's types (not by azapi), invalid in 1 of 1 stacks",
    );
    expect(code).toBe(1);
  });

  it("ends with 2 if a provider is unknown, and says which", async () => {
    const json = { terraform: { required_providers: { bar: { source: "foo/bar" } } } };
    const { code, stdout } = await command(synthesized({ "aml-dev": json }));
    expect(stdout).toContain("provider foo/bar was not found");
    expect(stdout).toContain("0 accepted, 0 refused, 1 not checked");
    expect(code).toBe(2);
  });

  it("synthesizes for each major version of azurerm if no folder is given", async () => {
    const { code, stdout } = await command(
      "--synth",
      `${JSON.stringify(process.execPath)} -e "require('fs').cpSync(process.argv[1], process.argv[2], { recursive: true })" ${synthesized({ "aml-dev": {} })} {out}`,
    );
    expect(stdout).toMatch(/^aml-dev \(azurerm 4\) .*accepted/m);
    expect(stdout).toMatch(/^aml-dev \(azurerm 5\) .*accepted/m);
    expect(code).toBe(0);
  });

  it("passes on what a failing synth said", async () => {
    await expect(command("--synth", "echo synth for {major} failed >&2; exit 3")).rejects.toThrow(
      "echo synth for 4 failed >&2; exit 3\nended with exit code 3\nsynth for 4 failed",
    );
  });

  it.each([
    [[folderWith()], /has no manifest\.json, so no synth wrote it: give the folder that a synth wrote/],
    [["--jobs", "0"], /--jobs is 0: give a whole number from 1/],
    [["--mirror"], /--mirror and --registry exclude each other: give one/],
    [["--mirrow"], /Unknown option '--mirrow'[^]*usage: npm run validate/],
  ])("refuses %j", async (args, message) => {
    await expect(command(...args)).rejects.toThrow(message);
  });

  it("ends with 1 and one message for wrong input", async () => {
    const program = join(import.meta.dirname, "validate.mjs");
    const { code, stdout, stderr } = await run(process.execPath, [program, "--jobs", "0"]);
    expect([code, stdout, stderr]).toEqual([1, "", "--jobs is 0: give a whole number from 1\n"]);
  });
});
