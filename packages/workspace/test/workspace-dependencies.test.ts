import { synthesized } from "@org/aml-testing";
import { describe, expect, it } from "vitest";
import { WorkspaceDependencies } from "../src/index.js";
import { at, rolesBelow, SmallPlatform, WORKSPACES } from "./fixture.js";

function platformWithDependencies() {
  const platform = new SmallPlatform();
  const { names, resourceGroup, vnet, monitoring, tenantId } = platform;
  const dependencies = new WorkspaceDependencies(platform, "Dependencies", {
    names,
    resourceGroup,
    monitoring,
    tenantId,
    identityResourceGroup: vnet.resourceGroup,
  });
  return { platform, dependencies };
}

describe("WorkspaceDependencies", () => {
  it("are what a workspace creates itself otherwise, and wait for the same roles", () => {
    const { platform, dependencies } = platformWithDependencies();
    platform.workspace({ dependencies });
    const model = synthesized(platform);
    for (const type of ["azurerm_storage_account", "azurerm_key_vault", "azurerm_container_registry"]) {
      expect(model).toHaveResourceCount(type, 1);
    }
    expect(model).toHaveResourceCount("azurerm_user_assigned_identity", 2);
    expect(rolesBelow(model, "Dependencies/Roles/Identity")).toHaveLength(8);
    const workspace = model.resource({ armType: WORKSPACES });
    expect(workspace).toDependOn(at(model, "aml-dev/Dependencies/Roles/NameRelease/Resource"));
    expect(model).toHaveNoErrors();
  });

  it("need no network and no zones", () => {
    const { platform } = platformWithDependencies();
    const model = synthesized(platform);
    const network = model.resource({ type: "azurerm_virtual_network" });
    for (const resource of model.resources().filter(({ constructPath }) => constructPath?.includes("/Dependencies/"))) {
      expect(resource).not.toDependOnTransitively(network);
    }
  });

  it("contain what the workspace is then not given", () => {
    const { platform, dependencies } = platformWithDependencies();
    const { identity } = dependencies;
    expect(() => platform.workspace({ dependencies, identity })).toThrow(
      /identity or dependencies, not both[^]*pass identity to the WorkspaceDependencies/,
    );
  });
});
