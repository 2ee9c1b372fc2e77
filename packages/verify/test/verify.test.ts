import { describe, expect, it } from "vitest";
import { changed, GROUP, VAULT, verifySmall } from "./support/small-deployment.js";

const error = (status: number, code: string, message = "…") => ({ status, body: { error: { code, message } } });

describe("verify", () => {
  it("finds nothing in what is as it was deployed, however Azure writes it", async () => {
    const { found, requests } = await verifySmall();
    expect(found).toEqual([]);
    expect(requests).toBe(7);
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

  it("finds a third value of what is enabled or disabled", async () => {
    const { found } = await verifySmall({
      live: changed("azurerm_key_vault.main", { publicNetworkAccess: "SecuredByPerimeter" }),
    });
    expect(found).toEqual([expect.stringContaining("public_network_access_enabled is SecuredByPerimeter in Azure")]);
  });

  it("places findings in the files of the configuration", async () => {
    const { report } = await verifySmall({ live: { [VAULT]: undefined } });
    expect(report.findings.find(({ rule }) => rule === "verify/resource-missing")?.file).toBe("dev/cdk.tf.json");
  });

  it("warns of changed tags", async () => {
    const { report } = await verifySmall({
      live: changed("azurerm_resource_group.main", {}, { tags: { environment: "dev", by: "hand" } }),
    });
    expect(report.findings.filter(({ rule }) => rule === "verify/setting-changed")).toMatchObject([
      { severity: "warning", message: "tags.by is hand in Azure, not set was deployed" },
    ]);
  });

  it("runs the security checks over changed tags, whose names may have dots", async () => {
    const { report } = await verifySmall({
      live: changed("azurerm_key_vault.main", {}, { tags: { environment: "dev", "cost.center": "17" } }),
      options: { requiredTags: ["cost.center"] },
    });
    const missing = report.findings.filter(({ rule }) => rule === "tags-missing");
    expect(missing.map(({ address }) => address)).not.toContain("azurerm_key_vault.main");
    expect(missing.map(({ message }) => message)).toContain("lacks cost.center");
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

  it("never passes with another threshold or severity, or because a baseline has it", async () => {
    const answers = (path: string) => (path.endsWith("/vaults") ? error(403, "AuthorizationFailed") : undefined);
    const before = await verifySmall({ answers });
    for (const options of [
      { threshold: "error" },
      { threshold: "error", undecided: { rules: "note" } },
      { baseline: before.report },
    ] as const) {
      const { report } = await verifySmall({ answers, options });
      expect(report.passed).toBe(false);
    }
  });

  it("is what Azure answers with a 404 that says nothing about the resource", async () => {
    const answers = (path: string) =>
      path.endsWith("/publicIPAddresses") ? error(404, "InvalidResourceType") : undefined;
    expect((await verifySmall({ answers })).found).toEqual([
      expect.stringContaining(
        "verify/not-read azurerm_resource_group.main: which public addresses it has is not known",
      ),
    ]);
  });

  it("is what a proxy answers", async () => {
    const answers = (path: string) =>
      path.endsWith("/publicIPAddresses") ? { status: 200, body: "a page" } : undefined;
    expect((await verifySmall({ answers })).found).toEqual([
      expect.stringContaining("Azure, or a proxy instead of it, answered 200 with no JSON object"),
    ]);
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
    ["an error without a message", { status: 500, body: {} }, ": Azure answered 500"],
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

  it("is two states of one stack", async () => {
    const state = { name: "dev", resources: [] } as const;
    const states = [
      { ...state, file: "a.tfstate" },
      { ...state, file: "b.tfstate" },
    ];
    expect(await refusal({ options: { states: states as never } })).toMatchObject({
      path: "dev",
      value: "it has two states, a.tfstate and b.tfstate",
    });
  });

  it("is the state of another environment", async () => {
    const state = Object.fromEntries(
      ["azurerm_resource_group.main", "azurerm_key_vault.main", "azapi_resource.registry"].map((address) => [
        address,
        { id: GROUP.replace("dev", "prod"), name: "rg-prod", location: "canadacentral" },
      ]),
    );
    expect(await refusal({ state })).toMatchObject({
      path: "dev",
      value: "its state has other names, such as rg-prod for azurerm_resource_group.main",
    });
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
