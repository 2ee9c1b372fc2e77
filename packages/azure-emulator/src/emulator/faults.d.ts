import type { Answer, Request } from "./http.js";
/** What goes wrong with a request. */
export type FaultEffect = 
/** The service answers with an error, `Retry-After` in real seconds. */
{
    readonly status: number;
    readonly code?: string;
    readonly message?: string;
    readonly retryAfter?: number;
}
/** The connection is closed without an answer; what was asked for is not done. */
 | {
    readonly drop: true;
}
/** The answer comes late, by real seconds. */
 | {
    readonly delaySeconds: number;
};
/** A fault to be injected. */
export interface Fault {
    /** @default - every method */
    readonly method?: string;
    /**
     * What the URL must match, host included: `/storageAccounts\//`.
     * @default - every URL
     */
    readonly url?: RegExp;
    /**
     * How many matching requests go well before.
     * @default 0
     */
    readonly skip?: number;
    /**
     * How many matching requests it hits.
     * @default 1
     */
    readonly times?: number;
    readonly effect: FaultEffect;
}
/** The faults that are still to come. */
export declare class Faults {
    #private;
    add(fault: Fault): void;
    /** What goes wrong with a request: an error in place of its answer, a dropped connection, or a delay in seconds. */
    strike(request: Request): {
        answer?: Answer;
        drop?: true;
        delaySeconds?: number;
    };
}
