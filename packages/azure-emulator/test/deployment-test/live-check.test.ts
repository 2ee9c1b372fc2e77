import type { JsonObject, StackState, StateResource } from "@org/aml-synth-model";
import { describe, expect, it, vi } from "vitest";
import { AzureEmulator } from "../../src/emulator/azure-emulator.js";
import { checkLive, leftBehind } from "../../src/deployment-test/live-check.js";
import { GROUP, Sandbox } from "../support/sandbox.js";

const ZONE = `${GROUP}/providers/Microsoft.Network/privateDnsZones/example.test`;

function stateOf(resource: Partial<StateResource>): readonly StackState[] {
  const given = {
    address: "azurerm_x.one",
    mode: "managed",
    type: "azurerm_x",
    name: "one",
    index: undefined,
  } as const;
  const resources = [{ ...given, module: "", values: {}, sensitive: [], ...resource }];
  return [{ name: "dev", file: undefined, lineage: undefined, resources, outputs: {} }];
}

describe("checkLive", () => {
  it("finds nothing if everything exists, whatever the casing of ids", async () => {
    const { azure } = await Sandbox.open();
    const id = GROUP.toUpperCase().replace("/SUBSCRIPTIONS/", "/subscriptions/");
    expect(checkLive(azure, stateOf({ values: { id } }))).toEqual([]);
  });

  it("names what isn't there", async () => {
    const { azure } = await Sandbox.open();
    expect(checkLive(azure, stateOf({ values: { id: ZONE } }))).toEqual([
      `dev: azurerm_x.one is not in Azure: ${ZONE}`,
    ]);
  });

  it("ignores what Terraform only reads", async () => {
    const { azure } = await Sandbox.open();
    expect(checkLive(azure, stateOf({ mode: "data", values: { id: ZONE } }))).toEqual([]);
  });

  it("compares the bodies of azapi with what was asked for", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(ZONE, { location: "global", tags: { owner: "team" }, properties: { list: [{ a: "One" }] } });
    const azapi = (body: JsonObject) =>
      checkLive(sandbox.azure, stateOf({ type: "azapi_resource", values: { id: ZONE, body } }));
    expect(azapi({ tags: { owner: "TEAM" }, properties: { list: [{ a: "one" }] } })).toEqual([]);
    expect(azapi({ tags: { owner: null } })).toEqual([]);
    expect(azapi({ tags: { owner: "other" }, properties: { list: [{ a: "one" }, { a: 2 }] } })).toEqual([
      'dev: azurerm_x.one differs from the request: tags.owner is "team", not "other"',
      "dev: azurerm_x.one differs from the request: properties.list.1.a is undefined, not 2",
    ]);
  });
});

describe("leftBehind", () => {
  it("is every resource that is there", async () => {
    const { azure } = await Sandbox.open();
    expect(leftBehind(azure)).toEqual([`still exists: ${GROUP}`]);
  });

  it("is nothing that existed before, unless it was deleted", async () => {
    const azure = new AzureEmulator();
    await azure.addExisting([{ id: ZONE }]);
    expect(leftBehind(azure)).toEqual([]);
    await azure.request("DELETE", `${ZONE}?api-version=2024-06-01`);
    await vi.waitFor(() => expect(leftBehind(azure)).toContain(`was there before, and was deleted: ${ZONE}`));
    await azure.stop();
  });
});
