import type { ResourceProvider } from "../../arm/resource-type.js";
/** Key vaults, which stay soft-deleted after their deletion. */
export declare const keyVault: ResourceProvider;
