import type { ResourceProvider } from "../arm/resource-type.js";
/** The resource providers of which something special is known. */
export declare const PROVIDERS: readonly ResourceProvider[];
