import { describe, expect, it } from "vitest";
import { changed, GROUP, VAULT, verifySmall } from "./support/small-deployment.js";

const error = (status: number, code: string, message = "…") => ({ status, body: { error: { code, message } } });

describe("verify", () => {
  it("finds nothing in what is as it was deployed, however Azure writes it", async () => {
    const { found, requests } = await verifySmall();
    expect(found).toEqual([]);
    expect(requests).toBe(6);
  });

  it("names what is missing", async () => {
    const { found } = await verifySmall({ live: { [VAULT]: undefined } });
    expect(found).toEqual([`verify/resource-missing azurerm_key_vault.main: doesn't exist in Azure: ${VAULT}`]);
  });

  it("names what was changed, and runs the security checks over it", async () => {
    const { report, found } = await verifySmall({
      live: changed("azurerm_key_vault.main", { publicNetworkAccess: "Enabled" }),
    });
    expect(found).toEqual([
      "verify/setting-changed azurerm_key_vault.main: public_network_access_enabled is true in Azure, false was deployed",
    ]);
    const [first] = report.findings.filter(({ rule }) => rule === "verify/setting-changed");
    expect(first?.values).toEqual({ deployed: false, live: true });
    const security = report.findings.filter(
      ({ rule, address }) => rule === "vault-public-access" && address === "azurerm_key_vault.main",
    );
    expect(security).toHaveLength(1);
    expect(report.passed).toBe(false);
  });

  it("warns of changed tags", async () => {
    const { report } = await verifySmall({
      live: changed("azurerm_resource_group.main", {}, { tags: { environment: "dev", by: "hand" } }),
    });
    expect(report.findings.filter(({ rule }) => rule === "verify/setting-changed")).toMatchObject([
      { severity: "warning", message: "tags.by is hand in Azure, not set was deployed" },
    ]);
  });

  it("never shows what the state marks as sensitive", async () => {
    const { report, found } = await verifySmall({
      live: changed("azapi_resource.registry", { discoveryUrl: "hidden-after" }),
    });
    expect(found).toEqual([
      "verify/setting-changed azapi_resource.registry: body.properties.discoveryUrl is another one in Azure, a secret was deployed",
    ]);
    expect(JSON.stringify(report)).not.toMatch(/hidden-/);
  });

  it("says what the configuration has and the state hasn't", async () => {
    const { found } = await verifySmall({ state: { "azapi_resource.registry": undefined } });
    expect(found).toEqual(["verify/not-applied : azapi_resource.registry of the configuration wasn't applied"]);
  });

  it("notes what it can't compare", async () => {
    const { found } = await verifySmall({
      state: { "azurerm_spring_cloud.x": { id: `${GROUP}/providers/Microsoft.AppPlatform/Spring/x` } },
    });
    expect(found).toEqual([
      "verify/not-compared azurerm_spring_cloud.x: is a azurerm_spring_cloud, which isn't compared with Azure",
    ]);
  });
});

describe("what can't be read", () => {
  it("is undecided, with the missing action, and never passes", async () => {
    const { report, found } = await verifySmall({
      answers: (path) => (path.endsWith("/vaults") ? error(403, "AuthorizationFailed") : undefined),
    });
    expect(found).toEqual([
      "verify/not-read azurerm_key_vault.main: it is not known: the signed-in principal lacks the action Microsoft.KeyVault/vaults/read, which the role Reader has",
    ]);
    expect(report.findings.find(({ rule }) => rule === "verify/not-read")?.state).toBe("undecided");
    expect(report.passed).toBe(false);
  });

  it("includes who has roles", async () => {
    const { found, report } = await verifySmall({
      answers: (path) => (path.endsWith("/roleAssignments") ? error(403, "AuthorizationFailed") : undefined),
    });
    expect(found).toEqual([
      expect.stringContaining(
        "who has roles in rg-dev is not known: the signed-in principal lacks the action Microsoft.Authorization/roleAssignments/read",
      ),
    ]);
    expect(report.passed).toBe(false);
  });

  it.each([
    ["a lost connection", "no connection" as const, "Azure did not answer (socket hang up)"],
    ["throttling", error(429, "TooManyRequests"), "Azure still asked to wait after several attempts"],
    ["an error of Azure", error(500, "InternalServerError", "Try later"), "Azure answered 500 Try later"],
  ])("is undecided after %s", async (_, answer, message) => {
    const { found, report } = await verifySmall({ answers: (path) => (path.endsWith("/vaults") ? answer : undefined) });
    expect(found).toEqual([expect.stringContaining(message)]);
    expect(report.passed).toBe(false);
  });
});

describe("bad input", () => {
  const refusal = (changes: Parameters<typeof verifySmall>[0]) =>
    verifySmall(changes).then(
      () => undefined,
      (thrown: { path: string; value: string; fix: string }) => thrown,
    );

  it("is an expired token", async () => {
    expect(
      await refusal({
        answers: () =>
          error(401, "ExpiredAuthenticationToken", "The access token expiry UTC time is earlier than now."),
      }),
    ).toMatchObject({
      name: "VerifyInputError",
      path: "sign-in",
      fix: expect.stringContaining("az login"),
    });
  });

  it("is a subscription that the signed-in principal doesn't find", async () => {
    expect(
      await refusal({
        answers: (path) => (/^\/subscriptions\/[^/]+$/.test(path) ? error(404, "SubscriptionNotFound") : undefined),
      }),
    ).toMatchObject({
      path: expect.stringContaining("subscription "),
      value: "the signed-in principal doesn't find it",
    });
  });

  it("is a subscription of another tenant", async () => {
    const answers = (path: string) =>
      /^\/subscriptions\/[^/]+$/.test(path) ? { status: 200, body: { tenantId: "another" } } : undefined;
    expect(await refusal({ answers })).toMatchObject({
      value: expect.stringContaining("it belongs to the tenant another"),
    });
  });

  it("is a stack that was never applied", async () => {
    const state = {
      "azurerm_resource_group.main": undefined,
      "azurerm_key_vault.main": undefined,
      "azapi_resource.registry": undefined,
    };
    expect(await refusal({ state })).toMatchObject({
      path: "dev",
      value: expect.stringContaining("it was never applied"),
    });
    expect(await refusal({ options: { states: [] } })).toMatchObject({ path: "dev", value: "it has no state" });
  });

  it("is the state of another platform", async () => {
    const state = {
      "azurerm_resource_group.main": undefined,
      "azurerm_key_vault.main": undefined,
      "azapi_resource.registry": undefined,
      "azurerm_resource_group.other": { id: GROUP },
    };
    expect(await refusal({ state })).toMatchObject({
      path: "dev",
      value: "its state has none of its resources, but azurerm_resource_group.other",
    });
  });
});
