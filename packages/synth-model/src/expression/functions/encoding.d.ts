import type { PureFunction } from "./text.js";
/** Functions that encode, decode and hash. Source: Terraform's language reference, "Encoding Functions". */
export declare const ENCODING_FUNCTIONS: Readonly<Record<string, PureFunction>>;
