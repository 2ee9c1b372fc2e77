import { describe, expect, it } from "vitest";
import { moduleOverride, overrideOf } from "../../src/deployment-test/override.js";
import { modelOf, readingStacks, stackOf } from "../support/model.js";

const OPTIONS = {
  speed: 60,
  statePath: ({ name }: { name: string }) => `/work/${name}.tfstate`,
  keepPreventDestroy: false,
};

function overrideFor(resource: object, options = {}) {
  const model = modelOf({ dev: { resource } });
  return overrideOf(model, model.stack("dev"), { ...OPTIONS, ...options });
}

describe("the override file", () => {
  it("keeps the state in the deployment test's folder, and changes nothing else of a plain stack", () => {
    const resource = {
      azapi_resource: { plain: {} },
      random_pet: { one: { create_duration: "90s", timeouts: { create: "90m" } } },
    };
    const model = modelOf({ dev: { resource, data: { azurerm_client_config: { current: {} } } } });
    const { json, lines, left } = overrideOf(model, model.stack("dev"), OPTIONS);
    expect(json).toEqual({ terraform: { backend: { local: { path: "/work/dev.tfstate" } } } });
    expect([...lines, ...left]).toEqual([]);
  });

  it("has another stack's state read where it's written now", () => {
    const model = readingStacks();
    const { json, lines } = overrideOf(model, model.stack("dev"), OPTIONS);
    expect(json["data"]).toEqual({
      terraform_remote_state: { dns: { backend: "local", config: { path: "/work/dns.tfstate" } } },
    });
    expect(lines).toEqual(["data.terraform_remote_state.dns: reads the state of the deployment test of dns"]);
  });

  it("refuses a state that none of the stacks writes", () => {
    const data = { terraform_remote_state: { hub: { backend: "local", config: { path: "/states/hub.tfstate" } } } };
    const model = modelOf({ dev: { data } });
    expect(() => overrideOf(model, model.stack("dev"), OPTIONS)).toThrow(
      "dev/data.terraform_remote_state.hub reads a state that none of the stacks writes: add the stack that writes it",
    );
  });

  it("shortens waits by the speed, and remembers how long they are", () => {
    const { json, lines, waits } = overrideFor({
      time_sleep: { wait: { create_duration: "90s", destroy_duration: "1m" } },
    });
    expect(json["resource"]).toEqual({
      time_sleep: { wait: { create_duration: "1500ms", destroy_duration: "1000ms" } },
    });
    expect(lines).toEqual([
      "time_sleep.wait: create_duration 90s -> 1500ms",
      "time_sleep.wait: destroy_duration 1m -> 1000ms",
    ]);
    expect([...waits]).toEqual([["time_sleep.wait", 90]]);
  });

  it("says which wait it can't shorten", () => {
    const resource = { time_sleep: { wait: { create_duration: "${var.wait}" } } };
    const model = modelOf({ dev: { resource, variable: { wait: {} } } });
    const { json, left } = overrideOf(model, model.stack("dev"), OPTIONS);
    expect(json).not.toHaveProperty("resource");
    expect(left).toEqual([
      expect.stringMatching(
        /^time_sleep\.wait\.create_duration is .*: it is known only to Terraform, so it isn't scaled$/,
      ),
    ]);
  });

  it("shortens azapi's timeouts to no less than thirty seconds", () => {
    const timeouts = { create: "90m", delete: "10m", read: "${var.read}" };
    const { json, lines } = overrideFor({ azapi_resource: { one: { timeouts } } });
    expect(json["resource"]).toEqual({
      azapi_resource: { one: { timeouts: { create: "90000ms", delete: "30000ms", read: "${var.read}" } } },
    });
    expect(lines).toEqual([
      "azapi_resource.one: timeouts create 90m -> 90000ms, delete 10m -> 30000ms, read ${var.read} -> ${var.read}",
    ]);
  });

  it("shortens azapi's retries to no less than a second, its defaults included", () => {
    const retry = { error_message_regex: ["Forbidden"], interval_seconds: 30 };
    const { json, lines } = overrideFor({ azapi_update_resource: { one: { retry } } });
    expect(json["resource"]).toEqual({
      azapi_update_resource: {
        one: { retry: { error_message_regex: ["Forbidden"], interval_seconds: 1, max_interval_seconds: 3 } },
      },
    });
    expect(lines).toEqual(["azapi_update_resource.one: retry every 1 to 3 s"]);
    const linesFor = (other: object, speed: number) =>
      overrideFor({ azapi_resource: { one: { timeouts: { create: "90m" }, retry: other } } }, { speed }).lines;
    expect(linesFor(retry, 4)).toEqual(["azapi_resource.one: timeouts create 90m -> 1350000ms; retry every 8 to 45 s"]);
    expect(linesFor({ error_message_regex: ["Forbidden"] }, 1)).toEqual([
      "azapi_resource.one: timeouts create 90m -> 5400000ms; retry every 10 to 180 s",
    ]);
  });

  it.each([
    ["a block", { prevent_destroy: true }],
    ["a list of blocks", [{ prevent_destroy: true }]],
  ])("lifts prevent_destroy, written as %s", (_, lifecycle) => {
    const { json, lines } = overrideFor({ random_pet: { one: { lifecycle } } });
    expect(json["resource"]).toEqual({ random_pet: { one: { lifecycle: { prevent_destroy: false } } } });
    expect(lines).toEqual(["random_pet.one: prevent_destroy lifted"]);
  });

  it("leaves provisioners out where asked to, by one that does nothing, and says so", () => {
    const resource = { null_resource: { one: { provisioner: [{ "local-exec": { command: "az login" } }] } } };
    const { json, lines } = overrideFor(resource, { skipProvisioners: true });
    expect(json["resource"]).toEqual({
      null_resource: { one: { provisioner: [{ "local-exec": { command: "exit 0" } }] } },
    });
    expect(lines).toEqual(["null_resource.one: provisioners left out"]);
    expect(overrideFor(resource).lines).toEqual([]);
    expect(overrideFor({ random_pet: { one: {} } }, { skipProvisioners: true }).lines).toEqual([]);
  });

  it("leaves prevent_destroy by the switch, and where it's false", () => {
    const kept = overrideFor(
      { random_pet: { one: { lifecycle: { prevent_destroy: true } } } },
      { keepPreventDestroy: true },
    );
    const never = overrideFor({ random_pet: { one: { lifecycle: { prevent_destroy: false } } } });
    expect([kept.lines, never.lines]).toEqual([[], []]);
  });
});

describe("the override file of a module", () => {
  it("changes resources only: the state belongs to the stack", () => {
    const stack = stackOf({ resource: { time_sleep: { wait: { create_duration: "60s" } } } });
    const { json, waits } = moduleOverride(stack, OPTIONS);
    expect(json).toEqual({ resource: { time_sleep: { wait: { create_duration: "1000ms" } } } });
    expect([...waits]).toEqual([["time_sleep.wait", 60]]);
  });

  it("is empty where there is nothing to change", () => {
    expect(moduleOverride(stackOf({ resource: { random_pet: { one: {} } } }), OPTIONS).json).toEqual({});
  });
});
