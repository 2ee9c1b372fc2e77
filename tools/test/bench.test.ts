import { expect, it } from "vitest";
import { configurationOf } from "../../bench/lib/configuration.mjs";
import { parseConfiguration } from "../../packages/cli/src/config/load.js";

it.each([1, 50])("the benchmark's configuration of %d environments is accepted", (size) => {
  const { environments } = parseConfiguration("c.json", JSON.stringify(configurationOf(size)));
  expect(Object.keys(environments)).toHaveLength(size);
});
