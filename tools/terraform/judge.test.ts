import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { judge } from "./judge.mjs";
import { readStacks } from "./stacks.mjs";
import { fakeProgram, synthesized } from "./test-support/fake-programs.js";

const VERSION = `if (args[0] === "version") console.log(JSON.stringify({ provider_selections: {
  "registry.terraform.io/azure/azapi": "2.12.0", "registry.terraform.io/hashicorp/time": "0.13.1" } }));`;
const INSTALL = `if (args[0] === "init") {
  const fs = require("fs");
  const [os, arch] = [process.platform === "win32" ? "windows" : process.platform, { x64: "amd64" }[process.arch] ?? process.arch];
  const folder = ".terraform/providers/registry.terraform.io/azure/azapi/2.12.0/" + os + "_" + arch;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(folder + "/stand-in-schema.json", "{}");
}`;
const VALID = `if (args[0] === "validate") console.log(JSON.stringify({ valid: true, diagnostics: [] }));`;

function stack(json: object = { resource: { azurerm_subnet: { a: { name: 1 } } } }) {
  const [only] = readStacks(synthesized({ "aml-dev": json }));
  if (!only) throw new Error("no stack");
  return only;
}

function terraform(script: string) {
  return { command: fakeProgram("terraform", script), env: {} };
}

describe("judge", () => {
  it("accepts what Terraform accepts, and says by which providers, the stand-in as such", async () => {
    const verdict = await judge(stack(), terraform(INSTALL + VALID + VERSION));
    expect(verdict).toMatchObject({
      verdict: "accepted",
      findings: [],
      providers: {
        "azure/azapi": { version: "2.12.0", standIn: true },
        "hashicorp/time": { version: "0.13.1", standIn: false },
      },
    });
  });

  it("refuses what Terraform refuses, with what it found", async () => {
    const invalid = `if (args[0] === "validate") {
      console.log(JSON.stringify({ valid: false, diagnostics: [{ severity: "error", summary: "Wrong" }] }));
      process.exit(1);
    }`;
    const verdict = await judge(stack(), terraform(invalid + VERSION));
    expect(verdict).toMatchObject({ verdict: "refused", findings: [{ severity: "error", message: "Wrong" }] });
  });

  it("runs without backend, without asking for input, in a copy that is gone afterwards", async () => {
    const echo = `const fs = require("fs");
    if (args[0] === "init") fs.writeFileSync("init.log", args.join(" "));
    if (args[0] === "validate") console.log(JSON.stringify({ valid: true, diagnostics: [
      fs.readFileSync("init.log", "utf8"), args.join(" "), process.env.CHECKPOINT_DISABLE, process.cwd(),
    ].map((summary, index) => ({ severity: "warning", summary, range: { start: { line: index, byte: 0 } } })) }));`;
    const subject = stack();
    const { findings } = await judge(subject, terraform(echo + VERSION));
    const [init, validate, checkpointDisabled, folder] = findings.map(({ message }) => message);
    expect(init).toBe("init -backend=false -input=false -no-color");
    expect(validate).toBe("validate -json");
    expect(checkpointDisabled).toBe("1");
    expect(existsSync(folder ?? "")).toBe(false);
    expect(readdirSync(subject.folder)).toEqual(["cdk.tf.json"]);
  });

  it("leaves behind what an earlier run of Terraform left in the stack's folder", async () => {
    const list = `if (args[0] === "validate") console.log(JSON.stringify({ valid: true, diagnostics: [
      { severity: "warning", summary: require("fs").readdirSync(".").join() } ] }));`;
    const subject = stack();
    for (const leftover of [".terraform.lock.hcl", "terraform.aml-dev.tfstate", "terraform.tfstate.backup"]) {
      writeFileSync(join(subject.folder, leftover), "");
    }
    mkdirSync(join(subject.folder, ".terraform"));
    mkdirSync(join(subject.folder, "assets"));
    const { findings } = await judge(subject, terraform(list + VERSION));
    expect(findings.map(({ message }) => message)).toEqual(["assets,cdk.tf.json"]);
  });

  it("doesn't judge a stack whose provider can't be had", async () => {
    const missing = `if (args[0] === "init") {
      console.error("\\nError: Failed to query available provider packages\\n\\nno available releases match the given\\nconstraints ~> 4.55\\n");
      process.exit(1);
    }`;
    expect(await judge(stack(), terraform(missing))).toMatchObject({
      verdict: "not judged",
      providers: {},
      findings: [
        {
          message:
            "Error: Failed to query available provider packages\nno available releases match the given constraints ~> 4.55",
        },
      ],
    });
  });

  it("refuses a stack that can't be initialized for another reason", async () => {
    const broken = `if (args[0] === "init") { console.error("Error: Invalid block"); process.exit(1); }`;
    expect(await judge(stack(), terraform(broken))).toMatchObject({
      verdict: "refused",
      findings: [{ severity: "error", message: "Error: Invalid block" }],
    });
  });

  it("waits for its turn to initialize", async () => {
    let turns = 0;
    const turn = <T>(init: () => Promise<T>) => {
      turns += 1;
      return init();
    };
    await judge(stack(), { ...terraform(VALID + VERSION), turn });
    expect(turns).toBe(1);
  });
});
