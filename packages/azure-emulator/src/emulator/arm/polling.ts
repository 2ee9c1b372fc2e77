import type { Answer, Request } from "../http.js";
import type { EmulatorState } from "../emulator-state.js";
import { ArmError } from "./arm-error.js";
import { isObject } from "./body.js";
import type { Operation } from "./operations.js";
import type { ArmResource } from "./resource.js";

/**
 * Headers that make clients poll at once, because responses to polls wait for the end of the operation. azurerm's SDK
 * reads the skip header; azapi and the Azure SDK for Python read the milliseconds. Both ignore a `Retry-After` of 0
 * seconds, and the Python SDK then waits 30 seconds, so it is omitted.
 */
export const POLL_AT_ONCE = {
  "x-ms-retry-after-ms": "50",
  "x-go-azure-sdk-skip-polling-delay": "true",
};
/** Milliseconds that a poll waits for an operation before it reports progress. */
const LONG_POLL_MS = 10_000;

/** A poll. */
export interface Poll {
  /** The status of the operation, or its result. */
  readonly kind: "status" | "result";
  /** Name of the operation. */
  readonly name: string;
}

/** The polling operation of a path; undefined for any other path. */
export function pollOf(path: string): Poll | undefined {
  const match = /\/providers\/[^/]+\/locations\/[^/]+\/operation(Statuse|Result)s\/([^/]+)$/i.exec(path);
  return match ? { kind: match[1]?.toLowerCase() === "result" ? "result" : "status", name: match[2] ?? "" } : undefined;
}

/** The headers with the polling URLs of an operation. */
export function pollHeaders(
  { name, target }: Operation,
  { resources }: EmulatorState,
  apiVersion: string,
  headers: readonly ("azure-asyncoperation" | "location")[],
): Record<string, string> {
  const location = resources.get(target)?.body.location ?? "global";
  const base = `https://management.azure.com/subscriptions/${target.subscriptionId ?? "none"}/providers/${target.namespace}/locations/${location}`;
  const urls = {
    "azure-asyncoperation": `${base}/operationStatuses/${name}?api-version=${apiVersion}`,
    location: `${base}/operationResults/${name}?api-version=${apiVersion}`,
  };
  return Object.fromEntries(headers.map((header) => [header, urls[header]]));
}

/**
 * Answers a poll as soon as its operation has ended.
 * @param show returns the response if the result of the operation is its resource
 * @throws ArmError 404 OperationNotFound; for a poll of the result, the error of a failed operation
 */
export async function answerPoll(
  { kind, name }: Poll,
  request: Request,
  { operations, resources }: EmulatorState,
  show: (resource: ArmResource) => unknown,
): Promise<Answer> {
  const operation = operations.get(name);
  if (!operation) throw new ArmError(404, "OperationNotFound", `The operation '${name}' was not found.`);
  await waitFor(operation, request.signal);
  const { status, error, result } = operation;
  if (kind === "status") {
    return {
      status: 200,
      headers: POLL_AT_ONCE,
      body: {
        id: request.path,
        name,
        status,
        ...(error ? { error: error.toJSON() } : {}),
        ...(isObject(result) ? { properties: result } : {}),
      },
    };
  }
  if (status === "InProgress")
    return {
      status: 202,
      headers: { ...POLL_AT_ONCE, location: `https://${request.host}${request.path}?${request.query}` },
    };
  if (error) throw error;
  const resource = resources.get(operation.target);
  if (result !== undefined) return { status: 200, headers: POLL_AT_ONCE, body: result };
  return resource
    ? { status: 200, headers: POLL_AT_ONCE, body: show(resource) }
    : { status: 204, headers: POLL_AT_ONCE };
}

/** Waits until an operation ends, its client disconnects, or the poll has taken too long. */
export async function waitFor(operation: Operation, signal: AbortSignal): Promise<void> {
  let stop: () => void = () => undefined;
  const enough = new Promise<void>((resolve) => (stop = resolve));
  const timer = setTimeout(stop, LONG_POLL_MS);
  signal.addEventListener("abort", stop, { once: true });
  await Promise.race([operation.done, enough]);
  clearTimeout(timer);
  signal.removeEventListener("abort", stop);
}
