import { describe, expect, it } from "vitest";
import { Directory } from "../../src/emulator/directory.js";
import { Entra } from "../../src/emulator/entra.js";
import type { Answer } from "../../src/emulator/http.js";
import { requestTo } from "../support/request.js";

const directory = new Directory("client");
const TENANT = directory.tenantId;
const TOKEN = `https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`;

// oxlint-disable-next-line typescript/no-explicit-any
function bodyOf({ body }: Answer): any {
  return body;
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
}

function signIn(entra: Entra, form: Record<string, string>, url = TOKEN): Answer {
  return entra.answer(requestTo("POST", url, new URLSearchParams(form).toString()));
}

const secret = { client_id: "client", client_secret: "secret", scope: "https://management.azure.com/.default" };

describe("Signing in", () => {
  it("with a secret gives a token that says who and for what", () => {
    const { status, body } = signIn(new Entra(directory), secret);
    expect(status).toBe(200);
    const { access_token: token, ...rest } = body as { access_token: string };
    expect(rest).toEqual({ token_type: "Bearer", expires_in: 86400, ext_expires_in: 86400 });
    const now = Math.floor(Date.now() / 1000);
    const claims = claimsOf(token);
    expect(claims).toMatchObject({
      aud: "https://management.azure.com",
      iss: `https://sts.windows.net/${TENANT}/`,
      appid: "client",
      idtyp: "app",
      oid: directory.caller.objectId,
      sub: directory.caller.objectId,
      tid: TENANT,
      ver: "1.0",
    });
    expect(Number(claims["exp"]) - Number(claims["iat"])).toBe(86400);
    expect(Math.abs(Number(claims["iat"]) - now)).toBeLessThan(60);
  });

  it("with an assertion, or by the older protocol, does too", () => {
    const entra = new Entra(directory);
    const assertion = { client_id: "client", client_assertion: "signed", scope: "https://vault.azure.net/.default" };
    expect(claimsOf(bodyOf(signIn(entra, assertion)).access_token)["aud"]).toBe("https://vault.azure.net");
    const older = { client_id: "client", client_secret: "secret", resource: "https://graph.microsoft.com" };
    const reply = signIn(entra, older, `https://login.microsoftonline.com/${TENANT}/oauth2/token`);
    expect(claimsOf(bodyOf(reply).access_token)["aud"]).toBe("https://graph.microsoft.com");
  });

  it("as an application that was created here needs one of its passwords, and names its service principal", () => {
    const tenant = new Directory("client");
    const { clientId = "" } = tenant.create("applications", 0, {});
    const { objectId } = tenant.create("servicePrincipals", 0, { clientId });
    const { keyId, secretText } = tenant.addPassword(clientId);
    const entra = new Entra(tenant);
    const { access_token: token } = bodyOf(signIn(entra, { client_id: clientId, client_secret: secretText }));
    expect(entra.principalOf(`Bearer ${token}`)).toBe(objectId);
    const { status, body } = signIn(entra, { client_id: clientId, client_secret: keyId });
    expect(status).toBe(401);
    expect(body).toMatchObject({
      error: "invalid_client",
      error_description: expect.stringMatching(/^AADSTS7000215: [^]*not the client secret ID/),
    });
  });

  it.each<Record<string, string>>([{}, { client_id: "client" }, { client_secret: "secret" }])(
    "needs an id and a secret, unlike %j",
    (form) => {
      const { status, body } = signIn(new Entra(directory), form);
      expect([status, body]).toEqual([
        401,
        {
          error: "invalid_client",
          error_description: "AADSTS7000216: 'client_assertion', 'client_secret' or 'request' is required.",
        },
      ]);
    },
  );
});

describe("A token", () => {
  it("names who has it", () => {
    const entra = new Entra(directory);
    const token = entra.issue("client");
    expect(entra.principalOf(`Bearer ${token}`)).toBe(directory.caller.objectId);
    expect(entra.principalOf(`bearer ${token}`)).toBe(directory.caller.objectId);
  });

  it.each([
    [undefined, "Authentication failed. The 'Authorization' header is missing."],
    ["Bearer elsewhere", "Authentication failed. The token was not issued by this tenant."],
    ["", "Authentication failed. The token was not issued by this tenant."],
  ])("%j is turned away, with where to sign in", (authorization, message) => {
    expect(() => new Entra(directory).principalOf(authorization)).toThrow(
      expect.objectContaining({
        status: 401,
        code: "AuthenticationFailed",
        message,
        headers: { "www-authenticate": `Bearer authorization_uri="https://login.microsoftonline.com/${TENANT}"` },
      }),
    );
  });

  it("of another run is turned away", () => {
    const token = new Entra(directory).issue("client");
    expect(() => new Entra(directory).principalOf(`Bearer ${token}`)).toThrow("not issued by this tenant");
  });
});

describe("Discovery", () => {
  it("returns the endpoints of a tenant", () => {
    const url = `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`;
    const base = `https://login.microsoftonline.com/${TENANT}`;
    expect(new Entra(directory).answer(requestTo("GET", url)).body).toMatchObject({
      issuer: `${base}/v2.0`,
      authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
      token_endpoint: `${base}/oauth2/v2.0/token`,
      jwks_uri: `${base}/discovery/v2.0/keys`,
    });
  });

  it("returns the instance of the host", () => {
    const endpoint = encodeURIComponent(`https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/authorize`);
    const url = `https://login.microsoftonline.com/common/discovery/instance?authorization_endpoint=${endpoint}`;
    expect(new Entra(directory).answer(requestTo("GET", url)).body).toEqual({
      tenant_discovery_endpoint: `https://login.microsoftonline.com/${TENANT}/v2.0/.well-known/openid-configuration`,
      "api-version": "1.1",
      metadata: [
        {
          preferred_network: "login.microsoftonline.com",
          preferred_cache: "login.windows.net",
          aliases: ["login.microsoftonline.com"],
        },
      ],
    });
  });

  it("knows nothing else", () => {
    const { status, body } = new Entra(directory).answer(requestTo("GET", "https://login.microsoftonline.com/x/keys"));
    expect([status, body]).toEqual([404, { error: "not_found", error_description: "There is no /x/keys here." }]);
  });
});
