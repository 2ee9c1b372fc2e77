import { describe, expect, it } from "vitest";
import {
  ACCOUNT,
  endpointBody,
  endpointId,
  link,
  makeAccount,
  makeNetwork,
  makeZones,
  NETWORK,
  zoneId,
} from "../support/platform.js";
import { idOf, Sandbox } from "../support/sandbox.js";

const ENDPOINT = endpointId("pe");
const BLOB = "privatelink.blob.core.windows.net";

async function open(): Promise<Sandbox> {
  const sandbox = await Sandbox.open();
  await makeNetwork(sandbox);
  await makeAccount(sandbox);
  await sandbox.make(ENDPOINT, endpointBody(ACCOUNT, "blob"));
  return sandbox;
}

describe("An inspection of the resources", () => {
  it("finds nothing wrong with an endpoint whose network finds it", async () => {
    const sandbox = await open();
    await makeZones(sandbox, ENDPOINT, BLOB);
    await link(sandbox, BLOB, NETWORK);
    expect(sandbox.azure.inspect()).toEqual([]);
  });

  it("finds an endpoint whose network asks public DNS for it", async () => {
    const sandbox = await open();
    await makeZones(sandbox, ENDPOINT, BLOB);
    expect(sandbox.azure.inspect()).toEqual([
      {
        id: ENDPOINT,
        problem:
          "its network asks public DNS for stdev.blob.core.windows.net: none of the zones linked to it has the name",
      },
    ]);
  });

  it("finds an endpoint that another one has taken the record of", async () => {
    const sandbox = await open();
    await makeZones(sandbox, ENDPOINT, BLOB);
    await link(sandbox, BLOB, NETWORK);
    await sandbox.make(endpointId("second"), endpointBody(ACCOUNT, "blob"));
    await makeZones(sandbox, endpointId("second"), BLOB);
    expect(sandbox.azure.inspect()).toEqual([
      { id: ENDPOINT, problem: "its network finds stdev.blob.core.windows.net at 10.1.1.5, not at 10.1.1.4" },
    ]);
  });

  it("finds an endpoint without a record in a zone that is linked", async () => {
    const sandbox = await open();
    await makeZones(sandbox, ENDPOINT, BLOB);
    await link(sandbox, BLOB, NETWORK);
    await sandbox.delete(`${zoneId(BLOB)}/A/stdev`);
    expect(sandbox.azure.inspect()).toEqual([
      { id: ENDPOINT, problem: "its network finds stdev.blob.core.windows.net at no address, not at 10.1.1.4" },
    ]);
  });

  it("leaves the names of an endpoint without a zone group to the owner that left them out", async () => {
    expect((await open()).azure.inspect()).toEqual([]);
  });

  it("finds what has failed, or is still being made", async () => {
    const sandbox = await open();
    const disk = idOf("Microsoft.Compute/disks", "disk");
    await sandbox.put(disk, { location: "canadacentral" });
    expect(sandbox.azure.inspect()).toEqual([{ id: disk, problem: "is in provisioning state Creating" }]);
    sandbox.wait();
    expect(sandbox.azure.inspect()).toEqual([]);
  });
});
