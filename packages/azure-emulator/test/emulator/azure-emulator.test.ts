import { describe, expect, it } from "vitest";
import { AzureEmulator } from "../../src/index.js";

describe("An Azure emulator", () => {
  it("has the same subscription, tenant and caller in every run", () => {
    const [one, other] = [new AzureEmulator(), new AzureEmulator()];
    expect(one.identity).toEqual(other.identity);
    for (const id of Object.values(one.identity)) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(new Set(Object.values(one.identity)).size).toBe(4);
  });

  it("configures programs with its address and dummy credentials", async () => {
    const azure = await AzureEmulator.start();
    const { subscriptionId, tenantId, clientId } = azure.identity;
    expect(azure.env).toEqual({
      HTTPS_PROXY: azure.proxyUrl,
      HTTP_PROXY: azure.proxyUrl,
      NO_PROXY: "",
      SSL_CERT_FILE: azure.certificateFile,
      REQUESTS_CA_BUNDLE: azure.certificateFile,
      NODE_EXTRA_CA_CERTS: azure.certificateFile,
      GO_AZURE_SDK_SKIP_POLLING_DELAY: "true",
      GOGC: "off",
      GOMEMLIMIT: "750MiB",
      AZURE_EMULATOR_CLOCK_SCALE: "60",
      ARM_CLIENT_ID: clientId,
      ARM_CLIENT_SECRET: "emulator",
      ARM_TENANT_ID: tenantId,
      ARM_SUBSCRIPTION_ID: subscriptionId,
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: "emulator",
      AZURE_TENANT_ID: tenantId,
    });
    expect(azure.proxyUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await azure.stop();
  });

  it.each([
    [{ speed: 12.4 }, "12"],
    [{ speed: 0.5 }, "1"],
    [{ realClock: true }, undefined],
  ])("scales the clocks of providers by its speed, except with the real clock: %j", (options, scale) => {
    expect(new AzureEmulator(options).env["AZURE_EMULATOR_CLOCK_SCALE"]).toBe(scale);
  });

  it("listens nowhere until it is started", () => {
    expect(new AzureEmulator().proxyUrl).toBe("");
  });

  it("lets a minute pass in a second where nothing is said, and its waits shrink with its speed", async () => {
    const group = "/subscriptions/s/resourceGroups/rg";
    const disk = `${group}/providers/Microsoft.Compute/disks/disk`;
    for (const [speed, atMost] of [
      [undefined, 5 / 60],
      [5000, 5 / 5000],
    ] as const) {
      const azure = new AzureEmulator(speed === undefined ? {} : { speed });
      await azure.put(group, { location: "canadacentral" });
      const started = performance.now();
      await azure.put(disk, { location: "canadacentral" });
      expect((performance.now() - started) / 1000).toBeGreaterThanOrEqual(atMost - 0.002);
      expect(azure.secondsSpentOn(disk)).toBe(5);
      await azure.stop();
    }
  });
});
