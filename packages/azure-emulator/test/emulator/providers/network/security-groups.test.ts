import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, SUBNET } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const GROUP_ID = idOf("Microsoft.Network/networkSecurityGroups", "nsg");
const rule = (priority: number) => ({ priority, direction: "Inbound", access: "Deny" });

describe("A network security group", () => {
  it("shows its rules, which are separate resources, and its users", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(GROUP_ID, {
      ...CANADA,
      properties: { securityRules: [{ name: "deny", properties: rule(100) }] },
    });
    await makeNetwork(sandbox);
    const properties = { addressPrefix: "10.1.1.0/24", networkSecurityGroup: { id: GROUP_ID } };
    await sandbox.make(SUBNET, { properties });
    const { body } = await sandbox.get(GROUP_ID);
    expect(body.properties).toMatchObject({
      securityRules: [{ id: `${GROUP_ID}/securityRules/deny`, name: "deny", properties: { priority: 100 } }],
      subnets: [{ id: SUBNET }],
      networkInterfaces: [],
    });
  });

  it("keeps rules that are written beside it", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(GROUP_ID, CANADA);
    await sandbox.make(`${GROUP_ID}/securityRules/deny`, { properties: rule(100) });
    await sandbox.make(GROUP_ID, { ...CANADA, tags: { a: "b" } });
    expect((await sandbox.get(GROUP_ID)).body.properties.securityRules).toHaveLength(1);
  });

  it("can't be deleted while a subnet has it", async () => {
    const sandbox = await Sandbox.open();
    await sandbox.make(GROUP_ID, CANADA);
    await makeNetwork(sandbox);
    await sandbox.make(SUBNET, {
      properties: { addressPrefix: "10.1.1.0/24", networkSecurityGroup: { id: GROUP_ID } },
    });
    const { status, body } = await sandbox.delete(GROUP_ID);
    expect([status, body.error]).toEqual([
      400,
      {
        code: "InUseNetworkSecurityGroupCannotBeDeleted",
        message: `${GROUP_ID} cannot be deleted because it is in use by ${SUBNET}.`,
      },
    ]);
    await sandbox.make(SUBNET, { properties: { addressPrefix: "10.1.1.0/24" } });
    expect((await sandbox.delete(GROUP_ID)).status).toBe(202);
  });
});
