import { describe, expect, it } from "vitest";
import { ManualClock } from "../../src/emulator/clock.js";
import { DataPlane } from "../../src/emulator/data-plane.js";
import { createEmulatorState } from "../../src/emulator/emulator-state.js";
import { place } from "../support/place.js";
import { ACCOUNT, IMAGES, VAULT, WORKSPACE } from "../support/platform.js";
import { requestTo } from "../support/request.js";

const GUID = "aaaaaaaa-0000-4000-8000-000000000001";

function ask(host: string, properties: Record<string, unknown> = {}) {
  const state = createEmulatorState(new ManualClock(), {}, () => undefined);
  for (const id of [VAULT, ACCOUNT, IMAGES]) place(state, id, properties);
  place(state, WORKSPACE, { ...properties, workspaceId: GUID });
  const { status, body } = new DataPlane(state.resources).answer(requestTo("GET", `https://${host}/`));
  return [status, (body as { error: { code: string } }).error.code];
}

const HOSTS = [
  "kv-dev.vault.azure.net",
  ...["blob", "file", "queue", "table", "dfs", "web"].map((service) => `stdev.${service}.core.windows.net`),
  "acrdev.azurecr.io",
  `${GUID}.workspace.canadacentral.api.azureml.ms`,
];

describe("A data plane, from outside of the private network", () => {
  it.each(HOSTS)("of what is private lets nobody in: %s", (host) => {
    expect(ask(host, { publicNetworkAccess: "Disabled" })).toEqual([403, "ForbiddenByConnection"]);
  });

  it.each(HOSTS)("behind a firewall lets nobody in: %s", (host) => {
    expect(ask(host, { networkAcls: { defaultAction: "Deny" } })).toEqual([403, "ForbiddenByFirewall"]);
  });

  it.each(HOSTS)("that is public wants a sign-in, and keeps nothing: %s", (host) => {
    expect(ask(host, { publicNetworkAccess: "Enabled" })).toEqual([401, "Unauthorized"]);
  });

  it.each(["kv-none.vault.azure.net", "kv-dev.blob.core.windows.net", "stdev.elsewhere.net"])(
    "isn't there where its resource isn't: %s",
    (host) => {
      expect(ask(host)).toEqual([404, "ResourceNotFound"]);
    },
  );

  it("says where to sign in", () => {
    const state = createEmulatorState(new ManualClock(), {}, () => undefined);
    place(state, VAULT);
    const { headers } = new DataPlane(state.resources).answer(requestTo("GET", "https://kv-dev.vault.azure.net/"));
    expect(headers).toEqual({
      "www-authenticate": 'Bearer authorization="https://login.microsoftonline.com/common"',
    });
  });
});
