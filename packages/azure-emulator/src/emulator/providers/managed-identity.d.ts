import type { ResourceProvider } from "../arm/resource-type.js";
/** User-assigned identities: each is a principal of the tenant. */
export declare const managedIdentity: ResourceProvider;
