import { describe, expect, it } from "vitest";
import {
  BundleGrant,
  crossEnvironmentComputeBundle,
  crossEnvironmentWorkspaceBundle,
  CUSTOM_ROLES,
  CustomRole,
  Principal,
} from "../../src/index.js";
import { EnvironmentStack, grants, resources, testApp } from "../platform.js";

const platform = () => {
  const app = testApp();
  const dev = new EnvironmentStack(app, "dev");
  const prod = new EnvironmentStack(app, "prod");
  const props = { scopes: { registry: dev.target("registry") }, environmentName: "dev" };
  return {
    prod,
    compute: { ...props, principal: Principal.computeIdentity(prod.identity("compute"), "prod") },
    workspace: { ...props, principal: Principal.workspaceIdentity(prod.identity("workspace"), "prod") },
  };
};

describe("prod on the registry of dev", () => {
  it("uses its assets from computes (S0-RBC-16)", () => {
    const { prod, compute } = platform();
    const grant = new BundleGrant(prod, "Compute", { ...compute, bundle: crossEnvironmentComputeBundle() });
    expect(grants(grant)).toEqual(["AzureML Registry User on registries"]);
  });

  it("approves connections from its workspace (S0-RBC-17)", () => {
    const { prod, workspace } = platform();
    const grant = new BundleGrant(prod, "Workspace", { ...workspace, bundle: crossEnvironmentWorkspaceBundle() });
    expect(grants(grant)).toEqual(["Azure AI Enterprise Network Connection Approver on registries"]);
  });

  it("has two roles, kept in the state of prod (S0-RBC-31)", () => {
    const { prod, compute, workspace } = platform();
    new BundleGrant(prod, "Compute", { ...compute, bundle: crossEnvironmentComputeBundle() });
    new BundleGrant(prod, "Workspace", { ...workspace, bundle: crossEnvironmentWorkspaceBundle() });
    expect(Object.keys(resources(prod, "azurerm_role_assignment"))).toHaveLength(2);
  });

  it("only reads with a custom role, in place of AzureML Registry User (S0-RBC-32)", () => {
    const { prod, compute } = platform();
    const registryReader = new CustomRole(prod, "RegistryReader", {
      definition: CUSTOM_ROLES.registryReader,
      assignableScopes: [prod.group("reg").id],
    });
    const bundle = crossEnvironmentComputeBundle({ registryReader });
    expect(grants(new BundleGrant(prod, "Compute", { ...compute, bundle }))).toEqual([
      "AzureML Registry Reader on registries",
    ]);
    const [assignment] = Object.values(resources(prod, "azurerm_role_assignment"));
    expect(assignment?.["role_definition_id"]).toMatch(
      /roleDefinitions\/\$\{azurerm_role_definition\.RegistryReader_\w+\.role_definition_id\}$/,
    );
  });
});
