import { ArmId } from "@org/azure-catalog";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseReference, registryUri, uriOf, versionId } from "../src/assets.js";
import { parsePromotion } from "../src/index.js";
import { DEV_REGISTRY, PROD_WORKSPACE, PROMOTION } from "./file.js";

const names = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/);
const versions = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,20}$/);

describe("URIs of assets", () => {
  it("are those of Azure Machine Learning", () => {
    const asset = { type: "environment", name: "sklearn", version: "3" } as const;
    expect(uriOf(ArmId.parse(DEV_REGISTRY), asset)).toBe(
      "azureml://registries/mlrdevcc01/environments/sklearn/versions/3",
    );
    expect(uriOf(ArmId.parse(PROD_WORKSPACE), asset)).toBe(`azureml:${PROD_WORKSPACE}/environments/sklearn/versions/3`);
  });

  it("lead back to the environment for any name and version", () => {
    fc.assert(
      fc.property(names, names, versions, (registry, name, version) => {
        const uri = registryUri(registry, { type: "environment", name, version });
        expect(parseReference("environment", uri)).toEqual({ type: "environment", registry, name, version });
        expect(parseReference("code", `azureml:${name}:${version}`)).toEqual({ type: "code", name, version });
      }),
      { numRuns: 50 },
    );
  });

  it("are ids of one version for any name and version that a file may have", () => {
    fc.assert(
      fc.property(names, versions, (name, version) => {
        const promotion = parsePromotion(
          "p.json",
          JSON.stringify({ ...PROMOTION, assets: [{ type: "model", name, version }] }),
        );
        const id = versionId(
          ArmId.parse(DEV_REGISTRY),
          promotion.assets[0] ?? { type: "model", name: "", version: "" },
        );
        expect([id.parent?.name, id.name]).toEqual([name, version]);
      }),
      { numRuns: 50 },
    );
  });

  it("with the version after a colon, a label or a relative path are refused", () => {
    for (const text of [
      "azureml://registries/r/environments/e:1.0",
      "azureml://registries/r/components/e/versions/1",
      "azureml:e@latest",
      "azureml://registries/r/environments/e/labels/latest",
      "e:1",
      "",
    ]) {
      expect(parseReference("environment", text)).toBeUndefined();
    }
  });
});

it("refuses names that a registry doesn't allow", () => {
  fc.assert(
    fc.property(
      fc.string().filter((name) => !/^[a-zA-Z0-9][a-zA-Z0-9_-]{0,254}$/.test(name)),
      (name) => {
        const content = JSON.stringify({ ...PROMOTION, assets: [{ type: "model", name, version: "1" }] });
        expect(() => parsePromotion("p.json", content)).toThrow("assets.0.name");
      },
    ),
  );
});
