import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { countResources, readStacks } from "./stacks.mjs";
import { folderWith, synthesized } from "./test-support/fake-programs.js";

describe("readStacks", () => {
  it("reads what a synth wrote, by name", () => {
    const folder = synthesized({ "aml-prod": {}, "aml-dev": { resource: { azurerm_subnet: { one: {} } } } });
    const stacks = readStacks(folder);
    expect(stacks.map(({ name, file }) => [name, file])).toEqual([
      ["aml-dev", join(folder, "stacks/aml-dev/cdk.tf.json")],
      ["aml-prod", join(folder, "stacks/aml-prod/cdk.tf.json")],
    ]);
    expect(stacks[0]?.json).toEqual({ resource: { azurerm_subnet: { one: {} } } });
  });

  it.each([
    ["nothing", {}, /has no manifest\.json, so no synth wrote it: give the folder that a synth wrote, such as /],
    [
      "a manifest without stacks",
      { "manifest.json": '{"stacks":{}}' },
      /manifest\.json names no stack: give the folder/,
    ],
    ["a manifest that isn't JSON", { "manifest.json": "{" }, /manifest\.json is not JSON \(.+\): synthesize again/],
    [
      "a manifest whose stack is missing",
      { "manifest.json": '{"stacks":{"dev":{"synthesizedStackPath":"stacks/dev/cdk.tf.json"}}}' },
      /names stacks\/dev\/cdk\.tf\.json, which is missing: synthesize again/,
    ],
    [
      "stacks as HCL",
      { "manifest.json": '{"stacks":{"dev":{"synthesizedStackPath":"stacks/dev/cdk.tf"}}}' },
      /the stack dev is stacks\/dev\/cdk\.tf: synthesize JSON, not HCL/,
    ],
  ])("refuses a folder with %s", (_, files, message) => {
    expect(() => readStacks(folderWith(files))).toThrow(message);
  });
});

describe("countResources", () => {
  it("counts managed resources, not data sources", () => {
    const data = { azurerm_client_config: { me: {} } };
    expect(countResources({ data, resource: { azurerm_subnet: { a: {}, b: {} }, azapi_resource: { c: {} } } })).toBe(3);
    expect(countResources({ data })).toBe(0);
  });
});
