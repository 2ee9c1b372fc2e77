import type { Bundle } from "../bundle.js";
/** What the deployment principal holds on every resource group: three roles on each of seven groups. */
export declare const DEPLOYMENT_PRINCIPAL_ROWS: Bundle<"resourceGroup">;
/** What the deployment principal holds on a Key Vault where it has no role on the group. */
export declare const DEPLOYMENT_PRINCIPAL_KEY_VAULT_ROWS: Bundle<"keyVault">;
/** The deployment principal's roles on one resource group. Grant them on each. */
export declare function deploymentPrincipalBundle(): Bundle<"resourceGroup">;
/**
 * The deployment principal's role on a Key Vault, for a pipeline without a role on the vault's group. With
 * {@link deploymentPrincipalBundle} on the group it is not needed.
 */
export declare function deploymentPrincipalKeyVaultBundle(): Bundle<"keyVault">;
