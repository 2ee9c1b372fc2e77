import { describe, expect, it } from "vitest";
import { signInProblems } from "../../src/terraform/sign-in.js";

/** A machine without the Azure CLI. */
const contextOf = (env: Record<string, string>) => ({
  env,
  runProgram: () => Promise.reject(Object.assign(new Error("spawn az ENOENT"), { code: "ENOENT" })),
});
const problems = async (env: Record<string, string>, remoteState = false) =>
  (await signInProblems({ remoteState }, contextOf(env))).map(({ value }) => value);

describe("sign-in by the environment (S0-DEP-04)", () => {
  it.each<[string, Record<string, string>]>([
    ["a secret", { ARM_CLIENT_ID: "id", ARM_CLIENT_SECRET: "s" }],
    ["a secret in a file", { ARM_CLIENT_ID_FILE_PATH: "i", ARM_CLIENT_SECRET_FILE_PATH: "s" }],
    ["a certificate", { ARM_CLIENT_ID: "id", ARM_CLIENT_CERTIFICATE_PATH: "c.pfx" }],
    ["a certificate's content", { ARM_CLIENT_ID: "id", ARM_CLIENT_CERTIFICATE: "YQ==" }],
    ["a token", { ARM_USE_OIDC: "true", ARM_CLIENT_ID: "id", ARM_OIDC_TOKEN_FILE_PATH: "t" }],
    ["GitHub's token", { ARM_USE_OIDC: "1", ARM_CLIENT_ID: "id", ACTIONS_ID_TOKEN_REQUEST_URL: "https://x" }],
    ["Azure DevOps' token", { ARM_USE_OIDC: "TRUE", ARM_CLIENT_ID: "id", SYSTEM_OIDCREQUESTURI: "https://x" }],
    ["a managed identity", { ARM_USE_MSI: "true" }],
    ["a workload identity", { ARM_USE_AKS_WORKLOAD_IDENTITY: "1" }],
  ])("is by %s", async (_, env) => {
    expect(await problems(env)).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    ["a secret without its application", { ARM_CLIENT_SECRET: "s" }, "ARM_CLIENT_SECRET without ARM_CLIENT_ID or"],
    ["an empty application", { ARM_CLIENT_SECRET: "s", ARM_CLIENT_ID: "" }, "ARM_CLIENT_SECRET without ARM_CLIENT_ID"],
    ["OIDC without a token", { ARM_USE_OIDC: "true", ARM_CLIENT_ID: "id" }, "ARM_USE_OIDC without ARM_OIDC_TOKEN or"],
  ])("is refused for %s", async (_, env, message) => {
    expect(await problems(env)).toEqual([expect.stringContaining(message)]);
  });

  it("needs the tenant as well where an application reads the state in Azure", async () => {
    const application = { ARM_CLIENT_ID: "id", ARM_CLIENT_SECRET: "s" };
    expect(await problems(application, true)).toEqual(["ARM_CLIENT_SECRET without ARM_TENANT_ID"]);
    expect(await problems({ ...application, ARM_TENANT_ID: "tenant" }, true)).toEqual([]);
  });

  it("never repeats a secret", async () => {
    expect(
      JSON.stringify(await signInProblems({ remoteState: true }, contextOf({ ARM_CLIENT_SECRET: "do-not-show" }))),
    ).not.toContain("do-not-show");
  });
});
