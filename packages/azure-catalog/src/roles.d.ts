/** A built-in Azure role. */
export interface Role {
    /** Display name. Microsoft renames roles: it is documentation, assignments go by {@link Role.id}. */
    readonly name: string;
    /** GUID of the role definition, the same in every tenant and subscription. */
    readonly id: string;
    /** What it is for. */
    readonly purpose: string;
    /** What it can really do, where that is more, or less, than its name says. */
    readonly caution?: string;
}
/**
 * The built-in roles that a private Azure Machine Learning platform uses.
 *
 * Source: Azure built-in roles reference (general, networking, containers, storage, security, AI and machine
 * learning, monitor, identity), April 2026.
 */
export declare const ROLES: {
    readonly reader: {
        readonly name: "Reader";
        readonly id: "acdd72a7-3385-48ef-bd42-f606fba81ae7";
        readonly purpose: "read every resource in the scope, no keys and no data";
    };
    readonly contributor: {
        readonly name: "Contributor";
        readonly id: "b24988ac-6180-42a0-ab88-20f7382dd24c";
        readonly purpose: "manage every resource in the scope";
        readonly caution: "cannot assign roles, and has no data actions: no blobs, no secrets of a vault with role-based access";
    };
    readonly owner: {
        readonly name: "Owner";
        readonly id: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
        readonly purpose: "manage every resource in the scope and assign roles";
        readonly caution: "can grant itself anything in the scope";
    };
    readonly userAccessAdministrator: {
        readonly name: "User Access Administrator";
        readonly id: "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";
        readonly purpose: "assign roles in the scope";
        readonly caution: "can grant itself anything in the scope, Owner included";
    };
    readonly rbacAdministrator: {
        readonly name: "Role Based Access Control Administrator";
        readonly id: "f58310d9-a9f6-439a-9e8d-f62e7b41a168";
        readonly purpose: "assign roles in the scope, which a condition on the assignment can narrow to chosen roles and principals";
        readonly caution: "without a condition it can grant itself anything in the scope";
    };
    readonly networkContributor: {
        readonly name: "Network Contributor";
        readonly id: "4d97b98b-1d4f-4787-a291-c67834d212e7";
        readonly purpose: "manage networks, private endpoints and DNS zones";
    };
    readonly privateDnsZoneContributor: {
        readonly name: "Private DNS Zone Contributor";
        readonly id: "b12aa53e-6015-4669-85d0-8515ebb3ae7f";
        readonly purpose: "manage private DNS zones and link them to virtual networks";
    };
    readonly acrPull: {
        readonly name: "AcrPull";
        readonly id: "7f951dda-4ed3-4680-a7ca-43fe172d538d";
        readonly purpose: "pull images from a container registry";
        readonly caution: "without effect on a registry in ABAC mode, whose repository roles take its place";
    };
    readonly acrPush: {
        readonly name: "AcrPush";
        readonly id: "8311e382-0749-4cb8-b61a-304f252e45ec";
        readonly purpose: "push images to a container registry, and pull them";
        readonly caution: "without effect on a registry in ABAC mode, whose repository roles take its place";
    };
    readonly storageBlobDataReader: {
        readonly name: "Storage Blob Data Reader";
        readonly id: "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1";
        readonly purpose: "read blobs";
    };
    readonly storageBlobDataContributor: {
        readonly name: "Storage Blob Data Contributor";
        readonly id: "ba92f5b4-2d11-453d-a403-e96b0029c9fe";
        readonly purpose: "read, write and delete blobs";
    };
    readonly storageBlobDataOwner: {
        readonly name: "Storage Blob Data Owner";
        readonly id: "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
        readonly purpose: "everything on blobs, POSIX access control lists included";
    };
    readonly storageQueueDataContributor: {
        readonly name: "Storage Queue Data Contributor";
        readonly id: "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
        readonly purpose: "read, write and delete queues and their messages";
    };
    readonly storageTableDataContributor: {
        readonly name: "Storage Table Data Contributor";
        readonly id: "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
        readonly purpose: "read, write and delete tables and their entities";
    };
    readonly storageFileDataPrivilegedContributor: {
        readonly name: "Storage File Data Privileged Contributor";
        readonly id: "69566ab7-960f-475b-8e7c-b3118f30c6bd";
        readonly purpose: "read, write and delete files in file shares; the notebooks share needs it with identity-based access";
        readonly caution: "overrides the NTFS permissions of every file and folder";
    };
    readonly keyVaultReader: {
        readonly name: "Key Vault Reader";
        readonly id: "21090545-7ca7-4776-b22c-e363652d74d2";
        readonly purpose: "read a vault and the metadata of what it holds, no values";
    };
    readonly keyVaultSecretsUser: {
        readonly name: "Key Vault Secrets User";
        readonly id: "4633458b-17de-408a-b874-0445c86b69e6";
        readonly purpose: "read the values of secrets";
        readonly caution: "cannot set a secret, which workspace connections and image builds must";
    };
    readonly keyVaultSecretsOfficer: {
        readonly name: "Key Vault Secrets Officer";
        readonly id: "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
        readonly purpose: "read, set and delete secrets";
    };
    readonly keyVaultAdministrator: {
        readonly name: "Key Vault Administrator";
        readonly id: "00482a5a-887f-4fb3-b363-3b7fe8e74483";
        readonly purpose: "everything on keys, secrets and certificates";
    };
    readonly keyVaultCryptoServiceEncryptionUser: {
        readonly name: "Key Vault Crypto Service Encryption User";
        readonly id: "e147488a-f6f5-4113-8e2d-b22465e65bf6";
        readonly purpose: "wrap and unwrap with keys: what customer-managed encryption needs";
    };
    readonly azureMlDataScientist: {
        readonly name: "AzureML Data Scientist";
        readonly id: "f6c7c914-8db3-469d-8ca1-694a8f32e121";
        readonly purpose: "work in a workspace: runs, models, data, endpoints";
        readonly caution: "cannot create or delete computes or the workspace, nor list keys";
    };
    readonly azureMlComputeOperator: {
        readonly name: "AzureML Compute Operator";
        readonly id: "e503ece1-11d0-4e8e-8e2c-7a6c3bf38815";
        readonly purpose: "create, start, stop and delete the computes of a workspace";
        readonly caution: 'often quoted as "AzureML Compute", a role that does not exist';
    };
    readonly azureMlRegistryUser: {
        readonly name: "AzureML Registry User";
        readonly id: "1823dd4f-9b8c-4ab6-ab4e-7397a3684615";
        readonly purpose: "use the assets of a registry";
        readonly caution: "can write and delete all assets; there is no built-in role that only reads them";
    };
    readonly azureMlConnectionSecretsReader: {
        readonly name: "Azure Machine Learning Workspace Connection Secrets Reader";
        readonly id: "ea01e6af-a1c1-4350-9563-ad00f8c72ec5";
        readonly purpose: "read the secrets of a workspace's connections";
        readonly caution: 'often quoted as "AzureML Workspace Connection Secrets Reader", which is not its display name';
    };
    readonly azureMlMetricsWriter: {
        readonly name: "AzureML Metrics Writer (preview)";
        readonly id: "635dd51f-9968-44d3-b7fb-6d9a6bd613ae";
        readonly purpose: "write the metrics of runs and endpoints";
    };
    readonly azureAiDeveloper: {
        readonly name: "Azure AI Developer";
        readonly id: "64702f94-c441-49e6-a78b-ef80e0188fee";
        readonly purpose: "everything in a workspace but creating, deleting and listing keys";
        readonly caution: "carries data actions of Azure AI services too";
    };
    readonly azureAiAdministrator: {
        readonly name: "Azure AI Administrator";
        readonly id: "b78c5d69-af96-48a3-bf8d-a8b4d589de94";
        readonly purpose: "manage workspaces and registries with the storage account, vault, container registry and Application Insights that they depend on";
        readonly caution: "manages every storage account, vault and container registry in its scope, not only those of a workspace";
    };
    readonly networkConnectionApprover: {
        readonly name: "Azure AI Enterprise Network Connection Approver";
        readonly id: "b556d68e-0be0-4f35-a333-ad7ee1ce17ea";
        readonly purpose: "approve the private endpoints that a workspace's managed network makes";
        readonly caution: "approves, but doesn't read the target: assign Reader as well. Its published actions don't include ML registries";
    };
    readonly networkingOutboundRulesOperator: {
        readonly name: "Azure AI Enterprise Networking Outbound Rules Operator";
        readonly id: "25cabde7-1a6c-4350-8877-cb6fe59f1399";
        readonly purpose: "read and write a managed network's outbound rules";
        readonly caution: "covers the rules below managedNetworks, a parent that only preview api-versions know";
    };
    readonly monitoringMetricsPublisher: {
        readonly name: "Monitoring Metrics Publisher";
        readonly id: "3913510d-42f4-4e42-8a64-420c390055eb";
        readonly purpose: "publish metrics and telemetry without an instrumentation key";
    };
    readonly logAnalyticsContributor: {
        readonly name: "Log Analytics Contributor";
        readonly id: "92aaf0da-9dab-42b6-94a3-d43ce8d16293";
        readonly purpose: "manage Log Analytics and what is sent to it";
        readonly caution: "can list the keys of storage accounts";
    };
    readonly logAnalyticsReader: {
        readonly name: "Log Analytics Reader";
        readonly id: "73c42c96-874c-492b-b04d-ab87d138a893";
        readonly purpose: "query logs and read monitoring settings, no shared keys";
    };
    readonly logAnalyticsDataReader: {
        readonly name: "Log Analytics Data Reader";
        readonly id: "3b03c2da-16b3-4a49-8834-0f8130efdd3b";
        readonly purpose: "query logs";
    };
    readonly virtualMachineAdministratorLogin: {
        readonly name: "Virtual Machine Administrator Login";
        readonly id: "1c0163c0-47e6-4577-8991-ea5c82e286e4";
        readonly purpose: "log in to a virtual machine with an Entra identity, as administrator";
    };
    readonly virtualMachineUserLogin: {
        readonly name: "Virtual Machine User Login";
        readonly id: "fb879df8-f326-4884-b1cf-06f3ad86be52";
        readonly purpose: "log in to a virtual machine with an Entra identity";
    };
    readonly managedIdentityOperator: {
        readonly name: "Managed Identity Operator";
        readonly id: "f1a07417-d97a-45cb-824c-7a7467783830";
        readonly purpose: "attach a user-assigned identity to a resource";
        readonly caution: "a principal that attaches an identity to a compute can act as this identity";
    };
    readonly managedIdentityContributor: {
        readonly name: "Managed Identity Contributor";
        readonly id: "e40ec5ca-96e0-45a2-b4ff-59039f2c2b59";
        readonly purpose: "create, change and delete user-assigned identities";
    };
};
/** The key of a role in {@link ROLES}. */
export type RoleKey = keyof typeof ROLES;
/**
 * The role of a GUID, or of a role definition's ARM id that ends in one, in either case.
 * @returns undefined for a role that the catalogue does not have
 */
export declare function roleById(id: string): (Role & {
    readonly key: RoleKey;
}) | undefined;
