import type { ShownResource } from "./live-check.js";
/** Seconds that the provider itself adds to the creation of a resource. */
export declare function providerWait({ type, values }: Pick<ShownResource, "type" | "values">): number;
