import { createServer, type AddressInfo } from "node:net";
import { describe, expect, it } from "vitest";
import { ArmId } from "@org/azure-catalog";
import { type Machine, reachability, THIS_MACHINE } from "../src/reachability.js";
import type { Subject } from "../src/subject.js";

const id = ArmId.parse("/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/privateEndpoints/pe");

/** An endpoint with records in private zones. */
function endpointWith(records: Readonly<Record<string, string>>): Subject {
  const record_sets = Object.entries(records).map(([fqdn, ip]) => ({ fqdn, type: "A", ip_addresses: [ip] }));
  const values = { id: id.toString(), private_dns_zone_configs: [{ record_sets }] };
  const named = {
    address: "azurerm_private_endpoint.pe",
    name: "pe",
    mode: "managed",
    type: "azurerm_private_endpoint",
  } as const;
  return {
    stack: "dev",
    id,
    apiVersion: undefined,
    resource: { ...named, index: undefined, module: "", sensitive: [], values },
  };
}

/** A machine with names and open ports. */
const machine = (names: Readonly<Record<string, readonly string[]>>, ...open: readonly string[]): Machine => ({
  lookup: async (name) => names[name] ?? [],
  accepts: async (address, port) => open.includes(`${address}:${port}`),
});
const found = async (...args: Parameters<typeof reachability>) =>
  (await reachability(...args)).map(({ message }) => message);

const STORAGE = endpointWith({ "st.privatelink.blob.core.windows.net": "10.1.1.4" });

describe("from inside", () => {
  it("names resolve to the endpoint, which accepts connections", async () => {
    const here = machine({ "st.blob.core.windows.net": ["10.1.1.4"] }, "10.1.1.4:443");
    expect(await found([STORAGE], "inside", here)).toEqual([]);
  });

  it("finds a name with another address, and one without any", async () => {
    expect(await found([STORAGE], "inside", machine({ "st.blob.core.windows.net": ["20.1.1.1"] }))).toEqual([
      "st.blob.core.windows.net resolves to 20.1.1.1 here, and the endpoint has 10.1.1.4",
    ]);
    expect(await found([STORAGE], "inside", machine({}))).toEqual([
      "st.blob.core.windows.net doesn't resolve here, and the endpoint has 10.1.1.4",
    ]);
  });

  it("finds an address that accepts no connection", async () => {
    expect(await found([STORAGE], "inside", machine({ "st.blob.core.windows.net": ["10.1.1.4"] }))).toEqual([
      "st.blob.core.windows.net (10.1.1.4) accepts no connection to port 443 from here",
    ]);
  });

  it("connects to SQL servers by their own port", async () => {
    const endpoint = endpointWith({ "sql.privatelink.database.windows.net": "10.1.1.7" });
    const names = { "sql.database.windows.net": ["10.1.1.7"] };
    expect(await found([endpoint], "inside", machine(names, "10.1.1.7:1433"))).toEqual([]);
  });

  it("connects to file shares by SMB, and to vaults by their own name", async () => {
    const endpoint = endpointWith({
      "st.privatelink.file.core.windows.net": "10.1.1.5",
      "kv.privatelink.vaultcore.azure.net": "10.1.1.6",
    });
    const names = { "st.file.core.windows.net": ["10.1.1.5"], "kv.vault.azure.net": ["10.1.1.6"] };
    expect(await found([endpoint], "inside", machine(names, "10.1.1.5:445", "10.1.1.6:443"))).toEqual([]);
  });
});

describe("from outside", () => {
  it("names resolve to public addresses, and private ones accept nothing", async () => {
    expect(await found([STORAGE], "outside", machine({ "st.blob.core.windows.net": ["20.1.1.1"] }))).toEqual([]);
  });

  it("finds a private address that resolves or answers", async () => {
    const here = machine({ "st.blob.core.windows.net": ["10.1.1.4"] }, "10.1.1.4:443");
    expect(await found([STORAGE], "outside", here)).toEqual([
      "st.blob.core.windows.net resolves to the private address 10.1.1.4 outside the network",
      "st.blob.core.windows.net (10.1.1.4) accepts connections to port 443 from outside the network",
    ]);
  });
});

describe("what isn't known", () => {
  it("is what a name resolves to if the resolver fails", async () => {
    const broken: Machine = {
      lookup: () => Promise.reject(new Error("getaddrinfo EAI_AGAIN")),
      accepts: async () => false,
    };
    const kv = endpointWith({ "kv.privatelink.vaultcore.azure.net": "10.1.1.6" });
    const here: Machine = {
      ...machine({ "kv.vault.azure.net": ["10.1.1.6"] }, "10.1.1.6:443"),
      lookup: async (name) => (name.startsWith("kv.") ? ["10.1.1.6"] : broken.lookup(name)),
    };
    const observed = await reachability([STORAGE, kv], "inside", here);
    expect(observed).toMatchObject([
      {
        rule: "verify/not-read",
        undecided: true,
        message: "what st.blob.core.windows.net resolves to is not known: the resolver failed (getaddrinfo EAI_AGAIN)",
      },
    ]);
  });

  it("are the names of an endpoint without records in the state", async () => {
    expect(await reachability([endpointWith({})], "inside", machine({}))).toMatchObject([
      { rule: "verify/not-read", undecided: true },
    ]);
  });
});

describe("this machine", () => {
  it("resolves names, and connects to ports", async () => {
    expect(await THIS_MACHINE.lookup("localhost")).toEqual(["127.0.0.1"]);
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    expect(await THIS_MACHINE.accepts("127.0.0.1", port)).toBe(true);
    await new Promise((resolve) => server.close(resolve));
    expect(await THIS_MACHINE.accepts("127.0.0.1", port)).toBe(false);
  });
});
