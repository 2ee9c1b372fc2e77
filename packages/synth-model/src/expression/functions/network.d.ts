import type { PureFunction } from "./text.js";
/** Functions of address blocks. Source: Terraform's language reference, "IP Network Functions". */
export declare const NETWORK_FUNCTIONS: Readonly<Record<string, PureFunction>>;
