import type { SecurityRule } from "./security-rule.js";
/**
 * What a subnet of private endpoints lets in where its rules apply to them: HTTPS, and SMB for file shares,
 * from the network and its peers.
 */
export declare const PRIVATE_ENDPOINT_SECURITY_RULES: readonly SecurityRule[];
