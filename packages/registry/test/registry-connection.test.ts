import { CUSTOM_ROLES, CustomRole, RoleMatrix } from "@org/aml-rbac";
import { resourceOf, synthesized, terraformMatchers } from "@org/aml-testing";
import { ROLES } from "@org/azure-catalog";
import { validateAzapiResource } from "@org/azure-catalog/arm-types";
import { describe, expect, it } from "vitest";
import { AmlRegistry } from "../src/index.js";
import { at, devAndProd, devStack, type EnvironmentStack, OUTBOUND_RULES, REGISTRIES } from "./fixture.js";

expect.extend(terraformMatchers);

const ROLE_ASSIGNMENT = "azurerm_role_assignment";
const APPROVER = expect.stringContaining(ROLES.networkConnectionApprover.id);
const REGISTRY_USER = expect.stringContaining(ROLES.azureMlRegistryUser.id);

/** Roles on registries in a stack: who has which. */
function rolesIn(stack: EnvironmentStack): string[] {
  const names = new Map(Object.values(ROLES).map(({ id, name }) => [id as string, name]));
  return synthesized(stack.node.root as never)
    .resources({ type: ROLE_ASSIGNMENT, stack: stack.node.id })
    .map((assignment) => {
      const principal = String(assignment.get("principal_id")).replace(/^\$\{.*\.(\w+)_[0-9A-F]{8}\..*$/, "$1");
      const role = String(assignment.get("role_definition_id")).split("/").at(-1) ?? "";
      return `${principal} ${names.get(role) ?? role}`;
    })
    .sort();
}

const rulesIn = (stack: EnvironmentStack) =>
  synthesized(stack.node.root as never)
    .resources({ armType: OUTBOUND_RULES, stack: stack.node.id })
    .map((rule) => rule.get("name"));

describe("allowConnectionFrom", () => {
  it("writes the rule in the shape that Azure takes (S0-OUT-01, S0-OUT-04, S0-OUT-05, S0-OUT-09, S0-NAM-14)", () => {
    const stack = devStack();
    const registry = stack.registry();
    const workspace = stack.workspace();
    registry.allowConnectionFrom(workspace);
    expect(stack).toHaveAzapiResource(`${OUTBOUND_RULES}@2025-12-01`, {
      name: "AllowDevRegistryAccess",
      parent_id: workspace.resource,
    });
    const rule = synthesized(stack).resource({ armType: OUTBOUND_RULES });
    expect(rule.body).toEqual({
      properties: {
        type: "PrivateEndpoint",
        category: "UserDefined",
        destination: {
          serviceResourceId: expect.stringMatching(/^\$\{azapi_resource\.Registry_\w+\.id\}$/),
          subresourceTarget: "amlregistry",
        },
      },
    });
    expect(validateAzapiResource(rule.attributes as never)).toEqual([]);
  });

  it("approves by the workspace's identity, uses assets by the computes' (S0-RBC-09, S0-RBC-15, S0-RBC-13, S1-REG-07)", () => {
    const stack = devStack();
    const registry = stack.registry();
    const workspace = stack.workspace();
    registry.allowConnectionFrom(workspace);
    expect(stack).toHaveResourceCount(ROLE_ASSIGNMENT, 2);
    expect(stack).toHaveResource(ROLE_ASSIGNMENT, {
      scope: registry.resource,
      role_definition_id: APPROVER,
      principal_id: expect.stringMatching(/\.Workspace_Identity_\w+\.principal_id\}$/),
      principal_type: "ServicePrincipal",
    });
    expect(stack).toHaveResource(ROLE_ASSIGNMENT, {
      scope: registry.resource,
      role_definition_id: REGISTRY_USER,
      principal_id: expect.stringMatching(/\.Workspace_ComputeIdentity_\w+\.principal_id\}$/),
      principal_type: "ServicePrincipal",
    });
  });

  it("orders role, wait of 90 s, and rule, behind registry and workspace (S0-OUT-06, S0-WAI-03)", () => {
    const stack = devStack();
    const registry = stack.registry();
    const workspace = stack.workspace();
    registry.allowConnectionFrom(workspace);
    const model = synthesized(stack);
    const path = "aml-dev/Workspace/AllowDevRegistryAccess";
    const approver = at(model, `${path}/WorkspaceIdentity/NetworkConnectionApprover/Resource`);
    const delay = at(model, `${path}/RolePropagation/Resource`);
    const rule = model.resource({ armType: OUTBOUND_RULES });
    const registryReady = at(model, "aml-dev/Registry/IdentityReady/Resource");

    expect(delay.get("create_duration")).toBe("90s");
    expect(delay).toDependOn(approver);
    for (const before of [delay, resourceOf(model, registry.resource), resourceOf(model, workspace.resource)]) {
      expect(rule).toDependOn(before);
    }
    expect(approver).toDependOn(registryReady);
    expect(at(model, `${path}/ComputeIdentity/AzureMlRegistryUser/Resource`)).toDependOn(registryReady);
  });

  it("writes the rule after everything that the workspace asks writers to wait for (S0-OUT-06)", () => {
    const stack = devStack();
    const workspace = stack.workspace();
    const asked = stack.group("Asked", "rg-asked");
    workspace.dependencies = [workspace.resource, asked];
    stack.registry().allowConnectionFrom(workspace);
    const model = synthesized(stack);
    expect(model.resource({ armType: OUTBOUND_RULES })).toDependOn(resourceOf(model, asked));
  });

  it("lets nothing wait that need not: roles run beside the workspace, computes' role beside the delay (S0-WAI-03)", () => {
    const stack = devStack();
    const registry = stack.registry();
    const workspace = stack.workspace();
    registry.allowConnectionFrom(workspace);
    const model = synthesized(stack);
    const path = "aml-dev/Workspace/AllowDevRegistryAccess";
    const delay = at(model, `${path}/RolePropagation/Resource`);
    expect(delay).not.toDependOnTransitively(workspace.resource);
    expect(delay).not.toDependOnTransitively(at(model, `${path}/ComputeIdentity/AzureMlRegistryUser/Resource`));
  });

  it("takes another wait, and none at zero: the rule then follows the role at once (S0-WAI-04)", () => {
    const longer = devStack();
    longer.registry().allowConnectionFrom(longer.workspace(), { waits: { rolePropagation: "3m" } });
    expect(longer).toHaveResource("time_sleep", { create_duration: "3m" });

    const stack = devStack();
    stack.registry({ waits: { identity: "0s" } }).allowConnectionFrom(stack.workspace(), {
      waits: { rolePropagation: "0s" },
    });
    expect(stack).toHaveResourceCount("time_sleep", 0);
    const model = synthesized(stack);
    expect(model.resource({ armType: OUTBOUND_RULES })).toDependOn(
      at(model, "aml-dev/Workspace/AllowDevRegistryAccess/WorkspaceIdentity/NetworkConnectionApprover/Resource"),
    );
  });

  it("says what it made", () => {
    const stack = devStack();
    const registry = stack.registry();
    const workspace = stack.workspace();
    const connection = registry.allowConnectionFrom(workspace);
    expect(connection).toMatchObject({ registry, workspace, withinEnvironment: true });
    expect(connection.dependencies).toEqual([
      connection.rule,
      ...(connection.workspaceGrant?.dependencies ?? []),
      ...(connection.computeGrant?.dependencies ?? []),
    ]);
    expect(connection.rolePropagation?.resource).toBeDefined();
  });

  it("only lets computes use assets where the workspace is in your own virtual network", () => {
    const { dev, prod } = devAndProd();
    const registry = dev.registry();
    const workspaces = [dev.workspace(), prod.workspace()];
    for (const workspace of workspaces) Object.assign(workspace, { isolation: "customerNetwork" });
    const [within, across] = workspaces.map((workspace) => registry.allowConnectionFrom(workspace));
    expect(rolesIn(dev)).toEqual(["Workspace_ComputeIdentity AzureML Registry User"]);
    expect([...rulesIn(dev), ...rulesIn(prod)]).toEqual([]);
    expect(within?.dependencies).toEqual(within?.computeGrant?.dependencies);
    expect(within?.node.metadata).toEqual([]);
    expect(across?.node.metadata).toEqual([
      expect.objectContaining({
        data: expect.stringContaining("reaches aml-dev/Registry only through a private endpoint in that network or in"),
      }),
    ]);
  });

  it.each([true, false])("says whether Spark may use the endpoint (%s) only when asked", (sparkEnabled) => {
    const stack = devStack();
    stack.registry().allowConnectionFrom(stack.workspace(), { sparkEnabled });
    expect(synthesized(stack).resource({ armType: OUTBOUND_RULES }).properties).toHaveProperty(
      "destination.sparkEnabled",
      sparkEnabled,
    );
  });

  it("gives the computes a role that only reads, in place of AzureML Registry User (S0-RBC-32)", () => {
    const stack = devStack();
    const reader = new CustomRole(stack, "RegistryReader", {
      definition: CUSTOM_ROLES.registryReader,
      assignableScopes: [stack.resourceGroup.id],
    });
    stack.registry().allowConnectionFrom(stack.workspace(), { computeRole: reader });
    expect(stack).toHaveResourceCount(ROLE_ASSIGNMENT, 2);
    expect(stack).not.toHaveResource(ROLE_ASSIGNMENT, { role_definition_id: REGISTRY_USER });
    const assignment = at(
      synthesized(stack),
      "aml-dev/Workspace/AllowDevRegistryAccess/ComputeIdentity/RegistryReader/Resource",
    );
    expect(assignment).toDependOn(reader.resource);
  });

  it("gives computes that share an identity no second role", () => {
    const stack = devStack();
    const connection = stack.registry().allowConnectionFrom(stack.workspace(), { computeRole: false });
    expect(connection.computeGrant).toBeUndefined();
    expect(rolesIn(stack)).toEqual(["Workspace_Identity Azure AI Enterprise Network Connection Approver"]);
  });

  it("gives the workspace's identity an extra role, which the delay waits for", () => {
    const stack = devStack();
    stack.registry().allowConnectionFrom(stack.workspace(), { extraApproverRole: ROLES.azureAiAdministrator });
    expect(rolesIn(stack)).toEqual([
      "Workspace_ComputeIdentity AzureML Registry User",
      "Workspace_Identity Azure AI Administrator",
      "Workspace_Identity Azure AI Enterprise Network Connection Approver",
    ]);
    const model = synthesized(stack);
    const path = "aml-dev/Workspace/AllowDevRegistryAccess";
    expect(at(model, `${path}/RolePropagation/Resource`)).toDependOn(
      at(model, `${path}/WorkspaceIdentity/ExtraApprover/Resource`),
    );
  });

  it("has no way to leave the sub-resource out or to name another (S0-OUT-08)", () => {
    const stack = devStack();
    stack.registry().allowConnectionFrom(stack.workspace(), { ...({ subresourceTarget: undefined } as object) });
    expect(stack).toHaveAzapiResource(OUTBOUND_RULES, {
      properties: { destination: { subresourceTarget: "amlregistry" } },
    });
  });
});

describe("allowConnectionFrom across environments", () => {
  it("makes everything beside the workspace, nothing beside the registry (S0-OUT-03, S0-RBC-16, S0-RBC-17, S0-PRO-15)", () => {
    const { dev, prod } = devAndProd();
    const devRegistry = dev.registry();
    devRegistry.allowConnectionFrom(prod.workspace());
    expect(rolesIn(dev)).toEqual([]);
    expect(rulesIn(dev)).toEqual([]);
    expect(rolesIn(prod)).toEqual([
      "Workspace_ComputeIdentity AzureML Registry User",
      "Workspace_Identity Azure AI Enterprise Network Connection Approver",
    ]);
    expect(rulesIn(prod)).toEqual(["AllowDevRegistryAccess"]);
    const model = synthesized(dev.node.root as never);
    expect(model.stack("aml-prod").dependencies()).toEqual([model.stack("aml-dev")]);
    expect(model.stack("aml-dev").dependencies()).toEqual([]);
    for (const resource of model.resources({ type: ROLE_ASSIGNMENT })) {
      expect(resource).toDependOnTransitively(resourceOf(model, devRegistry.resource));
    }
  });

  it("leads no depends_on out of a stack (S0-OUT-06)", () => {
    const { dev, prod } = devAndProd();
    dev.registry().allowConnectionFrom(prod.workspace());
    const model = synthesized(dev.node.root as never);
    expect(model).toHaveNoErrors();
    for (const resource of model.resources({ stack: "aml-prod" })) {
      for (const address of (resource.get("depends_on") ?? []) as string[]) {
        expect(model.resource(`aml-prod/${address}`)).toBeDefined();
      }
    }
  });

  it("gives two environments three rules, chained in the order of the calls (S0-OUT-02, S0-OUT-03, S0-OUT-07, S0-OUT-11, S0-ARC-07)", () => {
    const { dev, prod } = devAndProd();
    const [devRegistry, prodRegistry] = [dev.registry(), prod.registry()];
    const prodWorkspace = prod.workspace();
    devRegistry.allowConnectionFrom(dev.workspace());
    prodRegistry.allowConnectionFrom(prodWorkspace);
    devRegistry.allowConnectionFrom(prodWorkspace);
    expect(rulesIn(dev)).toEqual(["AllowDevRegistryAccess"]);
    expect([...rulesIn(prod)].sort()).toEqual(["AllowDevRegistryAccess", "AllowProdRegistryAccess"]);
    const model = synthesized(dev.node.root as never);
    expect(at(model, "aml-prod/Workspace/OutboundRules/AllowDevRegistryAccess")).toDependOn(
      at(model, "aml-prod/Workspace/OutboundRules/AllowProdRegistryAccess"),
    );
    expect(model).toHaveResourceCount(REGISTRIES, 2);
    expect(model).toHaveResourceCount(ROLE_ASSIGNMENT, 6);
  });

  it("serves two environments with one registry (S0-ARC-08)", () => {
    const { dev, prod } = devAndProd();
    const registry = dev.registry();
    for (const stack of [dev, prod]) registry.allowConnectionFrom(stack.workspace());
    for (const stack of [dev, prod]) {
      expect(rulesIn(stack)).toEqual(["AllowDevRegistryAccess"]);
      expect(rolesIn(stack)).toEqual([
        "Workspace_ComputeIdentity AzureML Registry User",
        "Workspace_Identity Azure AI Enterprise Network Connection Approver",
      ]);
    }
    expect(synthesized(dev.node.root as never)).toHaveResourceCount(REGISTRIES, 1);
  });

  it("protects a registry that another environment needs (S0-PRO-15, S0-REG-11)", () => {
    const { dev, prod } = devAndProd();
    const [devRegistry, prodRegistry] = [dev.registry(), prod.registry()];
    const workspace = prod.workspace();
    prodRegistry.allowConnectionFrom(workspace);
    devRegistry.allowConnectionFrom(workspace);
    expect(dev).toHaveAzapiResource(REGISTRIES, { lifecycle: { prevent_destroy: true } });
    expect(prod).not.toHaveAzapiResource(REGISTRIES, { lifecycle: { prevent_destroy: true } });
  });

  it("leaves it unprotected with preventDestroy: false (S0-REG-11)", () => {
    const { dev, prod } = devAndProd();
    dev.registry({ preventDestroy: false }).allowConnectionFrom(prod.workspace());
    expect(dev).not.toHaveAzapiResource(REGISTRIES, { lifecycle: { prevent_destroy: true } });
  });

  it("keeps what else was said of its lifecycle (S0-REG-11)", () => {
    const { dev, prod } = devAndProd();
    const registry = dev.registry();
    registry.resource.lifecycle = { ignoreChanges: ["tags"] };
    registry.allowConnectionFrom(prod.workspace());
    expect(dev).toHaveAzapiResource(REGISTRIES, { lifecycle: { ignore_changes: ["tags"], prevent_destroy: true } });
  });

  it("lets a lock wait for nothing of another stack (S0-REG-11)", () => {
    const { dev, prod } = devAndProd();
    dev.registry({ lock: true }).allowConnectionFrom(prod.workspace());
    expect(synthesized(dev.node.root as never)).toHaveNoErrors();
  });
});

describe("allowConnectionFrom in the role matrix", () => {
  const matrixOf = (stack: EnvironmentStack) =>
    RoleMatrix.of(stack.node.root).rows.map((row) => [
      `${row.principalEnvironment} ${row.principalKind}`,
      `${row.scopeEnvironment} ${row.scope}`,
      row.reason,
    ]);

  it("names the environment and why (S0-RBC-09, S0-RBC-15)", () => {
    const stack = devStack();
    stack.registry().allowConnectionFrom(stack.workspace(), { extraApproverRole: ROLES.azureAiAdministrator });
    expect(matrixOf(stack).sort()).toEqual([
      [
        "dev compute-identity",
        "dev aml-dev/Registry",
        "reads and publishes models, data and environments of its own environment",
      ],
      [
        "dev workspace-identity",
        "dev aml-dev/Registry",
        "approves private endpoints of registries, which the approver role's published actions don't include",
      ],
      [
        "dev workspace-identity",
        "dev aml-dev/Registry",
        "approves the private endpoint that the outbound rule to the registry creates",
      ],
    ]);
  });

  it("says that another environment's registry is used, with either role of the computes (S0-RBC-16, S0-RBC-17)", () => {
    const { dev, prod } = devAndProd();
    const registry = dev.registry();
    registry.allowConnectionFrom(prod.workspace());
    registry.allowConnectionFrom(prod.workspace("Reading"), { computeRole: ROLES.reader });
    const computes = [
      "prod compute-identity",
      "dev aml-dev/Registry",
      "reads promoted models and environments, and their images, where they were first published",
    ];
    const workspaces = [
      "prod workspace-identity",
      "dev aml-dev/Registry",
      "approves the private endpoint that the outbound rule to the other environment's registry creates",
    ];
    expect(matrixOf(prod).sort()).toEqual([computes, computes, workspaces, workspaces]);
  });

  it("gives a registry that is known by its rule to no environment", () => {
    const stack = devStack();
    const shared = AmlRegistry.fromRegistryId(stack, "Shared", "${var.registry}", { ruleName: "Shared" });
    shared.allowConnectionFrom(stack.workspace());
    expect(matrixOf(stack).map(([, scope]) => scope)).toEqual(Array(2).fill("null aml-dev/Shared"));
  });
});

describe("allowConnectionFrom, many times", () => {
  it("connects n workspaces to m registries (S1-REG-12)", () => {
    const { dev, prod } = devAndProd();
    const registries = [dev.registry(), dev.registry({ registryName: "mlrdevcc02" }, "Second")];
    const workspaces = [dev.workspace(), dev.workspace("SecondWorkspace"), prod.workspace()];
    for (const workspace of workspaces) {
      for (const registry of registries) {
        registry.allowConnectionFrom(workspace, { ruleName: `Allow${registry.node.id}Access` });
      }
    }
    const model = synthesized(dev.node.root as never);
    expect(model).toHaveResourceCount(OUTBOUND_RULES, 6);
    expect(model).toHaveResourceCount(ROLE_ASSIGNMENT, 12);
  });

  it("refuses a second connection of the same two, by the construct of the first", () => {
    const stack = devStack();
    const registry = stack.registry();
    const workspace = stack.workspace();
    registry.allowConnectionFrom(workspace);
    expect(() => registry.allowConnectionFrom(workspace, { ruleName: "AgainAccess" })).toThrow(
      'aml-dev/Registry.allowConnectionFrom: got "aml-dev/Workspace"; allowed: a workspace that is not connected to this registry yet; aml-dev/Workspace/AllowDevRegistryAccess already connects it',
    );
  });

  it("refuses a second connection to a registry that was imported twice", () => {
    const stack = devStack();
    const workspace = stack.workspace();
    const registryId =
      "/subscriptions/s/resourceGroups/rg/providers/Microsoft.MachineLearningServices/registries/mlrdevcc01";
    const once = AmlRegistry.fromRegistryId(stack, "Once", registryId, { ruleName: "First" });
    const twice = AmlRegistry.fromRegistryId(stack, "Twice", registryId.toUpperCase(), { ruleName: "Second" });
    once.allowConnectionFrom(workspace);
    expect(() => twice.allowConnectionFrom(workspace)).toThrow("aml-dev/Workspace/First already connects it");
  });

  it("connects two registries whose ids only Terraform knows", () => {
    const stack = devStack();
    const workspace = stack.workspace();
    for (const name of ["First", "Second"]) {
      const registryId = `\${var.${name}}`;
      AmlRegistry.fromRegistryId(stack, name, registryId, { ruleName: `${name}Access` }).allowConnectionFrom(workspace);
    }
    expect(rulesIn(stack)).toHaveLength(2);
  });

  it("asks for a rule name where two registries of one environment would share one", () => {
    const stack = devStack();
    const workspace = stack.workspace();
    stack.registry().allowConnectionFrom(workspace);
    const second = stack.registry({ registryName: "mlrdevcc02" }, "Second");
    expect(() => second.allowConnectionFrom(workspace)).toThrow(
      'aml-dev/Second.ruleName: got "AllowDevRegistryAccess"; allowed: a rule name that is unique in the workspace',
    );
    second.allowConnectionFrom(workspace, { ruleName: "AllowSecondRegistryAccess" });
    expect([...rulesIn(stack)].sort()).toEqual(["AllowDevRegistryAccess", "AllowSecondRegistryAccess"]);
  });

  it.each(["no spaces please", "a", "-begins-with-a-dash", "x".repeat(34)])("refuses the rule name %j", (ruleName) => {
    const stack = devStack();
    const registry = stack.registry();
    expect(() => registry.allowConnectionFrom(stack.workspace(), { ruleName })).toThrow(
      `aml-dev/Registry.ruleName: got "${ruleName}"`,
    );
  });

  it("refuses a rule name that only Terraform knows: it is part of addresses", () => {
    const stack = devStack();
    const registry = stack.registry();
    expect(() => registry.allowConnectionFrom(stack.workspace(), { ruleName: "${var.rule}" })).toThrow(
      "allowed: a literal name",
    );
  });

  it("leaves nothing half made behind what it refuses", () => {
    const stack = devStack();
    const registry = stack.registry();
    const workspace = stack.workspace();
    const before = workspace.node.findAll().length;
    expect(() => registry.allowConnectionFrom(workspace, { ruleName: "a" })).toThrow();
    expect(workspace.node.findAll()).toHaveLength(before);
  });
});
