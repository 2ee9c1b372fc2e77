import { ArmError } from "./arm/arm-error.js";
import type { Directory } from "./directory.js";
import type { Answer, Request, Service } from "./http.js";

const LIFETIME_SECONDS = 24 * 3600;

/** Microsoft Entra: discovery, and tokens for a client secret. */
export class Entra implements Service {
  readonly #directory: Directory;
  readonly #tokens = new Map<string, string>();

  constructor(directory: Directory) {
    this.#directory = directory;
  }

  /**
   * The object id of the caller, from the `Authorization` header.
   * @throws ArmError 401 without a token that this emulator issued
   */
  public principalOf(authorization: string | undefined): string {
    const principal = this.#tokens.get(authorization?.replace(/^Bearer /i, "") ?? "");
    if (principal !== undefined) return principal;
    throw new ArmError(
      401,
      "AuthenticationFailed",
      authorization === undefined
        ? "Authentication failed. The 'Authorization' header is missing."
        : "Authentication failed. The token was not issued by this tenant.",
      {
        "www-authenticate": `Bearer authorization_uri="https://login.microsoftonline.com/${this.#directory.tenantId}"`,
      },
    );
  }

  public answer(request: Request): Answer {
    const { path, host, query } = request;
    if (/\/oauth2(\/v2\.0)?\/token$/.test(path)) return this.#token(request);
    if (path.endsWith("/.well-known/openid-configuration")) {
      const tenant = path.split("/")[1] ?? "common";
      const base = `https://${host}/${tenant}`;
      return {
        status: 200,
        body: {
          issuer: `${base}/v2.0`,
          authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
          token_endpoint: `${base}/oauth2/v2.0/token`,
          jwks_uri: `${base}/discovery/v2.0/keys`,
          token_endpoint_auth_methods_supported: ["client_secret_post"],
          response_types_supported: ["code"],
        },
      };
    }
    if (path.endsWith("/discovery/instance")) {
      const endpoint = query.get("authorization_endpoint") ?? "";
      const tenant = endpoint.split("/")[3] ?? "common";
      return {
        status: 200,
        body: {
          tenant_discovery_endpoint: `https://${host}/${tenant}/v2.0/.well-known/openid-configuration`,
          "api-version": "1.1",
          metadata: [{ preferred_network: host, preferred_cache: "login.windows.net", aliases: [host] }],
        },
      };
    }
    return { status: 404, body: { error: "not_found", error_description: `There is no ${path} here.` } };
  }

  /** A token for a client. */
  public issue(clientId: string, audience = "https://management.azure.com", tenant = this.#directory.tenantId): string {
    const { tenantId } = this.#directory;
    // Clients that weren't created here sign in as the deployment principal.
    const { objectId } = this.#directory.withClientId("servicePrincipals", clientId) ?? this.#directory.caller;
    const issued = Math.floor(Date.now() / 1000);
    const token = jwt({
      aud: audience,
      iss: `https://sts.windows.net/${tenant}/`,
      iat: issued,
      nbf: issued,
      exp: issued + LIFETIME_SECONDS,
      appid: clientId,
      idtyp: "app",
      oid: objectId,
      sub: objectId,
      tid: tenantId,
      ver: "1.0",
    });
    this.#tokens.set(token, objectId);
    return token;
  }

  #token({ text, path }: Request): Answer {
    const form = new URLSearchParams(text);
    const [clientId, secret] = [form.get("client_id"), form.get("client_secret") ?? form.get("client_assertion")];
    if (!clientId || !secret) {
      return {
        status: 401,
        body: {
          error: "invalid_client",
          error_description: "AADSTS7000216: 'client_assertion', 'client_secret' or 'request' is required.",
        },
      };
    }
    if (form.has("client_secret") && !this.#directory.accepts(clientId, secret)) {
      return {
        status: 401,
        body: {
          error: "invalid_client",
          error_description: `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${clientId}'.`,
        },
      };
    }
    const audience = form.get("resource") ?? form.get("scope")?.replace(/\/?\.default$/, "");
    const token = this.issue(clientId, audience, path.split("/")[1]);
    return {
      status: 200,
      body: {
        token_type: "Bearer",
        expires_in: LIFETIME_SECONDS,
        ext_expires_in: LIFETIME_SECONDS,
        access_token: token,
      },
    };
  }
}

/**
 * A token without a valid signature. Clients read only the claims, and {@link Entra.principalOf} compares the whole
 * text.
 */
function jwt(claims: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "none", typ: "JWT" })}.${part(claims)}.${Buffer.from("azure-emulator").toString("base64url")}`;
}
