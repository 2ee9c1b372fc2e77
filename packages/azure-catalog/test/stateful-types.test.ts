import { expect, it } from "vitest";
import { isStatefulType } from "../src/index.js";

it.each([
  ["Microsoft.Storage/storageAccounts", true],
  ["microsoft.keyvault/VAULTS", true],
  ["Microsoft.MachineLearningServices/workspaces", true],
  ["Microsoft.MachineLearningServices/workspaces/computes", false],
  ["Microsoft.MachineLearningServices/workspaces/datastores", false],
  ["Microsoft.Network/privateEndpoints", false],
])("%s holds data that is lost with it: %s", (type, expected) => {
  expect(isStatefulType(type)).toBe(expected);
});
