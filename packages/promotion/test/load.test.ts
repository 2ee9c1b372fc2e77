import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { loadPromotion, parsePromotion, PromotionFileError } from "../src/index.js";
import { DEV_REGISTRY, PROMOTION } from "./file.js";

const problemsOf = (content: unknown) => {
  try {
    parsePromotion("demand-7.yml", typeof content === "string" ? content : JSON.stringify(content));
  } catch (error) {
    if (error instanceof PromotionFileError) return error.problems;
    throw error;
  }
  return [];
};

describe("a promotion file", () => {
  it("is the same in YAML and JSON", () => {
    expect(parsePromotion("p.yml", stringify(PROMOTION))).toEqual(parsePromotion("p.json", JSON.stringify(PROMOTION)));
  });

  it("with three faults names all three with path, value, what is allowed, and the fix", () => {
    const problems = problemsOf({
      ...PROMOTION,
      reason: "",
      assets: [{ type: "model", name: "demand.v2", version: 7 }],
    });
    expect(problems.map(({ path, value }) => [path, value])).toEqual([
      ["reason", ""],
      ["assets.0.name", "demand.v2"],
      ["assets.0.version", 7],
    ]);
    expect(problems[1]).toMatchObject({
      allowed: expect.stringContaining("no dot"),
      fix: expect.stringContaining("rename it"),
    });
    expect(problems[2]?.fix).toBe('put it in quotes: "7"');
  });

  it("without a gate is refused", () => {
    expect(problemsOf({ ...PROMOTION, gates: [] })).toMatchObject([
      { path: "gates", fix: expect.stringContaining("at least one gate") },
    ]);
  });

  it("without a gate on approvals has to say why, and only then", () => {
    const { withoutApproval: _, ...approved } = PROMOTION;
    expect(problemsOf(approved)).toMatchObject([
      {
        path: "gates",
        value: "metric",
        fix: expect.stringContaining("or say in withoutApproval who approves instead"),
      },
    ]);
    const gates = [{ type: "approvals", evidence: "metrics", approvers: ["anna"] }];
    expect(problemsOf({ ...approved, gates })).toEqual([]);
    expect(problemsOf({ ...PROMOTION, gates })).toMatchObject([{ path: "withoutApproval" }]);
  });

  it("names a job without a prod workspace, and what is wrong in it", () => {
    const job = { compute: "amlcc-prod-cc01", environment: "azureml:promotion@latest" };
    const { to } = PROMOTION;
    expect(problemsOf({ ...PROMOTION, to: { registry: to.registry }, job })).toMatchObject([
      { path: "job.environment", value: "azureml:promotion@latest" },
      { path: "to.workspace", fix: "add to.workspace, or remove job" },
    ]);
  });

  it("suggests the field that was meant", () => {
    const [problem] = problemsOf({ ...PROMOTION, gates: [{ ...PROMOTION.gates[0], metrc: "f1" }] });
    expect(problem).toMatchObject({
      path: "gates.0.metrc",
      allowed: "type, evidence, metric, min, max",
      fix: "did you mean metric?",
    });
  });

  it("refuses paths outside of its folder", () => {
    for (const path of ["/etc/metrics.json", "../metrics.json", "a/../../b.json", "..\\b.json"]) {
      expect(problemsOf({ ...PROMOTION, evidence: { metrics: path } })).toMatchObject([
        { path: "evidence.metrics", value: path },
      ]);
    }
  });

  it("names a gate whose evidence is not listed", () => {
    expect(problemsOf({ ...PROMOTION, evidence: {} })).toMatchObject([{ path: "gates.0.evidence", value: "metrics" }]);
  });

  it("refuses a component without a prod workspace, the same version twice, and the same registry on both sides", () => {
    const component = { type: "component", name: "train", version: "1", file: "components/train.yml" };
    const { to, assets } = PROMOTION;
    expect(problemsOf({ ...PROMOTION, to: { registry: to.registry }, assets: [component] })).toMatchObject([
      { path: "to.workspace" },
    ]);
    expect(problemsOf({ ...PROMOTION, assets: [...assets, ...assets] })).toMatchObject([{ path: "assets.1" }]);
    expect(problemsOf({ ...PROMOTION, to: { ...to, registry: DEV_REGISTRY } })).toMatchObject([
      { path: "to.registry" },
    ]);
  });

  it("refuses more required approvals than people who may approve", () => {
    const gate = { type: "approvals", evidence: "metrics", approvers: ["anna", "ben"], notBy: ["ben"], required: 2 };
    const { withoutApproval: _, ...approved } = PROMOTION;
    expect(problemsOf({ ...approved, gates: [gate] })).toMatchObject([{ path: "gates.0.required", value: 2 }]);
    for (const twice of [
      { approvers: ["anna", "Anna"], notBy: [] },
      { approvers: ["Anna", "ben"], notBy: ["anna"] },
    ]) {
      expect(problemsOf({ ...approved, gates: [{ ...gate, ...twice }] })).toMatchObject([{ value: 2 }]);
    }
  });

  it("refuses limits that no number keeps, the same workspace on both sides, and names that differ in letter case only", () => {
    const { from, to, assets } = PROMOTION;
    expect(problemsOf({ ...PROMOTION, gates: [{ ...PROMOTION.gates[0], min: 2, max: 1 }] })).toMatchObject([
      { path: "gates.0.min", value: 2 },
    ]);
    expect(problemsOf({ ...PROMOTION, to: { ...to, workspace: from.workspace.toUpperCase() } })).not.toEqual([]);
    expect(problemsOf({ ...PROMOTION, to: { ...to, workspace: from.workspace } })).toMatchObject([
      { path: "to.workspace" },
    ]);
    expect(problemsOf({ ...PROMOTION, assets: [...assets, { ...assets[0], name: "Demand" }] })).toMatchObject([
      { path: "assets.1" },
    ]);
  });

  it("refuses the label latest, and ids with a space, a query or a fragment", () => {
    const { from, assets } = PROMOTION;
    expect(problemsOf({ ...PROMOTION, assets: [{ ...assets[0], version: "latest" }] })).toMatchObject([
      { path: "assets.0.version" },
    ]);
    for (const end of [" ", "?x=1#y", "%20"]) {
      expect(problemsOf({ ...PROMOTION, from: { ...from, workspace: `${from.workspace}${end}` } })).toMatchObject([
        { path: "from.workspace" },
      ]);
    }
  });

  it("refuses what looks like a version, a path, a reason or a number, and isn't", () => {
    const [asset, gate] = [PROMOTION.assets[0], PROMOTION.gates[0]];
    const path = (metrics: string) => ({ evidence: { metrics } });
    for (const [place, value, difference] of [
      ["assets.0.version", "LATEST", { assets: [{ ...asset, version: "LATEST" }] }],
      ["assets.0.type", "Model", { assets: [{ ...asset, type: "Model" }] }],
      ["job.environment", "azureml:x:latest", { job: { compute: "cpu", environment: "azureml:x:latest" } }],
      ["evidence.metrics", "https://x/metrics.json", path("https://x/metrics.json")],
      ["evidence.metrics", "C:\\metrics.json", path("C:\\metrics.json")],
      ["evidence.metrics", "metrics\u0000.json", path("metrics\u0000.json")],
      ["evidence.metrics", "evidence/", path("evidence/")],
      ["evidence.metrics", ".", path(".")],
      ["reason", "\u200b\u00a0", { reason: "\u200b\u00a0" }],
    ] as const) {
      expect(problemsOf({ ...PROMOTION, ...difference })).toMatchObject([{ path: place, value }]);
    }
    expect(() => parsePromotion("p.yml", stringify({ ...PROMOTION, gates: [{ ...gate, min: Number.NaN }] }))).toThrow(
      "given:   NaN",
    );
    expect(problemsOf(stringify(PROMOTION).replace("reason: ", "reason: !!js/function "))[0]?.value).toContain("tag");
    expect(problemsOf({ ...PROMOTION, ...path("evidence/ergebnis für ünïcode.json") })).toEqual([]);
  });

  it("names problems of fields and between fields at once", () => {
    const problems = problemsOf({
      ...PROMOTION,
      reason: "",
      gates: [{ type: "metric", evidence: "none", metric: "f1" }],
    });
    expect(problems.map(({ path }) => path)).toEqual(["reason", "gates.0.evidence", "gates.0"]);
  });

  it("shows a number as it is written, which quotes make a version", () => {
    const yaml = stringify(PROMOTION);
    for (const version of ["1.0", "010", "1e3", "true"]) {
      const [problem] = problemsOf(yaml.replace('version: "7"', `version: ${version}`));
      expect(problem).toMatchObject({ path: "assets.0.version", fix: `put it in quotes: "${version}"` });
    }
  });

  it("suggests the type that was meant, and how to write an asset", () => {
    const [asset, gate] = [PROMOTION.assets[0], PROMOTION.gates[0]];
    expect(problemsOf({ ...PROMOTION, assets: [{ ...asset, type: "modle" }, "azureml:demand:7"] })).toMatchObject([
      {
        path: "assets.0.type",
        value: "modle",
        allowed: "model, data, code, environment, component",
        fix: "did you mean model?",
      },
      { path: "assets.1", fix: expect.stringContaining('{ type: model, name: demand, version: "7" }') },
    ]);
    expect(problemsOf({ ...PROMOTION, gates: [{ ...gate, type: "metrics" }] })).toMatchObject([
      { path: "gates.0.type", allowed: "metric, approvals, scan", fix: "did you mean metric?" },
    ]);
  });

  it("shows values that would not be seen in quotes, and long ones in part", () => {
    const messageOf = (content: object): string => {
      try {
        parsePromotion("p.json", JSON.stringify({ ...PROMOTION, ...content }));
      } catch (error) {
        return (error as Error).message;
      }
      return "";
    };
    const asset = PROMOTION.assets[0];
    expect(messageOf({ assets: [{ ...asset, name: "demand " }] })).toContain('given:   "demand "');
    expect(messageOf({ gates: [{ ...PROMOTION.gates[0], min: "0.9" }] })).toContain('given:   "0.9"');
    expect(messageOf({ reason: "" })).toContain('given:   ""');
    expect(messageOf({ assets: [{ ...asset, name: "x".repeat(1000) }] })).toContain("xxx... (1000 characters)");
  });

  it("refuses control characters in what is printed", () => {
    expect(problemsOf({ ...PROMOTION, reason: "red \u001b[31m" })).toMatchObject([{ path: "reason" }]);
    expect(problemsOf({ ...PROMOTION, reason: "two\r\nlines" })).toEqual([]);
  });

  it("may have a byte order mark and the line ends of Windows, but is one document in UTF-8", async () => {
    const yaml = stringify(PROMOTION);
    expect(problemsOf(`\uFEFF${yaml.replaceAll("\n", "\r\n")}`)).toEqual([]);
    expect(problemsOf(`${yaml}---\n${yaml}`)).toMatchObject([
      { value: "a second document", fix: "give each promotion a file of its own" },
    ]);
    const folder = await mkdtemp(join(tmpdir(), "promotion-"));
    await writeFile(join(folder, "p.yml"), `\uFEFF${yaml}`, "utf16le");
    expect(() => loadPromotion("p.yml", folder)).toThrow("bytes that are not UTF-8");
  });

  it("names every problem of 1,000 assets", () => {
    const assets = Array.from({ length: 1000 }, (_, index) => ({ type: "model", name: `m.${index}`, version: "1" }));
    expect(problemsOf({ ...PROMOTION, assets })).toHaveLength(1000);
  });

  it("names the line of an error in the syntax", () => {
    expect(problemsOf("reason: [\nfrom: }")[0]?.path).toBe("line 2, column 1");
  });

  it("refuses each alias by its line, and fields that occur twice", () => {
    expect(problemsOf("reason: &a text\nfrom: *a\nto: [*a]\n")).toMatchObject([
      { path: "line 2, column 7", value: "*a", fix: "repeat the value of &a here" },
      { path: "line 3, column 6", value: "*a" },
    ]);
    expect(problemsOf("assets: &a [*a]\n")).toMatchObject([{ path: "line 1, column 13" }]);
    expect(problemsOf("reason: a\nreason: b\n")[0]?.value).toContain("unique");
  });

  it("is refused with problems for any other text, never with another error", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.jsonValue().map((value) => JSON.stringify(value)),
        ),
        (content) => {
          expect(problemsOf(content)).not.toEqual([]);
        },
      ),
    );
  });

  it("is refused with problems if any value in it is replaced by another one", () => {
    const keys = ["reason", "from", "to", "assets", "evidence", "gates"] as const;
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        fc.pre(!(key === "reason" && typeof value === "string"));
        const problems = problemsOf({ ...PROMOTION, [key]: value });
        expect(problems.length).toBeGreaterThan(0);
        for (const problem of problems) expect(problem.allowed).not.toBe("");
      }),
      { numRuns: 50 },
    );
  });
});
