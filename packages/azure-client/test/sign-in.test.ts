import { describe, expect, it } from "vitest";
import { signIn } from "../src/index.js";

const PRINCIPAL = {
  ARM_CLIENT_ID: "00000000-0000-0000-0000-00000000000c",
  ARM_TENANT_ID: "00000000-0000-0000-0000-00000000000d",
};

describe("signIn", () => {
  const credentialFor = async (env: Record<string, string>) => (await signIn({ env })).constructor.name;

  it.each([
    ["a secret", { ...PRINCIPAL, ARM_CLIENT_SECRET: "not a real one" }, "ClientSecretCredential"],
    [
      "a federated token in a file",
      { ...PRINCIPAL, AZURE_FEDERATED_TOKEN_FILE: "token" },
      "WorkloadIdentityCredential",
    ],
    [
      "GitHub Actions",
      { ...PRINCIPAL, ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.test", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "x" },
      "ClientAssertionCredential",
    ],
    ["a managed identity, if asked for", { ARM_USE_MSI: "true" }, "ManagedIdentityCredential"],
    ["the Azure CLI, then a managed identity, otherwise", {}, "ChainedTokenCredential"],
  ])("takes %s", async (_, env, expected) => {
    expect(await credentialFor(env)).toBe(expected);
  });
});
