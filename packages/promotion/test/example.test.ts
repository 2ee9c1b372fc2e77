import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseReference } from "../src/assets.js";
import { readComponent } from "../src/components.js";
import { readEnvironment } from "../src/environments.js";
import { evaluateGates, loadPromotion } from "../src/index.js";

const FOLDER = join(import.meta.dirname, "../../../apps/reference-platform/examples/promotion");
const example = loadPromotion("demand-7.yml", FOLDER);
const yaml = (file: string) => parse(readFileSync(join(FOLDER, file), "utf8")) as Record<string, unknown>;

describe("The example (S0-PRO-23)", () => {
  it("passes its gates on performance, security and approval", async () => {
    expect((await evaluateGates(example)).map(({ type, passed }) => [type, passed])).toEqual([
      ["metric", true],
      ["scan", true],
      ["approvals", true],
    ]);
  });

  it("has components and an environment that can be created from git", async () => {
    const used = new Set<string>();
    for (const asset of example.promotion.assets) {
      if (asset.type !== "component") continue;
      const { references, problems } = await readComponent(FOLDER, asset.file, asset);
      expect(problems).toEqual([]);
      for (const { name, version } of references) used.add(`${name} ${version}`);
    }
    expect([...used]).toEqual(["demand-inference 3"]);
    const environment = { type: "environment", name: "demand-inference", version: "3" } as const;
    expect(await readEnvironment(FOLDER, "environments/demand-inference.yml", environment)).toMatchObject({
      condaFile: expect.stringContaining("scikit-learn"),
    });
  });

  it("deploys one small instance in dev and two in prod, with what is promoted (S0-PRO-24)", () => {
    const deployments = ["dev", "prod"].map((name) => yaml(`endpoints/${name}-blue.yml`));
    expect(deployments).toMatchObject([
      {
        instance_type: "Standard_DS2_v2",
        instance_count: 1,
        model: "azureml://registries/mlrdevcc01/models/demand/versions/7",
      },
      {
        instance_type: "Standard_DS3_v2",
        instance_count: 2,
        model: "azureml://registries/mlrprodcc01/models/demand/versions/7",
      },
    ]);
    for (const deployment of deployments) {
      expect(deployment).not.toHaveProperty("traffic");
      expect(parseReference("environment", String(deployment["environment"]))).toMatchObject({
        registry: "mlrdevcc01",
        version: "3",
      });
    }
  });
});
