import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEV, DEV_REGISTRY, ExamplePlatform, PROD, PROD_REGISTRY } from "./platform.js";

let platform: ExamplePlatform;
const MODEL = "azureml://registries/mlrprodcc01/models/demand/versions/7";

beforeAll(async () => {
  platform = await ExamplePlatform.start();
  await platform.register();
});
afterAll(() => platform.emulator.stop());

describe("the example, from a registered model to a deployment in production", () => {
  it("shares what dev has registered, after a run that was killed", async () => {
    const killed = await platform.start(["share", "demand-7.yml"], true).signalAt("model demand 7: publish", "SIGKILL");
    expect(killed.code).toBeNull();
    expect(await platform.run(["share", "demand-7.yml"], true)).toMatchObject({
      code: 0,
      out: expect.stringMatching(
        /model demand 7: none.*data demand-holdout 3: publish.*environment demand-inference 3: /s,
      ),
    });
    expect(await platform.run(["apply", "demand-7.yml"], false)).toMatchObject({
      code: 1,
      out: expect.stringContaining("apply was refused, nothing was sent"),
    });
  });

  it("is brought to production by a job, which goes on if its submitter is killed", async () => {
    const args = ["apply", "demand-7.yml", "--job"];
    const killed = await platform.start(args, false).signalAt("was submitted", "SIGKILL");
    expect(killed.code).toBeNull();
    const { code, out } = await platform.run(args, false);
    expect(out).toContain("recorded in");
    expect(code).toBe(0);
    expect(out).toContain("completed: job promotion-demand-7-");
    expect(out).toContain("  | model demand 7: ");
    const record = await platform.record();
    expect(record).toMatch(/Job `.*promotion-demand-7-[\da-f]{12}-\d`: Completed/);
    expect(record).toContain("component **train** version **1**");
    const [model, component] = [`${PROD_REGISTRY}/models/demand/versions/7`, `${PROD}/components/train/versions/1`];
    expect(platform.properties(model)).toMatchObject({ tags: { stage: "production" }, modelType: "mlflow_model" });
    expect(platform.properties(component)).toBeDefined();
    expect(await platform.run(["status", "demand-7.yml"], true)).toMatchObject({ code: 1 });
  });

  it("is deployed in both environments, with traffic on the endpoint (S0-PRO-23, S0-PRO-24)", async () => {
    for (const [workspace, name] of [
      [DEV, "dev"],
      [PROD, "prod"],
    ] as const) {
      const endpoint = await platform.deploy(workspace, `${name}-endpoint.yml`);
      await platform.deploy(workspace, `${name}-blue.yml`);
      await platform.emulator.request("PATCH", `${endpoint}?api-version=2025-12-01`, {
        properties: { traffic: { blue: 100 } },
      });
      await expect.poll(() => platform.properties(endpoint)).toMatchObject({ traffic: { blue: 100 } });
    }
    const deployment = (workspace: string, endpoint: string) =>
      platform.find(`${workspace}/onlineEndpoints/${endpoint}/deployments/blue`)?.body;
    expect(deployment(DEV, "demand-dev-cc01")).toMatchObject({
      sku: { capacity: 1 },
      properties: { instanceType: "Standard_DS2_v2", model: MODEL.replace("prod", "dev") },
    });
    expect(deployment(PROD, "demand-prod-cc01")).toMatchObject({
      sku: { capacity: 2 },
      properties: {
        instanceType: "Standard_DS3_v2",
        model: MODEL,
        environmentId: "azureml://registries/mlrdevcc01/environments/demand-inference/versions/3",
      },
    });
    expect(platform.find(`${PROD_REGISTRY}/models/demand/versions/7`)).toBeDefined();
  });
});

/** Registers another version with a file of 30 MB, and shares it by a promotion file of its own. */
async function shareOther(version: string): Promise<void> {
  const file = `demand-${version}.yml`;
  await platform.model(version, 30_000_000);
  const text = await readFile(join(platform.folder, "demand-7.yml"), "utf8");
  await writeFile(
    join(platform.folder, file),
    text
      .replaceAll('demand, version: "7"', `demand, version: "${version}"`)
      .replaceAll("metrics.json", `metrics-${version}.json`),
  );
  const metrics = await readFile(join(platform.folder, "evidence/metrics.json"), "utf8");
  await writeFile(join(platform.folder, `evidence/metrics-${version}.json`), metrics.replace('"7"', `"${version}"`));
  expect(await platform.run(["share", file], true)).toMatchObject({ code: 0 });
}

describe("another version", () => {
  const file = "demand-8.yml";
  const target = `${PROD_REGISTRY}/models/demand/versions/8`;

  beforeAll(() => shareOther("8"));

  /** Starts a job whose copy stops after some blocks until something ends it. */
  const stuck = (blocks: number) => {
    const waits = { delaySeconds: 30 };
    platform.emulator.inject({ method: "PUT", url: /model\.pkl$/, skip: blocks, times: 3, effect: waits });
    return platform.start(["apply", file, "--job"], false);
  };

  it("is not in production if its job is killed in the middle of the copy", async () => {
    const { code, out } = await stuck(2).at("0 % of 30.0 MB", () => platform.killJob());
    expect([code, out]).toEqual([1, expect.stringContaining("ended as Failed")]);
    expect(platform.find(target)).toBeUndefined();
  });

  it("is not in production if its job is canceled by Ctrl-C, and is afterwards, without sending again what was written", async () => {
    const { code, out } = await stuck(0).signalAt("0 % of 30.0 MB", "SIGINT");
    expect(out).toContain("canceling the job promotion-demand-8-");
    expect([code, out]).toEqual([1, expect.stringContaining("ended as Canceled")]);
    expect(platform.find(target)).toBeUndefined();
    expect(await platform.run(["apply", file, "--job"], false)).toMatchObject({ code: 0 });
    expect(platform.find(target)).toBeDefined();
    const written = platform.emulator.requests.filter(
      ({ method, url, status }) => method === "PUT" && /model\.pkl\?.*comp=block&/.test(url) && status === 201,
    );
    const ids = written.map(({ url }) => new URL(url).searchParams.get("blockid"));
    // Before the job was killed, two blocks were written.
    expect(ids.filter((id) => id === ids[0] || id === ids[1])).toHaveLength(2);
  });

  it("fails with the reason of the job if the compute's identity lacks a role", async () => {
    const assignment = platform.emulator.resources.find(
      ({ id, body }) =>
        id.scope === DEV_REGISTRY && body.properties["principalId"] !== platform.emulator.identity.objectId,
    );
    await platform.emulator.request("DELETE", `${String(assignment?.id)}?api-version=2022-04-01`);
    const { code, out } = await platform.run(["apply", file, "--job"], false);
    expect([code, out]).toEqual([1, expect.stringContaining("ended as Failed")]);
    expect(out).toContain(
      `not allowed to do Microsoft.MachineLearningServices/registries/assets/read on ${DEV_REGISTRY}`,
    );
  });
});

describe("Ctrl-C at a terminal", () => {
  const file = "demand-9.yml";
  const target = `${PROD_REGISTRY}/models/demand/versions/9`;

  let from = 0;

  beforeAll(async () => {
    await shareOther("9");
    await platform.allowProdRegistry();
    from = platform.emulator.requests.length;
  });

  /** Starts a copy of which two blocks get no answer. */
  const stuck = () => {
    const effect = { delaySeconds: 30 };
    platform.emulator.inject({ method: "PUT", url: /model\.pkl$/, skip: 2, times: 2, effect });
    return platform.startAtTerminal(["apply", file], true);
  };

  /** Ids of the blocks of this version that are in the registry of production. */
  const written = () =>
    platform.emulator.requests
      .slice(from)
      .filter(({ method, url, status }) => method === "PUT" && /comp=block&/.test(url) && status === 201)
      .map(({ url }) => new URL(url).searchParams.get("blockid"));

  it("ends a copy with 130, without a stack trace, and the next run continues", async () => {
    const { code, out } = await stuck().ctrlCAt(" % of 30.0 MB");
    expect(code).toBe(130);
    expect(out).toContain("stopped by SIGINT; run the same command again to continue");
    expect(out).not.toMatch(/^\s+at /m);
    expect(out).toContain("terminal restored");
    expect(platform.find(target)).toBeUndefined();
    const kept = written();
    expect(kept).not.toEqual([]);
    expect(await platform.run(["apply", file], true)).toMatchObject({ code: 0 });
    expect(platform.find(target)).toBeDefined();
    const later = written().slice(kept.length);
    expect(kept.filter((id) => later.includes(id))).toEqual([]);
  });
});
