/** What goes wrong between Terraform and Azure, or behind Terraform's back, and what becomes of it. */
import { describe, expect, it, vi } from "vitest";
import type { Fault } from "../../src/index.js";
import { Deployment, DONE, NOTHING } from "./deployment.js";
import { development, ruleOf, workspaceOf } from "./environment.js";
import { experiment, QUICK, SLOW } from "./experiment.js";

const KEY_VAULT_READER = /Roles\/Identity\/KeyVaultReader/;
/** Of azurerm, and of azapi. */
const RESOURCES = [/\/storageAccounts\/\w+$/, /\/workspaces\/mlw\w+$/];

describe.concurrent("The workspace and its dependent resources", () => {
  it.each<[string, readonly Fault[]]>([
    [
      "is throttled",
      RESOURCES.map((url) => ({ method: "PUT", url, times: 2, effect: { status: 429, retryAfter: 1 } })),
    ],
    ["finds Azure unavailable", RESOURCES.map((url) => ({ method: "PUT", url, times: 2, effect: { status: 503 } }))],
    ["loses connections while it reads", [{ method: "GET", skip: 20, times: 10, effect: { drop: true } }]],
    ["is answered late", [{ skip: 10, times: 60, effect: { delaySeconds: 3 } }]],
  ])("converges when it %s", async (_, faults) => {
    let struck = 0;
    const { report } = await experiment((dev) => dev.keep([workspaceOf(dev)]), {
      onStart: (azure) => {
        for (const fault of faults) azure.inject(fault);
        azure.onRequest(({ status, took }) => {
          if ([0, 429, 503].includes(status) || took >= 3000) struck += 1;
        });
      },
    });
    expect(report.problems).toEqual([]);
    expect(struck).toBeGreaterThanOrEqual(faults.length);
  });

  it(
    "fails when a connection is lost while azurerm writes, and converges with the next run",
    { tags: "ci" },
    async () => {
      const dev = development();
      await Deployment.use(dev.keep([workspaceOf(dev)]), {}, async (deployment) => {
        for (const url of RESOURCES) deployment.azure.inject({ method: "PUT", url, effect: { drop: true } });
        const { code, errors } = await deployment.apply();
        expect(code).toBe(1);
        expect(errors).toEqual([expect.stringMatching(/Storage Account[^]*connection may have been reset/)]);
        expect(await deployment.apply()).toMatchObject(DONE);
        expect(await deployment.plan()).toMatchObject(NOTHING);
      });
    },
  );
});

describe.concurrent("After Terraform was killed", () => {
  const failureModes = { "workspace-role-bundle": true };

  it("a second run goes on where nothing was under way but a wait", async () => {
    const dev = development();
    await Deployment.use(dev.keep([workspaceOf(dev)]), { speed: SLOW, failureModes }, async (deployment) => {
      const killed = await deployment.apply([], { killAt: /time_sleep\.\S+: Creating/ });
      expect(killed.code).toBeNull();
      const plan = await deployment.plan();
      expect(plan.changes["create"]?.every((address) => /^(time_sleep|azapi_resource)\./.test(address))).toBe(true);
      expect(await deployment.apply()).toMatchObject(DONE);
      expect(await deployment.plan()).toMatchObject(NOTHING);
    });
  });

  it(
    "a second run names what was being made and isn't in the state, and goes on once that is imported",
    { tags: "ci" },
    async () => {
      const dev = development();
      // azurerm writes a role assignment down only after its own wait, in which this test kills it.
      const options = { speed: SLOW, failureModes, realClock: true };
      await Deployment.use(dev.keep([workspaceOf(dev)]), options, async (deployment) => {
        await deployment.apply([], { killAt: /azurerm_role_assignment\.\S+KeyVaultReader\S+: Still creating/ });
        const second = await deployment.apply();
        expect(second.code).toBe(1);
        const named = Object.keys(second.importable);
        expect(named).toEqual(expect.arrayContaining([dev.one("azurerm_role_assignment", KEY_VAULT_READER)]));
        expect(second.errors).toHaveLength(named.length);
        deployment.adopt(second.importable);
        expect(await deployment.apply()).toMatchObject(DONE);
        expect(await deployment.plan()).toMatchObject(NOTHING);
      });
    },
  );

  it("a second run names the workspace that was being made, and goes on once that is imported", async () => {
    const dev = development();
    dev.keep([workspaceOf(dev)]);
    const latencies = { ...QUICK, "Microsoft.MachineLearningServices/workspaces": { create: 300, update: 5 } };
    await Deployment.use(dev, { speed: SLOW, failureModes, latencies }, async (deployment) => {
      await deployment.apply([], { killAt: /azapi_resource\.\S+: Still creating/ });
      const second = await deployment.apply();
      expect(second.code).toBe(1);
      expect(Object.keys(second.importable)).toEqual([workspaceOf(dev)]);
      expect(second.errors).toHaveLength(1);
      const id = second.importable[workspaceOf(dev)] ?? "";
      const [, apiVersion = ""] = (dev.block(workspaceOf(dev))["type"] as string).split("@");
      deployment.adopt({ [workspaceOf(dev)]: `${id}?api-version=${apiVersion}` });
      expect(await deployment.apply()).toMatchObject(DONE);
      expect(await deployment.plan()).toMatchObject(NOTHING);
    });
  });
});

describe.concurrent("Behind Terraform's back", () => {
  it("what was deleted is named by the next plan, and made again by the next apply", { tags: "ci" }, async () => {
    const dev = development();
    dev.keep([ruleOf(dev)]);
    await Deployment.use(dev, {}, async (deployment) => {
      expect(await deployment.apply()).toMatchObject(DONE);
      expect(await deployment.plan()).toMatchObject(NOTHING);
      await behind(deployment, "DELETE", dev.block(ruleOf(dev))["name"] as string);
      const { changes, drift } = await deployment.plan();
      expect(changes).toEqual({ create: [ruleOf(dev)] });
      expect(drift).toContain(ruleOf(dev));
      expect(await deployment.apply()).toMatchObject(DONE);
      expect(await deployment.plan()).toMatchObject(NOTHING);
    });
  });

  it("what was changed is named by the next plan, and changed back by the next apply", async () => {
    const dev = development();
    const [workspace, account] = [workspaceOf(dev), dev.one("azurerm_storage_account", /./)];
    dev.keep([workspace]);
    await Deployment.use(dev, {}, async (deployment) => {
      expect(await deployment.apply()).toMatchObject(DONE);
      expect(await deployment.plan()).toMatchObject(NOTHING);
      await behind(deployment, "PATCH", dev.block(workspace)["name"] as string, { publicNetworkAccess: "Enabled" });
      await behind(deployment, "PATCH", dev.block(account)["name"] as string, { minimumTlsVersion: "TLS1_0" });
      const { changes } = await deployment.plan();
      expect(Object.keys(changes)).toEqual(["update"]);
      expect([...(changes["update"] ?? [])].sort()).toEqual([workspace, account].sort());
      expect(await deployment.apply()).toMatchObject(DONE);
      expect(await deployment.plan()).toMatchObject(NOTHING);
    });
  });
});

/** Has somebody else change or delete a resource, and waits until Azure has done so. */
async function behind({ azure }: Deployment, method: "DELETE" | "PATCH", name: string, properties = {}): Promise<void> {
  const find = () => azure.resources.find(({ id }) => id.name === name);
  const path = `${find()?.id.toString() ?? name}?api-version=2025-01-01`;
  const { status } = await azure.request(method, path, method === "PATCH" ? { properties } : undefined);
  expect(status).toBeLessThan(300);
  await vi.waitFor(
    () => {
      if (method === "DELETE") expect(find()).toBeUndefined();
      else expect(find()?.body.properties).toMatchObject({ provisioningState: "Succeeded", ...properties });
    },
    { timeout: 30_000 },
  );
}
