/** One resource's creation or change, or a wait. */
export interface Span {
    readonly stack: string;
    readonly address: string;
    /** A wait is a `time_sleep`. */
    readonly kind: "resource" | "wait";
    /** Seconds since the deployment test began. */
    readonly start: number;
    readonly end: number;
    /** How many of its seconds stand for Azure's, or for a wait's, scaled by the speed. The others are the provider's. */
    readonly simulatedSeconds: number;
    /** Estimated seconds that it takes in Azure: the provider's own as they are, Azure's and the waits' unscaled. */
    readonly azureSeconds: number;
    /** Addresses in the same stack that it waited for, without the keys of instances. */
    readonly needs: readonly string[];
}
/** A span in its place, by the clock of the deployment test or by the estimated one. */
export interface Placed {
    readonly span: Span;
    readonly start: number;
    readonly end: number;
    /** Whether the end of the whole hangs on it. */
    readonly critical: boolean;
}
/** When what was applied, and what the length hangs on. */
export interface Timeline {
    /** As it was measured; 0 is when the first resource was begun. */
    readonly measured: readonly Placed[];
    /** As it is estimated for Azure, with everything beginning as soon as what it needs is there. */
    readonly estimated: readonly Placed[];
}
/** The names of the stacks that a stack comes after, by its name. */
export type StackNeeds = ReadonlyMap<string, readonly string[]>;
/**
 * Finds the critical paths.
 * @param spans of all stacks
 */
export declare function timelineOf(spans: readonly Span[], stackNeeds: StackNeeds): Timeline;
/** When the last of the spans ends. */
export declare function lengthOf(placed: readonly Placed[]): number;
