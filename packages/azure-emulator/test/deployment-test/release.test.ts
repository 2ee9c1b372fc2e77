import { describe, expect, it, vi } from "vitest";
import { holdersOf, watchHolders } from "../../src/deployment-test/release.js";
import { readingStacks } from "../support/model.js";

const READ = "${data.terraform_remote_state.dns.outputs.zone}";

function holders(dev: object) {
  const model = readingStacks(dev);
  const found = holdersOf(model.stack("dev"), model.stack("dns"));
  return found && [...found];
}

describe("holdersOf", () => {
  it("are the resources that refer to the other stack", () => {
    expect(holders({ resource: { random_pet: { one: { prefix: READ }, other: {} } } })).toEqual(["random_pet.one"]);
  });

  it("are those that refer to it through a local too", () => {
    const random_pet = { one: { prefix: "${local.zone}" } };
    expect(holders({ locals: { zone: READ }, resource: { random_pet } })).toEqual(["random_pet.one"]);
  });

  it("are those that refer to it through a data source too", () => {
    const random_pet = { one: { prefix: "${data.azurerm_client_config.me.id}" } };
    const data = {
      terraform_remote_state: { dns: { backend: "local", config: { path: "/states/dns.tfstate" } } },
      azurerm_client_config: { me: { zone: READ } },
    };
    expect(holders({ data, resource: { random_pet } })).toEqual(["random_pet.one"]);
  });

  it("aren't known where nothing refers to it: another reason has put it first", () => {
    expect(holders({ resource: { random_pet: { one: {} } } })).toBeUndefined();
  });

  it("aren't known where a module may refer to it", () => {
    const module = { net: { source: "./net", zone: READ } };
    expect(holders({ module, resource: { random_pet: { one: { prefix: READ } } } })).toBeUndefined();
  });
});

describe("watchHolders", () => {
  const planned = (addr: string) => ({ type: "planned_change", change: { resource: { addr }, action: "delete" } });
  const gone = (addr: string) => ({ type: "apply_complete", hook: { resource: { addr } } });
  const summary = { type: "change_summary" };

  function watched(...events: Parameters<ReturnType<typeof watchHolders>>[0][]) {
    const release = vi.fn();
    const watch = watchHolders(new Set(["random_pet.one"]), release);
    events.forEach(watch);
    return release;
  }

  it("releases once every instance is gone", () => {
    const before = [planned("random_pet.one[0]"), planned("random_pet.one[1]"), summary, gone("random_pet.one[1]")];
    expect(watched(...before)).not.toHaveBeenCalled();
    expect(watched(...before, gone("random_pet.one[0]"))).toHaveBeenCalledOnce();
  });

  it("isn't impressed by what else goes", () => {
    expect(watched(planned("random_pet.one"), summary, gone("random_pet.two"))).not.toHaveBeenCalled();
  });

  it("releases with the plan if nothing that holds is in it", () => {
    expect(watched(planned("random_pet.two"), summary)).toHaveBeenCalledOnce();
  });

  it("doesn't release before the plan is complete", () => {
    expect(watched(planned("random_pet.two"))).not.toHaveBeenCalled();
  });
});
