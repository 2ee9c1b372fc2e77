import { ArmId } from "@org/azure-catalog";

/**
 * Kinds of failures.
 * - `not-found`: Azure has no such resource, group, subscription or type.
 * - `forbidden`: the signed-in principal lacks a role; see {@link Failure.action}.
 * - `unauthorized`: no sign-in, or a token that Azure rejects, such as an expired one or one of another tenant.
 * - `unreachable`: no response, after retries.
 * - `throttled`: Azure still asks to wait, after retries.
 * - `failed`: any other error of Azure, after retries if it is temporary; or an answer that isn't what the API answers.
 */
export type FailureKind = "not-found" | "forbidden" | "unauthorized" | "unreachable" | "throttled" | "failed";

/** A request without the expected response. */
export interface Failure {
  readonly kind: FailureKind;
  /** URL without its query, such as `https://management.azure.com/subscriptions/...`. */
  readonly url: string;
  /** HTTP status; undefined if there was no response. */
  readonly status: number | undefined;
  /** Azure's error code, such as `AuthorizationFailed`, or the code of a network error. */
  readonly code: string | undefined;
  /** Azure's message, or that of the network error. */
  readonly message: string;
  /**
   * For `forbidden`, the missing action, such as `Microsoft.KeyVault/vaults/read`: the one that Azure names, otherwise
   * derived from the URL.
   */
  readonly action: string | undefined;
}

/** The value of a request, or why there is none. */
export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** The failure that a response describes. */
export function failureOf(method: string, url: string, status: number, body: unknown): Failure {
  const { code, message } = errorIn(body);
  const kind = kindOf(status, code);
  return {
    kind,
    url: withoutQuery(url),
    status,
    code,
    message: message ?? `Azure answered ${status}`,
    action: kind === "forbidden" ? (namedAction(message) ?? actionOf(method, url)) : undefined,
  };
}

/** The failure of a request that got no response. */
export function failureOfError(url: string, error: Error & { readonly code?: string | undefined }): Failure {
  // Errors of credentials can't be told apart by class if there are two copies of @azure/identity.
  const signIn = /Authentication|Credential/.test(error.name);
  return {
    kind: signIn ? "unauthorized" : "unreachable",
    url: withoutQuery(url),
    status: undefined,
    code: signIn ? error.name : error.code,
    message: error.message,
    action: undefined,
  };
}

/** The failure of a response that isn't what the API answers, so nothing can be concluded from it. */
export function unexpectedAnswer(url: string, status: number, what: string): Failure {
  return {
    kind: "failed",
    url: withoutQuery(url),
    status,
    code: "UnexpectedAnswer",
    message: `Azure, or a proxy instead of it, answered ${status} with ${what}`,
    action: undefined,
  };
}

function withoutQuery(url: string): string {
  return url.split("?")[0] ?? url;
}

function kindOf(status: number, code: string | undefined): FailureKind {
  if (status === 404 || code === "SubscriptionNotFound" || code === "InvalidSubscriptionId") return "not-found";
  if (status === 403) return "forbidden";
  if (status === 401) return "unauthorized";
  return status === 429 ? "throttled" : "failed";
}

function errorIn(body: unknown): { readonly code: string | undefined; readonly message: string | undefined } {
  const outer = objectOf(body);
  const { code, message } = objectOf(outer["error"] ?? outer);
  return {
    code: typeof code === "string" ? code : undefined,
    message: typeof message === "string" ? message : undefined,
  };
}

/**
 * The action in Azure's message for `AuthorizationFailed` and similar codes.
 * @see https://learn.microsoft.com/azure/role-based-access-control/troubleshooting
 */
function namedAction(message = ""): string | undefined {
  return /action '([^']+)'/i.exec(message)?.[1];
}

const VERBS: Readonly<Record<string, string>> = { GET: "read", DELETE: "delete", PUT: "write", PATCH: "write" };

/**
 * The action that a request needs: that of the type, or for a POST that of the last segment.
 * @see https://learn.microsoft.com/azure/role-based-access-control/role-definitions#actions-format
 */
function actionOf(method: string, url: string): string | undefined {
  const path = new URL(url).pathname;
  const verb = VERBS[method] ?? "action";
  // The URL of a list ends with the type, so it becomes an id with any name.
  const id = ArmId.tryParse(path) ?? ArmId.tryParse(`${path}/any`);
  return id && `${id.resourceType}/${verb}`;
}

/** An object; empty for any other value. */
export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
