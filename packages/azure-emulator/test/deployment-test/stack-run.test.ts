import { describe, expect, it } from "vitest";
import type { DeploymentTestOptions } from "../../src/index.js";
import { problemsOf, SIDE_BY_SIDE, stageOf, temporaryFiles, writeState } from "../support/deployment-test.js";
import type { Stacks } from "../support/stage.js";

describe("a failing step", () => {
  const failure = (words: string) => [
    { error: { summary: words, detail: "why", address: "random_pet.one" } },
    { exit: 1 },
  ];

  it("is init", async () => {
    const { stage, run } = stageOf({ dns: {} }, { "dns init": [{ stderr: "Error: no such module" }, { exit: 1 }] });
    expect(await problemsOf(run)).toEqual(["dns | init | Error: no such module"]);
    expect(stage.began).toEqual(["dns init"]);
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
    expect(stage.began.filter((line) => /^\w+ (plan|second plan|destroy)$/.test(line))).toEqual(["dns plan"]);
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

  const change = (type: string, addr: string, action: string) => ({
    say: { type, change: { resource: { addr }, action } },
  });

  it("is a second plan that isn't empty, naming each address", async () => {
    const { run } = stageOf(
      { dns: {} },
      {
        "dns second plan": [
          change("resource_drift", "random_pet.one", "delete"),
          change("planned_change", "random_pet.one", "create"),
          change("planned_change", "random_pet.two", "replace"),
          { exit: 2 },
        ],
      },
    );
    expect(await problemsOf(run)).toEqual([
      "dns | second plan | random_pet.one | would change again: drift: delete",
      "dns | second plan | random_pet.one | would change again: create",
      "dns | second plan | random_pet.two | would change again: replace",
    ]);
  });

  it("is a second plan that isn't empty, with the arguments that differ and without sensitive values", async () => {
    const one = {
      address: "random_pet.one",
      change: {
        before: { prefix: "a", keepers: { same: 1, gone: [{ size: 2 }] }, secret: "x", id: "1", unset: null },
        after: { prefix: "b", keepers: { same: 1, gone: [] }, secret: "y", unset: null },
        after_unknown: { id: true },
        before_sensitive: {},
        after_sensitive: { secret: true },
      },
    };
    const drift = { address: "random_pet.one", change: { before: { prefix: "a" }, after: { prefix: "c" } } };
    const { run } = stageOf(
      { dns: {} },
      {
        "dns second plan": [
          change("resource_drift", "random_pet.one", "update"),
          change("planned_change", "random_pet.one", "update"),
          { exit: 2 },
        ],
        "dns show second plan": [{ print: JSON.stringify({ resource_drift: [drift], resource_changes: [one] }) }],
      },
    );
    expect(await problemsOf(run)).toEqual([
      'dns | second plan | random_pet.one | would change again: drift: update (prefix: "a" -> "c")',
      'dns | second plan | random_pet.one | would change again: update (prefix: "a" -> "b"; keepers.gone[0].size: 2 -> null; secret: sensitive; id: "1" -> known after apply)',
    ]);
  });

  it("is a second plan that isn't empty, without what only reads otherwise", async () => {
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
    expect(await problemsOf(run)).toEqual(["dns | second plan | random_pet.one | would change again: replace"]);
  });

  it("is a second plan that only finds things changed", async () => {
    const { run } = stageOf(
      { dns: {} },
      { "dns second plan": [change("resource_drift", "random_pet.two", "update"), { exit: 2 }] },
    );
    expect(await problemsOf(run)).toEqual(["dns | second plan | random_pet.two | would change again: drift: update"]);
  });

  it("is a second plan that changes outputs", async () => {
    const { run } = stageOf({ dns: {} }, { "dns second plan": [{ exit: 2 }] });
    expect(await problemsOf(run)).toEqual(["dns | second plan | would change its outputs again"]);
  });

  it("is a live check that doesn't find what the state says", async () => {
    const id = "/subscriptions/s/resourceGroups/rg";
    const group = { mode: "managed", type: "azurerm_resource_group", name: "rg", instances: [{ attributes: { id } }] };
    const { run } = stageOf({ dns: {} });
    const onEvent: DeploymentTestOptions["onEvent"] = (event) => {
      if (event.type !== "step ended" || event.step !== "apply") return;
      writeState("dns", JSON.stringify({ version: 4, resources: [group] }));
    };
    expect(await problemsOf(() => run({ onEvent }))).toEqual([
      `live check | dns: azurerm_resource_group.rg is not in Azure: ${id}`,
    ]);
  });

  it("is a destruction that leaves something behind", async () => {
    const { run } = stageOf({ dns: {} });
    const onStart: DeploymentTestOptions["onStart"] = (azure) =>
      void azure.put(`/subscriptions/${azure.identity.subscriptionId}/resourceGroups/rg`, { location: "westeurope" });
    expect(await problemsOf(() => run({ onStart }))).toEqual([
      expect.stringMatching(/^clean-up \| still exists: \/subscriptions\/[0-9a-f-]+\/resourceGroups\/rg$/),
    ]);
  });

  it("is a provider's crash, with its last words", async () => {
    const crash = { error: { summary: "Plugin did not respond", detail: "The plugin encountered an error." } };
    const { run } = stageOf(
      { dns: {} },
      { "dns apply": [crash, { stderr: "panic: runtime error: index out of range" }, { exit: 1 }] },
    );
    expect(await problemsOf(run)).toEqual([
      "dns | apply | Plugin did not respond\nThe plugin encountered an error.",
      "dns | apply | panic: runtime error: index out of range",
    ]);
  });

  it("is named by its exit code where nothing else is said", async () => {
    const { run } = stageOf({ dns: {} }, { "dns apply": [{ exit: 3 }] });
    expect(await problemsOf(run)).toEqual(["dns | apply | terraform ended with exit code 3"]);
  });

  it.each(["init", "validate", "plan", "apply", "second plan", "destroy"])(
    "is a %s that takes too long",
    async (step) => {
      const { run } = stageOf({ dns: {} }, { [`dns ${step}`]: [{ hang: true }] });
      const [command] = step.split(" ").slice(-1);
      expect(await problemsOf(() => run({ limitSeconds: 1 }))).toEqual([
        `dns | ${step} | terraform ${command ?? ""} took longer than 1 s and was stopped; use --limit to allow more time`,
      ]);
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
      text: "registry is not destroyed: it, or a stack that depends on it, has prevent_destroy",
    });
  });
});

describe("stopping", () => {
  it("interrupts Terraform, waits for its end and leaves nothing", async () => {
    const { stage, run } = stageOf(
      { dev: {}, prod: {} },
      { "dev apply": [{ hang: true }], "prod apply": [{ hang: true }] },
    );
    const stop = new AbortController();
    const test = run({ signal: stop.signal });
    await Promise.all(["dev", "prod"].map((name) => stage.terraform.until(`hanging ${name} apply`)));
    stop.abort();
    await expect(test).rejects.toThrow(/^stopped$/);
    expect(stage.sequence).toEqual(expect.arrayContaining(["interrupted dev apply", "interrupted prod apply"]));
    expect(temporaryFiles()).toEqual([]);
  });

  it("begins nothing if it's stopped from the start", async () => {
    const { stage, run } = stageOf({ dns: {} });
    await expect(run({ signal: AbortSignal.abort() })).rejects.toThrow(/^stopped$/);
    expect(stage.sequence).toEqual([]);
  });
});
