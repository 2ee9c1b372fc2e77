import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { differences, readOutput } from "./output.mjs";

const same = { consumer: "0.21.0", workspace: "0.21.0" };
const output = (files: Record<string, string>) => new Map(Object.entries(files));

describe("readOutput", () => {
  it("reads every file below the folder", () => {
    const folder = mkdtempSync(join(tmpdir(), "output-"));
    mkdirSync(join(folder, "stacks/dev"), { recursive: true });
    writeFileSync(join(folder, "stacks/dev/cdk.tf.json"), "{}");
    writeFileSync(join(folder, "manifest.json"), "[]");
    expect([...readOutput(folder)]).toEqual([
      ["manifest.json", "[]"],
      ["stacks/dev/cdk.tf.json", "{}"],
    ]);
  });
});

describe("differences", () => {
  it("finds none between equal outputs", () => {
    expect(differences(output({ a: "1\n" }), output({ a: "1\n" }), same)).toEqual([]);
  });

  it("names the first line that differs, and what the workspace has there", () => {
    expect(differences(output({ a: "{\n  1\n}" }), output({ a: "{\n  2\n}" }), same)).toEqual([
      "a: line 2 is `1`, in the workspace `2`",
    ]);
  });

  it("names an end that differs by a line break alone", () => {
    expect(differences(output({ a: "1" }), output({ a: "1\n" }), same)).toEqual([
      "a: line 2 is not there, in the workspace ``",
    ]);
  });

  it("names files that are missing and too much", () => {
    expect(differences(output({ b: "" }), output({ a: "" }), same)).toEqual(["a is missing", "b is too much"]);
  });

  it("forgives CDKTF its own version where another one is tested, and no other", () => {
    const [consumer, workspace] = [output({ a: '"version": "0.21.3"' }), output({ a: '"version": "0.21.0"' })];
    expect(differences(consumer, workspace, { ...same, consumer: "0.21.3" })).toEqual([]);
    expect(differences(consumer, workspace, same)).toHaveLength(1);
  });
});
