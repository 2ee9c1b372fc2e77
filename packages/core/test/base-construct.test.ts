import { createRequire } from "node:module";
import { App, TerraformStack } from "cdktf";
import { App as OtherApp, TerraformStack as OtherStack } from "cdktn";
import type * as Constructs from "constructs";
import { describe, expect, it } from "vitest";
import { BaseConstruct } from "../src/internal.js";

class Network extends BaseConstruct {}

/** A construct of another copy of `constructs`. */
function ofAnotherCopy(): Constructs.Construct {
  const require = createRequire(import.meta.url);
  const files = Object.keys(require.cache).filter((file) => /[\\/]node_modules[\\/]constructs[\\/]/.test(file));
  const before = files.map((file) => [file, require.cache[file]] as const);
  for (const file of files) Reflect.deleteProperty(require.cache, file);
  const { RootConstruct } = require("constructs") as typeof Constructs;
  for (const file of files) Reflect.deleteProperty(require.cache, file);
  for (const [file, module] of before) require.cache[file] = module;
  return new RootConstruct("other");
}

describe("a construct of the libraries", () => {
  it("is in a stack of the CDKTF that the libraries use", () => {
    expect(() => new Network(new TerraformStack(new App(), "dev"), "Network")).not.toThrow();
  });

  it("says what to do in a stack of cdktn that is installed beside cdktf", () => {
    const stack = new OtherStack(new OtherApp(), "dev");
    expect(() => new Network(stack, "Network")).toThrow("dev, of another copy of cdktf than the one");
    expect(() => new Network(stack, "Network")).toThrow('"overrides": { "cdktf": "$cdktf" }');
  });

  it("says what to do if there are two copies of constructs", () => {
    expect(() => new Network(ofAnotherCopy(), "Network")).toThrow("another copy of constructs than the one");
  });
});
