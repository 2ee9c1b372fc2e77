import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, NETWORK } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const BASTION = idOf("Microsoft.Network/bastionHosts", "bas");
const ADDRESS = idOf("Microsoft.Network/publicIPAddresses", "pip");
const SUBNETS = { AzureBastionSubnet: "10.1.1.0/26", pe: "10.1.2.0/24" };

function bastion(subnet: string, publicIPAddress = ADDRESS) {
  const properties = { subnet: { id: `${NETWORK}/subnets/${subnet}` }, publicIPAddress: { id: publicIPAddress } };
  return { ...CANADA, properties: { ipConfigurations: [{ name: "one", properties }] } };
}

async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox, SUBNETS);
  await sandbox.make(ADDRESS, CANADA);
  return sandbox;
}

describe("A bastion host", () => {
  it("takes ten minutes", async () => {
    const sandbox = await open();
    await sandbox.put(BASTION, bastion("AzureBastionSubnet"));
    sandbox.wait(599);
    expect((await sandbox.get(BASTION)).body.properties.provisioningState).toBe("Creating");
    sandbox.wait(1);
    expect((await sandbox.get(BASTION)).body).toMatchObject({
      sku: { name: "Basic" },
      properties: { provisioningState: "Succeeded", scaleUnits: 2 },
    });
  });

  it("is in a subnet with the name that Azure requires", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(BASTION, bastion("pe"))).toEqual({
      status: 400,
      code: "InvalidSubnetName",
      message: "Bastion host bas can only be created in a subnet that is named AzureBastionSubnet, not pe.",
    });
  });

  it("needs its address", async () => {
    const sandbox = await open();
    const failure = await sandbox.fail(BASTION, bastion("AzureBastionSubnet", `${ADDRESS}-none`));
    expect(failure).toMatchObject({ code: "InvalidResourceReference" });
  });

  it("holds its subnet and its address", async () => {
    const sandbox = await open();
    await sandbox.make(BASTION, bastion("AzureBastionSubnet"));
    expect((await sandbox.delete(`${NETWORK}/subnets/AzureBastionSubnet`)).body.error.code).toBe(
      "InUseSubnetCannotBeDeleted",
    );
    expect((await sandbox.delete(ADDRESS)).body.error.code).toBe("PublicIPAddressCannotBeDeleted");
  });
});
