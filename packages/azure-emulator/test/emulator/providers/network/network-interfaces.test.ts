import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, NETWORK, SUBNET } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const NIC = idOf("Microsoft.Network/networkInterfaces", "nic");
const OTHER = idOf("Microsoft.Network/networkInterfaces", "other");

/** An interface with configurations; an address is static, none is for Azure to choose. */
function nic(...addresses: readonly (string | undefined)[]) {
  return {
    ...CANADA,
    properties: {
      ipConfigurations: addresses.map((privateIPAddress, index) => ({
        name: `ip${index}`,
        properties: { subnet: { id: SUBNET }, ...(privateIPAddress && { privateIPAddress }) },
      })),
    },
  };
}

async function open(prefix = "10.1.1.0/24"): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox, { pe: prefix, other: "10.1.9.0/24" });
  return sandbox;
}

async function addressesOf(sandbox: Sandbox, id: string): Promise<string[]> {
  const { body } = await sandbox.get(id);
  return body.properties.ipConfigurations.map(
    ({ properties }: { properties: { privateIPAddress: string } }) => properties.privateIPAddress,
  );
}

describe("A network interface", () => {
  it("gets the first free address of its subnet, for each configuration another", async () => {
    const sandbox = await open();
    await sandbox.make(NIC, nic(undefined, undefined));
    await sandbox.make(OTHER, nic(undefined));
    expect(await addressesOf(sandbox, NIC)).toEqual(["10.1.1.4", "10.1.1.5"]);
    expect(await addressesOf(sandbox, OTHER)).toEqual(["10.1.1.6"]);
  });

  it("keeps its address", async () => {
    const sandbox = await open();
    await sandbox.make(OTHER, nic("10.1.1.4"));
    await sandbox.make(NIC, nic(undefined));
    await sandbox.delete(OTHER);
    sandbox.wait();
    await sandbox.make(NIC, { ...nic(undefined), tags: { a: "b" } });
    expect(await addressesOf(sandbox, NIC)).toEqual(["10.1.1.5"]);
  });

  it("gets another address in another subnet", async () => {
    const sandbox = await open();
    await sandbox.make(NIC, nic(undefined));
    const moved = JSON.parse(JSON.stringify(nic(undefined)).replace("/subnets/pe", "/subnets/other"));
    await sandbox.make(NIC, moved);
    expect(await addressesOf(sandbox, NIC)).toEqual(["10.1.9.4"]);
  });

  it("gives its address back when it's deleted", async () => {
    const sandbox = await open();
    await sandbox.make(NIC, nic(undefined));
    await sandbox.delete(NIC);
    sandbox.wait();
    await sandbox.make(OTHER, nic(undefined));
    expect(await addressesOf(sandbox, OTHER)).toEqual(["10.1.1.4"]);
  });

  it("has the address that is chosen, and may be written again with it", async () => {
    const sandbox = await open();
    await sandbox.make(NIC, nic("10.1.1.20"));
    await sandbox.make(NIC, nic("10.1.1.20"));
    expect(await addressesOf(sandbox, NIC)).toEqual(["10.1.1.20"]);
  });

  it.each([
    [
      "10.1.2.4",
      "PrivateIPAddressNotInSubnet",
      "Private static IP address 10.1.2.4 does not belong to the range of subnet prefix 10.1.1.0/24.",
    ],
    [
      "10.1.1.3",
      "PrivateIPAddressInReservedRange",
      "Private static IP address 10.1.1.3 falls within reserved IP range of subnet prefix 10.1.1.0/24.",
    ],
    [
      "10.1.1.255",
      "PrivateIPAddressInReservedRange",
      "Private static IP address 10.1.1.255 falls within reserved IP range of subnet prefix 10.1.1.0/24.",
    ],
    [
      "10.1.1.7",
      "PrivateIPAddressIsAllocated",
      `${NIC} is using the private IP address 10.1.1.7 which is already allocated to resource ${OTHER}.`,
    ],
  ])("can't choose %s", async (address, code, message) => {
    const sandbox = await open();
    await sandbox.make(OTHER, nic("10.1.1.7"));
    expect(await sandbox.fail(NIC, nic(address))).toEqual({ status: 400, code, message });
  });

  it("is refused in a subnet that is full", async () => {
    const sandbox = await open("10.1.1.0/29");
    await sandbox.make(OTHER, nic(undefined, undefined, undefined));
    expect(await addressesOf(sandbox, OTHER)).toEqual(["10.1.1.4", "10.1.1.5", "10.1.1.6"]);
    expect(await sandbox.fail(NIC, nic(undefined))).toEqual({
      status: 400,
      code: "SubnetIsFull",
      message: "Subnet pe with address prefix 10.1.1.0/29 does not have enough capacity for 1 IP addresses.",
    });
  });

  it("gets addresses of every prefix of its subnet", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox, {});
    await sandbox.make(SUBNET, { properties: { addressPrefixes: ["10.1.1.0/29", "10.1.2.0/29"] } });
    await sandbox.make(OTHER, nic(undefined, undefined, "10.1.1.6"));
    await sandbox.make(NIC, nic(undefined, "10.1.2.6"));
    expect(await addressesOf(sandbox, NIC)).toEqual(["10.1.2.4", "10.1.2.6"]);
  });

  it("needs its subnet and its public address to be there", async () => {
    const sandbox = await open();
    const gone = (text: string) => JSON.parse(JSON.stringify(nic(undefined)).replace(SUBNET, text));
    expect(await sandbox.fail(NIC, gone(`${NETWORK}/subnets/none`))).toMatchObject({
      code: "InvalidResourceReference",
    });
    const body = nic(undefined);
    Object.assign(body.properties.ipConfigurations[0]?.properties ?? {}, { publicIPAddress: { id: "/none" } });
    expect(await sandbox.fail(NIC, body)).toMatchObject({ code: "InvalidResourceReference" });
  });
});
