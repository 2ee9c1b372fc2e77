import type { Answer, Request } from "../http.js";
import type { EmulatorState } from "../emulator-state.js";
import { ResourceId } from "./resource-id.js";
import type { Latency, LongAction, ResourceProvider, ResourceType, Write } from "./resource-type.js";
/** Latencies that differ from a type's own, by ARM type in any casing. */
export type Latencies = Readonly<Record<string, Latency>>;
/** An endpoint that a request is for. */
interface Called {
    /** What an operation that it begins is about; a tenant's endpoints begin none. */
    readonly id: ResourceId | undefined;
    answer(state: EmulatorState, request: Request): Answer | LongAction;
}
/** What is special about types and paths, found by their names. */
export declare class Behaviours {
    #private;
    constructor(providers: readonly ResourceProvider[], latencies?: Latencies);
    has(type: string): boolean;
    /** What is special about a type; nothing for one that isn't known. */
    of(type: string): ResourceType;
    /** Virtual seconds that a deletion takes. */
    secondsOfDelete(type: string): number;
    /** Virtual seconds that a write takes: what was given for the type, what the write itself demands, or what is usual. */
    secondsOf(write: Write, state: EmulatorState): number;
    endpointFor(method: string, path: string): Called | undefined;
}
export {};
