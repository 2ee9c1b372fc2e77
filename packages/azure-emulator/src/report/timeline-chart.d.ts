import { type Placed } from "../deployment-test/timeline.js";
import { type Scale } from "./scale.js";
/** By which clock spans are placed: the estimated one of Azure, or the one of the deployment test. */
export type ClockName = "azure" | "measured";
/** A chart, and the scale that its lines need a style for. */
export interface Chart {
    readonly html: string;
    readonly scale: Scale;
}
/** A lane for each stack, with what is critical in it. */
export declare function stackLanes(placed: readonly Placed[]): Chart;
/** A bar for each resource of a stack, from the time on that the first was begun. */
export declare function resourceBars(spans: readonly Placed[], clock: ClockName): Chart;
/** What of a span's time is whose. */
export declare function sharesOf({ span, start, end }: Omit<Placed, "critical">): {
    readonly azure: number;
    readonly wait: number;
    readonly own: number;
};
/** The style of the lines behind the bars of some charts. */
export declare function gridStyle(scales: readonly Scale[]): string;
