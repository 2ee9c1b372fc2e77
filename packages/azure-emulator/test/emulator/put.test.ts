import { afterEach, describe, expect, it } from "vitest";
import { AzureEmulator } from "../../src/index.js";

describe("An Azure emulator's put", () => {
  const azure = new AzureEmulator({ speed: 3600, latencies: { "Microsoft.Network/virtualNetworks": { create: 36 } } });
  const group = `/subscriptions/${azure.identity.subscriptionId}/resourceGroups/rg`;
  const network = `${group}/providers/Microsoft.Network/virtualNetworks/vnet`;
  afterEach(() => azure.stop());

  it("returns when the resource is there, as a GET answers it", async () => {
    await azure.put(group, { location: "canadacentral" });
    const body = await azure.put(network, {
      location: "canadacentral",
      properties: { addressSpace: { addressPrefixes: ["10.1.0.0/16"] } },
    });
    expect(body).toMatchObject({
      id: network,
      name: "vnet",
      properties: { provisioningState: "Succeeded", addressSpace: { addressPrefixes: ["10.1.0.0/16"] } },
    });
    expect(azure.secondsSpentOn(network)).toBe(36);
  });

  it("throws what Azure refuses it with", async () => {
    const elsewhere = network.replace("resourceGroups/rg", "resourceGroups/rg-none");
    await expect(azure.put(elsewhere, { location: "canadacentral", properties: {} })).rejects.toThrow(
      `${elsewhere}: ResourceGroupNotFound: `,
    );
  });
});
