import { describe, expect, it } from "vitest";
import { redacted } from "../../src/emulator/redaction.js";

const URL_OF_MACHINE =
  "https://management.azure.com/subscriptions/s/providers/Microsoft.Compute/virtualMachines/vm?api-version=1";

describe("What the log keeps", () => {
  it("is what was sent and answered", () => {
    const sent = '{"location":"canadacentral","properties":{"size":3}}';
    expect(redacted(URL_OF_MACHINE, sent, { name: "vm" })).toEqual({ sent, answered: { name: "vm" } });
    expect(redacted(URL_OF_MACHINE, "", undefined)).toEqual({ sent: "", answered: undefined });
  });

  it.each([
    "https://login.microsoftonline.com/tenant/oauth2/v2.0/token",
    "https://login.windows.net/tenant/oauth2/token",
    "https://sts.windows.net/tenant/token",
    "https://management.azure.com/subscriptions/s/providers/Microsoft.KeyVault/vaults/kv/secrets/one?api-version=1",
    "https://kv.vault.azure.net/secrets?api-version=1",
  ])("is nothing of what goes to %s", (url) => {
    const { sent, answered } = redacted(url, "client_id=id&client_secret=hush", { access_token: "hush" });
    expect({ sent, answered }).toEqual({ sent: "(hidden)", answered: "(hidden)" });
    expect(redacted(url, "", undefined)).toEqual({ sent: "", answered: undefined });
  });

  it.each([
    "adminPassword",
    "clientSecret",
    "access_token",
    "primarySharedKey",
    "connectionString",
    "ConnectionString",
    "InstrumentationKey",
    "accountKey",
    "credentials",
  ])("is not the value of %s, however deep", (name) => {
    const body = { properties: { list: [{ [name]: "hush", size: 3 }] } };
    const { sent, answered } = redacted(URL_OF_MACHINE, JSON.stringify(body), body);
    expect(JSON.parse(sent)).toEqual({ properties: { list: [{ [name]: "(hidden)", size: 3 }] } });
    expect(answered).toEqual(JSON.parse(sent));
  });

  it("is nothing of the password of an application", () => {
    const credential = { displayName: "terraform", secretText: "hush", keyId: "1" };
    const url = "https://graph.microsoft.com/v1.0/applications/1/addPassword";
    const { answered } = redacted(url, "", credential);
    expect(answered).toEqual({ ...credential, secretText: "(hidden)" });
    expect(JSON.stringify(redacted(url, "", { passwordCredentials: [credential] }))).not.toContain("hush");
  });

  it("is nothing of the protected settings of an extension", () => {
    const { sent } = redacted(URL_OF_MACHINE, '{"properties":{"protectedSettings":{"command":"hush"}}}', undefined);
    expect(sent).toBe('{"properties":{"protectedSettings":"(hidden)"}}');
  });

  it("is not the key of an account", () => {
    const answered = { keys: [{ keyName: "key1", value: "hush", permissions: "FULL" }], value: "seen" };
    expect(redacted(URL_OF_MACHINE, "", answered).answered).toEqual({
      keys: [{ keyName: "key1", value: "(hidden)", permissions: "FULL" }],
      value: "seen",
    });
  });

  it("is whether a password may be used", () => {
    const sent = '{"properties":{"disablePasswordAuthentication":true}}';
    expect(redacted(URL_OF_MACHINE, sent, undefined).sent).toBe(sent);
  });

  it("is nothing of a body that can't be read", () => {
    expect(redacted(URL_OF_MACHINE, "client_secret=hush", undefined).sent).toBe("(hidden)");
  });
});
