import { ROLES } from "@org/azure-catalog";
import fc from "fast-check";
import type { Construct } from "constructs";
import { beforeEach, describe, expect, it } from "vitest";
import {
  BundleGrant,
  computeIdentityRegistryBundle,
  CUSTOM_ROLES,
  CustomRole,
  deploymentPrincipalBundle,
  Principal,
  RoleAssignment,
  RoleMatrix,
  RoleScope,
  SCOPE_TYPES,
  type RoleMatrixRow,
} from "../../src/index.js";
import { EnvironmentStack, OBJECT_IDS, testApp } from "../platform.js";

let app: Construct;
let dev: EnvironmentStack;
let prod: EnvironmentStack;

const readRegistry = (stack: EnvironmentStack) =>
  new BundleGrant(stack, "Compute", {
    bundle: computeIdentityRegistryBundle(),
    principal: Principal.computeIdentity(stack.identity("compute"), stack.environmentName),
    scopes: stack.scopes,
    environmentName: stack.environmentName,
  });

beforeEach(() => {
  app = testApp();
  prod = new EnvironmentStack(app, "prod");
  dev = new EnvironmentStack(app, "dev");
  readRegistry(prod);
  readRegistry(dev);
  new BundleGrant(dev, "Deployment", {
    bundle: deploymentPrincipalBundle(),
    principal: Principal.deployment({ objectId: OBJECT_IDS.pipeline }),
    scopes: dev.scopes,
    environmentName: "dev",
  });
});

describe("RoleMatrix", () => {
  it("tells who has which role where, and why", () => {
    expect(RoleMatrix.of(prod).rows).toEqual([
      {
        principal: "aml-prod/compute-identity",
        principalKind: "compute-identity",
        principalEnvironment: "prod",
        role: "AzureML Registry User",
        roleId: "1823dd4f-9b8c-4ab6-ab4e-7397a3684615",
        owner: false,
        scope: "aml-prod/registry",
        scopeType: "Microsoft.MachineLearningServices/registries",
        scopeEnvironment: "prod",
        condition: null,
        eligible: false,
        reason: "reads and publishes models, data and environments of its own environment",
        path: "aml-prod/Compute/AzureMlRegistryUser",
      },
    ]);
  });

  it("gathers the assignments of every stack, ordered by environment, kind, scope and role", () => {
    expect(RoleMatrix.of(app).rows.map(({ path }) => path)).toEqual([
      "aml-dev/Deployment/Contributor",
      "aml-dev/Deployment/NetworkContributor",
      "aml-dev/Deployment/UserAccessAdministrator",
      "aml-dev/Compute/AzureMlRegistryUser",
      "aml-prod/Compute/AzureMlRegistryUser",
    ]);
  });

  it("puts what no environment owns first, and a principal's roles in its own order of environments", () => {
    const [row] = RoleMatrix.of(prod).rows as [RoleMatrixRow];
    const order = (rows: Partial<RoleMatrixRow>[], column: keyof RoleMatrixRow) =>
      RoleMatrix.fromRows(rows.map((change) => ({ ...row, ...change }))).rows.map((sorted) => sorted[column]);
    const environments = [
      { principalEnvironment: "prod" },
      { principalEnvironment: null },
      { principalEnvironment: "dev" },
    ];
    expect(order(environments, "principalEnvironment")).toEqual([null, "dev", "prod"]);
    const scopes = [
      { scopeEnvironment: "prod", scope: "a" },
      { scopeEnvironment: null, scope: "c" },
      { scopeEnvironment: "dev", scope: "b" },
    ];
    expect(order(scopes, "scope")).toEqual(["c", "b", "a"]);
  });

  it("is the same in whatever order the rows come", () => {
    const { rows } = RoleMatrix.of(app);
    fc.assert(
      fc.property(fc.shuffledSubarray([...rows], { minLength: rows.length }), (shuffled) => {
        expect(RoleMatrix.fromRows(shuffled).rows).toEqual(rows);
      }),
    );
  });

  it("is data that JSON keeps whole", () => {
    const matrix = RoleMatrix.of(app);
    expect(RoleMatrix.fromRows(JSON.parse(JSON.stringify(matrix)))).toEqual(matrix);
  });

  it("is a Markdown table", () => {
    expect(RoleMatrix.of(prod).toMarkdown()).toBe(
      [
        "| Principal | Role | Scope | Why |",
        "| --- | --- | --- | --- |",
        "| aml-prod/compute-identity (prod compute-identity) | AzureML Registry User | aml-prod/registry (prod Microsoft.MachineLearningServices/registries) | reads and publishes models, data and environments of its own environment |",
        "",
      ].join("\n"),
    );
  });

  it("calls what serves all environments by its kind alone", () => {
    expect(RoleMatrix.of(dev).toMarkdown()).toContain("| deployment principal (deployment) | Contributor |");
  });

  it("says in Markdown what an assignment is narrowed to", () => {
    new RoleAssignment(prod, "Narrow", {
      principal: Principal.user({ objectId: OBJECT_IDS.scientist, environmentName: "prod" }),
      role: ROLES.storageBlobDataReader,
      scope: RoleScope.resource(prod.target("storageAccount"), SCOPE_TYPES.storageAccount),
      reason: "reads one container",
      condition: "name StringEquals 'data'",
    });
    expect(RoleMatrix.of(prod).toMarkdown()).toContain("| reads one container; only where name StringEquals 'data' |");
  });

  it("marks eligible roles, and a role that becomes eligible is a difference", () => {
    const group = Principal.group({ objectId: OBJECT_IDS.team, name: "on call" });
    const matrixOf = (eligible: boolean) => {
      const stack = new EnvironmentStack(testApp(), "test");
      new RoleAssignment(stack, "OnCall", {
        principal: group,
        role: ROLES.reader,
        scope: RoleScope.resourceGroup(stack.group("ws")),
        reason: "works on incidents",
        eligible,
      });
      return RoleMatrix.of(stack);
    };
    expect(matrixOf(true).toMarkdown()).toContain("| Reader (eligible) |");
    expect(RoleMatrix.diff(matrixOf(false), matrixOf(true)).granted.rows).toHaveLength(1);
  });

  it("is comma-separated values with a header", () => {
    const [header, row, rest] = RoleMatrix.of(prod).toCsv().split("\r\n");
    expect(header).toBe(
      '"principal","principalKind","principalEnvironment","role","roleId","scope","scopeType","scopeEnvironment","condition","eligible","reason","path"',
    );
    expect(row).toMatch(/^"aml-prod\/compute-identity","compute-identity","prod","AzureML Registry User","1823dd4f-/);
    expect(row).toContain('"prod","","false","reads and publishes');
    expect(rest).toBe("");
  });

  it("leaves the GUID of a custom role out, which Terraform computes", () => {
    const role = new CustomRole(prod, "Role", {
      definition: CUSTOM_ROLES.itAdmin,
      assignableScopes: [prod.group("ws").id],
    });
    new RoleAssignment(prod, "Admin", {
      principal: Principal.group({ objectId: OBJECT_IDS.team, name: "operators" }),
      role,
      scope: RoleScope.resourceGroup(prod.group("ws"), { environmentName: "prod" }),
      reason: "runs the platform",
    });
    const [row] = RoleMatrix.of(prod).filter(({ principal }) => principal === "operators").rows;
    expect(row).toMatchObject({ role: "AML IT Admin", roleId: null, owner: true });
  });
});

describe("RoleMatrix.diff", () => {
  const paths = (matrix: RoleMatrix) => matrix.rows.map(({ path }) => path);

  it("tells what is newly granted and what no longer", () => {
    const before = RoleMatrix.of(dev);
    const { granted, removed } = RoleMatrix.diff(before, RoleMatrix.of(prod));
    expect(paths(granted)).toEqual(["aml-prod/Compute/AzureMlRegistryUser"]);
    expect(paths(removed)).toEqual(paths(before));
  });

  it("finds nothing between a matrix and itself", () => {
    const matrix = RoleMatrix.of(app);
    const { granted, removed } = RoleMatrix.diff(matrix, matrix);
    expect([...granted.rows, ...removed.rows]).toEqual([]);
  });

  const changed = (change: Partial<RoleMatrixRow>) => {
    const before = RoleMatrix.of(prod);
    const after = RoleMatrix.fromRows(before.rows.map((row) => ({ ...row, ...change })));
    const { granted, removed } = RoleMatrix.diff(before, after);
    return [granted.rows.length, removed.rows.length];
  };

  it.each<Partial<RoleMatrixRow>>([
    { reason: "says it in other words" },
    { path: "aml-prod/Elsewhere" },
    { role: "Renamed by Microsoft" },
  ])("takes %j for no difference", (change) => {
    expect(changed(change)).toEqual([0, 0]);
  });

  it.each<Partial<RoleMatrixRow>>([
    { principal: "someone" },
    { principalKind: "user" },
    { roleId: ROLES.reader.id },
    { roleId: null },
    { scope: "elsewhere" },
    { scopeType: SCOPE_TYPES.workspace },
    { condition: "narrowed" },
  ])("takes %j for one", (change) => {
    expect(changed(change)).toEqual([1, 1]);
  });

  it("keeps the rows that both have out of either side", () => {
    const { rows } = RoleMatrix.of(app);
    fc.assert(
      fc.property(fc.subarray([...rows]), fc.subarray([...rows]), (before, after) => {
        const { granted, removed } = RoleMatrix.diff(RoleMatrix.fromRows(before), RoleMatrix.fromRows(after));
        const only = (those: readonly RoleMatrixRow[], others: readonly RoleMatrixRow[]) =>
          paths(RoleMatrix.fromRows(those.filter((row) => !others.includes(row))));
        expect(paths(granted)).toEqual(only(after, before));
        expect(paths(removed)).toEqual(only(before, after));
      }),
    );
  });
});
