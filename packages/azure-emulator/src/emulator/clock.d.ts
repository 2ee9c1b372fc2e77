/** Time as the Azure emulator counts it. */
export interface Clock {
    /** How many virtual seconds pass in a real one. */
    readonly speed: number;
    /** The virtual seconds after which an operation ends that would take longer. */
    readonly longestOperation: number;
    /** Virtual seconds since the start. */
    now(): number;
    /** The date of {@link now}. */
    date(): Date;
    /** Calls back after virtual seconds, unless the clock is stopped before. */
    after(seconds: number, callback: () => void): void;
    /** Drops all that is still to be called. */
    stop(): void;
}
declare abstract class ClockBase implements Clock {
    #private;
    abstract readonly speed: number;
    abstract readonly longestOperation: number;
    abstract now(): number;
    abstract after(seconds: number, callback: () => void): void;
    abstract stop(): void;
    date(): Date;
}
/** A clock that runs faster than the one on the wall. */
export declare class VirtualClock extends ClockBase {
    #private;
    readonly speed: number;
    readonly longestOperation: number;
    /** @param askedFor delays in virtual seconds that an operation may be meant to last in full */
    constructor(speed: number, askedFor?: readonly number[]);
    now(): number;
    after(seconds: number, callback: () => void): void;
    stop(): void;
}
/** A clock that stands still until it is told how much time has passed: for tests. */
export declare class ManualClock extends ClockBase {
    #private;
    readonly speed = 1;
    readonly longestOperation: number;
    now(): number;
    after(seconds: number, callback: () => void): void;
    /** Lets virtual seconds pass, and calls what is due in its order. */
    advance(seconds: number): void;
    stop(): void;
}
export {};
