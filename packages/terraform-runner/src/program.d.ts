/** Options of {@link runProgram}. */
export interface ProgramOptions {
    /** Working directory. @default - the one of this process */
    readonly cwd?: string | undefined;
    /** Added to the environment of this process; `undefined` removes a variable. @default - nothing */
    readonly env?: Readonly<Record<string, string | undefined>> | undefined;
    /**
     * `capture` collects what the program writes, `inherit` connects it with the terminal of this process.
     * @default "capture"
     */
    readonly output?: "capture" | "inherit" | undefined;
    /** Receives each line of standard output as it comes, if output is captured. @default - nobody */
    readonly onLine?: ((line: string) => void) | undefined;
    /**
     * Interrupts the program, and kills it with all processes that it has started if it doesn't end within
     * {@link graceSeconds}. The run then rejects with the signal's reason.
     * @default - the program is not interrupted
     */
    readonly signal?: AbortSignal | undefined;
    /** Seconds after which the program is interrupted in the same way. @default - no limit */
    readonly timeoutSeconds?: number | undefined;
    /** Seconds that an interrupted program gets to end by itself. @default 5 */
    readonly graceSeconds?: number | undefined;
    /**
     * Whether SIGINT and SIGTERM of this process are passed on once, and the run rejects with
     * {@link ProgramInterruptedError} after the program has ended in order. For commands that people stop by Ctrl-C: a
     * second interrupt makes Terraform give up at once and lose what it hasn't written to its state.
     * @default false
     */
    readonly forwardSignals?: boolean | undefined;
    /** Whether the program is a script on Windows, which only a shell starts there. @default false */
    readonly scriptOnWindows?: boolean | undefined;
}
/** How a program ended. */
export interface ProgramResult {
    /** The exit code; 1 if a signal killed the program. */
    readonly code: number;
    /** Empty if the output was inherited. */
    readonly stdout: string;
    /** Empty if the output was inherited. */
    readonly stderr: string;
    /** Whether it took longer than `timeoutSeconds`; the code is not 0 then. */
    readonly timedOut: boolean;
}
/** A signal to this process ended a program whose signals were forwarded. */
export declare class ProgramInterruptedError extends Error {
    /** 128 and the signal's number, as shells report it. */
    readonly exitCode: number;
    constructor(signal: NodeJS.Signals, message: string);
}
/**
 * Runs a program to its end, whatever its exit code.
 * @throws ProgramInterruptedError if a forwarded signal ended it
 * @throws the reason of `signal` if that was aborted
 * @throws Error with code `ENOENT` if there is no such program, see {@link isMissingProgram}
 */
export declare function runProgram(command: string, args: readonly string[], options?: ProgramOptions): Promise<ProgramResult>;
/** Whether an error says that there is no such program, or none that may be started. */
export declare function isMissingProgram(error: unknown): boolean;
