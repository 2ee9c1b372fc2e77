import { describe, expect, it } from "vitest";
import { ROLE_BUNDLES, type BundleRow } from "../../src/index.js";

const bundles = Object.entries<readonly BundleRow[]>(ROLE_BUNDLES);

describe.each(bundles)("%s", (_, rows) => {
  it("names each row by a key of its own, fit for a Terraform address", () => {
    const keys = rows.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^[A-Z][A-Za-z]+$/);
  });

  it("gives a reason for each row, in one line", () => {
    for (const { reason } of rows) expect(reason).toMatch(/^[a-z][^\n]{20,}[^.\s]$/);
  });

  it("grants a role on a scope once", () => {
    const grants = rows.map(({ role, on }) => `${role.id} ${on}`);
    expect(new Set(grants).size).toBe(grants.length);
  });

  it("grants nobody Owner", () => {
    expect(rows.map(({ role }) => role.name)).not.toContain("Owner");
  });
});

describe("ROLE_BUNDLES", () => {
  it("knows no identity of online endpoints: Azure manages those (S0-RBC-34)", () => {
    expect(bundles.map(([name]) => name)).toEqual([
      "deploymentPrincipal",
      "deploymentPrincipalKeyVault",
      "workspaceIdentity",
      "workspaceIdentityDependent",
      "workspaceIdentityEndpoint",
      "workspaceIdentityCompute",
      "workspaceIdentityRegistry",
      "workspaceIdentityData",
      "workspaceIdentityKubernetes",
      "computeIdentity",
      "computeIdentityRegistry",
      "computeIdentityData",
      "kubernetesIdentity",
      "human",
      "humanRegistry",
      "tier",
      "tierRegistry",
      "crossEnvironmentWorkspace",
      "crossEnvironmentCompute",
    ]);
  });
});
