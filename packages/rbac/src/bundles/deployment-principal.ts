import { ROLES } from "@org/azure-catalog";
import type { Bundle } from "../bundle.js";

/** Roles of the deployment principal on each of its resource groups. */
export const DEPLOYMENT_PRINCIPAL_ROWS: Bundle<"resourceGroup"> = [
  {
    key: "Contributor",
    role: ROLES.contributor,
    on: "resourceGroup",
    reason: "creates, changes and deletes the resources of the group",
  },
  {
    key: "UserAccessAdministrator",
    role: ROLES.userAccessAdministrator,
    on: "resourceGroup",
    reason: "assigns the roles of identities and people within the group",
  },
  {
    key: "NetworkContributor",
    role: ROLES.networkContributor,
    on: "resourceGroup",
    reason: "creates networks and private endpoints, and links DNS zones",
  },
];

/** Roles of the deployment principal on a Key Vault, if it has no role on the group. */
export const DEPLOYMENT_PRINCIPAL_KEY_VAULT_ROWS: Bundle<"keyVault"> = [
  {
    key: "KeyVaultReader",
    role: ROLES.keyVaultReader,
    on: "keyVault",
    reason: "reads the vault's properties, so that plans detect drift",
  },
];

/** The deployment principal's roles on a resource group. They are needed on each group. */
export function deploymentPrincipalBundle(): Bundle<"resourceGroup"> {
  return DEPLOYMENT_PRINCIPAL_ROWS;
}

/**
 * The deployment principal's role on a Key Vault, for a pipeline without a role on the vault's group. With
 * {@link deploymentPrincipalBundle} on the group it is not needed.
 */
export function deploymentPrincipalKeyVaultBundle(): Bundle<"keyVault"> {
  return DEPLOYMENT_PRINCIPAL_KEY_VAULT_ROWS;
}
