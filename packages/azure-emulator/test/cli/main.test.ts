import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { USAGE } from "../../src/cli/arguments.js";
import { main } from "../../src/cli/main.js";
import { FAILURE_MODES, runDeploymentTest } from "../../src/index.js";
import type { Scenario } from "../support/fake-terraform.js";
import { oneResource, Stage, type Stacks } from "../support/stage.js";

async function command(
  args: readonly string[],
  { signal = new AbortController().signal, stage }: { signal?: AbortSignal; stage?: Stage } = {},
) {
  let [stdout, stderr] = ["", ""];
  const console = {
    stdout: { write: (text: string) => (stdout += text) },
    stderr: { write: (text: string) => (stderr += text) },
    signal,
  };
  const code = await main(args, console, (options) =>
    runDeploymentTest({ ...options, terraform: options.terraform ?? stage?.terraform }),
  );
  return { code, stdout, stderr };
}

function staged(stacks: Stacks = { dns: {} }, scenario: Scenario = {}) {
  const stage = new Stage(scenario);
  const folder = stage.synthesized(stacks);
  const run = (...args: string[]) => command(["test", folder, ...args], { stage });
  return { stage, folder, run };
}

describe("azure-emulator", () => {
  it("ends with 0 when a deployment test has passed", async () => {
    const { code, stdout, stderr } = await staged().run();
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^Terraform v1\.11\.4, at 60 times Azure's speed\n/);
    expect(stdout).toMatch(/\ndeployment test PASSED\n$/);
  });

  it("ends with 1 when it has failed", async () => {
    const { code, stdout } = await staged({ dns: {} }, { "dns plan": [{ stderr: "Error: no" }, { exit: 1 }] }).run();
    expect(code).toBe(1);
    expect(stdout).toContain("\n!! dns plan: Error: no\n");
    expect(stdout).toMatch(/\ndeployment test FAILED: 1 problem\(s\), see above\n$/);
  });

  it("ends with 130 when the user stops it", async () => {
    const { stage, folder } = staged({ dns: {} }, { "dns apply": [{ hang: true }] });
    const stop = new AbortController();
    const run = command(["test", folder], { stage, signal: stop.signal });
    await stage.terraform.until("hanging dns apply");
    stop.abort();
    expect(await run).toMatchObject({ code: 130, stderr: "azure-emulator: stopped; nothing is left running\n" });
  });

  it("writes the timeline, the report and every request", async () => {
    const { stage, run } = staged();
    const [timeline, json, requests] = ["page/t.html", "data/r.json", "log/q.jsonl"].map((path) =>
      join(stage.folder, path),
    );
    await run("--timeline", timeline ?? "", "--json", json ?? "", "--requests", requests ?? "");
    expect(readFileSync(timeline ?? "", "utf8")).toMatch(/^<!doctype html>/);
    expect(JSON.parse(readFileSync(json ?? "", "utf8"))).toMatchObject({ passed: true, resources: 1 });
    expect(existsSync(requests ?? "")).toBe(true);
  });

  it("lists the failure modes", async () => {
    const { code, stdout } = await command(["failure-modes"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      `role-propagation (60 s)\n  ${FAILURE_MODES["role-propagation"].about}\n  ${FAILURE_MODES["role-propagation"].answer}\n`,
    );
    expect(stdout).toContain("\nworkspace-roles (on)\n");
    expect(stdout).toContain("\nworkspace-role-bundle (off)\n");
  });

  it("explains itself", async () => {
    expect(await command(["--help"])).toEqual({ code: 0, stdout: USAGE, stderr: "" });
  });
});

describe("bad input ends with 2, in one message", () => {
  it("no folder with Terraform", async () => {
    const { stage } = staged();
    const empty = join(stage.write("empty/readme.txt", ""), "..");
    expect(await command(["test", empty])).toEqual({
      code: 2,
      stdout: "",
      stderr: `azure-emulator: ${empty} contains no Terraform: pass the output folder of a synth (cdktf.out, with a manifest.json), or folders with *.tf or *.tf.json files\n`,
    });
  });

  it("a provider that isn't supported", async () => {
    const { code, stderr } = await staged({ dns: { terraform: oneResource("aws_s3_bucket") } }).run();
    expect(code).toBe(2);
    expect(stderr).toBe(
      "azure-emulator: stack dns uses the provider aws (aws), which the Azure emulator does not support; supported are hashicorp/azurerm, azure/azapi, hashicorp/azuread, hashicorp/time, hashicorp/random, hashicorp/null, hashicorp/local, hashicorp/tls, hashicorp/archive. Test a stack without it\n",
    );
  });

  it("a port that is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const { code, stderr } = await staged().run("--port", String(port));
      expect([code, stderr]).toEqual([2, `azure-emulator: port ${port} is in use: set another --port, or omit it\n`]);
    } finally {
      server.close();
    }
  });

  it("no Terraform", async () => {
    const { stage, run } = staged();
    const program = join(stage.folder, "no-terraform");
    const { code, stderr } = await run("--terraform", program);
    expect([code, stderr]).toEqual([
      2,
      `azure-emulator: there is no ${program} on PATH that could be run: install 1.5.0 or newer of Terraform (https://developer.hashicorp.com/terraform/install) or OpenTofu (https://opentofu.org/docs/intro/install), or name the program in TERRAFORM_BINARY_NAME, or give it with --terraform\n`,
    ]);
  });

  it("no provider", async () => {
    const scenario = { "dns init": [{ stderr: "Error: Failed to install provider" }, { exit: 1 }] };
    const { code, stderr } = await staged({ dns: {} }, scenario).run();
    expect(code).toBe(2);
    expect(stderr).toBe(
      "azure-emulator: stack dns requires providers that can't be installed from the Terraform registry, or from the mirror in TF_CLI_CONFIG_FILE.\nError: Failed to install provider\n",
    );
  });

  it.each(["timeline", "json", "requests"])(
    "a folder instead of a file for --%s, before anything runs",
    async (option) => {
      const { stage, folder, run } = staged();
      const { code, stderr } = await run(`--${option}`, folder);
      expect(code).toBe(2);
      expect(stderr).toMatch(new RegExp(`^azure-emulator: --${option} ${folder} can't be written: EISDIR`));
      expect(stage.sequence).toEqual([]);
    },
  );

  it("an option that isn't understood", async () => {
    const { code, stderr } = await staged().run("--speed", "fast");
    expect([code, stderr]).toEqual([2, "azure-emulator: --speed is fast: give a number above 0\n"]);
  });
});
