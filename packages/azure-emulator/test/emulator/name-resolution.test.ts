import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  endpointBody,
  endpointId,
  IMAGES,
  link,
  makeAccount,
  makeImages,
  makeNetwork,
  makeWorkspace,
  makeZones,
  NETWORK,
  WORKSPACE,
  zoneId,
} from "../support/platform.js";
import { Sandbox } from "../support/sandbox.js";

const BLOB = "privatelink.blob.core.windows.net";
const API = "privatelink.api.azureml.ms";
const NOTEBOOKS = "privatelink.notebooks.azure.net";
const INSTANCES = "instances.azureml.ms";
const OTHER = `${NETWORK}-other`;
const addresses = (sandbox: Sandbox, name: string, network = NETWORK) =>
  sandbox.azure.resolve(name, network)?.addresses;

/** Two networks, an account with an endpoint, and its zone, which nobody is linked to. */
async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox);
  await makeNetwork(sandbox, {}, OTHER);
  await makeAccount(sandbox);
  await sandbox.make(endpointId("pe"), endpointBody(ACCOUNT, "blob"));
  await makeZones(sandbox, endpointId("pe"), BLOB);
  return sandbox;
}

async function record(sandbox: Sandbox, zone: string, name: string, address: string): Promise<void> {
  await sandbox.make(`${zoneId(zone)}/A/${name}`, { properties: { aRecords: [{ ipv4Address: address }] } });
}

describe("A machine in a network", () => {
  it("finds a private account where its network is linked to the zone", async () => {
    const sandbox = await open();
    await link(sandbox, BLOB, NETWORK);
    expect(sandbox.azure.resolve("stdev.blob.core.windows.net", NETWORK)).toEqual({
      addresses: ["10.1.1.4"],
      record: `${zoneId(BLOB)}/A/stdev`,
    });
    expect(addresses(sandbox, `stdev.${BLOB}`)).toEqual(["10.1.1.4"]);
    expect(addresses(sandbox, "STDEV.blob.core.windows.net.", NETWORK.toUpperCase())).toEqual(["10.1.1.4"]);
  });

  it("is answered by public DNS where no link is", async () => {
    const sandbox = await open();
    await link(sandbox, BLOB, NETWORK);
    expect(sandbox.azure.resolve("stdev.blob.core.windows.net", OTHER)).toBeUndefined();
    expect(sandbox.azure.resolve("pypi.org", NETWORK)).toBeUndefined();
  });

  it("is answered by public DNS again when the link is gone", async () => {
    const sandbox = await open();
    await link(sandbox, BLOB, NETWORK);
    await sandbox.delete(`${zoneId(BLOB)}/virtualNetworkLinks/vnet`);
    sandbox.wait();
    expect(sandbox.azure.resolve("stdev.blob.core.windows.net", NETWORK)).toBeUndefined();
  });

  it("finds no address for what a linked zone doesn't have, though public DNS would", async () => {
    const sandbox = await open();
    await link(sandbox, BLOB, NETWORK);
    expect(sandbox.azure.resolve("elsewhere.blob.core.windows.net", NETWORK)).toEqual({
      addresses: [],
      record: zoneId(BLOB),
    });
  });

  it("is answered by public DNS for it where the link says so", async () => {
    const sandbox = await open();
    await link(sandbox, BLOB, NETWORK, { resolutionPolicy: "NxDomainRedirect" });
    expect(sandbox.azure.resolve("elsewhere.blob.core.windows.net", NETWORK)).toBeUndefined();
    expect(addresses(sandbox, "stdev.blob.core.windows.net")).toEqual(["10.1.1.4"]);
  });

  it("finds a workspace by its names with GUID and region, and everything that it serves (S0-OUT-04)", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await makeWorkspace(sandbox);
    await sandbox.make(endpointId("pe"), endpointBody(WORKSPACE, "amlworkspace"));
    await makeZones(sandbox, endpointId("pe"), API, NOTEBOOKS);
    await link(sandbox, API, NETWORK);
    await link(sandbox, NOTEBOOKS, NETWORK);
    const { properties } = (await sandbox.get(WORKSPACE)).body;
    const guid = properties.workspaceId;
    expect(addresses(sandbox, `${guid}.workspace.canadacentral.api.azureml.ms`)).toEqual(["10.1.1.4"]);
    expect(addresses(sandbox, `${guid}.workspace.canadacentral.cert.api.azureml.ms`)).toEqual(["10.1.1.4"]);
    expect(addresses(sandbox, properties.notebookInfo.fqdn)).toEqual(["10.1.1.5"]);
    expect(addresses(sandbox, `scoring.${guid}.inference.canadacentral.api.azureml.ms`)).toEqual(["10.1.1.6"]);
    expect(addresses(sandbox, `${guid}.workspace.canadaeast.api.azureml.ms`)).toEqual([]);
    expect(sandbox.azure.inspect()).not.toContainEqual(expect.objectContaining({ id: endpointId("pe") }));
  });

  it("finds the two names of a container registry", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await makeImages(sandbox);
    await sandbox.make(endpointId("pe"), endpointBody(IMAGES, "registry"));
    await makeZones(sandbox, endpointId("pe"), "privatelink.azurecr.io");
    await link(sandbox, "privatelink.azurecr.io", NETWORK);
    expect(addresses(sandbox, "acrdev.azurecr.io")).toEqual(["10.1.1.5"]);
    expect(addresses(sandbox, "acrdev.canadacentral.data.azurecr.io")).toEqual(["10.1.1.4"]);
  });

  it("finds compute instances by the records of the instances zone (S0-DNS-13)", async () => {
    const sandbox = await open();
    await sandbox.make(zoneId(INSTANCES), { location: "global" });
    await link(sandbox, INSTANCES, NETWORK);
    await record(sandbox, INSTANCES, "ci-dev.canadacentral", "10.1.1.9");
    expect(addresses(sandbox, "ci-dev.canadacentral.instances.azureml.ms")).toEqual(["10.1.1.9"]);
    expect(addresses(sandbox, "ci-prod.canadacentral.instances.azureml.ms")).toEqual([]);
    expect(addresses(sandbox, "ci-dev.canadacentral.instances.azureml.ms", OTHER)).toBeUndefined();
  });

  it("resolves to the nearest wildcard's address, for any number of labels", async () => {
    const sandbox = await open();
    await sandbox.make(zoneId(INSTANCES), { location: "global" });
    await link(sandbox, INSTANCES, NETWORK);
    await record(sandbox, INSTANCES, "*", "10.1.1.20");
    await record(sandbox, INSTANCES, "*.canadacentral", "10.1.1.21");
    expect(addresses(sandbox, "a.canadacentral.instances.azureml.ms")).toEqual(["10.1.1.21"]);
    expect(addresses(sandbox, "a.b.canadacentral.instances.azureml.ms")).toEqual(["10.1.1.21"]);
    expect(addresses(sandbox, "a.canadaeast.instances.azureml.ms")).toEqual(["10.1.1.20"]);
  });

  it("asks the zone with the longest name, and the name itself before its private-link name", async () => {
    const sandbox = await open();
    await link(sandbox, BLOB, NETWORK);
    for (const zone of ["core.windows.net", "blob.core.windows.net"]) {
      await sandbox.make(zoneId(zone), { location: "global" });
      await link(sandbox, zone, NETWORK);
    }
    await record(sandbox, "blob.core.windows.net", "stdev", "10.9.9.9");
    expect(addresses(sandbox, "stdev.blob.core.windows.net")).toEqual(["10.9.9.9"]);
  });

  it("resolves the apex of a zone", async () => {
    const sandbox = await open();
    await sandbox.make(zoneId("contoso.internal"), { location: "global" });
    await link(sandbox, "contoso.internal", NETWORK);
    await record(sandbox, "contoso.internal", "@", "10.1.1.30");
    expect(addresses(sandbox, "contoso.internal")).toEqual(["10.1.1.30"]);
    expect(addresses(sandbox, "notcontoso.internal")).toBeUndefined();
  });
});
