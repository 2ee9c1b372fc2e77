import type { Answer } from "../http.js";
/** An error in ARM's shape: `{ error: { code, message } }`. */
export declare class ArmError extends Error {
    readonly status: number;
    readonly code: string;
    readonly headers: Readonly<Record<string, string>>;
    constructor(status: number, code: string, message: string, headers?: Readonly<Record<string, string>>);
    /** The error as part of a body. */
    toJSON(): {
        readonly code: string;
        readonly message: string;
    };
    toAnswer(): Answer;
}
