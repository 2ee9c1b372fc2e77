import type { Answer, Request } from "../http.js";
import type { EmulatorState } from "../emulator-state.js";
import type { Operation } from "./operations.js";
import type { ArmResource } from "./resource.js";
/**
 * What makes clients ask again at once: the answers to polls wait for the operation's end by themselves. The skip header
 * is read by the SDK of azurerm, the milliseconds by azapi and the Azure SDK for Python. Both of these take a
 * `Retry-After` of 0 seconds for none, and the latter then waits for 30 seconds, so it is left out.
 */
export declare const POLL_AT_ONCE: {
    "x-ms-retry-after-ms": string;
    "x-go-azure-sdk-skip-polling-delay": string;
};
/** What a poll asks for. */
export interface Poll {
    /** The status of the operation, or what it leaves. */
    readonly kind: "status" | "result";
    /** Of the operation. */
    readonly name: string;
}
/** The polling operation of a path; undefined for any other path. */
export declare function pollOf(path: string): Poll | undefined;
/** The headers that tell a client where to ask how far an operation is. */
export declare function pollHeaders({ name, target }: Operation, { resources }: EmulatorState, apiVersion: string, headers: readonly ("azure-asyncoperation" | "location")[]): Record<string, string>;
/**
 * Answers a poll, as soon as its operation has ended.
 * @param show what is answered where the operation leaves its resource
 * @throws ArmError 404 OperationNotFound, or at its result what it failed with
 */
export declare function answerPoll({ kind, name }: Poll, request: Request, { operations, resources }: EmulatorState, show: (resource: ArmResource) => unknown): Promise<Answer>;
/** Waits until an operation ends, the client is gone, or it has taken too long. */
export declare function waitFor(operation: Operation, signal: AbortSignal): Promise<void>;
