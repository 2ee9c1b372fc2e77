import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, SUBNET } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const TABLE = idOf("Microsoft.Network/routeTables", "rt");

describe("A route table", () => {
  it("shows its routes, and can't be deleted while a subnet has it", async () => {
    const sandbox = await Sandbox.open();
    const routes = [{ name: "out", properties: { addressPrefix: "0.0.0.0/0", nextHopType: "None" } }];
    await sandbox.make(TABLE, { ...CANADA, properties: { routes } });
    await makeNetwork(sandbox);
    await sandbox.make(SUBNET, { properties: { addressPrefix: "10.1.1.0/24", routeTable: { id: TABLE } } });
    expect((await sandbox.get(TABLE)).body.properties).toMatchObject({
      routes: [{ id: `${TABLE}/routes/out`, properties: { nextHopType: "None" } }],
      subnets: [{ id: SUBNET }],
    });
    expect((await sandbox.delete(TABLE)).body.error.code).toBe("InUseRouteTableCannotBeDeleted");
  });
});
