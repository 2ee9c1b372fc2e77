import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { runDeploymentTest } from "../../src/index.js";
import { SIDE_BY_SIDE, stageOf, temporaryFiles, writeState } from "../support/deployment-test.js";
import { oneResource, Stage } from "../support/stage.js";

describe("a deployment test", () => {
  it("initializes, validates, plans, applies, plans again, checks and destroys every stack", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const report = await run();
    expect(stage.began).toEqual([
      "dns init",
      "dns validate",
      "dns plan",
      "dns apply",
      "dns show plan",
      "dns graph",
      "dns second plan",
      "dns destroy",
    ]);
    expect(report.problems).toEqual([]);
    expect(report.steps.map(({ stack, step }) => `${stack || "all"} ${step}`)).toEqual([
      "dns init",
      "dns validate",
      "dns plan",
      "dns apply",
      "dns second plan",
      "all live check",
      "dns destroy",
      "all clean-up",
      "all posture",
    ]);
  });

  it("saves states and resources if asked to, before it destroys them", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const save = join(stage.folder, "saved");
    const state = JSON.stringify({ version: 4, resources: [] });
    const saved: unknown[] = [];
    await run({
      save,
      onEvent: (event) => {
        if (event.type === "step ended" && event.step === "apply") writeState("dns", state);
        if (event.type === "step started" && event.step === "destroy") saved.push(...readdirSync(save).sort());
      },
    });
    expect(saved).toEqual(["azure.json", "stacks"]);
    expect(readFileSync(join(save, "stacks/dns/terraform.tfstate"), "utf8")).toBe(state);
  });

  it("reports the resources and what each step came to", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const report = await run();
    expect(report).toMatchObject({ passed: true, resources: 1, speed: 60, softDeleted: [], unknown: [] });
    const outcomes = stage.events.flatMap((event) => (event.type === "step ended" ? [event.outcome] : []));
    expect(outcomes).toEqual([
      undefined,
      undefined,
      "1 to add",
      "1 resources",
      "no changes",
      "0 resources in Azure",
      "1 resources",
      "nothing remains",
      expect.stringContaining("isolation undecided"),
    ]);
  });

  it("gives Terraform the Azure emulator, dummies and no credentials of the user's", async () => {
    process.env["ARM_CLIENT_SECRET"] = "mine";
    process.env["AZURE_CONFIG_DIR"] = "mine";
    const { stage, run } = stageOf({ dns: {} });
    try {
      await run();
    } finally {
      delete process.env["ARM_CLIENT_SECRET"];
      delete process.env["AZURE_CONFIG_DIR"];
    }
    const env = stage.environmentOf("dns apply");
    expect(env["HTTPS_PROXY"]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(env["ARM_CLIENT_SECRET"]).toBe("emulator");
    expect(env["AZURE_CONFIG_DIR"]).toBeUndefined();
    expect(env["TMPDIR"]).toMatch(/\/azure-emulator-\w+\/tmp$/);
  });

  it("gives Terraform nothing of the environment that would lead it elsewhere", async () => {
    const names = ["TF_CLI_ARGS_plan", "TF_WORKSPACE", "TF_LOG", "TF_REATTACH_PROVIDERS", "arm_use_cli"];
    for (const name of names) process.env[name] = "mine";
    const { stage, run } = stageOf({ dns: {} });
    try {
      await run();
    } finally {
      for (const name of names) Reflect.deleteProperty(process.env, name);
    }
    for (const command of ["init", "plan", "apply"]) {
      const env = stage.environmentOf(`dns ${command}`);
      expect(names.filter((name) => env[name] !== undefined)).toEqual([]);
    }
  });

  it("lets init reach where providers come from", async () => {
    const { stage, run } = stageOf({ dns: {} });
    await run();
    const env = stage.environmentOf("dns init");
    expect(env["SSL_CERT_FILE"]).toBe(process.env["SSL_CERT_FILE"]);
    expect(env["ARM_CLIENT_ID"]).toBeUndefined();
  });

  it("gives variables their values, and others a dummy", async () => {
    const variable = { zone: {}, subscription_id: {} };
    const { stage, run } = stageOf({ dns: { terraform: { ...oneResource(), variable } } });
    await run({ variables: { zone: "example.test" } });
    const env = stage.environmentOf("dns plan");
    expect(env["TF_VAR_zone"]).toBe("example.test");
    expect(env["TF_VAR_subscription_id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("hands over files with variables", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const file = stage.write("values.tfvars", "");
    await run({ variableFiles: [file] });
    for (const command of ["plan", "second plan", "destroy"]) {
      expect(stage.argumentsOf(`dns ${command}`)).toContain(`-var-file=${file}`);
    }
  });

  it("finds files with variables from where it's started, though Terraform works elsewhere", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const file = relative(process.cwd(), stage.write("values.tfvars", ""));
    await run({ variableFiles: [file] });
    expect(stage.argumentsOf("dns plan")).toContain(`-var-file=${join(stage.folder, "values.tfvars")}`);
  });

  it("leaves variables to a file that Terraform reads by itself", async () => {
    const { stage, run } = stageOf({ dns: { terraform: { ...oneResource(), variable: { zone: {} } } } });
    stage.write("cdktf.out/stacks/dns/terraform.tfvars", 'zone = "example.test"\n');
    expect((await run()).passed).toBe(true);
  });

  it("has Terraform work on a hundred resources at once, or as many as asked for", async () => {
    const usual = stageOf({ dns: {} });
    await usual.run();
    const asked = stageOf({ dns: {} });
    await asked.run({ parallelism: 7 });
    const appliedBy = ({ stage }: typeof usual) => stage.argumentsOf("dns apply");
    expect(appliedBy(usual)).toContain("-parallelism=100");
    expect(appliedBy(asked)).toContain("-parallelism=7");
  });

  it("leaves no temporary folder behind", async () => {
    const { run } = stageOf(SIDE_BY_SIDE);
    await run();
    expect(temporaryFiles()).toEqual([]);
  });

  it("ends after the live check without a destruction", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const { passed } = await run({ destroy: false });
    expect(passed).toBe(true);
    expect(stage.began).not.toContain("dns destroy");
  });

  it("leaves the folders that it's given alone", async () => {
    const { stage, folder, run } = stageOf({ dns: { terraform: oneResource("time_sleep") } });
    const before = readdirSync(join(folder, "stacks/dns"));
    await run();
    expect(readdirSync(join(folder, "stacks/dns"))).toEqual(before);
    expect(stage.began).toContain("dns destroy");
  });
});

describe("the order of stacks", () => {
  it("applies a stack after those that it needs, and destroys it before them", async () => {
    const { stage, run } = stageOf({ a: { needs: ["b"] }, b: { needs: ["c"] }, c: {} });
    await run();
    const about = (command: string) => stage.sequence.filter((line) => line.endsWith(` ${command}`));
    expect(about("apply")).toEqual(["c", "b", "a"].flatMap((one) => [`began ${one} apply`, `ended ${one} apply`]));
    expect(about("destroy")).toEqual(
      ["a", "b", "c"].flatMap((one) => [`began ${one} destroy`, `ended ${one} destroy`]),
    );
  });

  it.each(["validate", "plan", "apply", "second plan", "destroy"])(
    "has stacks that don't need each other %s at the same time",
    async (command) => {
      const { run } = stageOf(SIDE_BY_SIDE, {
        [`dev ${command}`]: [{ until: `began prod ${command}` }, { usual: true }],
        [`prod ${command}`]: [{ until: `began dev ${command}` }, { usual: true }],
      });
      expect((await run()).passed).toBe(true);
    },
  );

  it("initializes one stack after the other, as they share a cache of providers", async () => {
    const { stage, run } = stageOf(SIDE_BY_SIDE);
    await run();
    expect(stage.sequence.filter((line) => line.endsWith(" init"))).toEqual(
      ["dns", "dev", "prod"].flatMap((one) => [`began ${one} init`, `ended ${one} init`]),
    );
  });

  it("processes four stacks in parallel by default", async () => {
    const names = ["a", "b", "c", "d", "e"];
    const others = names.slice(0, 4).map((name) => ({ until: `began ${name} validate` }));
    const { stage, run } = stageOf(
      Object.fromEntries(names.map((name) => [name, {}])),
      Object.fromEntries(names.slice(0, 4).map((name) => [`${name} validate`, [...others, { usual: true }]])),
    );
    expect((await run()).passed).toBe(true);
    const validations = stage.sequence.filter((line) => line.endsWith(" validate"));
    expect(validations.findIndex((line) => line.startsWith("ended"))).toBe(4);
  });

  it("processes one stack at a time on request", async () => {
    const { stage, run } = stageOf(SIDE_BY_SIDE);
    await run({ concurrency: 1 });
    expect(stage.sequence.filter((line) => line.endsWith(" validate"))).toEqual(
      ["dns", "dev", "prod"].flatMap((one) => [`began ${one} validate`, `ended ${one} validate`]),
    );
  });

  it("begins what needs a stack once that is applied, not only once it's looked at", async () => {
    const { run } = stageOf(
      { dns: {}, dev: { needs: ["dns"] } },
      { "dns show": [{ until: "began dev plan" }, { usual: true }] },
    );
    expect((await run()).passed).toBe(true);
  });

  it("destroys a stack as soon as nothing that is left in the others needs it", async () => {
    const registry = {
      output: { id: { value: "${random_pet.registry.id}" } },
      ...oneResource("random_pet", "registry"),
    };
    const state = { backend: "local", config: { path: "/states/dev.tfstate" } };
    const { stage, run } = stageOf(
      {
        dev: { terraform: { terraform: { backend: { local: { path: "/states/dev.tfstate" } } }, ...registry } },
        prod: {
          needs: ["dev"],
          terraform: {
            data: { terraform_remote_state: { dev: state } },
            resource: {
              random_pet: { rule: { prefix: "${data.terraform_remote_state.dev.outputs.id}" }, other: {} },
            },
          },
        },
      },
      {
        "prod destroy": [
          ...["random_pet.rule", "random_pet.other"].map((addr) => ({
            say: { type: "planned_change", change: { resource: { addr }, action: "delete" } },
          })),
          { say: { type: "change_summary" } },
          { say: { type: "apply_start", hook: { resource: { addr: "random_pet.rule" }, action: "delete" } } },
          { say: { type: "apply_complete", hook: { resource: { addr: "random_pet.rule" }, action: "delete" } } },
          { until: "ended dev destroy" },
        ],
      },
    );
    expect((await run()).problems).toEqual([]);
    expect(stage.sequence.slice(-2)).toEqual(["ended dev destroy", "ended prod destroy"]);
  });

  it("takes folders of HCL in the order in which they are given, one at a time", async () => {
    const stage = new Stage();
    const folders = ["workload", "network"].map((name) => {
      stage.write(`${name}/main.tf`, 'resource "random_pet" "one" {}\n');
      stage.usually(name);
      return join(stage.folder, name);
    });
    await runDeploymentTest(stage.options({ folders }));
    expect(stage.began.filter((line) => line.endsWith(" apply"))).toEqual(["workload apply", "network apply"]);
  });

  it("tests only the stacks that are asked for, and what they need", async () => {
    const { stage, run } = stageOf(SIDE_BY_SIDE);
    await run({ stacks: ["dev"] });
    expect(stage.began.filter((line) => line.endsWith(" apply"))).toEqual(["dns apply", "dev apply"]);
  });
});
