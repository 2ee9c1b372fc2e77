import { describe, expect, it } from "vitest";
import { DEV_REGISTRY, DEV_WORKSPACE, PROD_REGISTRY, PROD_WORKSPACE } from "./file.js";
import { Platform, type Differences } from "./platform.js";

async function opened(differences: Differences = {}): Promise<Platform> {
  const platform = await Platform.open(differences);
  await platform.register("demand", "7", { MLmodel: "flavors: {}" });
  await platform.promotion();
  return platform;
}

/** Runs a step that has to be refused without a single write. */
async function refused(platform: Platform, step: string): Promise<string> {
  const before = platform.writes.length;
  const { code, err } = await platform.run(step);
  expect(code).toBe(1);
  expect(platform.writes.slice(before)).toEqual([]);
  return err;
}

describe("nothing is sent", () => {
  it("if a gate is not passed", async () => {
    const platform = await opened();
    await platform.metrics(0.5);
    expect(await refused(platform, "share")).toContain(
      "gates.0: the gate metric is not passed: f1 is 0.5, required: at least 0.9 (evidence/metrics.json)",
    );
  });

  it("to production without an approval, which sharing doesn't need", async () => {
    const platform = await opened();
    await platform.write({ "evidence/reviews.json": '{"head":"a","reviews":[]}' });
    await platform.promotion({
      evidence: { reviews: "evidence/reviews.json" },
      gates: [{ type: "approvals", evidence: "reviews", approvers: ["anna"] }],
      withoutApproval: undefined,
    });
    expect(await platform.run("share")).toMatchObject({ code: 0 });
    expect(await refused(platform, "apply")).toContain("the gate approvals is not passed: nobody approved");
  });

  it("if a role is missing, which is named with the action and the scope", async () => {
    const platform = await opened();
    await platform.run("share");
    await platform.revoke(PROD_REGISTRY);
    await platform.revoke(PROD_WORKSPACE);
    const missing = await refused(platform, "apply");
    expect(missing).toContain(`assets/write on ${PROD_REGISTRY}`);
    // Only what is created from files is created in the workspace.
    expect(missing).not.toContain(PROD_WORKSPACE);
    await platform.revoke(DEV_REGISTRY);
    await platform.revoke(DEV_WORKSPACE);
    const { code, out } = await platform.run("status", ["--step", "share"]);
    expect([code, out]).toEqual([
      1,
      expect.stringContaining("share  not known     the signed-in principal is not allowed to do"),
    ]);
    const reasons = await refused(platform, "share");
    expect(reasons).toContain(
      `not allowed to do Microsoft.MachineLearningServices/registries/assets/write on ${DEV_REGISTRY}; assign it the role AzureML Registry User`,
    );
    expect(reasons).toContain(
      `workspaces/models/versions/read on ${DEV_WORKSPACE}; assign it the role AzureML Data Scientist`,
    );
  });

  it("if the storage of the workspace doesn't let the registry in (S0-PRO-20)", async () => {
    const closed = await opened({ storage: { publicNetworkAccess: "Disabled" } });
    const expected = "public network access is disabled";
    expect(await refused(closed, "share")).toContain(expected);
    expect(await refused(closed, "apply")).not.toContain(expected);
    const environment = { type: "environment", name: "sklearn", version: "3" };
    await closed.promotion({ assets: [{ type: "model", name: "demand", version: "7" }, environment] });
    expect(await refused(closed, "share")).toContain(expected);
    await closed.promotion({ assets: [environment] });
    expect(await refused(closed, "share")).not.toContain(expected);
    const ruleless = await opened({
      storage: { publicNetworkAccess: "Enabled", networkAcls: { defaultAction: "Deny" } },
    });
    expect(await refused(ruleless, "share")).toContain(
      `no resource instance rule for ${DEV_REGISTRY}; set "registrySharing": true`,
    );
  });

  it("if an environment isn't in the workspace, and the registry is private, so that it can't be created there", async () => {
    const platform = await opened();
    await platform.promotion({ assets: [{ type: "environment", name: "sklearn", version: "3" }] });
    const expected = "register it in the dev workspace, because no image can be built in mlrdevcc01, which is private";
    expect(await refused(platform, "share")).toContain(`${DEV_WORKSPACE}/environments/sklearn/versions/3: it doesn't`);
    expect(await refused(platform, "share")).toContain(expected);
    const created = platform.emulator.put(`${DEV_REGISTRY}/environments/sklearn/versions/3`, {
      properties: { image: "x" },
    });
    await expect(created).rejects.toThrow("is private, so no image can be built");
    platform.properties(DEV_REGISTRY)["publicNetworkAccess"] = "Enabled";
    expect(await refused(platform, "share")).not.toContain(expected);
    await platform.environment("sklearn", "3", "x");
    expect(await platform.run("share")).toMatchObject({ code: 0 });
  });

  it("if the prod workspace would have to build an image, but its registry is private and it has no compute", async () => {
    const platform = await opened();
    const [group] = PROD_WORKSPACE.split("/providers/");
    const id = `${group}/providers/Microsoft.ContainerRegistry/registries/acrprod`;
    await platform.emulator.addExisting([{ id, properties: { publicNetworkAccess: "Disabled" } }], "canadacentral");
    const workspace = platform.properties(PROD_WORKSPACE);
    workspace["containerRegistry"] = id;
    await platform.write({ "sklearn.yml": 'name: sklearn\nversion: "3"\nimage: x\n' });
    const environment = { type: "environment", name: "sklearn", version: "3" };
    const expected = "acrprod of the prod workspace is private, and the workspace has no imageBuildCompute";
    await platform.promotion({ assets: [environment] });
    expect(await refused(platform, "apply")).not.toContain(expected);
    await platform.promotion({ assets: [{ ...environment, file: "sklearn.yml" }] });
    expect(await refused(platform, "apply")).toContain(expected);
    platform.properties(id)["publicNetworkAccess"] = "Enabled";
    expect((await platform.run("plan", ["--step", "apply"])).out).not.toContain(expected);
    platform.properties(id)["publicNetworkAccess"] = "Disabled";
    workspace["imageBuildCompute"] = "cpu-cluster";
    expect(await platform.run("apply")).toMatchObject({ code: 0 });
  });

  it("if the registry doesn't exist", async () => {
    const platform = await opened();
    await platform.promotion({ to: { registry: `${PROD_REGISTRY}x` } });
    expect(await refused(platform, "apply")).toContain(`${PROD_REGISTRY}x doesn't exist`);
  });

  it("if the model isn't in the dev registry", async () => {
    expect(await refused(await opened(), "apply")).toContain(
      "missing: azureml://registries/mlrdevcc01/models/demand/versions/7: it doesn't exist: share it first",
    );
  });

  it("if a component refers to an environment that doesn't exist, or to no single version (S0-PRO-17)", async () => {
    const platform = await opened();
    await platform.promotion({ assets: [{ type: "component", name: "train", version: "1", file: "train.yml" }] });
    const yaml = (environment: string) => ({
      "train.yml": `name: train\nversion: "1"\ntype: command\nenvironment: ${environment}\n`,
    });
    await platform.write(yaml("azureml://registries/mlrdevcc01/environments/sklearn/versions/9"));
    expect(await refused(platform, "apply")).toContain(
      "the environment azureml://registries/mlrdevcc01/environments/sklearn/versions/9 doesn't exist",
    );
    await platform.write(yaml("azureml:sklearn@latest"));
    expect(await refused(platform, "apply")).toContain("azureml:sklearn@latest is not one version of an environment");
    await platform.write(yaml("azureml://registries/azureml/environments/sklearn/versions/9"));
    expect(await refused(platform, "apply")).toContain("in a registry that the promotion file doesn't name");
    await platform.write({ "train.yml": 'name: other\nversion: "1"\n' });
    expect(await refused(platform, "apply")).toContain("train.yml is the component other 1, not train 1");
  });
});

it("brings nothing to production that is half-written or archived in the dev registry", async () => {
  const platform = await opened();
  await platform.run("share");
  const model = platform.properties(`${DEV_REGISTRY}/models/demand/versions/7`);
  model["isArchived"] = true;
  expect(await refused(platform, "apply")).toContain(
    "missing: azureml://registries/mlrdevcc01/models/demand/versions/7: it is archived",
  );
  model["provisioningState"] = "Failed";
  expect(await refused(platform, "apply")).toContain("its state is Failed");
});

it("records that an origin is not known where it can't be read, and goes on", async () => {
  const platform = await opened();
  await platform.run("share");
  platform.emulator.inject({ url: /\/discovery/, times: 9, effect: { status: 403, code: "Forbidden", message: "no" } });
  expect(await platform.run("apply")).toMatchObject({
    code: 0,
    out: expect.stringContaining("its origin is not known: "),
  });
});

it("names all sources in git from which nothing can be created, without a write", async () => {
  const platform = await opened();
  const component = (name: string) => ({ type: "component", name, version: "1", file: `${name}.yml` });
  const names = ["gone", "bare", "inputs", "locals", "absent", "outside"];
  await platform.promotion({
    assets: [...names.map(component), { type: "environment", name: "e", version: "1", file: "e.yml" }],
  });
  const yaml = (name: string, rest: string) => ({ [`${name}.yml`]: `name: ${name}\nversion: "1"\n${rest}\n` });
  await platform.write({
    ...yaml("bare", "type: command\ncommand: x"),
    ...yaml("inputs", "type: command\ninputs: { environment: { type: string } }\nenvironment: azureml:e:1"),
    ...yaml(
      "locals",
      "type: pipeline\njobs:\n  a: { component: ./a.yml }\n  b: { component: { code: ../../b, environment: azureml:e:1 } }",
    ),
    ...yaml(
      "absent",
      "type: pipeline\njobs:\n  a: { component: azureml:inputs:1 }\n  b: { component: azureml:outside:1 }\n  c: { trial: azureml:nothing:1, type: sweep }\n  d: { code: azureml:nope:1, environment: azureml:e:1 }",
    ),
    ...yaml("outside", "type: command\ncode: ..\nenvironment: azureml:e:1"),
    ...yaml("e", "image: x\nconda_file: ../../../etc/hosts"),
  });
  const reasons = (await refused(platform, "apply")).split("\n").slice(1);
  expect(reasons).toEqual([
    "- component gone 1: missing: gone.yml can't be read (ENOENT)",
    "- component bare 1: missing: a component of the type command needs an environment",
    expect.stringMatching(
      /^- component locals 1: missing: \.\/a\.yml is a local file: .*; \.\.\/\.\.\/b: only a component itself/,
    ),
    "- component absent 1: missing: the component azureml:outside:1 doesn't exist yet: list it before those that use it, which is not possible in a circle; the component azureml:nothing:1 doesn't exist; the code azureml:nope:1 doesn't exist",
    "- component outside 1: missing: outside.yml: .. is outside the folder of the promotion file",
    expect.stringContaining("environment e 1: missing: e.yml: ../../../etc/hosts"),
  ]);
});

it("names components in a circle, and files that are folders, empty, or not YAML, without a write", async () => {
  const platform = await opened();
  const asset = (type: string, name: string, file = `${name}.yml`) => ({ type, name, version: "1", file });
  await platform.promotion({
    assets: [
      ...["a", "b", "empty"].map((name) => asset("component", name)),
      asset("component", "folder", "evidence"),
      asset("environment", "conda"),
      asset("environment", "label"),
    ],
  });
  const step = (name: string, other: string) =>
    `name: ${name}\nversion: "1"\ntype: pipeline\njobs:\n  one: { component: azureml:${other}:1 }\n`;
  const environment = (name: string, conda: string) => `name: ${name}\nversion: "1"\nimage: x\nconda_file: ${conda}\n`;
  await platform.write({
    "a.yml": step("a", "b"),
    "b.yml": step("b", "a"),
    "empty.yml": "",
    "conda.yml": environment("conda", "wrong.yml"),
    "wrong.yml": "dependencies: [",
    "label.yml": environment("label", "evidence"),
  });
  const reasons = (await refused(platform, "apply")).split("\n").slice(1);
  expect(reasons).toEqual([
    "- component a 1: missing: the component azureml:b:1 doesn't exist yet: list it before those that use it, which is not possible in a circle",
    '- component empty 1: missing: empty.yml has no name or no version: add name: empty and version: "1"',
    "- component folder 1: missing: evidence can't be read (EISDIR)",
    expect.stringMatching(/environment conda 1: missing: wrong\.yml isn't YAML without aliases: .*line 1, column/),
    "- environment label 1: missing: evidence can't be read (EISDIR)",
  ]);
});

it("lets one of two runs at the same time do the work, and the other one finds it there or says so", async () => {
  const platform = await opened();
  for (const step of ["share", "apply"]) {
    const both = await Promise.all([platform.run(step), platform.run(step)]);
    const failed = both.filter(({ code }) => code !== 0);
    expect(failed.length).toBeLessThan(2);
    for (const { err } of failed) expect(err).toContain("another run may be doing the same: run this again");
    expect(await platform.run(step)).toMatchObject({ code: 0, out: expect.stringContaining("model demand 7: none") });
  }
});

it("names a folder for the record that is a file", async () => {
  const platform = await opened();
  expect((await platform.run("share", ["--record", "demand-7.json"])).err).toContain("which is not a folder");
});

describe("a version is never overwritten", () => {
  it("if the prod registry has it with other files, and both digests are named", async () => {
    const platform = await opened();
    await platform.run("share");
    await platform.run("apply");
    await platform.changeFiles(`${PROD_REGISTRY}/models/demand/versions/7`, "demand/MLmodel", "flavors: []");
    expect(await refused(platform, "apply")).toMatch(
      /conflict: .* exists with other files: SHA-256 [\da-f]{64} at the source, [\da-f]{64} at the target/,
    );
  });

  it("if the dev registry has it from somewhere else", async () => {
    const platform = await opened();
    await platform.run("share");
    const model = platform.properties(`${DEV_REGISTRY}/models/demand/versions/7`);
    for (const origin of ["azureml://locations/x/workspaces/other/models/demand/versions/7", undefined]) {
      model["originAssetId"] = origin;
      for (const step of ["share", "apply"]) {
        expect(await refused(platform, step)).toMatch(
          new RegExp(`conflict: .* its origin is ${origin ?? "no workspace"}, expected azureml://`),
        );
      }
    }
  });

  it("if the prod registry has the same files as another type of model", async () => {
    const platform = await opened();
    await platform.run("share");
    await platform.run("apply");
    platform.properties(`${PROD_REGISTRY}/models/demand/versions/7`)["modelType"] = "mlflow_model";
    expect(await refused(platform, "apply")).toContain(
      'exists with another modelType: "custom_model" at the source, "mlflow_model" at the target',
    );
  });

  it("if its creation failed: it is named as half-written", async () => {
    const platform = await opened();
    await platform.run("share");
    await platform.run("apply");
    platform.properties(`${PROD_REGISTRY}/models/demand/versions/7`)["provisioningState"] = "Failed";
    expect(await refused(platform, "apply")).toContain("half-written: its state is Failed: delete this version");
    expect((await platform.run("status", ["--step", "apply"])).out).toContain("half-written");
  });
});

describe("a command line", () => {
  it("that isn't one is refused with the usage", async () => {
    const platform = await opened();
    expect(await platform.run("deploy")).toMatchObject({
      code: 2,
      err: expect.stringContaining("deploy is not a command"),
    });
    expect(await platform.run("plan", ["--step", "both"])).toMatchObject({ code: 2 });
    expect(await platform.run("plan", ["--cloud", "mars"])).toMatchObject({ code: 2 });
    expect(await platform.run("plan", ["--force"])).toMatchObject({ code: 2, err: expect.stringContaining("--force") });
  });

  it("refuses options that a command doesn't take", async () => {
    const platform = await opened();
    for (const [command, ...options] of [
      ["apply", "--step", "share"],
      ["share", "--json"],
      ["plan", "--record", "x"],
    ]) {
      expect(await platform.run(String(command), options)).toMatchObject({
        code: 2,
        err: expect.stringMatching(`^${command} (takes neither --step nor --json|writes no record)`),
      });
    }
  });

  it("names the problems of a promotion file", async () => {
    const platform = await opened();
    await platform.promotion({ reason: "" });
    expect(await platform.run("plan")).toMatchObject({
      code: 1,
      err: expect.stringContaining("demand-7.json was refused: 1 problem"),
    });
  });
});

describe("a job is not started", () => {
  const job = {
    compute: "amlcc-prod-cc01",
    environment: "azureml://registries/mlrdevcc01/environments/node/versions/1",
  };
  const submit = async (platform: Platform): Promise<string> => {
    const before = platform.writes.length;
    const { code, err } = await platform.run("apply", ["--job"]);
    expect(code).toBe(1);
    expect(platform.writes.slice(before)).toEqual([]);
    return err;
  };

  it("without its compute and environment, which are named", async () => {
    const platform = await opened();
    expect(await submit(platform)).toContain("the promotion file has no job: add job with compute and environment");
    await platform.promotion({ job });
    const reasons = await submit(platform);
    expect(reasons).toContain("the compute amlcc-prod-cc01 doesn't exist in mlwprodcc01; correct job.compute");
    expect(reasons).toContain(`the environment ${job.environment} doesn't exist; create and share it`);
  });

  it("if a gate is not passed, or the submitter may not start jobs", async () => {
    const platform = await opened();
    await platform.promotion({ job });
    await platform.metrics(0.5);
    await platform.revoke(PROD_WORKSPACE);
    const reasons = await submit(platform);
    expect(reasons).toContain("the gate metric is not passed: f1 is 0.5");
    expect(reasons).toContain(
      `not allowed to do Microsoft.MachineLearningServices/workspaces/jobs/write on ${PROD_WORKSPACE}`,
    );
  });

  it("by another command than apply", async () => {
    const platform = await opened();
    expect(await platform.run("share", ["--job"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("leave --job out"),
    });
  });
});
