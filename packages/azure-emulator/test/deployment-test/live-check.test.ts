import { describe, expect, it, vi } from "vitest";
import { AzureEmulator } from "../../src/emulator/azure-emulator.js";
import {
  armIdOf,
  checkLive,
  leftBehind,
  resourcesOf,
  type ShownResource,
} from "../../src/deployment-test/live-check.js";
import { GROUP, Sandbox } from "../support/sandbox.js";

const ZONE = `${GROUP}/providers/Microsoft.Network/privateDnsZones/example.test`;

function shown(resource: Partial<ShownResource>): ShownResource {
  return { address: "azurerm_x.one", mode: "managed", type: "azurerm_x", values: {}, ...resource };
}

function stateOf(...resources: ShownResource[]) {
  return new Map([["dev", { values: { root_module: { resources } } }]]);
}

describe("resourcesOf", () => {
  it("are the managed ones, those of modules in modules included", () => {
    const data = shown({ address: "data.azurerm_x.d", mode: "data" });
    const inner = { resources: [shown({ address: "module.a.module.b.azurerm_x.one" })] };
    const root_module = { resources: [shown({}), data], child_modules: [{ child_modules: [inner] }] };
    expect(resourcesOf({ values: { root_module } }).map(({ address }) => address)).toEqual([
      "azurerm_x.one",
      "module.a.module.b.azurerm_x.one",
    ]);
  });

  it("are empty for an empty state", () => {
    expect(resourcesOf({})).toEqual([]);
  });
});

describe("armIdOf", () => {
  const idOf = (type: string, id: unknown) => armIdOf(shown({ type, values: { id } }));

  it("is the id, where it's ARM's", () => {
    expect(idOf("azurerm_resource_group", GROUP)).toBe(GROUP);
    expect(idOf("time_sleep", "2026-01-01T00:00:00Z")).toBeUndefined();
    expect(idOf("azurerm_x", undefined)).toBeUndefined();
  });

  it("is that of the network for its DNS servers", () => {
    expect(idOf("azurerm_virtual_network_dns_servers", `${ZONE}/dnsServers/default`)).toBe(ZONE);
  });

  it("is made of azurerm's two parts for a diagnostic setting", () => {
    expect(idOf("azurerm_monitor_diagnostic_setting", `${ZONE}|logs`)).toBe(
      `${ZONE}/providers/Microsoft.Insights/diagnosticSettings/logs`,
    );
  });

  it("is the first of azurerm's two parts for an association", () => {
    expect(idOf("azurerm_subnet_association", `${ZONE}|${GROUP}`)).toBe(ZONE);
  });
});

describe("checkLive", () => {
  it("finds nothing if everything exists, whatever the casing of ids", async () => {
    const { azure } = await Sandbox.open();
    expect(
      checkLive(
        azure,
        stateOf(shown({ values: { id: GROUP.toUpperCase().replace("/SUBSCRIPTIONS/", "/subscriptions/") } })),
      ),
    ).toEqual([]);
  });

  it("names what isn't there", async () => {
    const { azure } = await Sandbox.open();
    expect(checkLive(azure, stateOf(shown({ values: { id: ZONE } })))).toEqual([
      `dev: azurerm_x.one is not in Azure: ${ZONE}`,
    ]);
  });

  it("compares the bodies of azapi with what was asked for", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(ZONE, { location: "global", tags: { owner: "team" }, properties: { list: [{ a: "One" }] } });
    const azapi = (body: unknown) =>
      checkLive(sandbox.azure, stateOf(shown({ type: "azapi_resource", values: { id: ZONE, body } })));
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
