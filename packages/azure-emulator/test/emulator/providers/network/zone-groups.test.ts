import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  endpointBody,
  endpointId,
  makeAccount,
  makeNetwork,
  makeZones,
  zoneId,
} from "../../../support/platform.js";
import { Sandbox } from "../../../support/sandbox.js";

const ENDPOINT = endpointId("pe");
const ZONE = "privatelink.blob.core.windows.net";
const RECORD = `${zoneId(ZONE)}/A/stdev`;

async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox);
  await makeAccount(sandbox);
  await sandbox.make(ENDPOINT, endpointBody(ACCOUNT, "blob"));
  return sandbox;
}

describe("A zone group", () => {
  it("writes the records of its endpoint into its zones", async () => {
    const sandbox = await open();
    await makeZones(sandbox, ENDPOINT, ZONE, "privatelink.file.core.windows.net");
    expect((await sandbox.get(RECORD)).body.properties).toEqual({
      ttl: 10,
      fqdn: `stdev.${ZONE}.`,
      isAutoRegistered: false,
      metadata: { creator: `created by private endpoint ${ENDPOINT}` },
      aRecords: [{ ipv4Address: "10.1.1.4" }],
    });
    const zones = (await sandbox.get(`${ENDPOINT}/privateDnsZoneGroups/default`)).body.properties.privateDnsZoneConfigs;
    const [blob, file] = zones.map(({ properties }: { properties: { recordSets: unknown } }) => properties.recordSets);
    expect(blob).toEqual([
      { recordType: "A", recordSetName: "stdev", fqdn: `stdev.${ZONE}`, ttl: 10, ipAddresses: ["10.1.1.4"] },
    ]);
    expect(file).toEqual([]);
  });

  it("replaces the record of another endpoint to the same resource: a zone has one answer", async () => {
    const sandbox = await open();
    await makeZones(sandbox, ENDPOINT, ZONE);
    await sandbox.make(endpointId("second"), endpointBody(ACCOUNT, "blob"));
    await makeZones(sandbox, endpointId("second"), ZONE);
    expect((await sandbox.get(RECORD)).body.properties.aRecords).toEqual([{ ipv4Address: "10.1.1.5" }]);
  });

  it("takes its own records away when it's deleted, and no others", async () => {
    const sandbox = await open();
    await makeZones(sandbox, ENDPOINT, ZONE);
    await sandbox.make(`${zoneId(ZONE)}/A/other`, { properties: { aRecords: [{ ipv4Address: "10.1.1.9" }] } });
    await sandbox.delete(`${ENDPOINT}/privateDnsZoneGroups/default`);
    sandbox.wait();
    expect((await sandbox.get(RECORD)).status).toBe(404);
    expect((await sandbox.get(`${zoneId(ZONE)}/A/other`)).status).toBe(200);
  });

  it("takes its records away with its endpoint", async () => {
    const sandbox = await open();
    await makeZones(sandbox, ENDPOINT, ZONE);
    await sandbox.delete(ENDPOINT);
    sandbox.wait();
    expect((await sandbox.get(RECORD)).status).toBe(404);
  });

  it("needs its zones", async () => {
    const sandbox = await open();
    const group = `${ENDPOINT}/privateDnsZoneGroups/default`;
    const properties = { privateDnsZoneConfigs: [{ name: "blob", properties: { privateDnsZoneId: zoneId(ZONE) } }] };
    expect(await sandbox.fail(group, { properties })).toEqual({
      status: 400,
      code: "InvalidPrivateDnsZoneIds",
      message: `Private Dns Zone group ${group} has invalid private dns zone ids ${zoneId(ZONE)}.`,
    });
  });
});
