import { describe, expect, it } from "vitest";
import { defaultPlatform, platformOf } from "../fixture.js";
import { all, ENVIRONMENTS, grants, isAfter, REGISTRIES, rolesOf, stacksOf, WORKSPACES } from "./support.js";

const DEPLOYER = "var.deployment_principal_object_id";
const GROUP = "00000000-0000-4000-8000-000000000009";

describe("roles", () => {
  it("give the deployment principal three roles on each of the seven groups (S0-RBC-01, S0-RBC-02, S0-RBC-03, S0-RBC-31)", () => {
    const held = grants().filter(({ principal }) => principal === DEPLOYER);
    expect(held).toHaveLength(21);
    for (const group of all("azurerm_resource_group")) {
      expect(
        held
          .filter(({ scope }) => scope.id === group.id)
          .map(({ role }) => role)
          .sort(),
      ).toEqual(["contributor", "networkContributor", "userAccessAdministrator"]);
    }
  });

  it("come before the resources of the group (S0-RBC-05)", () => {
    for (const environment of ENVIRONMENTS) {
      for (const type of [
        "azurerm_virtual_network",
        "azurerm_user_assigned_identity",
        "azurerm_storage_account",
        "azurerm_key_vault",
        "azurerm_container_registry",
        "azurerm_log_analytics_workspace",
        WORKSPACES,
        REGISTRIES,
      ]) {
        for (const resource of all(type, environment)) {
          const group = resource.references().find(({ path }) => path === "resource_group_name" || path === "parent_id")
            ?.target?.element;
          const roles = grants(environment).filter(
            ({ principal, scope }) => principal === DEPLOYER && scope.id === group?.id,
          );
          expect([resource.id, roles.length]).toEqual([resource.id, 3]);
          for (const role of roles)
            expect([resource.id, isAfter(resource, role.resource)]).toEqual([resource.id, true]);
        }
      }
    }
    for (const zone of all("azurerm_private_dns_zone")) {
      for (const role of grants("dns-shared")) expect(zone).toDependOnTransitively(role.resource);
    }
  });

  it("are held by identities in the network's group (S0-RBC-06, S0-RBC-14, S0-RBC-35)", () => {
    for (const identity of all("azurerm_user_assigned_identity")) {
      const group = identity.references().find(({ path }) => path === "resource_group_name")?.target?.element;
      expect(group?.get("name")).toBe(`rg-aml-vnet-${identity.stack.name.replace(/^aml-|-base$/g, "")}-cc-01`);
    }
  });

  const WORKSPACE_BUNDLE = [
    `azureAiAdministrator azurerm_resource_group`,
    `keyVaultReader azurerm_key_vault`,
    `keyVaultSecretsOfficer azurerm_key_vault`,
    `keyVaultSecretsUser azurerm_key_vault`,
    `networkConnectionApprover ${REGISTRIES}`,
    `networkConnectionApprover azurerm_resource_group`,
    `reader azurerm_private_endpoint`,
    `reader azurerm_private_endpoint`,
    `reader azurerm_resource_group`,
    `reader azurerm_user_assigned_identity`,
    `storageBlobDataContributor azurerm_storage_account`,
    `storageBlobDataOwner azurerm_storage_account`,
  ];

  it("are nine, and three more, for a workspace's identity (S0-KV-06, S0-KV-07, S0-RBC-07, S0-RBC-08, S0-RBC-09, S0-RBC-10, S0-RBC-11, S0-RBC-12, S2-STU-01, S3-WSP-05, S4-ACR-03, SX-01, SX-02, SX-03)", () => {
    expect(rolesOf("dev-mi-workspace")).toEqual(WORKSPACE_BUNDLE);
  });

  it("let prod's workspace identity approve on dev's registry beside its own (S0-RBC-17)", () => {
    expect(rolesOf("prod-mi-workspace")).toEqual(
      [...WORKSPACE_BUNDLE, `networkConnectionApprover ${REGISTRIES}`].sort(),
    );
  });

  const COMPUTE_BUNDLE = [
    "acrPull azurerm_container_registry",
    "acrPush azurerm_container_registry",
    `azureMlDataScientist ${WORKSPACES}`,
    `azureMlRegistryUser ${REGISTRIES}`,
    `contributor ${WORKSPACES}`,
    "keyVaultSecretsUser azurerm_key_vault",
    "reader azurerm_resource_group",
    "storageBlobDataContributor azurerm_storage_account",
    "storageFileDataPrivilegedContributor azurerm_storage_account",
  ].sort();

  it("are nine for the computes' identity (S0-RBC-15, S0-RBC-20, S0-KV-08, S1-REG-07)", () => {
    expect(rolesOf("dev-mi-compute")).toEqual(COMPUTE_BUNDLE);
  });

  it("let prod's computes use dev's registry beside their own (S0-RBC-16)", () => {
    expect(rolesOf("prod-mi-compute")).toEqual([...COMPUTE_BUNDLE, `azureMlRegistryUser ${REGISTRIES}`].sort());
  });

  it("never give a workspace's identity the data of a registry (S0-RBC-13)", () => {
    expect(
      grants().filter(({ principal, role }) => principal.endsWith("mi-workspace") && role === "azureMlRegistryUser"),
    ).toEqual([]);
  });

  it("give no dev identity anything in prod (S0-RBC-18)", () => {
    expect(
      grants().filter(({ principal, scope }) => principal.startsWith("dev-") && !stacksOf("dev").includes(scope.stack)),
    ).toEqual([]);
  });

  it("give prod's identities nothing in dev but the registry (S0-RBC-19)", () => {
    const inDev = grants().filter(
      ({ principal, scope }) => principal.startsWith("prod-") && stacksOf("dev").includes(scope.stack),
    );
    expect(inDev.map(({ principal, role, scope }) => [principal, role, scope.armType]).sort()).toEqual([
      ["prod-mi-compute", "azureMlRegistryUser", REGISTRIES],
      ["prod-mi-workspace", "networkConnectionApprover", REGISTRIES],
    ]);
  });

  it("are 65 in all: the documented 59, and six that Azure needs (offline twin of S0-VER-08) (S0-RBC-31, S0-VER-10)", () => {
    expect(grants()).toHaveLength(65);
    const extra = grants().filter(
      ({ principal, role, scope }) =>
        principal.endsWith("mi-workspace") &&
        (role === "keyVaultSecretsOfficer" || (role === "reader" && scope.type !== "azurerm_private_endpoint")),
    );
    expect(extra).toHaveLength(6);
  });

  it("are on groups and resources, none on a subscription (S0-RBC-33)", () => {
    for (const { scope } of grants()) expect(scope.type).toMatch(/^(azurerm|azapi)_/);
  });

  it("say what kind of principal each is (SX-04)", () => {
    for (const { resource } of grants()) expect(resource.get("principal_type")).toBe("ServicePrincipal");
  });

  it("are given to nobody in person (S0-RBC-28)", () => {
    expect(new Set(grants().map(({ principal }) => principal)).size).toBe(5);
  });
});

describe("people", () => {
  const configuration = {
    assignUserRoles: true,
    people: [{ type: "group", objectId: GROUP, name: "data scientists", environments: ["dev"] }],
  };
  const assignments = () =>
    platformOf(configuration)
      .resources({ type: "azurerm_role_assignment" })
      .filter((assignment) => assignment.get("principal_id") === GROUP);

  it("have seven roles where they are listed (S0-RBC-21, S0-RBC-22, S0-RBC-23, S0-RBC-24, S0-RBC-25, S0-RBC-26, S0-RBC-27, S1-REG-06)", () => {
    const held = assignments().map(({ constructPath }) => constructPath?.split("/").at(-2));
    expect(held.sort()).toEqual([
      "AzureAiDeveloper",
      "AzureMlComputeOperator",
      "AzureMlDataScientist",
      "AzureMlRegistryUser",
      "Reader",
      "StorageBlobDataContributor",
      "StorageFileDataPrivilegedContributor",
    ]);
    expect(new Set(assignments().map((assignment) => assignment.get("principal_type")))).toEqual(new Set(["Group"]));
    expect(new Set(assignments().map(({ stack }) => stack.name))).toEqual(new Set(["aml-dev"]));
  });

  it("get them last, when workspace and registry are there (S0-RBC-30)", () => {
    for (const assignment of assignments()) {
      const types = new Set(assignment.transitiveDependencies().map(({ armType }) => armType));
      expect(types).toContain(WORKSPACES);
      expect(
        assignment.stack.dependencies().flatMap(({ resources }) => resources.map(({ armType }) => armType)),
      ).toContain(REGISTRIES);
    }
  });

  it("get none unless the flag says so (S0-RBC-28)", () => {
    const off = platformOf({ ...configuration, assignUserRoles: false });
    expect(off.resources({ type: "azurerm_role_assignment" })).toHaveLength(
      defaultPlatform().resources({ type: "azurerm_role_assignment" }).length,
    );
  });
});
