import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, SUBNET } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const MACHINE = idOf("Microsoft.Compute/virtualMachines", "vm");
const DISK = idOf("Microsoft.Compute/disks", "osdisk-vm");
const NIC = idOf("Microsoft.Network/networkInterfaces", "nic");

function machine(properties: object = {}) {
  return {
    ...CANADA,
    properties: {
      networkProfile: { networkInterfaces: [{ id: NIC }] },
      storageProfile: { osDisk: { name: "osdisk-vm", managedDisk: { storageAccountType: "Premium_LRS" } } },
      osProfile: { adminUsername: "operator", adminPassword: "not to be seen again" },
      ...properties,
    },
  };
}

async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox);
  const ipConfigurations = [{ name: "one", properties: { subnet: { id: SUBNET } } }];
  await sandbox.make(NIC, { ...CANADA, properties: { ipConfigurations } });
  return sandbox;
}

describe("A virtual machine", () => {
  it("makes its disk, and keeps it when it's deleted", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(MACHINE, machine());
    expect(properties.storageProfile.osDisk).toEqual({
      osType: "Windows",
      deleteOption: "Detach",
      name: "osdisk-vm",
      managedDisk: { storageAccountType: "Premium_LRS", id: DISK },
    });
    expect((await sandbox.get(DISK)).body).toMatchObject({
      location: "canadacentral",
      sku: { name: "Premium_LRS" },
      properties: { diskSizeGB: 127, diskState: "Attached" },
    });
    await sandbox.delete(MACHINE);
    sandbox.wait();
    expect((await sandbox.get(DISK)).status).toBe(200);
  });

  it("encrypts its disk with its disk encryption set", async () => {
    const sandbox = await open();
    const set = idOf("Microsoft.Compute/diskEncryptionSets", "des");
    const managedDisk = { storageAccountType: "Premium_LRS", diskEncryptionSet: { id: set } };
    await sandbox.make(MACHINE, machine({ storageProfile: { osDisk: { name: "osdisk-vm", managedDisk } } }));
    expect((await sandbox.get(DISK)).body).toMatchObject({
      properties: { encryption: { type: "EncryptionAtRestWithCustomerKey", diskEncryptionSetId: set } },
    });
  });

  it("leaves its disk as it is when it's written again", async () => {
    const sandbox = await open();
    await sandbox.make(MACHINE, machine());
    await sandbox.request("PATCH", DISK, { tags: { kept: "yes" } });
    sandbox.wait();
    await sandbox.make(MACHINE, machine());
    expect((await sandbox.get(DISK)).body.tags).toEqual({ kept: "yes" });
  });

  it("names its disk where nobody does", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(MACHINE, machine({ storageProfile: {} }));
    expect(properties.storageProfile.osDisk.name).toMatch(/^vm_OsDisk_1_[0-9a-f]{32}$/);
  });

  it("never shows its password", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(MACHINE, machine());
    expect(properties.osProfile).toEqual({ adminUsername: "operator" });
  });

  it("keeps its id", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(MACHINE, machine());
    const again = await sandbox.make(MACHINE, machine());
    expect(again.properties.vmId).toBe(properties.vmId);
    expect(again.properties.timeCreated).toBe(properties.timeCreated);
  });

  it("shows the capabilities that it has only", async () => {
    const sandbox = await open();
    const without = await sandbox.make(MACHINE, machine({ additionalCapabilities: { ultraSSDEnabled: false } }));
    expect(without.properties).not.toHaveProperty("additionalCapabilities");
    const having = await sandbox.make(MACHINE, machine({ additionalCapabilities: { hibernationEnabled: true } }));
    expect(having.properties.additionalCapabilities).toEqual({ hibernationEnabled: true });
  });

  it("holds its interface until it is deleted", async () => {
    const sandbox = await open();
    await sandbox.make(MACHINE, machine());
    expect((await sandbox.delete(NIC)).body.error).toEqual({
      code: "NicInUse",
      message: `Network Interface ${NIC} is used by existing resource ${MACHINE}. In order to delete the network interface, it must be dissociated from the resource.`,
    });
    await sandbox.delete(MACHINE);
    sandbox.wait();
    expect((await sandbox.delete(NIC)).status).toBe(202);
  });

  it("needs its interface", async () => {
    const sandbox = await open();
    const networkProfile = { networkInterfaces: [{ id: `${NIC}-none` }] };
    expect(await sandbox.fail(MACHINE, machine({ networkProfile }))).toMatchObject({
      code: "InvalidResourceReference",
    });
  });

  it("reports that it runs", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(MACHINE, machine());
    const running = expect.arrayContaining([{ code: "PowerState/running" }]);
    expect(properties.instanceView.statuses).toEqual(running);
    expect((await sandbox.get(`${MACHINE}/instanceView`)).body.statuses).toEqual(running);
  });

  it.each([
    ["powerOff", 20],
    ["deallocate", 30],
    ["start", 30],
  ])("takes its time to %s: %d seconds", async (action, seconds) => {
    const sandbox = await open();
    await sandbox.make(MACHINE, machine());
    const before = sandbox.azure.secondsSpentOn(MACHINE);
    expect((await sandbox.post(`${MACHINE}/${action}`)).status).toBe(202);
    expect(sandbox.azure.secondsSpentOn(MACHINE) - before).toBe(seconds);
  });
});
