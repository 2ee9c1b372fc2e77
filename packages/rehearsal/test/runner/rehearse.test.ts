import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { type RehearsalOptions, rehearse } from "../../src/index.js";
import { oneResource, type Scenario, Stage, type Stacks } from "../support/stage.js";

/** A platform whose environments don't need each other. */
const SIDE_BY_SIDE: Stacks = { dns: {}, dev: { needs: ["dns"] }, prod: { needs: ["dns"] } };

function stageOf(stacks: Stacks, scenario: Scenario = {}) {
  const stage = new Stage(scenario);
  const folder = stage.synthesized(stacks);
  const run = (options: Partial<RehearsalOptions> = {}) => rehearse(stage.options({ folders: [folder], ...options }));
  return { stage, folder, run };
}

/** Problems as the user reads them. */
async function problemsOf(run: () => ReturnType<typeof rehearse>): Promise<string[]> {
  const { problems } = await run();
  return problems.map(({ stack, step, address, message }) =>
    [stack, step, address, message].filter(Boolean).join(" | "),
  );
}

/** Temporary folders of rehearsals that are there. */
function workFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith("aml-rehearsal-"));
}

describe("a rehearsal", () => {
  it("initializes, validates, plans, applies, plans again, checks and destroys every stack", async () => {
    const { stage, run } = stageOf({ dns: {} });
    const report = await run();
    expect(stage.began).toEqual([
      "version",
      "dns init",
      "dns validate",
      "dns plan",
      "dns apply",
      "dns show",
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
    ]);
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
      "nothing left behind",
    ]);
  });

  it("gives Terraform the loopback Azure, dummies and no credentials of the user's", async () => {
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
    expect(env["ARM_CLIENT_SECRET"]).toBe("rehearsal");
    expect(env["AZURE_CONFIG_DIR"]).toBeUndefined();
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

  it("leaves no temporary folder and no process behind", async () => {
    const before = workFolders();
    const { stage, run } = stageOf(SIDE_BY_SIDE);
    await run();
    expect(workFolders()).toEqual(before);
    expect(stage.running).toEqual([]);
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

  it("works on four stacks at once if not told otherwise", async () => {
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

  it("works on one stack at a time if told so", async () => {
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
    await rehearse(stage.options({ folders }));
    expect(stage.began.filter((line) => line.endsWith(" apply"))).toEqual(["workload apply", "network apply"]);
  });

  it("rehearses only the stacks that are asked for, and what they need", async () => {
    const { stage, run } = stageOf(SIDE_BY_SIDE);
    await run({ stacks: ["dev"] });
    expect(stage.began.filter((line) => line.endsWith(" apply"))).toEqual(["dns apply", "dev apply"]);
  });
});

describe("a failing step", () => {
  const failure = (words: string) => [
    { error: { summary: words, detail: "why", address: "random_pet.one" } },
    { exit: 1 },
  ];

  it("is init", async () => {
    const { stage, run } = stageOf({ dns: {} }, { "dns init": [{ stderr: "Error: no such module" }, { exit: 1 }] });
    expect(await problemsOf(run)).toEqual(["dns | init | Error: no such module"]);
    expect(stage.began).toEqual(["version", "dns init"]);
  });

  it("is validate, with every error", async () => {
    const diagnostics = ["one", "two"].map((summary) => ({ severity: "error", summary }));
    const { stage, run } = stageOf(SIDE_BY_SIDE, {
      "dev validate": [{ print: JSON.stringify({ valid: false, diagnostics }) }, { exit: 1 }],
    });
    expect(await problemsOf(run)).toEqual(["dev | validate | one", "dev | validate | two"]);
    expect(stage.began.filter((line) => / (plan|destroy)$/.test(line))).toEqual([]);
  });

  it.each(["plan", "apply", "second plan", "destroy"])(
    "is %s, with the address and what Terraform says",
    async (step) => {
      const { run } = stageOf({ dns: {} }, { [`dns ${step}`]: failure("it went wrong") });
      expect(await problemsOf(run)).toEqual([`dns | ${step} | random_pet.one | it went wrong\nwhy`]);
    },
  );

  it("marks the step, and lets no stack follow that needs it", async () => {
    const { stage, run } = stageOf({ dns: {}, dev: { needs: ["dns"] } }, { "dns apply": failure("it went wrong") });
    const { steps, passed } = await run();
    expect(passed).toBe(false);
    expect(steps.filter(({ failed }) => failed)).toMatchObject([{ stack: "dns", step: "apply" }]);
    expect(stage.began.filter((line) => / (plan|second plan|destroy)$/.test(line))).toEqual(["dns plan"]);
  });

  it("lets the stacks beside it come to their end", async () => {
    const { stage, run } = stageOf(
      { dev: {}, prod: {} },
      {
        "dev apply": [{ until: "began prod apply" }, ...failure("it went wrong")],
        "prod apply": [{ until: "ended dev apply" }, { usual: true }],
      },
    );
    expect((await run()).passed).toBe(false);
    expect(stage.sequence).toContain("ended prod apply");
  });

  it("is a second plan that isn't empty, naming each address", async () => {
    const change = (type: string, addr: string, action: string) => ({
      say: { type, change: { resource: { addr }, action } },
    });
    const { run } = stageOf(
      { dns: {} },
      {
        "dns second plan": [
          change("resource_drift", "random_pet.two", "update"),
          change("planned_change", "random_pet.one", "replace"),
          { exit: 2 },
        ],
      },
    );
    expect(await problemsOf(run)).toEqual([
      "dns | second plan | random_pet.two | would change again: drift: update",
      "dns | second plan | random_pet.one | would change again: replace",
    ]);
  });

  it("is a second plan that changes outputs", async () => {
    const { run } = stageOf({ dns: {} }, { "dns second plan": [{ exit: 2 }] });
    expect(await problemsOf(run)).toEqual(["dns | second plan | would change its outputs again"]);
  });

  it("is a live check that doesn't find what the state says", async () => {
    const id = "/subscriptions/s/resourceGroups/rg";
    const resources = [
      { address: "azurerm_resource_group.rg", mode: "managed", type: "azurerm_resource_group", values: { id } },
    ];
    const { run } = stageOf(
      { dns: {} },
      { "dns show": [{ print: JSON.stringify({ values: { root_module: { resources } } }) }] },
    );
    expect(await problemsOf(run)).toEqual([`live check | dns: azurerm_resource_group.rg is not in Azure: ${id}`]);
  });

  it("is a destruction that leaves something behind", async () => {
    const { run } = stageOf({ dns: {} });
    const onStart: RehearsalOptions["onStart"] = (azure) =>
      void azure.put(`/subscriptions/${azure.identity.subscriptionId}/resourceGroups/rg`, { location: "westeurope" });
    expect(await problemsOf(() => run({ onStart }))).toEqual([
      expect.stringMatching(/^clean-up \| is left behind: \/subscriptions\/[0-9a-f-]+\/resourceGroups\/rg$/),
    ]);
  });

  it("is a provider's crash, with its last words and without a hang", async () => {
    const crash = { error: { summary: "Plugin did not respond", detail: "The plugin encountered an error." } };
    const { stage, run } = stageOf(
      { dns: {} },
      { "dns apply": [{ provider: true }, crash, { stderr: "panic: runtime error: index out of range" }, { exit: 1 }] },
    );
    expect(await problemsOf(run)).toEqual([
      "dns | apply | Plugin did not respond\nThe plugin encountered an error.",
      "dns | apply | panic: runtime error: index out of range",
    ]);
    expect(stage.running).toEqual([]);
  });

  it("is named by its exit code where nothing else is said", async () => {
    const { run } = stageOf({ dns: {} }, { "dns apply": [{ exit: 3 }] });
    expect(await problemsOf(run)).toEqual(["dns | apply | terraform ended with exit code 3"]);
  });

  it.each(["init", "validate", "plan", "apply", "second plan", "destroy"])(
    "is a %s that takes too long: it's stopped with all its providers",
    async (step) => {
      const { stage, run } = stageOf({ dns: {} }, { [`dns ${step}`]: [{ provider: true }, { hang: true }] });
      const [command] = step.split(" ").slice(-1);
      expect(await problemsOf(() => run({ limitSeconds: 1 }))).toEqual([
        `dns | ${step} | terraform ${command ?? ""} took longer than 1 s and was stopped; --limit gives it more time`,
      ]);
      expect(stage.running).toEqual([]);
    },
  );
});

describe("prevent_destroy", () => {
  const kept = { resource: { random_pet: { one: { lifecycle: { prevent_destroy: true } } } } };
  const stacks: Stacks = { dns: {}, registry: { needs: ["dns"], terraform: kept }, dev: { needs: ["registry"] } };

  it("is lifted", async () => {
    const { stage, run } = stageOf(stacks);
    const { overrides, problems } = await run();
    expect(problems).toEqual([]);
    expect(overrides["registry"]).toMatchObject({
      resource: { random_pet: { one: { lifecycle: { prevent_destroy: false } } } },
    });
    expect(stage.began.filter((line) => line.endsWith(" destroy"))).toHaveLength(3);
  });

  it("is honoured by the switch, for the stack and for what it needs", async () => {
    const { stage, run } = stageOf(stacks);
    const { overrides, problems } = await run({ keepPreventDestroy: true });
    expect(problems).toEqual([]);
    expect(overrides["registry"]).not.toHaveProperty("resource");
    expect(stage.began.filter((line) => line.endsWith(" destroy"))).toEqual(["dev destroy"]);
    expect(stage.events).toContainEqual({
      type: "note",
      text: "registry is not destroyed: prevent_destroy, here or in what needs it",
    });
  });
});

describe("stopping", () => {
  it("interrupts Terraform, waits for its end and leaves nothing", async () => {
    const before = workFolders();
    const { stage, run } = stageOf(
      { dev: {}, prod: {} },
      { "dev apply": [{ hang: true }], "prod apply": [{ hang: true }] },
    );
    const stop = new AbortController();
    const rehearsal = run({ signal: stop.signal });
    await Promise.all([stage.until("hanging dev apply"), stage.until("hanging prod apply")]);
    stop.abort();
    await expect(rehearsal).rejects.toThrow(/^stopped$/);
    expect(stage.sequence).toEqual(expect.arrayContaining(["interrupted dev apply", "interrupted prod apply"]));
    expect(stage.running).toEqual([]);
    expect(workFolders()).toEqual(before);
  });

  it("begins nothing if it's stopped from the start", async () => {
    const { stage, run } = stageOf({ dns: {} });
    await expect(run({ signal: AbortSignal.abort() })).rejects.toThrow(/^stopped$/);
    expect(stage.sequence).toEqual([]);
  });
});

describe("bad input", () => {
  it("is a folder that isn't there", async () => {
    const stage = new Stage();
    const folder = join(stage.folder, "nothing");
    await expect(rehearse(stage.options({ folders: [folder] }))).rejects.toThrow(
      `${folder} is not a folder: give the folder that a synth wrote (cdktf.out), or folders with Terraform files`,
    );
  });

  it("is a folder without Terraform", async () => {
    const stage = new Stage();
    await expect(rehearse(stage.options({ folders: [stage.folder] }))).rejects.toThrow(
      `${stage.folder} holds no Terraform: give the folder that a synth wrote (cdktf.out, with a manifest.json), or folders with *.tf or *.tf.json files`,
    );
  });

  it("is a stack with a provider that isn't played", async () => {
    const { stage, run } = stageOf({ dns: { terraform: oneResource("aws_s3_bucket") } });
    await expect(run()).rejects.toThrow(
      "stack dns uses the provider aws (aws), whose cloud is not played here; played are hashicorp/azurerm, azure/azapi, hashicorp/time, hashicorp/random, hashicorp/null, hashicorp/local, hashicorp/tls, hashicorp/archive. Rehearse a stack without it",
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

  it("is a file of our name", async () => {
    const { stage, run } = stageOf({ dns: {} });
    stage.write("cdktf.out/stacks/dns/rehearsal_override.tf.json", {});
    await expect(run()).rejects.toThrow("dns has a file rehearsal_override.tf.json of its own: rename it");
  });

  it("is a port that is taken", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const { stage, run } = stageOf({ dns: {} });
    const before = workFolders();
    try {
      await expect(run({ port })).rejects.toThrow(`port ${port} is taken: give another --port, or none for a free one`);
    } finally {
      server.close();
    }
    expect(stage.sequence).toEqual([]);
    expect(workFolders()).toEqual(before);
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
    const left = mkdtempSync(join(tmpdir(), "aml-rehearsal-"));
    // No process has a number that high.
    writeFileSync(join(left, "owner"), "4194305");
    mkdirSync(join(left, "stacks"));
    const { stage, run } = stageOf({ dns: {} });
    try {
      await run();
      expect(existsSync(left)).toBe(false);
    } finally {
      rmSync(left, { recursive: true, force: true });
    }
    expect(stage.events[0]).toEqual({
      type: "note",
      text: "removed what killed rehearsals had left behind: 1 folder(s)",
    });
  });
});
