import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROLES, type Role } from "@org/azure-catalog";
import { App, LocalBackend } from "cdktf";
import { Construct } from "constructs";
import { beforeEach, describe, expect, it } from "vitest";
import {
  checkRoles,
  CUSTOM_ROLES,
  CustomRole,
  enforceRoles,
  isolatedEnvironments,
  noOwner,
  noWideScope,
  noWorkspaceIdentityAsRegistryUser,
  Principal,
  RoleAssignment,
  RoleMatrix,
  RoleScope,
  SCOPE_TYPES,
  type RoleInvariant,
  type ScopeKey,
} from "../../src/index.js";
import { EnvironmentStack, OBJECT_IDS, testApp } from "../platform.js";

let app: Construct;
let dev: EnvironmentStack;
let prod: EnvironmentStack;
let count: number;

beforeEach(() => {
  app = testApp();
  dev = new EnvironmentStack(app, "dev");
  prod = new EnvironmentStack(app, "prod");
  count = 0;
});

const assign = (principal: Principal, role: Pick<Role, "name" | "id">, scope: RoleScope) =>
  new RoleAssignment(dev, `A${(count += 1)}`, { principal, role, scope, reason: "shows an invariant" });
const on = (stack: EnvironmentStack, key: Exclude<ScopeKey, "resourceGroup">) =>
  RoleScope.resource(stack.target(key), SCOPE_TYPES[key], { environmentName: stack.environmentName });
const workspaceOf = (stack: EnvironmentStack) =>
  Principal.workspaceIdentity(stack.identity("workspace"), stack.environmentName);
const computeOf = (stack: EnvironmentStack) =>
  Principal.computeIdentity(stack.identity("compute"), stack.environmentName);
const pathsOf = (check: RoleInvariant) => check(RoleMatrix.of(app)).map(({ row }) => row.path);

describe("isolatedEnvironments", () => {
  it("finds every role of a dev principal in prod (S0-RBC-18)", () => {
    const principals = [
      workspaceOf(dev),
      computeOf(dev),
      Principal.user({ objectId: OBJECT_IDS.scientist, environmentName: "dev" }),
    ];
    const found = principals.map((principal) => assign(principal, ROLES.reader, on(prod, "keyVault")).node.path);
    found.push(assign(computeOf(dev), ROLES.azureMlRegistryUser, on(prod, "registry")).node.path);
    expect(pathsOf(isolatedEnvironments()).sort()).toEqual(found.sort());
  });

  it("S0-RBC-16, S0-RBC-17 lets prod connect to and read the registry of dev", () => {
    assign(computeOf(prod), ROLES.azureMlRegistryUser, on(dev, "registry"));
    assign(workspaceOf(prod), ROLES.networkConnectionApprover, on(dev, "registry"));
    expect(pathsOf(isolatedEnvironments())).toEqual([]);
  });

  it("lets prod only read it by a custom role (S0-RBC-32)", () => {
    const role = new CustomRole(prod, "Reader", {
      definition: CUSTOM_ROLES.registryReader,
      assignableScopes: [prod.group("reg").id],
    });
    assign(computeOf(prod), role, on(dev, "registry"));
    expect(pathsOf(isolatedEnvironments())).toEqual([]);
    expect(pathsOf(isolatedEnvironments({ registryRoles: ["AzureML Registry User"] }))).toHaveLength(1);
  });

  it("lets prod approve connections by a custom role, where the built-in one does not do", () => {
    const role = new CustomRole(prod, "Approver", {
      definition: CUSTOM_ROLES.registryConnectionApprover,
      assignableScopes: [prod.group("reg").id],
    });
    assign(workspaceOf(prod), role, on(dev, "registry"));
    expect(pathsOf(isolatedEnvironments())).toEqual([]);
    expect(pathsOf(isolatedEnvironments({ approverRoles: [ROLES.networkConnectionApprover.name] }))).toHaveLength(1);
  });

  it.each<[string, () => [Principal, Role, RoleScope]]>([
    ["compute on storage", () => [computeOf(prod), ROLES.storageBlobDataReader, on(dev, "storageAccount")]],
    ["compute on a workspace", () => [computeOf(prod), ROLES.azureMlRegistryUser, on(dev, "workspace")]],
    ["compute as another role on the registry", () => [computeOf(prod), ROLES.reader, on(dev, "registry")]],
    ["workspace as a user of the registry", () => [workspaceOf(prod), ROLES.azureMlRegistryUser, on(dev, "registry")]],
    [
      "workspace as approver elsewhere",
      () => [workspaceOf(prod), ROLES.networkConnectionApprover, on(dev, "keyVault")],
    ],
    [
      "a person on the registry",
      () => [
        Principal.user({ objectId: OBJECT_IDS.scientist, environmentName: "prod" }),
        ROLES.azureMlRegistryUser,
        on(dev, "registry"),
      ],
    ],
  ])("finds prod's %s in dev (S0-RBC-19)", (_, grant) => {
    const { node } = assign(...grant());
    expect(pathsOf(isolatedEnvironments())).toEqual([node.path]);
  });

  it("does not evaluate what belongs to no environment", () => {
    assign(Principal.deployment({ objectId: OBJECT_IDS.pipeline }), ROLES.contributor, on(prod, "keyVault"));
    assign(computeOf(dev), ROLES.reader, RoleScope.resourceGroup(dev.group("dns")));
    expect(pathsOf(isolatedEnvironments())).toEqual([]);
  });

  it("lets environments read others as it is told, and in that direction only", () => {
    assign(computeOf(prod), ROLES.azureMlRegistryUser, on(dev, "registry"));
    expect(pathsOf(isolatedEnvironments({ mayReadRegistryOf: { test: ["dev"] } }))).toHaveLength(1);
    expect(pathsOf(isolatedEnvironments({ mayReadRegistryOf: { prod: ["test", "dev"] } }))).toEqual([]);
  });

  it("says what is wrong, where and what to do", () => {
    assign(computeOf(dev), ROLES.reader, on(prod, "keyVault"));
    expect(isolatedEnvironments()(RoleMatrix.of(app))).toEqual([
      {
        rule: "isolated-environments",
        message:
          "aml-dev/A1 gives aml-dev/compute-identity (dev compute-identity) the role Reader on aml-prod/keyVault (prod Microsoft.KeyVault/vaults)",
        fix: expect.stringContaining("remove the role"),
        row: expect.objectContaining({ path: "aml-dev/A1", role: "Reader" }),
      },
    ]);
  });
});

describe("noWorkspaceIdentityAsRegistryUser", () => {
  it("finds a workspace identity that reads a registry, not a compute or person that does (S0-RBC-13)", () => {
    const found = assign(workspaceOf(dev), ROLES.azureMlRegistryUser, on(dev, "registry"));
    assign(workspaceOf(dev), ROLES.networkConnectionApprover, on(dev, "registry"));
    assign(computeOf(dev), ROLES.azureMlRegistryUser, on(dev, "registry"));
    assign(Principal.user({ objectId: OBJECT_IDS.scientist }), ROLES.azureMlRegistryUser, on(dev, "registry"));
    expect(pathsOf(noWorkspaceIdentityAsRegistryUser)).toEqual([found.node.path]);
  });
});

describe("noWideScope", () => {
  it("finds roles on a subscription or management group (S0-RBC-33)", () => {
    const scope = (id: string, resourceType: string): RoleScope => ({
      id,
      resourceType,
      name: id.replaceAll(/\$.*/g, "all"),
      environmentName: "dev",
    });
    const found = [
      assign(
        computeOf(dev),
        ROLES.reader,
        scope(`/subscriptions/${dev.subscription.stringValue}`, "Microsoft.Resources/subscriptions"),
      ),
      assign(
        computeOf(dev),
        ROLES.reader,
        scope("/providers/Microsoft.Management/managementGroups/root", "Microsoft.Management/managementGroups"),
      ),
    ];
    assign(computeOf(dev), ROLES.reader, RoleScope.resourceGroup(dev.group("ws")));
    assign(computeOf(dev), ROLES.reader, on(dev, "keyVault"));
    expect(pathsOf(noWideScope).sort()).toEqual(found.map(({ node }) => node.path).sort());
  });
});

describe("noOwner", () => {
  it("finds Owner and a custom role like it", () => {
    const everything = new CustomRole(dev, "ItAdmin", {
      definition: CUSTOM_ROLES.itAdmin,
      assignableScopes: [dev.group("ws").id],
    });
    const found = [
      assign(computeOf(dev), { name: "Owner", id: ROLES.owner.id.toUpperCase() }, on(dev, "keyVault")),
      assign(computeOf(dev), everything, on(dev, "keyVault")),
    ];
    assign(computeOf(dev), ROLES.contributor, on(dev, "keyVault"));
    assign(computeOf(dev), ROLES.userAccessAdministrator, on(dev, "keyVault"));
    expect(pathsOf(noOwner).sort()).toEqual(found.map(({ node }) => node.path).sort());
  });
});

describe("checkRoles", () => {
  it("asks every standard invariant", () => {
    assign(workspaceOf(dev), ROLES.azureMlRegistryUser, on(prod, "registry"));
    assign(computeOf(dev), ROLES.owner, {
      id: `/subscriptions/${dev.subscription.stringValue}`,
      resourceType: "Microsoft.Resources/subscriptions",
      name: "subscription",
      environmentName: undefined,
    });
    expect(checkRoles(RoleMatrix.of(app)).map(({ rule }) => rule)).toEqual([
      "isolated-environments",
      "no-workspace-identity-as-registry-user",
      "no-wide-scope",
      "no-owner",
    ]);
  });

  it("tells for each finding what to do", () => {
    assign(workspaceOf(dev), ROLES.azureMlRegistryUser, on(prod, "registry"));
    assign(computeOf(dev), ROLES.owner, {
      id: `/subscriptions/${dev.subscription.stringValue}`,
      resourceType: "Microsoft.Resources/subscriptions",
      name: "subscription",
      environmentName: undefined,
    });
    expect(checkRoles(RoleMatrix.of(app)).map(({ fix }) => fix)).toEqual([
      "remove the role; assets of another environment are read only through its registry",
      "grant AzureML Registry User to the compute identity; a workspace identity only needs the connection approver",
      "grant the role on each resource group or resource that it is needed on",
      "grant Contributor, and User Access Administrator only where roles have to be assigned",
    ]);
  });

  it("speaks of what serves all environments without one", () => {
    assign(
      Principal.deployment({ objectId: OBJECT_IDS.pipeline }),
      ROLES.owner,
      RoleScope.resourceGroup(dev.group("dns")),
    );
    expect(checkRoles(RoleMatrix.of(app)).map(({ message }) => message)).toEqual([
      "aml-dev/A1 gives deployment principal (deployment) the role Owner on rg-aml-dns-dev-cc-01 (Microsoft.Resources/resourceGroups)",
    ]);
  });

  it("passes on which environments may read which", () => {
    assign(computeOf(prod), ROLES.azureMlRegistryUser, on(dev, "registry"));
    expect(checkRoles(RoleMatrix.of(app))).toEqual([]);
    expect(checkRoles(RoleMatrix.of(app), { mayReadRegistryOf: {} })).toHaveLength(1);
  });

  it("asks further invariants", () => {
    assign(computeOf(dev), ROLES.reader, on(dev, "keyVault"));
    const nobody: RoleInvariant = ({ rows }) =>
      rows.map((row) => ({ rule: "nobody", message: "no", fix: "stop", row }));
    expect(checkRoles(RoleMatrix.of(app), { more: [nobody] }).map(({ rule }) => rule)).toEqual(["nobody"]);
  });
});

describe("enforceRoles", () => {
  const synth = (prepare: (app: App, prod: EnvironmentStack, dev: EnvironmentStack) => void) => {
    const outdir = mkdtempSync(join(tmpdir(), "rbac-"));
    try {
      const written = new App({ outdir });
      const [devStack, prodStack] = [new EnvironmentStack(written, "dev"), new EnvironmentStack(written, "prod")];
      for (const stack of [devStack, prodStack]) new LocalBackend(stack, { path: "terraform.tfstate" });
      dev = devStack;
      assign(computeOf(devStack), ROLES.reader, on(prodStack, "keyVault"));
      prepare(written, prodStack, devStack);
      written.synth();
    } finally {
      rmSync(outdir, { recursive: true });
    }
  };
  const broken = /isolated-environments: aml-dev\/A1 gives aml-dev\/compute-identity .*; fix: remove the role/;

  it("lets the synth of an app fail, across its stacks", () => {
    expect(() => synth((written) => enforceRoles(written))).toThrow(broken);
  });

  it("lets the synth of a stack fail", () => {
    expect(() => synth((_, __, stack) => enforceRoles(stack))).toThrow(broken);
  });

  it("evaluates a part of a stack by itself", () => {
    expect(() => synth((_, __, stack) => enforceRoles(new Construct(stack, "Part")))).not.toThrow();
  });

  it("evaluates what lies between an app and its stacks", () => {
    expect(() =>
      synth((written) => {
        const between = new Construct(written, "Between");
        const stack = new EnvironmentStack(between, "test");
        new LocalBackend(stack, { path: "terraform.tfstate" });
        new RoleAssignment(stack, "A1", {
          principal: computeOf(stack),
          role: ROLES.owner,
          scope: on(stack, "keyVault"),
          reason: "shows an invariant",
        });
        enforceRoles(between);
      }),
    ).toThrow(/no-owner: Between\/aml-test\/A1/);
  });

  it("lets it be where every invariant holds", () => {
    expect(() => synth((_, stack) => enforceRoles(stack))).not.toThrow();
  });
});
