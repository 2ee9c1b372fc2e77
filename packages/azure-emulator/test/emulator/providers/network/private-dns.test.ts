import { describe, expect, it } from "vitest";
import { link, makeNetwork, NETWORK, zoneId } from "../../../support/platform.js";
import { GROUP, Sandbox } from "../../../support/sandbox.js";

const ZONE = "privatelink.blob.core.windows.net";

async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox);
  await sandbox.make(zoneId(ZONE), { location: "global" });
  return sandbox;
}

describe("A private DNS zone", () => {
  it("has its SOA record, and counts its records and links", async () => {
    const sandbox = await open();
    await link(sandbox, ZONE, NETWORK);
    const { body } = await sandbox.get(`${zoneId(ZONE)}/SOA/@`);
    expect(body.properties).toMatchObject({ fqdn: `${ZONE}.`, soaRecord: { host: "azureprivatedns.net" } });
    expect((await sandbox.get(zoneId(ZONE))).body.properties).toMatchObject({
      numberOfRecordSets: 1,
      numberOfVirtualNetworkLinks: 1,
      maxNumberOfVirtualNetworkLinks: 1000,
    });
  });

  it("keeps its SOA record as it is", async () => {
    const sandbox = await open();
    await sandbox.make(`${zoneId(ZONE)}/SOA/@`, { properties: { ttl: 60 } });
    await sandbox.make(zoneId(ZONE), { location: "global", tags: { a: "b" } });
    expect((await sandbox.get(`${zoneId(ZONE)}/SOA/@`)).body.properties.ttl).toBe(60);
  });

  it("can't be deleted while it's linked", async () => {
    const sandbox = await open();
    await link(sandbox, ZONE, NETWORK);
    const { status, body } = await sandbox.delete(zoneId(ZONE));
    expect([status, body.error]).toEqual([
      409,
      { code: "CannotDeleteResource", message: "Can not delete resource before nested resources are deleted." },
    ]);
    await sandbox.delete(`${zoneId(ZONE)}/virtualNetworkLinks/vnet`);
    sandbox.wait();
    expect((await sandbox.delete(zoneId(ZONE))).status).toBe(202);
  });
});

describe("A link of a zone", () => {
  it("has what Azure sets where nothing is said", async () => {
    const sandbox = await open();
    await link(sandbox, ZONE, NETWORK);
    expect((await sandbox.get(`${zoneId(ZONE)}/virtualNetworkLinks/vnet`)).body.properties).toEqual({
      virtualNetwork: { id: NETWORK },
      registrationEnabled: false,
      resolutionPolicy: "Default",
      virtualNetworkLinkState: "Completed",
      provisioningState: "Succeeded",
    });
  });

  it("needs its network", async () => {
    const sandbox = await open();
    const properties = { virtualNetwork: { id: `${NETWORK}-none` } };
    const id = `${zoneId(ZONE)}/virtualNetworkLinks/none`;
    expect(await sandbox.fail(id, { location: "global", properties })).toMatchObject({
      code: "InvalidResourceReference",
    });
  });

  it("is the only one of its network to a zone of that name, wherever the zone is", async () => {
    const sandbox = await open();
    await link(sandbox, ZONE, NETWORK);
    await sandbox.make(`${GROUP}-2`, { location: "canadacentral" });
    const twin = zoneId(ZONE).replace("/rg/", "/rg-2/");
    await sandbox.make(twin, { location: "global" });
    const body = { location: "global", properties: { virtualNetwork: { id: NETWORK.toUpperCase() } } };
    const failure = await sandbox.fail(`${twin}/virtualNetworkLinks/again`, body);
    expect(failure).toMatchObject({ status: 409, code: "Conflict" });
    expect(failure?.message).toContain("A virtual network cannot be linked to multiple zones with the same name.");
  });

  it("may be written again", async () => {
    const sandbox = await open();
    await link(sandbox, ZONE, NETWORK);
    await link(sandbox, ZONE, NETWORK);
    expect((await sandbox.get(`${zoneId(ZONE)}/virtualNetworkLinks`)).body.value).toHaveLength(1);
  });
});

describe("A record", () => {
  it("returns its full name, and its TTL in Azure's casing", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(`${zoneId(ZONE)}/A/stdev`, {
      properties: { TTL: 300, aRecords: [{ ipv4Address: "10.1.1.4" }] },
    });
    expect(properties).toEqual({
      ttl: 300,
      isAutoRegistered: false,
      fqdn: `stdev.${ZONE}.`,
      aRecords: [{ ipv4Address: "10.1.1.4" }],
    });
  });

  it("is listed with those of other types, by Azure's name for all of them", async () => {
    const sandbox = await open();
    await sandbox.make(`${zoneId(ZONE)}/A/stdev`, { properties: { aRecords: [{ ipv4Address: "10.1.1.4" }] } });
    const { value } = (await sandbox.get(`${zoneId(ZONE)}/ALL`)).body;
    const types = value.map(({ type, name }: { type: string; name: string }) => `${type.split("/").at(-1)} ${name}`);
    expect(types).toEqual(["SOA @", "A stdev"]);
  });

  it("at the top of the zone has the zone's name, and lives an hour where nothing is said", async () => {
    const sandbox = await open();
    const { properties } = await sandbox.make(`${zoneId(ZONE)}/TXT/@`, { properties: {} });
    expect(properties).toMatchObject({ ttl: 3600, fqdn: `${ZONE}.` });
  });
});
