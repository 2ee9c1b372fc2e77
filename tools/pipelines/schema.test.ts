import { describe, expect, it } from "vitest";
import { schemaProblems } from "./schema.mjs";

const withStep = (step: object) => ({ jobs: [{ job: "one", steps: [step] }] });

describe("the schema of Azure Pipelines", () => {
  it("accepts a job with a task", () => {
    expect(schemaProblems(withStep({ task: "NodeTool@0", inputs: { versionSpec: "20.x" } }))).toEqual([]);
  });

  it("refuses an unknown task, in one line", () => {
    expect(schemaProblems(withStep({ task: "NodeTol@0" }))).toEqual([
      "/jobs/0/steps/0/task: no task that the schema knows",
    ]);
  });

  it("refuses an unknown input of a task", () => {
    const [problem] = schemaProblems(withStep({ task: "NodeTool@0", inputs: { versionSpek: "20.x" } }));
    expect(problem).toMatch(/^\/jobs\/0\/steps\/0\/inputs: .*versionSpek/);
  });

  it("refuses what isn't a key of a stage", () => {
    expect(schemaProblems({ stages: [{ stage: "one", aproval: "none" }] }).join()).toContain("aproval");
  });
});
