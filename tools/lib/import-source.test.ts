import { expect, it } from "vitest";
import { importSource } from "./import-source.mjs";

it("loads a library from the node_modules of the package that imports it", async () => {
  const { AzureClient } = await importSource("packages/azure-client/src/index.ts");
  expect(AzureClient).toBeTypeOf("function");
});
