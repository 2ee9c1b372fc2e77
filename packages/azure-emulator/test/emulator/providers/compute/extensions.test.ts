import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, SUBNET } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const MACHINE = idOf("Microsoft.Compute/virtualMachines", "vm");
const SCRIPT = `${MACHINE}/extensions/install`;
const script = {
  ...CANADA,
  properties: {
    publisher: "Microsoft.Azure.Extensions",
    type: "CustomScript",
    typeHandlerVersion: "2.1",
    settings: { timestamp: 1 },
    protectedSettings: { script: "not to be seen again" },
  },
};

async function open(osProfile: object = {}): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox);
  const nic = idOf("Microsoft.Network/networkInterfaces", "nic");
  await sandbox.make(nic, {
    ...CANADA,
    properties: { ipConfigurations: [{ name: "one", properties: { subnet: { id: SUBNET } } }] },
  });
  await sandbox.make(MACHINE, {
    ...CANADA,
    properties: {
      networkProfile: { networkInterfaces: [{ id: nic }] },
      osProfile: { adminUsername: "operator", linuxConfiguration: {}, ...osProfile },
    },
  });
  return sandbox;
}

describe("An extension of a machine", () => {
  it("never shows its protected settings", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(SCRIPT, script);
    expect(properties).toMatchObject({ settings: { timestamp: 1 } });
    expect(properties).not.toHaveProperty("protectedSettings");
  });

  it("is the only one with its handler", async () => {
    const sandbox = await open();
    await sandbox.make(SCRIPT, script);
    await sandbox.make(SCRIPT, script);
    expect(await sandbox.fail(`${SCRIPT}-2`, script)).toEqual({
      status: 400,
      code: "BadRequest",
      message:
        "Multiple VMExtensions per handler not supported for OS type 'Linux'. VMExtension 'install-2' with handler 'Microsoft.Azure.Extensions.CustomScript' already added or specified in input.",
    });
  });

  it("is refused by a machine that allows none", async () => {
    const sandbox = await open({ allowExtensionOperations: false });
    expect(await sandbox.fail(SCRIPT, script)).toMatchObject({ status: 409, code: "OperationNotAllowed" });
  });
});
