import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, SUBNET } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const GATEWAY = idOf("Microsoft.Network/natGateways", "ng");
const ADDRESS = idOf("Microsoft.Network/publicIPAddresses", "pip");

describe("A NAT gateway", () => {
  async function open(): Promise<Sandbox> {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await sandbox.make(ADDRESS, CANADA);
    await sandbox.make(GATEWAY, { ...CANADA, properties: { publicIpAddresses: [{ id: ADDRESS }] } });
    return sandbox;
  }

  it("needs its public address, and holds it", async () => {
    const sandbox = await open();
    const other = { ...CANADA, properties: { publicIpAddresses: [{ id: `${ADDRESS}-none` }] } };
    expect(await sandbox.fail(`${GATEWAY}-2`, other)).toMatchObject({ code: "InvalidResourceReference" });
    expect((await sandbox.delete(ADDRESS)).body.error.code).toBe("PublicIPAddressCannotBeDeleted");
  });

  it("shows the subnets that use it, and can't be deleted until they don't", async () => {
    const sandbox = await open();
    const subnet = { addressPrefix: "10.1.1.0/24" };
    await sandbox.make(SUBNET, { properties: { ...subnet, natGateway: { id: GATEWAY } } });
    expect((await sandbox.get(GATEWAY)).body.properties.subnets).toEqual([{ id: SUBNET }]);
    expect((await sandbox.delete(GATEWAY)).body.error).toEqual({
      code: "CannotDeleteNatGatewayAssociatedToSubnet",
      message: `NAT Gateway ${GATEWAY} is still configured on 1 subnets. Remove NAT Gateway from all referenced subnets and then delete NAT Gateway.`,
    });
    await sandbox.make(SUBNET, { properties: subnet });
    expect((await sandbox.delete(GATEWAY)).status).toBe(202);
  });
});
