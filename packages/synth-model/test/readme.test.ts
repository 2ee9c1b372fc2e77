import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { endpoints } from "./readme.example.js";
import { folder } from "./support/folder.js";
import { NETWORK, WORKSPACE } from "./support/platform.js";

const read = (path: string) => readFileSync(join(import.meta.dirname, path), "utf8");

describe("the README", () => {
  it("shows the example that is run here", () => {
    expect(read("../README.md").match(/```ts\n(.*?)```/s)?.[1]).toBe(read("readme.example.ts"));
  });

  it("has an example that says where endpoints stand", () => {
    const directory = folder({ "network/cdk.tf.json": NETWORK, "workspace/cdk.tf.json": WORKSPACE });
    expect(endpoints(directory)).toEqual(["pe in network/azurerm_subnet.endpoints, after 6 others"]);
  });

  it("has an example that refuses broken stacks", () => {
    expect(() => endpoints(folder({ "s/cdk.tf.json": { output: { o: { value: "${x.y.id}" } } } }))).toThrow(
      "refers to x.y",
    );
  });

  it("names every diagnostic", () => {
    const codes = [...read("../src/diagnostic.ts").matchAll(/^ {2}\| "([a-z-]+)"/gm)].map(([, code]) => code);
    const listed = [...read("../README.md").matchAll(/^\| `([a-z-]+)` +\| (?:error|warning|note)/gm)].map(
      ([, code]) => code,
    );
    expect(codes.length).toBeGreaterThan(0);
    expect(listed.sort()).toEqual(codes.sort());
  });
});
