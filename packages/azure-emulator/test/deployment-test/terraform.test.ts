import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Terraform, type TerraformEvent, type TerraformOptions } from "../../src/deployment-test/terraform.js";
import { type Scenario, Stage } from "../support/stage.js";

/** The program in the folder of a stack `dev`. */
function staged(scenario: Scenario, options: Partial<TerraformOptions> = {}) {
  const stage = new Stage(scenario);
  stage.write("dev/main.tf.json", {});
  stage.usually("dev");
  const terraform = new Terraform({
    command: stage.terraform,
    limitSeconds: 60,
    signal: new AbortController().signal,
    graceSeconds: 0.2,
    ...options,
  });
  return { stage, terraform, folder: join(stage.folder, "dev") };
}

describe("a run of Terraform", () => {
  it("ends with its exit code and what it has written", async () => {
    const { terraform, folder } = staged({ "dev graph": [{ print: "digraph" }, { stderr: "a warning" }, { exit: 3 }] });
    expect(await terraform.run({ args: ["graph"], folder })).toEqual({
      code: 3,
      stdout: "digraph\n",
      stderr: "a warning\n",
      errors: [],
    });
  });

  it("tells events as they come, and collects the errors among them", async () => {
    const warning = { type: "diagnostic", diagnostic: { severity: "warning", summary: "deprecated" } };
    const { terraform, folder } = staged({
      "dev apply": [{ print: "not JSON" }, { say: warning }, { error: { summary: "refused" } }, { exit: 1 }],
    });
    const events: TerraformEvent[] = [];
    const { errors } = await terraform.run({ args: ["apply"], folder, onEvent: (event) => events.push(event) });
    expect(events.map(({ diagnostic }) => diagnostic?.summary)).toEqual(["deprecated", "refused"]);
    expect(errors.map(({ summary }) => summary)).toEqual(["refused"]);
  });

  it("sees nothing in its environment that would lead it elsewhere", async () => {
    const names = [
      "TF_CLI_ARGS_plan",
      "TF_WORKSPACE",
      "TF_LOG",
      "TF_REATTACH_PROVIDERS",
      "arm_use_cli",
      "AZURE_HTTP_USER_AGENT",
    ];
    for (const name of names) process.env[name] = "mine";
    const { stage, terraform, folder } = staged({});
    try {
      await terraform.run({ args: ["init"], folder, env: { TF_LOG: "ours" } });
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
    }
    const env = stage.environmentOf("dev init");
    expect(names.filter((name) => env[name] !== undefined)).toEqual(["TF_LOG"]);
    expect(env).toMatchObject({ TF_LOG: "ours", TF_INPUT: "0", TF_IN_AUTOMATION: "1", CHECKPOINT_DISABLE: "1" });
  });

  it("is killed with its providers if it takes too long and doesn't end when it's interrupted", async () => {
    const { stage, terraform, folder } = staged(
      { "dev apply": [{ provider: true }, { hang: "deaf" }] },
      { limitSeconds: 1 },
    );
    const { code, errors } = await terraform.run({ args: ["apply"], folder });
    expect(code).toBe(1);
    expect(errors.map(({ summary }) => summary)).toEqual([
      "terraform apply took longer than 1 s and was stopped; --limit gives it more time",
    ]);
    expect(stage.sequence.at(-1)).toBe("interrupted dev apply");
    expect(stage.running).toEqual([]);
  });

  it("is killed with its providers if the user wants to stop and it doesn't", async () => {
    const stop = new AbortController();
    const { stage, terraform, folder } = staged(
      { "dev apply": [{ provider: true }, { hang: "deaf" }] },
      { signal: stop.signal },
    );
    const run = terraform.run({ args: ["apply"], folder });
    await stage.until("hanging dev apply");
    stop.abort();
    await expect(run).rejects.toThrow(/^stopped$/);
    expect(stage.running).toEqual([]);
  });

  it("isn't waited for when it has failed and a provider holds its output open", async () => {
    const { stage, terraform, folder } = staged({ "dev apply": [{ provider: true }, { exit: 1 }] });
    await terraform.run({ args: ["apply"], folder });
    expect(stage.running).toEqual([]);
  });

  it("may last as long as it likes within its limit", async () => {
    const { stage, terraform, folder } = staged({ "dev apply": [{ file: "go.txt" }] });
    const run = terraform.run({ args: ["apply"], folder });
    await stage.until("began dev apply");
    mkdirSync(join(folder, "go.txt"));
    expect((await run).code).toBe(0);
  });
});

describe("the version of Terraform", () => {
  const versionOf = (print: string) => staged({ version: [{ print }] }).terraform.version();

  it.each(["1.5.0", "1.11.4", "2.0.0", "1.15.0-beta1"])("may be %s", async (version) => {
    expect(await versionOf(`{ "terraform_version": "${version}" }`)).toBe(version);
  });

  it.each(["0.15.5", "1.4.7"])("may not be %s", async (version) => {
    await expect(versionOf(`{ "terraform_version": "${version}" }`)).rejects.toThrow(
      ` is Terraform ${version}: install 1.5 or later (https://developer.hashicorp.com/terraform/install), or say where it is with --terraform`,
    );
  });

  it("is asked for a reason by what is another program", async () => {
    await expect(versionOf("GNU tar")).rejects.toThrow(/ is not Terraform: `.* version` says "GNU tar"$/);
  });
});
