import { describe, expect, it } from "vitest";
import { DEPLOYER, Platform } from "./fixture.js";

const WORKSPACES = "Microsoft.MachineLearningServices/workspaces";
const REGISTRIES = "Microsoft.MachineLearningServices/registries";

/** Development and production, each with its base in a stack of its own; production uses development's registry. */
function withBases() {
  const platform = new Platform(DEPLOYER);
  const dev = platform.base("dev", { deploymentPrincipal: DEPLOYER });
  platform.environment("dev", 1, { base: dev, resourceGroups: undefined });
  const prod = platform.base("prod", { deploymentPrincipal: DEPLOYER });
  platform.environment("prod", 2, {
    base: prod,
    resourceGroups: undefined,
    connectTo: dev.registry && [dev.registry],
  });
  return platform.synth();
}

describe("EnvironmentBase", () => {
  it("holds what others need of an environment, so that nobody waits for its workspace", () => {
    const model = withBases();
    const needs = (name: string) =>
      model
        .stack(name)
        .dependencies()
        .map((stack) => stack.name)
        .sort();
    expect(needs("aml-dev-base")).toEqual([]);
    expect(needs("aml-prod-base")).toEqual([]);
    expect(needs("aml-dev")).toEqual(["aml-dev-base", "aml-dns-shared"]);
    expect(needs("aml-prod")).toEqual(["aml-dev-base", "aml-dns-shared", "aml-prod-base"]);
  });

  it("holds the data and the roles that are in effect before the workspace, and the registry", () => {
    const base = withBases().stack("aml-dev-base");
    for (const type of [
      "azurerm_storage_account",
      "azurerm_key_vault",
      "azurerm_log_analytics_workspace",
      REGISTRIES,
    ]) {
      expect(base).toHaveResourceCount(type, 1);
    }
    expect(base).toHaveResourceCount("azurerm_user_assigned_identity", 2);
    expect(base).toHaveResourceCount(WORKSPACES, 0);
    expect(base).toHaveResourceCount("azurerm_private_endpoint", 0);
  });

  it("has the same resources as an environment in one stack, under the same addresses (S0-ARC-06)", () => {
    const one = new Platform(DEPLOYER);
    one.environment("dev", 1, { deploymentPrincipal: DEPLOYER });
    const addresses = (stacks: readonly string[], model: ReturnType<typeof withBases>) =>
      stacks
        .flatMap((name) => model.stack(name).resources.map(({ address }) => address))
        .filter((address) => !address.startsWith("azurerm_resource_group."))
        .sort();
    expect(addresses(["aml-dev-base", "aml-dev"], withBases())).toEqual(addresses(["aml-dev"], one.synth()));
  });

  it("contains what its environment is then not given", () => {
    const platform = new Platform();
    const base = platform.base("dev");
    expect(() => platform.environment("dev", 1, { base })).toThrow(
      /resourceGroups or base, not both[^]*pass it to the base/,
    );
    expect(() => new Platform().environment("dev", 1, { resourceGroups: undefined })).toThrow(
      /pass resourceGroups: \{ vnet, workspace, registry \}/,
    );
  });
});
