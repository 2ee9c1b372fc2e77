import { expect, it } from "vitest";
import { AzureEmulator } from "../../src/index.js";
import { IDENTITY, makeWorkspace, WORKSPACE } from "../support/platform.js";
import { GROUP, Sandbox } from "../support/sandbox.js";

it("An emulator starts with the resources and principals of a snapshot, which is JSON", async () => {
  const sandbox = await Sandbox.open();
  const principal = await makeWorkspace(sandbox);
  const before = (await sandbox.get(WORKSPACE)).body;
  const snapshot: unknown = JSON.parse(JSON.stringify(sandbox.azure.snapshot()));
  const findings = sandbox.azure.inspect();
  await sandbox.delete(GROUP);

  const azure = new AzureEmulator({ snapshot: snapshot as ReturnType<AzureEmulator["snapshot"]> });
  const read = (path: string) => azure.request("GET", `${path}?api-version=2025-12-01`);
  expect((await read(WORKSPACE)).body).toEqual(before);
  expect((await read(IDENTITY)).body).toMatchObject({ properties: { principalId: principal } });
  expect((await read(`${WORKSPACE}/outboundRules`)).body).toMatchObject({ value: expect.any(Array) });
  expect(azure.inspect()).toEqual(findings);
});
