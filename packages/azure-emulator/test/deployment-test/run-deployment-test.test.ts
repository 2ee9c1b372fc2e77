import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runDeploymentTest } from "../../src/index.js";
import { SIDE_BY_SIDE, stageOf, temporaryFiles } from "../support/deployment-test.js";
import { oneResource, Stage } from "../support/stage.js";

/** A program in place of Terraform. */
function program(stage: Stage, script: string): string {
  const file = stage.write("terraform", `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

describe("bad input", () => {
  it("is a folder that isn't there", async () => {
    const stage = new Stage();
    const folder = join(stage.folder, "nothing");
    await expect(runDeploymentTest(stage.options({ folders: [folder] }))).rejects.toThrow(
      `${folder} is not a folder: pass the output folder of a synth (cdktf.out), or folders with Terraform files`,
    );
  });

  it("is a folder without Terraform", async () => {
    const stage = new Stage();
    await expect(runDeploymentTest(stage.options({ folders: [stage.folder] }))).rejects.toThrow(
      `${stage.folder} contains no Terraform: pass the output folder of a synth (cdktf.out, with a manifest.json), or folders with *.tf or *.tf.json files`,
    );
  });

  it("is a stack with a provider that isn't supported", async () => {
    const { stage, run } = stageOf({ dns: { terraform: oneResource("aws_s3_bucket") } });
    await expect(run()).rejects.toThrow(
      "stack dns uses the provider aws (aws), which the Azure emulator does not support; supported are hashicorp/azurerm, azure/azapi, hashicorp/azuread, hashicorp/time, hashicorp/random, hashicorp/null, hashicorp/local, hashicorp/tls, hashicorp/archive. Test a stack without it",
    );
    expect(stage.sequence).toEqual([]);
  });

  it("is a stack that there isn't", async () => {
    const { run } = stageOf(SIDE_BY_SIDE);
    await expect(run({ stacks: ["test"] })).rejects.toThrow("there is no stack test; there are dns, dev, prod");
  });

  it("is a file with variables that isn't there", async () => {
    const { run } = stageOf({ dns: {} });
    await expect(run({ variableFiles: ["no.tfvars"] })).rejects.toThrow(
      "no.tfvars is not a file: pass a --var-file with values of Terraform variables",
    );
  });

  it("is a variable that nothing says the value of", async () => {
    const { run } = stageOf({ dns: { terraform: { ...oneResource(), variable: { zone: {} } } } });
    await expect(run()).rejects.toThrow(
      "stack dns has the variable zone without a default: set --var zone=VALUE, or a --var-file",
    );
  });

  it("is a folder that temporary files lie in", async () => {
    const { stage } = stageOf({ dns: {} });
    const around = join(tmpdir(), "..");
    await expect(
      runDeploymentTest(stage.options({ folders: [join(stage.folder, "cdktf.out")], root: around })),
    ).rejects.toThrow(
      / is inside .*, which has to be copied into it: set TMPDIR to another folder, or use a smaller --root$/,
    );
  });

  it("is a file of our name", async () => {
    const { stage, run } = stageOf({ dns: {} });
    stage.write("cdktf.out/stacks/dns/deployment_test_override.tf.json", {});
    await expect(run()).rejects.toThrow("dns already has a file deployment_test_override.tf.json: rename it");
  });

  it("is a port that is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { stage, run } = stageOf({ dns: {} });
    try {
      await expect(run({ port })).rejects.toThrow(`port ${port} is in use: set another --port, or omit it`);
    } finally {
      server.close();
    }
    expect(stage.sequence).toEqual([]);
    expect(temporaryFiles()).toEqual([]);
  });

  it("is Terraform that isn't there", async () => {
    const { run } = stageOf({ dns: {} });
    await expect(run({ terraform: "no-such-terraform" })).rejects.toThrow(
      /^there is no no-such-terraform on PATH that could be run: install 1\.5\.0 or newer of Terraform .*, or give it with --terraform$/,
    );
  });

  it("is a file that can't be run as Terraform", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const file = stage.write("terraform", "");
    chmodSync(file, 0o644);
    await expect(run({ terraform: file })).rejects.toThrow(`there is no ${file} on PATH that could be run`);
  });

  it.each([
    ["Terraform that is too old", "echo Terraform v1.4.7", / is Terraform 1\.4\.7: install 1\.5\.0 or newer /],
    [
      "a program that isn't Terraform",
      "echo unknown option >&2; exit 2",
      / is not Terraform: `.* version` answered "unknown option"/,
    ],
  ])("is %s", async (_, script, message) => {
    const { stage, run } = stageOf({ dns: {} });
    await expect(run({ terraform: program(stage, script) })).rejects.toThrow(message);
  });

  it("is a provider that isn't available", async () => {
    const words = "Error: Failed to query available provider packages";
    const { run } = stageOf({ dns: {} }, { "dns init": [{ stderr: words }, { exit: 1 }] });
    await expect(run()).rejects.toThrow(
      `stack dns requires providers that can't be installed from the Terraform registry, or from the mirror in TF_CLI_CONFIG_FILE.\n${words}`,
    );
  });

  it("is a killed run's leftover, which is removed and reported", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const left = mkdtempSync(join(tmpdir(), "azure-emulator-"));
    // No process has a number that high.
    writeFileSync(join(left, "owner"), "4194305");
    mkdirSync(join(left, "stacks"));
    await run();
    expect(existsSync(left)).toBe(false);
    expect(stage.events[0]).toEqual({
      type: "note",
      text: "removed leftovers of killed deployment tests: 1 folder(s)",
    });
  });
});

describe("a program", () => {
  it("is killed with its providers when the user stops it, and leaves nothing", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const pid = join(stage.folder, "pid");
    // Deaf to interrupts, as a provider is, which also holds the output open.
    const provider = `sh -c 'trap "" INT; while :; do sleep 60; done' & echo $! >${pid}`;
    const terraform = program(
      stage,
      `[ "$1" = version ] && echo Terraform v1.11.4 && exit; ${provider}; exec sleep 60`,
    );
    const stop = new AbortController();
    const test = run({ terraform, signal: stop.signal });
    while (!existsSync(pid)) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    await expect(test).rejects.toThrow(/^stopped$/);
    expect(temporaryFiles()).toEqual([]);
    expect(isRunning(Number(readFileSync(pid, "utf8")))).toBe(false);
  });
});

function isRunning(pid: number): boolean {
  try {
    // One that has ended and that nobody has asked after yet is still listed.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}
