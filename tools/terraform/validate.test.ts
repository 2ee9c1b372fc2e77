import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../lib/run.mjs";
import { fakeProgram, folderWith, synthesized } from "./test-support/fake-programs.js";

/** A terraform that has every provider but foo/bar, and refuses what contains "wrong". */
const terraform = fakeProgram(
  "terraform",
  `const text = args[0] === "version" ? "" : require("fs").readFileSync("cdk.tf.json", "utf8");
  if (args[0] === "version") console.log(JSON.stringify({ terraform_version: "1.11.4", provider_selections: {} }));
  if (args[0] === "init" && text.includes("foo/bar")) {
    console.error("Error: Failed to query available provider packages\\n\\nprovider foo/bar was not found");
    process.exit(1);
  }
  if (args[0] === "validate") console.log(JSON.stringify(text.includes("wrong")
    ? { valid: false, diagnostics: [{ severity: "error", summary: "Wrong" }] } : { valid: true, diagnostics: [] }));`,
);

function validate(...args: string[]) {
  return run(process.execPath, [join(import.meta.dirname, "validate.mjs"), "--registry", ...args], {
    env: { TERRAFORM_BINARY_NAME: terraform, XDG_CACHE_HOME: folderWith() },
  });
}

describe("npm run validate", () => {
  it("ends with 0 if every stack is accepted", async () => {
    const { code, stdout } = await validate(synthesized({ "aml-dev": {}, "aml-prod": {} }));
    expect(stdout).toContain("2 accepted, 0 refused, 0 not judged");
    expect(code).toBe(0);
  });

  it("ends with 1 if a stack is refused, and judges the others", async () => {
    const { code, stdout } = await validate(synthesized({ "aml-dev": { locals: { a: "wrong" } }, "aml-prod": {} }));
    expect(stdout).toContain("aml-dev: refused");
    expect(stdout).toContain("1 accepted, 1 refused, 0 not judged");
    expect(code).toBe(1);
  });

  it("ends with 1 if Terraform accepts a stack with a wrong ARM body", async () => {
    const type = "Microsoft.MachineLearningServices/workspaces@2025-12-01";
    const body = { properties: { publicnetworkaccess: "Disabled" } };
    const json = { resource: { azapi_resource: { Workspace: { type, name: "mlw", body } } } };
    const { code, stdout } = await validate(synthesized({ "aml-dev": json }));
    expect(stdout).toContain("error in azapi_resource.Workspace properties.publicnetworkaccess");
    expect(stdout).toContain(
      "ARM bodies: 1 judged by the catalogue's shapes (not by azapi), wrong ones in 1 of 1 stacks",
    );
    expect(code).toBe(1);
  });

  it("ends with 2 if a provider is unknown, and says which", async () => {
    const json = { terraform: { required_providers: { bar: { source: "foo/bar" } } } };
    const { code, stdout } = await validate(synthesized({ "aml-dev": json }));
    expect(stdout).toContain("provider foo/bar was not found");
    expect(stdout).toContain("0 accepted, 0 refused, 1 not judged");
    expect(code).toBe(2);
  });

  it("synthesizes for each major version of azurerm if no folder is given", async () => {
    const { code, stdout } = await validate(
      "--synth",
      `${JSON.stringify(process.execPath)} -e "require('fs').cpSync(process.argv[1], process.argv[2], { recursive: true })" ${synthesized({ "aml-dev": {} })} {out}`,
    );
    expect(stdout).toMatch(/^aml-dev \(azurerm 4\) .*accepted/m);
    expect(stdout).toMatch(/^aml-dev \(azurerm 5\) .*accepted/m);
    expect(code).toBe(0);
  });

  it("passes on what a failing synth said", async () => {
    const { code, stderr } = await validate("--synth", "echo synth for {major} failed >&2; exit 3");
    expect(stderr).toBe("echo synth for 4 failed >&2; exit 3\nended with exit code 3\nsynth for 4 failed\n");
    expect(code).toBe(1);
  });

  it.each([
    [[folderWith()], /has no manifest\.json, so no synth wrote it: give the folder that a synth wrote/],
    [["--jobs", "0"], /--jobs is 0: give a whole number from 1/],
    [["--mirror"], /--mirror and --registry exclude each other: give one/],
    [["--mirrow"], /Unknown option '--mirrow'[^]*usage: npm run validate/],
  ])("refuses %j in one message", async (args, message) => {
    const { code, stdout, stderr } = await validate(...args);
    expect(stderr).toMatch(message);
    expect(stderr).not.toContain("    at ");
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });
});
