import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, SUBNET } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const SET = idOf("Microsoft.Compute/virtualMachineScaleSets", "vmss");

function scaleSet(capacity: number, { subnet = SUBNET, extensions = [] as object[], properties = {} } = {}) {
  const configuration = { name: "ip", properties: { primary: true, subnet: { id: subnet } } };
  return {
    ...CANADA,
    sku: { name: "Standard_D2s_v5", capacity },
    properties: {
      virtualMachineProfile: {
        osProfile: { adminUsername: "operator", adminPassword: "never", customData: "c2VjcmV0" },
        networkProfile: {
          networkInterfaceConfigurations: [{ name: "nic", properties: { ipConfigurations: [configuration] } }],
        },
        extensionProfile: { extensions },
      },
      ...properties,
    },
  };
}

const script = (name: string) => ({
  name,
  properties: { publisher: "Microsoft.Azure.Extensions", type: "CustomScript", protectedSettings: { token: "never" } },
});

async function open(prefix = "10.1.1.0/24"): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox, { pe: prefix });
  return sandbox;
}

const machinesOf = async (sandbox: Sandbox): Promise<string[]> =>
  (await sandbox.get(`${SET}/virtualMachines`)).body.value.map(({ name }: { name: string }) => name);

describe("A scale set", () => {
  it("has as many machines as its capacity, each with an address", async () => {
    const sandbox = await open();
    await sandbox.make(SET, scaleSet(2));
    expect(await machinesOf(sandbox)).toEqual(["0", "1"]);
    const { properties } = (await sandbox.get(SUBNET)).body;
    expect(properties.ipConfigurations).toEqual([
      { id: `${SET}/virtualMachines/0/networkInterfaces/nic-0/ipConfigurations/ipconfig1` },
      { id: `${SET}/virtualMachines/1/networkInterfaces/nic-0/ipConfigurations/ipconfig1` },
    ]);
  });

  it("shows only capabilities that it has", async () => {
    const sandbox = await open();
    const without = await sandbox.make(SET, scaleSet(0, { properties: { additionalCapabilities: {} } }));
    expect(without.properties).not.toHaveProperty("additionalCapabilities");
    const having = await sandbox.make(
      SET,
      scaleSet(0, { properties: { additionalCapabilities: { ultraSSDEnabled: true } } }),
    );
    expect(having.properties.additionalCapabilities).toEqual({ ultraSSDEnabled: true });
  });

  it("grows and shrinks", async () => {
    const sandbox = await open();
    await sandbox.make(SET, scaleSet(1));
    for (const [capacity, names] of [
      [3, ["0", "1", "2"]],
      [1, ["0"]],
      [0, []],
    ] as const) {
      await sandbox.request("PATCH", SET, { sku: { name: "Standard_D2s_v5", capacity } });
      sandbox.wait();
      expect(await machinesOf(sandbox)).toEqual(names);
    }
  });

  it("holds its subnet until it has no machines", async () => {
    const sandbox = await open();
    await sandbox.make(SET, scaleSet(1));
    expect((await sandbox.delete(SUBNET)).body.error.code).toBe("InUseSubnetCannotBeDeleted");
    await sandbox.delete(SET);
    sandbox.wait();
    expect((await sandbox.delete(SUBNET)).status).toBe(202);
  });

  it("is refused in a subnet without enough addresses, from the beginning or when it grows", async () => {
    const sandbox = await open("10.1.1.0/29");
    expect(await sandbox.fail(SET, scaleSet(4))).toEqual({
      status: 400,
      code: "SubnetIsFull",
      message: "Subnet pe with address prefix 10.1.1.0/29 does not have enough capacity for 4 IP addresses.",
    });
    await sandbox.make(SET, scaleSet(2));
    expect(await sandbox.fail(SET, scaleSet(4))).toMatchObject({ code: "SubnetIsFull" });
    expect(await sandbox.fail(SET, scaleSet(3))).toBeUndefined();
  });

  it.each([
    [1001, {}, 400, "InvalidParameter"],
    [-1, {}, 400, "InvalidParameter"],
    [101, {}, 409, "OperationNotAllowed"],
  ])("is refused with %d machines", async (capacity, properties, status, code) => {
    const sandbox = await open();
    expect(await sandbox.fail(SET, scaleSet(capacity, { properties }))).toMatchObject({ status, code });
  });

  it("may have more than 100 machines in several placement groups", async () => {
    const sandbox = await open();
    const properties = { singlePlacementGroup: false };
    expect(await sandbox.fail(SET, scaleSet(101, { properties }))).toBeUndefined();
  });

  it("never shows passwords, custom data and protected settings", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(SET, scaleSet(0, { extensions: [script("install")] }));
    expect(properties.virtualMachineProfile.osProfile).toEqual({ adminUsername: "operator" });
    expect(JSON.stringify(properties)).not.toContain("never");
  });

  it("has one extension for each handler", async () => {
    const sandbox = await open();
    const extensions = [script("install"), script("again")];
    const failure = await sandbox.fail(SET, scaleSet(0, { extensions }));
    expect(failure).toMatchObject({ status: 400, code: "BadRequest" });
    expect(failure?.message).toContain("VMExtension 'again'");
  });

  it("needs its subnet", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(SET, scaleSet(0, { subnet: `${SUBNET}-none` }))).toMatchObject({
      code: "InvalidResourceReference",
    });
  });

  it("is scaled by settings that need it", async () => {
    const sandbox = await open();
    const settings = idOf("Microsoft.Insights/autoscaleSettings", "as");
    const body = { ...CANADA, properties: { targetResourceUri: SET, profiles: [] } };
    expect(await sandbox.fail(settings, body)).toMatchObject({ code: "InvalidResourceReference" });
    await sandbox.make(SET, scaleSet(0));
    expect(await sandbox.fail(settings, body)).toBeUndefined();
  });
});
