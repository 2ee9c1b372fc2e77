/** A request that was answered. */
export interface LoggedRequest {
    /** Real milliseconds since the start. */
    readonly at: number;
    /** Real milliseconds until the answer. */
    readonly took: number;
    readonly method: string;
    readonly url: string;
    /** 0 where the connection was dropped. */
    readonly status: number;
    /** ARM's error code, where there was one. */
    readonly code?: string;
    /** What was sent, as text, without secrets. */
    readonly sent: string;
    /** What was answered, without secrets. */
    readonly answered: unknown;
}
/** Every request, in the order of its answer. Headers aren't kept, nor are secrets in bodies. */
export declare class RequestLog {
    #private;
    get entries(): readonly LoggedRequest[];
    add(request: LoggedRequest): void;
    onRequest(listener: (request: LoggedRequest) => void): void;
}
