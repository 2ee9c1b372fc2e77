import type { ResourceType } from "../../arm/resource-type.js";
export declare const VAULTS = "Microsoft.KeyVault/vaults";
/** Key vaults. */
export declare const vaults: ResourceType;
