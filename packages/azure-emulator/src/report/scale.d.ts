/** Time from left to right, in percent of the width. */
export interface Scale {
    /** Seconds between two ticks. */
    readonly step: number;
    /** Seconds. */
    readonly ticks: readonly number[];
    /** Where a time lies, as SVG takes it: `12.34%`. */
    percent(seconds: number): string;
}
/** @param length seconds that must find room */
export declare function scaleFor(length: number): Scale;
