import type { Clock } from "../clock.js";
import { ArmError } from "./arm-error.js";
import type { ResourceId } from "./resource-id.js";
/** Something that Azure is doing and that takes time. */
export interface Operation {
    readonly name: string;
    readonly kind: "create" | "update" | "delete" | "action";
    readonly target: ResourceId;
    /** Virtual seconds. */
    readonly startedAt: number;
    status: "InProgress" | "Succeeded" | "Failed";
    error?: ArmError;
    /** What the operation leaves as its answer. */
    result?: unknown;
    /** Settles, never with an error, when the operation has ended. */
    readonly done: Promise<void>;
}
/** What to do when an operation's time is over. It fails with an {@link ArmError}. */
export type Completion = () => unknown;
/** What is to be begun. */
export interface Beginning {
    readonly kind: Operation["kind"];
    readonly target: ResourceId;
    /** Virtual seconds that it takes. */
    readonly seconds: number;
    /** Keys that no other operation may hold meanwhile. */
    readonly locks: readonly string[];
    readonly complete: Completion;
    readonly failed?: (error: ArmError) => void;
}
/** A period in real milliseconds of this process, as `performance.now()` counts them. */
export interface Period {
    readonly start: number;
    readonly end: number;
}
/** The long-running operations. */
export declare class Operations {
    #private;
    constructor(clock: Clock);
    get(name: string): Operation | undefined;
    /** Virtual seconds of the operations on a resource that were begun within a period, or at any time. */
    secondsOf(id: string, { start, end }?: Period): number;
    /** The operation that holds one of the keys. */
    holderOf(keys: readonly string[]): Operation | undefined;
    /** Begins an operation. What takes no time has ended when this returns. */
    begin({ kind, target, seconds, locks, complete, failed }: Beginning): Operation;
}
