import type { Construct } from "constructs";
import {
  BundleGrant,
  computeIdentityBundle,
  computeIdentityRegistryBundle,
  crossEnvironmentComputeBundle,
  crossEnvironmentWorkspaceBundle,
  CUSTOM_ROLES,
  CustomRole,
  deploymentPrincipalBundle,
  deploymentPrincipalKeyVaultBundle,
  humanBundle,
  humanRegistryBundle,
  Principal,
  PropagationDelay,
  RoleAssignment,
  RoleScope,
  tierBundle,
  tierRegistryBundle,
  workspaceIdentityBundle,
  workspaceIdentityComputeBundle,
  workspaceIdentityEndpointBundle,
  workspaceIdentityRegistryBundle,
} from "../src/index.js";
import { EnvironmentStack, OBJECT_IDS } from "./platform.js";

/** One environment with everything that the library makes, all options on. */
export function everything(scope: Construct, azurermMajor: 4 | 5): EnvironmentStack {
  const stack = new EnvironmentStack(scope, "prod", azurermMajor);
  const { scopes } = stack;
  const onProd = { scopes, environmentName: "prod" };
  const onDev = {
    scopes: { registry: stack.target("registry", "dev-registry") },
    environmentName: "dev",
  };
  const deployment = Principal.deployment({ objectId: OBJECT_IDS.pipeline });
  const workspace = Principal.workspaceIdentity(stack.identity("workspace"), "prod");
  const compute = Principal.computeIdentity(stack.identity("compute"), "prod");
  const team = Principal.group({ objectId: OBJECT_IDS.team, name: "data scientists", environmentName: "prod" });

  new BundleGrant(stack, "Deployment", { ...onProd, bundle: deploymentPrincipalBundle(), principal: deployment });
  new BundleGrant(stack, "DeploymentVault", {
    ...onProd,
    bundle: deploymentPrincipalKeyVaultBundle(),
    principal: deployment,
    skipServicePrincipalAadCheck: true,
  });

  const before = new BundleGrant(stack, "Workspace", {
    ...onProd,
    bundle: workspaceIdentityBundle({ keyVaultAdministrator: true, containerRegistryContributor: true }),
    principal: workspace,
  });
  const propagation = new PropagationDelay(stack, "Propagation", { waitsFor: before.assignments });
  const nameRelease = new PropagationDelay(stack, "NameRelease", { duration: "150s", after: propagation.dependencies });
  new BundleGrant(stack, "WorkspaceEndpoints", {
    ...onProd,
    bundle: workspaceIdentityEndpointBundle(),
    principal: workspace,
    dependsOn: nameRelease.dependencies,
  });
  new BundleGrant(stack, "WorkspaceCompute", {
    ...onProd,
    bundle: workspaceIdentityComputeBundle(),
    principal: workspace,
  });
  new BundleGrant(stack, "WorkspaceRegistry", {
    ...onProd,
    bundle: workspaceIdentityRegistryBundle(),
    principal: workspace,
  });
  new BundleGrant(stack, "Compute", { ...onProd, bundle: computeIdentityBundle(), principal: compute });
  new BundleGrant(stack, "ComputeRegistry", {
    ...onProd,
    bundle: computeIdentityRegistryBundle(),
    principal: compute,
  });
  new BundleGrant(stack, "Team", {
    ...onProd,
    bundle: humanBundle({
      keyVaultAdministrator: true,
      storageQueueDataContributor: true,
      storageTableDataContributor: true,
    }),
    principal: team,
    ignorePrincipalChanges: true,
  });
  new BundleGrant(stack, "TeamRegistry", {
    ...onProd,
    bundle: humanRegistryBundle({ azureAiDeveloper: true }),
    principal: team,
  });

  const assignableScopes = [stack.group("reg").id, stack.group("ws").id];
  const { registryReader, ...others } = CUSTOM_ROLES;
  for (const [name, definition] of Object.entries(others)) {
    new CustomRole(stack, `Role-${name}`, { definition, assignableScopes });
  }
  const reader = new CustomRole(stack, "Role-registryReader", { definition: registryReader, assignableScopes });
  new BundleGrant(stack, "DevWorkspace", {
    ...onDev,
    bundle: crossEnvironmentWorkspaceBundle(),
    principal: workspace,
  });
  new BundleGrant(stack, "DevCompute", {
    ...onDev,
    bundle: crossEnvironmentComputeBundle({ registryReader: reader }),
    principal: compute,
  });
  new RoleAssignment(stack, "Adopted", {
    principal: Principal.user({ objectId: OBJECT_IDS.scientist, environmentName: "prod" }),
    role: reader,
    scope: RoleScope.resourceGroup(stack.group("reg"), { environmentName: "prod" }),
    reason: "was there before Terraform",
    name: "00000000-0000-4000-8000-00000000000a",
    condition: "@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'data'",
  });
  new BundleGrant(stack, "Administrators", {
    ...onProd,
    bundle: tierBundle("administrator"),
    principal: Principal.group({ objectId: OBJECT_IDS.scientist, name: "administrators", environmentName: "prod" }),
    eligible: { durationDays: 180 },
  });
  new BundleGrant(stack, "RegistryAdministrators", {
    ...onProd,
    bundle: tierRegistryBundle("administrator"),
    principal: Principal.group({ objectId: OBJECT_IDS.scientist, name: "administrators", environmentName: "prod" }),
    eligible: { durationDays: 180 },
  });
  return stack;
}
