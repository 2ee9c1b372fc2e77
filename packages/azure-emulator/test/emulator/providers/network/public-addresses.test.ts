import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, SUBNET } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const ADDRESS = idOf("Microsoft.Network/publicIPAddresses", "pip");
const NIC = idOf("Microsoft.Network/networkInterfaces", "nic");

describe("A public address", () => {
  it("is one of the documentation's, and stays", async () => {
    const sandbox = await Sandbox.open();
    const { sku, properties } = await sandbox.make(ADDRESS, { ...CANADA, sku: { name: "Basic" } });
    expect(sku).toEqual({ name: "Basic", tier: "Regional" });
    expect(properties.ipAddress).toMatch(/^203\.0\.113\.\d+$/);
    expect((await sandbox.make(ADDRESS, CANADA)).properties.ipAddress).toBe(properties.ipAddress);
    expect((await sandbox.make(`${ADDRESS}-2`, CANADA)).properties.ipAddress).not.toBe(properties.ipAddress);
  });

  it("can't be deleted while something has it", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await sandbox.make(ADDRESS, CANADA);
    const properties = { subnet: { id: SUBNET }, publicIPAddress: { id: ADDRESS } };
    await sandbox.make(NIC, { ...CANADA, properties: { ipConfigurations: [{ name: "one", properties }] } });
    expect((await sandbox.delete(ADDRESS)).body.error).toEqual({
      code: "PublicIPAddressCannotBeDeleted",
      message: `Public IP address ${ADDRESS} can not be deleted since it is still allocated to resource ${NIC}.`,
    });
    await sandbox.delete(NIC);
    sandbox.wait();
    expect((await sandbox.delete(ADDRESS)).status).toBe(202);
  });
});
