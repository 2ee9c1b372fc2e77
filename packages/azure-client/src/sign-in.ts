import type { TokenCredential } from "@azure/identity";
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineFromOptions,
  createPipelineRequest,
} from "@azure/core-rest-pipeline";
import { CLOUDS, type Cloud } from "@org/azure-catalog";
import { objectOf } from "./failure.js";

/** Options of {@link signIn}. */
export interface SignInOptions {
  /** @default "public" */
  readonly cloud?: Cloud | undefined;
  /**
   * Tenant of the Azure CLI's token.
   * @default - the tenant of its current account
   */
  readonly tenantId?: string | undefined;
  /** @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Audience of tokens that GitHub issues for Microsoft Entra. */
const AUDIENCE = "api://AzureADTokenExchange";

/**
 * Signs in to Azure with what the environment offers, without a prompt: the first of these that is available.
 * 1. A service principal with a secret or a federated token, by the variables of Terraform's providers (`ARM_CLIENT_ID`
 *    and `ARM_TENANT_ID` with `ARM_CLIENT_SECRET` or `ARM_OIDC_TOKEN_FILE_PATH`) or of Azure's SDKs (`AZURE_CLIENT_ID`
 *    and `AZURE_TENANT_ID` with `AZURE_CLIENT_SECRET` or `AZURE_FEDERATED_TOKEN_FILE`); otherwise with the token that
 *    Azure Pipelines (`ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID`, `SYSTEM_ACCESSTOKEN`) or GitHub Actions issue for the job
 * 2. The Azure CLI, unless `ARM_USE_MSI` asks for the managed identity
 * 3. The managed identity of the machine
 */
export async function signIn(options: SignInOptions = {}): Promise<TokenCredential> {
  // Loaded only by commands that sign in, because it takes half a second.
  const identity = await import("@azure/identity");
  const { cloud = "public", env = process.env } = options;
  const authorityHost = `https://${CLOUDS[cloud].login}`;
  const given = (...names: readonly string[]) => names.map((name) => env[name]).find((value) => (value ?? "") !== "");
  const clientId = given("ARM_CLIENT_ID", "AZURE_CLIENT_ID");
  const tenantId = given("ARM_TENANT_ID", "AZURE_TENANT_ID") ?? options.tenantId;
  const managed = new identity.ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
  if (given("ARM_USE_MSI")?.toLowerCase() === "true") return managed;

  if (clientId !== undefined && tenantId !== undefined) {
    const secret = given("ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET");
    if (secret !== undefined) {
      return new identity.ClientSecretCredential(tenantId, clientId, secret, { authorityHost });
    }
    const tokenFilePath = given("ARM_OIDC_TOKEN_FILE_PATH", "AZURE_FEDERATED_TOKEN_FILE");
    if (tokenFilePath !== undefined) {
      return new identity.WorkloadIdentityCredential({ tenantId, clientId, tokenFilePath, authorityHost });
    }
    const connection = given("ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID");
    const access = given("SYSTEM_ACCESSTOKEN");
    if (connection !== undefined && access !== undefined) {
      return new identity.AzurePipelinesCredential(tenantId, clientId, connection, access, { authorityHost });
    }
    const url = given("ACTIONS_ID_TOKEN_REQUEST_URL");
    const bearer = given("ACTIONS_ID_TOKEN_REQUEST_TOKEN");
    if (url !== undefined && bearer !== undefined) {
      const assertion = (): Promise<string> => gitHubToken(url, bearer);
      return new identity.ClientAssertionCredential(tenantId, clientId, assertion, { authorityHost });
    }
  }
  const cli = new identity.AzureCliCredential(options.tenantId === undefined ? {} : { tenantId: options.tenantId });
  return new identity.ChainedTokenCredential(cli, managed);
}

/**
 * The token that GitHub Actions issues for the job.
 * @see https://docs.github.com/actions/reference/security/oidc#methods-for-requesting-the-oidc-token
 */
async function gitHubToken(url: string, bearer: string): Promise<string> {
  const target = new URL(url);
  target.searchParams.set("audience", AUDIENCE);
  const request = createPipelineRequest({
    url: target.href,
    headers: createHttpHeaders({ accept: "application/json", authorization: `Bearer ${bearer}` }),
  });
  const { status, bodyAsText } = await createPipelineFromOptions({}).sendRequest(createDefaultHttpClient(), request);
  const { value } = objectOf(status === 200 ? JSON.parse(bodyAsText ?? "") : undefined);
  if (typeof value === "string") return value;
  throw new Error(`GitHub issued no token (${status}): the job needs the permission id-token: write`);
}
