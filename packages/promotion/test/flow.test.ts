import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { DEV_REGISTRY, DEV_WORKSPACE, PROD_REGISTRY, PROD_WORKSPACE } from "./file.js";
import { Platform } from "./platform.js";

const SKLEARN = "azureml://registries/mlrdevcc01/environments/sklearn/versions/3";
const COMPONENT = `name: train
version: "1"
type: command
code: ./code
command: python train.py
environment: ${SKLEARN}
`;

async function registered(): Promise<Platform> {
  const platform = await Platform.open();
  await platform.register("demand", "7", { MLmodel: "flavors: {}", "data/model.pkl": Buffer.alloc(100_000, 1) });
  await platform.register("demand-holdout", "3", { "holdout.csv": "a,b\n1,2\n" }, "data");
  await platform.environment("sklearn", "3", "mcr.microsoft.com/azureml/sklearn:1");
  await platform.write({ "components/train.yml": COMPONENT, "components/code/train.py": "print(1)" });
  await platform.promotion({
    assets: [
      { type: "model", name: "demand", version: "7" },
      { type: "data", name: "demand-holdout", version: "3" },
      { type: "environment", name: "sklearn", version: "3" },
      { type: "component", name: "train", version: "1", file: "components/train.yml" },
    ],
  });
  return platform;
}

it("goes from the dev workspace to production, with a record of both URIs (S0-PRO-01, S0-PRO-02, S0-PRO-03, S0-PRO-04, S0-PRO-05)", async () => {
  const platform = await registered();
  expect(await platform.run("share")).toMatchObject({ code: 0 });
  const plan = await platform.run("plan", ["--step", "apply"]);
  expect(plan.out).toContain("model demand 7, 100.0 kB");
  expect(plan.out).toContain("ready, 100.0 kB to copy");
  expect(await platform.run("apply")).toMatchObject({
    code: 0,
    out: expect.stringContaining("model demand 7: copied"),
  });

  const model = platform.properties(`${PROD_REGISTRY}/models/demand/versions/7`);
  expect(model).toMatchObject({
    tags: { stage: "production", promoted_from: "mlrdevcc01" },
    properties: {
      promoted_from: "azureml://registries/mlrdevcc01/models/demand/versions/7",
      content_sha256: expect.stringMatching(/^[\da-f]{64}$/),
    },
    modelType: "custom_model",
  });
  const source = platform.properties(`${DEV_REGISTRY}/models/demand/versions/7`);
  expect(new URL(String(model["modelUri"])).host).not.toBe(new URL(String(source["modelUri"])).host);
  expect(platform.properties(`${PROD_REGISTRY}/data/demand-holdout/versions/3`)).toMatchObject({
    dataType: "uri_folder",
  });

  const record = (await readFile(join(platform.folder, "records/demand-7.jsonl"), "utf8"))
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(record.map(({ event }) => event)).toEqual([
    "started",
    "asset",
    "asset",
    "asset",
    "finished",
    "started",
    "asset",
    "asset",
    "asset",
    "asset",
    "finished",
  ]);
  expect(record[0]).toMatchObject({
    step: "share",
    reason: expect.stringContaining("Demand forecasts"),
    gates: [{ passed: true, sha256: expect.anything() }],
  });
  expect(record[6]).toMatchObject({
    way: "copied",
    from: "azureml://registries/mlrdevcc01/models/demand/versions/7",
    to: "azureml://registries/mlrprodcc01/models/demand/versions/7",
    bytes: 100_011,
    sha256: model["properties"] && (model["properties"] as Record<string, unknown>)["content_sha256"],
  });
  const page = await readFile(join(platform.folder, "records/demand-7.md"), "utf8");
  expect(page).toContain("- model **demand** version **7**: copied");
});

it("refers to environments in the dev registry, and creates components from git (S0-PRO-09, S0-PRO-16)", async () => {
  const platform = await registered();
  await platform.run("share");
  const { out } = await platform.run("apply");
  expect(out).toContain(`environment sklearn 3: referenced\n  from ${SKLEARN}`);
  const component = platform.properties(`${PROD_WORKSPACE}/components/train/versions/1`);
  expect(component["componentSpec"]).toMatchObject({
    command: "python train.py",
    environment: SKLEARN,
    code: expect.stringMatching(`^azureml:${PROD_WORKSPACE}/codes/[-0-9a-f]{36}/versions/1$`),
  });
});

it("does nothing when it runs again, and reads no files", async () => {
  const platform = await registered();
  await platform.run("share");
  await platform.run("apply");
  const before = platform.writes.length;
  const requests = platform.emulator.requests.length;
  for (const step of ["share", "apply"]) expect(await platform.run(step)).toMatchObject({ code: 0 });
  expect(platform.writes.slice(before)).toEqual([]);
  expect(platform.emulator.requests.slice(requests).some(({ url }) => url.includes("model.pkl"))).toBe(false);
  const { out } = await platform.run("status");
  expect(out.split("\n").map((line) => line.split(/\s+/)[1])).toEqual(Array(7).fill("done"));
});

it("creates environments again from their sources if the promotion file says so (S0-PRO-11)", async () => {
  const platform = await registered();
  await platform.write({
    "environments/sklearn.yml":
      'name: sklearn\nversion: "3"\nimage: mcr.microsoft.com/azureml/sklearn:1\nconda_file: conda.yml\n',
    "environments/conda.yml": "dependencies: [python=3.11]\n",
  });
  await platform.promotion({
    assets: [{ type: "environment", name: "sklearn", version: "3", file: "environments/sklearn.yml" }],
  });
  expect(await platform.run("apply")).toMatchObject({
    code: 0,
    out: expect.stringContaining("environment sklearn 3: created"),
  });
  expect(platform.properties(`${PROD_WORKSPACE}/environments/sklearn/versions/3`)).toMatchObject({
    condaFile: "dependencies: [python=3.11]\n",
  });
  expect(await platform.run("apply")).toMatchObject({
    code: 0,
    out: expect.stringContaining("sklearn 3: none (it was created from the same sources)"),
  });
  await platform.write({ "environments/conda.yml": "dependencies: [python=3.12]\n" });
  expect(await platform.run("apply")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/conflict: .* SHA-256 [\da-f]{64} in git, [\da-f]{64} in Azure/),
  });
});

it("uses the data plane of the registry if Azure Resource Manager can't publish, and says so", async () => {
  const platform = await registered();
  platform.emulator.inject({
    url: /\/publish$/,
    times: 3,
    effect: { status: 404, code: "InvalidResourceType", message: "no such action" },
  });
  const { code, out } = await platform.run("share");
  expect(code).toBe(0);
  expect(out).toContain("model demand 7: import (publish was refused: no such action; its origin is azureml://");
  expect(await platform.run("status", ["--step", "share"])).toMatchObject({
    out: expect.stringMatching(/^share +done +model demand 7/),
  });
});

it("prints its plan as JSON", async () => {
  const platform = await registered();
  const { out } = await platform.run("plan", ["--step", "share", "--json"]);
  expect(JSON.parse(out)).toMatchObject({
    preconditions: [],
    assets: [{ action: "share" }, { action: "share" }, { action: "share" }],
  });
});

it("says how many bytes it would share, or why that isn't known", async () => {
  const platform = await registered();
  const plan = () => platform.run("plan", ["--step", "share"]);
  expect((await plan()).out).toContain(
    "the signed-in principal needs the role Storage Blob Data Reader on the storage account stmldev",
  );
  expect((await plan()).out).toContain("ready, 0 B to copy, and 2 of unknown size");
  await platform.grantStorage();
  const { code, out } = await plan();
  expect([code, out]).toEqual([0, expect.stringContaining("model demand 7, 100.0 kB")]);
  expect(out).toContain("ready, 100.0 kB to copy");
  // A registered output of a job is in a datastore.
  const model = platform.properties(`${DEV_WORKSPACE}/models/demand/versions/7`);
  model["modelUri"] = "azureml://subscriptions/s/workspaces/w/datastores/workspaceblobstore/paths/none/";
  expect((await plan()).out).toContain("model demand 7, 0 B");
  model["modelUri"] = "https://files.example.org/demand/model";
  expect((await plan()).out).toContain("https://files.example.org/demand/model is not in a storage account");
});

it("promotes code assets as it promotes models", async () => {
  const platform = await registered();
  await platform.register("prepare", "2", { "prepare.py": "print(1)" }, "codes");
  await platform.promotion({ assets: [{ type: "code", name: "prepare", version: "2" }] });
  for (const step of ["share", "apply"]) expect(await platform.run(step)).toMatchObject({ code: 0 });
  const [dev, prod] = [DEV_REGISTRY, PROD_REGISTRY].map((id) => platform.properties(`${id}/codes/prepare/versions/2`));
  expect(prod).toMatchObject({ tags: { stage: "production" }, properties: { content_sha256: expect.any(String) } });
  expect(new URL(String(prod?.["codeUri"])).host).not.toBe(new URL(String(dev?.["codeUri"])).host);
  expect((await platform.run("status")).out.match(/done +code prepare 2/g)).toHaveLength(2);
});
