import { chmodSync, existsSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runDeploymentTest } from "../../src/index.js";
import { SIDE_BY_SIDE, stageOf, temporaryFiles } from "../support/deployment-test.js";
import { oneResource, Stage } from "../support/stage.js";

describe("bad input", () => {
  it("is a folder that isn't there", async () => {
    const stage = new Stage();
    const folder = join(stage.folder, "nothing");
    await expect(runDeploymentTest(stage.options({ folders: [folder] }))).rejects.toThrow(
      `${folder} is not a folder: give the folder that a synth wrote (cdktf.out), or folders with Terraform files`,
    );
  });

  it("is a folder without Terraform", async () => {
    const stage = new Stage();
    await expect(runDeploymentTest(stage.options({ folders: [stage.folder] }))).rejects.toThrow(
      `${stage.folder} holds no Terraform: give the folder that a synth wrote (cdktf.out, with a manifest.json), or folders with *.tf or *.tf.json files`,
    );
  });

  it("is a stack with a provider that isn't supported", async () => {
    const { stage, run } = stageOf({ dns: { terraform: oneResource("aws_s3_bucket") } });
    await expect(run()).rejects.toThrow(
      "stack dns uses the provider aws (aws), which the Azure emulator does not support; supported are hashicorp/azurerm, azure/azapi, hashicorp/time, hashicorp/random, hashicorp/null, hashicorp/local, hashicorp/tls, hashicorp/archive. Test a stack without it",
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
      "no.tfvars is not a file: give a --var-file with values of Terraform variables",
    );
  });

  it("is a variable that nothing says the value of", async () => {
    const { run } = stageOf({ dns: { terraform: { ...oneResource(), variable: { zone: {} } } } });
    await expect(run()).rejects.toThrow(
      "stack dns has the variable zone without a default: give --var zone=VALUE, or a --var-file",
    );
  });

  it("is a folder that temporary files lie in", async () => {
    const { stage } = stageOf({ dns: {} });
    const around = join(tmpdir(), "..");
    await expect(
      runDeploymentTest(stage.options({ folders: [join(stage.folder, "cdktf.out")], root: around })),
    ).rejects.toThrow(
      / lies in .*, which is to be copied into it: have TMPDIR name another folder, or give a smaller --root$/,
    );
  });

  it("is a file of our name", async () => {
    const { stage, run } = stageOf({ dns: {} });
    stage.write("cdktf.out/stacks/dns/deployment_test_override.tf.json", {});
    await expect(run()).rejects.toThrow("dns has a file deployment_test_override.tf.json of its own: rename it");
  });

  it("is a port that is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { stage, run } = stageOf({ dns: {} });
    try {
      await expect(run({ port })).rejects.toThrow(`port ${port} is taken: give another --port, or none for a free one`);
    } finally {
      server.close();
    }
    expect(stage.sequence).toEqual([]);
    expect(temporaryFiles()).toEqual([]);
  });

  it("is Terraform that isn't there", async () => {
    const { run } = stageOf({ dns: {} });
    await expect(run({ terraform: "no-such-terraform" })).rejects.toThrow(
      "there is no no-such-terraform on PATH that could be run: install Terraform 1.5 or later (https://developer.hashicorp.com/terraform/install), or say where it is with --terraform",
    );
  });

  it("is a file that can't be run as Terraform", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const file = stage.write("terraform", "");
    chmodSync(file, 0o644);
    await expect(run({ terraform: file })).rejects.toThrow(`there is no ${file} on PATH that could be run`);
  });

  it("is Terraform that is too old", async () => {
    const { run } = stageOf({ dns: {} }, { version: [{ print: '{ "terraform_version": "1.4.7" }' }] });
    await expect(run()).rejects.toThrow(/ is Terraform 1\.4\.7: install 1\.5 or later /);
  });

  it("is a program that isn't Terraform", async () => {
    const { run } = stageOf({ dns: {} }, { version: [{ stderr: "unknown option" }, { exit: 2 }] });
    await expect(run()).rejects.toThrow(/ is not Terraform: `.* version` says "unknown option"$/);
  });

  it("is a provider that can't be had", async () => {
    const words = "Error: Failed to query available provider packages";
    const { run } = stageOf({ dns: {} }, { "dns init": [{ stderr: words }, { exit: 1 }] });
    await expect(run()).rejects.toThrow(
      `stack dns asks for providers that can't be installed: they have to be at hand in the Terraform registry, or in a mirror that TF_CLI_CONFIG_FILE names.\n${words}`,
    );
  });

  it("is what a killed run has left, which is removed and told of", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const left = mkdtempSync(join(tmpdir(), "azure-emulator-"));
    // No process has a number that high.
    writeFileSync(join(left, "owner"), "4194305");
    mkdirSync(join(left, "stacks"));
    await run();
    expect(existsSync(left)).toBe(false);
    expect(stage.events[0]).toEqual({
      type: "note",
      text: "removed what killed deployment tests had left behind: 1 folder(s)",
    });
  });
});
