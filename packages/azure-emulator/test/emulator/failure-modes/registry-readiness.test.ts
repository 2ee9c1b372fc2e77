import { ROLES } from "@org/azure-catalog";
import { describe, expect, it } from "vitest";
import type { FailureModeSettings } from "../../../src/index.js";
import {
  assign,
  endpointBody,
  endpointId,
  endpointRule,
  makeNetwork,
  makeWorkspace,
  REGISTRY,
  registryBody,
  ruleId,
} from "../../support/platform.js";
import { GROUP, idOf, Sandbox } from "../../support/sandbox.js";

const LOGS = idOf("Microsoft.OperationalInsights/workspaces", "log");
const DIAGNOSTICS = `${REGISTRY}/providers/Microsoft.Insights/diagnosticSettings/default`;
const WORDS = `The system-assigned identity of registry '${REGISTRY}' is not ready yet. Please try again later.`;

/** A sandbox in which the registry has just come up. */
async function open(failureModes: FailureModeSettings = {}): Promise<Sandbox> {
  const sandbox = await Sandbox.open({ failureModes });
  await makeNetwork(sandbox);
  const principal = await makeWorkspace(sandbox);
  await assign(sandbox, ROLES.networkConnectionApprover, GROUP, principal);
  await sandbox.make(LOGS, { location: "canadacentral" });
  await sandbox.put(REGISTRY, registryBody());
  sandbox.wait(150);
  return sandbox;
}

describe("A registry whose identity isn't ready", () => {
  it.each([
    ["a private endpoint", endpointId("pe"), endpointBody(REGISTRY, "amlregistry")],
    ["an outbound rule", ruleId("registry"), endpointRule(REGISTRY, "amlregistry")],
    ["a diagnostic setting", DIAGNOSTICS, { properties: { workspaceId: LOGS } }],
  ])("refuses %s in Azure's words, for ten seconds (S0-WAI-06)", async (_, id, body) => {
    const sandbox = await open();
    sandbox.wait(9.9);
    const reply = await sandbox.put(id, body);
    expect(reply.status).toBe(409);
    expect(reply.body.error).toEqual({ code: "Conflict", message: WORDS });
    sandbox.wait(0.1);
    expect((await sandbox.put(id, body)).status).toBeLessThan(300);
  });

  it("is refused from the time that it has come up", async () => {
    const sandbox = await Sandbox.open();
    await makeNetwork(sandbox);
    await sandbox.put(REGISTRY, registryBody());
    sandbox.wait(149);
    expect((await sandbox.put(endpointId("pe"), endpointBody(REGISTRY, "amlregistry"))).status).toBe(409);
  });

  it("takes the configured time", async () => {
    const sandbox = await open({ "registry-readiness": 90 });
    sandbox.wait(89);
    expect((await sandbox.put(endpointId("pe"), endpointBody(REGISTRY, "amlregistry"))).status).toBe(409);
    sandbox.wait(1);
    expect((await sandbox.put(endpointId("pe"), endpointBody(REGISTRY, "amlregistry"))).status).toBe(201);
  });

  it("is used at once where the failure mode is off", async () => {
    const sandbox = await open({ "registry-readiness": false });
    expect((await sandbox.put(endpointId("pe"), endpointBody(REGISTRY, "amlregistry"))).status).toBe(201);
  });
});
