import { describe, expect, it } from "vitest";
import { CANADA, makeNetwork, NETWORK } from "../../../support/platform.js";
import { idOf, Sandbox } from "../../../support/sandbox.js";

const HUB = idOf("Microsoft.Network/virtualNetworks", "hub");
const TO_HUB = `${NETWORK}/virtualNetworkPeerings/to-hub`;
const TO_SPOKE = `${HUB}/virtualNetworkPeerings/to-spoke`;
const half = (network: string, more: object = {}) => ({
  properties: { remoteVirtualNetwork: { id: network }, ...more },
});

async function open(hubSpace = "10.9.0.0/16"): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox);
  await sandbox.make(HUB, { ...CANADA, properties: { addressSpace: { addressPrefixes: [hubSpace] } } });
  return sandbox;
}

const stateOf = async (sandbox: Sandbox, id: string) => (await sandbox.get(id)).body.properties.peeringState;

describe("A peering", () => {
  it("is connected if both networks have their half, which the inspection reports", async () => {
    const sandbox = await open();
    await sandbox.make(TO_HUB, half(HUB));
    expect(await stateOf(sandbox, TO_HUB)).toBe("Initiated");
    expect(sandbox.azure.inspect()).toEqual([{ id: TO_HUB, problem: "is Initiated, not Connected" }]);
    await sandbox.make(TO_SPOKE, half(NETWORK));
    expect([await stateOf(sandbox, TO_HUB), await stateOf(sandbox, TO_SPOKE)]).toEqual(["Connected", "Connected"]);
    expect(sandbox.azure.inspect()).toEqual([]);
  });

  it("shows the addresses of the other network, and Azure's defaults", async () => {
    const sandbox = await open();
    expect((await sandbox.make(TO_HUB, half(HUB))).properties).toMatchObject({
      allowVirtualNetworkAccess: true,
      allowForwardedTraffic: false,
      remoteAddressSpace: { addressPrefixes: ["10.9.0.0/16"] },
    });
  });

  it("is disconnected if the other half is deleted, and can't be connected again", async () => {
    const sandbox = await open();
    await sandbox.make(TO_HUB, half(HUB));
    await sandbox.make(TO_SPOKE, half(NETWORK));
    await sandbox.delete(TO_SPOKE);
    sandbox.wait();
    expect(await stateOf(sandbox, TO_HUB)).toBe("Disconnected");
    const failure = await sandbox.fail(TO_SPOKE, half(NETWORK));
    expect(failure).toMatchObject({ status: 400, code: "RemotePeeringIsDisconnected" });
    expect(failure?.message).toContain(`because remote peering ${TO_HUB}`);
    await sandbox.delete(TO_HUB);
    sandbox.wait();
    expect(await sandbox.fail(TO_SPOKE, half(NETWORK))).toBeUndefined();
  });

  it("is refused between networks with common addresses", async () => {
    const sandbox = await open("10.1.128.0/17");
    expect(await sandbox.fail(TO_HUB, half(HUB))).toEqual({
      status: 400,
      code: "VnetAddressSpacesOverlap",
      message: `Cannot create or update peering ${TO_HUB}. Virtual networks ${NETWORK} and ${HUB} cannot be peered because their address spaces overlap. Overlapping address prefixes: 10.1.128.0/17.`,
    });
  });

  it("is the only one of its network to the other", async () => {
    const sandbox = await open();
    await sandbox.make(TO_HUB, half(HUB));
    await sandbox.make(TO_HUB, half(HUB, { allowForwardedTraffic: true }));
    expect(await sandbox.fail(`${TO_HUB}-2`, half(HUB))).toMatchObject({
      status: 400,
      code: "AnotherPeeringAlreadyReferencesRemoteVnet",
    });
  });

  it("uses only gateways that the other network has", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(TO_HUB, half(HUB, { useRemoteGateways: true }))).toMatchObject({
      status: 400,
      code: "RemoteVnetHasNoGateways",
    });
    const subnet = `${HUB}/subnets/GatewaySubnet`;
    await sandbox.make(subnet, { properties: { addressPrefix: "10.9.1.0/27" } });
    await sandbox.make(idOf("Microsoft.Network/virtualNetworkGateways", "ergw"), {
      ...CANADA,
      properties: {
        gatewayType: "ExpressRoute",
        ipConfigurations: [{ name: "one", properties: { subnet: { id: subnet } } }],
      },
    });
    expect(await sandbox.fail(TO_HUB, half(HUB, { useRemoteGateways: true }))).toBeUndefined();
  });

  it("needs the other network", async () => {
    const sandbox = await open();
    expect(await sandbox.fail(TO_HUB, half(`${HUB}-none`))).toMatchObject({ code: "InvalidResourceReference" });
  });
});

describe("The half of a peering with a network that exists", () => {
  it("is no problem as long as its owner's half is missing", async () => {
    const sandbox = await Sandbox.open();
    const hub = HUB.replace("/rg/", "/rg-hub/");
    await sandbox.azure.addExisting([{ id: hub }]);
    await makeNetwork(sandbox);
    await sandbox.make(TO_HUB, half(hub));
    expect(sandbox.azure.inspect()).toEqual([]);
  });
});
