import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformError, type TerraformRunOptions, type TerraformResult } from "@org/terraform-runner";
import { describe, expect, it } from "vitest";
import { platform, STUB_SCHEMA } from "./programs.mjs";
import { readStacks } from "./stacks.mjs";
import { synthesized } from "./test-support/fake-programs.js";
import { type Terraform, validateStack } from "./validate-stack.mjs";

const DONE: TerraformResult = { code: 0, stdout: "", stderr: "", timedOut: false, errors: [] };
const VERSION = JSON.stringify({
  provider_selections: {
    "registry.terraform.io/azure/azapi": "2.12.0",
    "registry.terraform.io/hashicorp/time": "0.13.1",
  },
});

/** A Terraform in this process that accepts everything, where it isn't told otherwise. */
function terraform(methods: Partial<Terraform> = {}): Terraform {
  return {
    init: () => Promise.resolve(DONE),
    validate: () => Promise.resolve({ valid: true, diagnostics: [] }),
    output: () => Promise.resolve(VERSION),
    ...methods,
  };
}

const failedInit = (stderr: string) => ({ init: () => Promise.resolve({ ...DONE, code: 1, stderr }) });

function stack(json: object = { resource: { azurerm_subnet: { a: { name: 1 } } } }) {
  const [only] = readStacks(synthesized({ "aml-dev": json }));
  if (!only) throw new Error("no stack");
  return only;
}

describe("validateStack", () => {
  it("accepts what Terraform accepts, and says by which providers, and which of them is a stub", async () => {
    const init = ({ cwd = "" }: TerraformRunOptions = {}) => {
      const folder = join(cwd, ".terraform/providers/registry.terraform.io/azure/azapi/2.12.0", platform());
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, STUB_SCHEMA), "{}");
      return Promise.resolve(DONE);
    };
    expect(await validateStack(stack(), terraform({ init }))).toMatchObject({
      outcome: "accepted",
      findings: [],
      providers: {
        "azure/azapi": { version: "2.12.0", stub: true },
        "hashicorp/time": { version: "0.13.1", stub: false },
      },
    });
  });

  it("refuses what Terraform refuses, with what it found", async () => {
    const diagnostics = [{ severity: "error" as const, summary: "Wrong" }];
    const result = await validateStack(
      stack(),
      terraform({ validate: () => Promise.resolve({ valid: false, diagnostics }) }),
    );
    expect(result).toMatchObject({ outcome: "refused", findings: [{ severity: "error", message: "Wrong" }] });
  });

  it("fails with what Terraform wrote if that is no answer", async () => {
    const validate = () => Promise.reject(new TerraformError("terraform validate -json", { ...DONE, code: 2 }));
    await expect(validateStack(stack(), terraform({ validate }))).rejects.toThrow(TerraformError);
  });

  it("runs without backend, with the environment that leads to the providers, in a copy that is gone afterwards", async () => {
    const calls: object[] = [];
    let folder = "";
    const init: Terraform["init"] = ({ cwd = "", ...options } = {}) => {
      folder = cwd;
      calls.push(options);
      writeFileSync(join(cwd, "init.log"), "");
      return Promise.resolve(DONE);
    };
    const subject = stack();
    await validateStack(subject, terraform({ init }), { env: { TF_CLI_CONFIG_FILE: "terraform.rc" } });
    const env = { TF_CLI_CONFIG_FILE: "terraform.rc", TF_DATA_DIR: undefined, TF_WORKSPACE: undefined };
    expect(calls).toEqual([{ backend: false, env }]);
    expect(existsSync(folder)).toBe(false);
    expect(readdirSync(subject.folder)).toEqual(["cdk.tf.json"]);
  });

  it("leaves behind what an earlier run of Terraform left in the stack's folder", async () => {
    const subject = stack();
    for (const leftover of [".terraform.lock.hcl", "terraform.aml-dev.tfstate", "terraform.tfstate.backup"]) {
      writeFileSync(join(subject.folder, leftover), "");
    }
    mkdirSync(join(subject.folder, ".terraform"));
    mkdirSync(join(subject.folder, "assets"));
    let files: string[] = [];
    const init: Terraform["init"] = ({ cwd = "" } = {}) => {
      files = readdirSync(cwd);
      return Promise.resolve(DONE);
    };
    await validateStack(subject, terraform({ init }));
    expect(files.sort()).toEqual(["assets", "cdk.tf.json"]);
  });

  it("doesn't check a stack whose provider is not available", async () => {
    const missing =
      "\nError: Failed to query available provider packages\n\nno available releases match the given\nconstraints ~> 4.55\n";
    expect(await validateStack(stack(), terraform(failedInit(missing)))).toMatchObject({
      outcome: "not checked",
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
    expect(await validateStack(stack(), terraform(failedInit("Error: Invalid block")))).toMatchObject({
      outcome: "refused",
      findings: [{ severity: "error", message: "Error: Invalid block" }],
    });
  });

  it("waits for its turn to initialize", async () => {
    let turns = 0;
    const turn = <T>(init: () => Promise<T>) => {
      turns += 1;
      return init();
    };
    await validateStack(stack(), terraform(), { turn });
    expect(turns).toBe(1);
  });
});
