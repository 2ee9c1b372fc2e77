import type { Resource } from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";
import { isNotKnown, readText, written } from "../domain/reader.js";
import { enabled, pathOf, settingOf, type Setting } from "../domain/setting.js";
import { notKnown, type Rule } from "./rule.js";
import { said, settingRule, type SettingRule } from "./setting-rule.js";

const STORAGE = "Microsoft.Storage/storageAccounts";
const storage = (rule: Omit<SettingRule, "on" | "subject">): Rule =>
  settingRule({ ...rule, on: STORAGE, subject: "storage" });

/** The network rules as a separate resource. */
const NETWORK_RULES = { type: "azurerm_storage_account_network_rules", parent: "storage_account_id" };

const SHARED_KEY: Setting = {
  argument: "shared_access_key_enabled",
  arm: "properties.allowSharedKeyAccess",
  absent: true,
};

const PUBLIC_ACCESS: Setting = {
  argument: "public_network_access_enabled",
  toArm: enabled,
  arm: "properties.publicNetworkAccess",
  absent: "Enabled",
};

/** Storage accounts. */
export const STORAGE_RULES: readonly Rule[] = [
  {
    id: "storage-public-access",
    subject: "storage",
    severity: "error",
    title: "A storage account has no public network access",
    rationale:
      "Public access bypasses the private endpoints and all network rules. Sharing assets to a registry needs an exception for that registry's identity, which is reported as a warning.",
    fix: "Set public_network_access_enabled = false.",
    sameAs: { checkov: ["CKV_AZURE_59"], azurePolicy: ["Storage accounts should disable public network access"] },
    *check(platform) {
      for (const resource of platform.inventory.created(STORAGE)) {
        const value = settingOf(resource, PUBLIC_ACCESS);
        if (value === "Disabled" || value === "SecuredByPerimeter") continue;
        const path = pathOf(resource, PUBLIC_ACCESS);
        if (isNotKnown(value)) yield notKnown(resource, path, value);
        else if (opensToInstancesOnly(...rulesOf(platform, resource))) {
          const message = "allows only selected Azure resources on its public endpoint, each with its own identity";
          yield { resource, path, message, severity: "warning" };
        } else {
          yield { resource, path, message: said(resource, path, value) };
        }
      }
    },
  },
  storage({
    id: "storage-default-deny",
    severity: "error",
    title: "A storage account's firewall denies by default",
    rationale: "If public access is ever enabled, this still denies access.",
    fix: 'Set network_rules.default_action = "Deny".',
    sameAs: { checkov: ["CKV_AZURE_35"], trivy: ["AZU-0012"], psrule: ["Azure.Storage.Firewall"] },
    setting: {
      argument: "network_rules.default_action",
      child: { ...NETWORK_RULES, argument: "default_action" },
      arm: "properties.networkAcls.defaultAction",
      absent: "Allow",
    },
    wants: ["Deny"],
  }),
  storage({
    id: "storage-trusted-services",
    severity: "warning",
    title: "A storage account's firewall allows Azure's trusted services",
    rationale: "Diagnostic settings and the Machine Learning service write to it from outside the virtual network.",
    fix: 'Set network_rules.bypass = ["AzureServices"].',
    sameAs: { checkov: ["CKV_AZURE_36"], trivy: ["AZU-0010"] },
    setting: {
      argument: "network_rules.bypass",
      child: { ...NETWORK_RULES, argument: "bypass" },
      arm: "properties.networkAcls.bypass",
      absent: "AzureServices",
    },
    wants: (value) => String(value).includes("AzureServices"),
  }),
  storage({
    id: "storage-https-only",
    severity: "error",
    title: "A storage account accepts only HTTPS",
    rationale: "HTTP transmits data and signatures unencrypted.",
    fix: "Set https_traffic_only_enabled = true.",
    sameAs: { checkov: ["CKV_AZURE_3"], trivy: ["AZU-0008"], psrule: ["Azure.Storage.SecureTransfer"] },
    setting: {
      argument: ["https_traffic_only_enabled", "enable_https_traffic_only"],
      arm: "properties.supportsHttpsTrafficOnly",
      absent: true,
    },
    wants: [true],
  }),
  storage({
    id: "storage-tls",
    severity: "error",
    title: "A storage account requires TLS 1.2 or newer",
    rationale: "Older versions have known vulnerabilities.",
    fix: 'Set min_tls_version = "TLS1_2".',
    sameAs: { checkov: ["CKV_AZURE_44"], trivy: ["AZU-0011"], psrule: ["Azure.Storage.MinTLS"] },
    setting: {
      argument: "min_tls_version",
      arm: "properties.minimumTlsVersion",
      absent: "TLS1_2",
      absentInArm: "TLS1_0",
    },
    wants: ["TLS1_2", "TLS1_3"],
  }),
  storage({
    id: "storage-shared-key",
    severity: "error",
    title: "A storage account doesn't accept account keys",
    rationale: "A key gives full access without an identity.",
    fix: "Set shared_access_key_enabled = false and assign data roles to identities.",
    sameAs: {
      checkov: ["CKV2_AZURE_40"],
      azurePolicy: ["Storage accounts should prevent shared key access"],
    },
    setting: SHARED_KEY,
    wants: [false],
  }),
  storage({
    id: "storage-oauth-default",
    severity: "warning",
    title: "The portal uses Entra identities for a storage account",
    rationale: "Otherwise the portal tries the account key first, which users then ask for.",
    fix: "Set default_to_oauth_authentication = true.",
    sameAs: {},
    setting: {
      argument: "default_to_oauth_authentication",
      arm: "properties.defaultToOAuthAuthentication",
      absent: false,
    },
    wants: [true],
  }),
  storage({
    id: "storage-anonymous-blobs",
    severity: "error",
    title: "Containers of a storage account can't allow anonymous access",
    rationale: "Otherwise a single setting of a container publishes its blobs.",
    fix: "Set allow_nested_items_to_be_public = false.",
    sameAs: {
      checkov: ["CKV_AZURE_190", "CKV2_AZURE_47"],
      trivy: ["AZU-0007"],
      psrule: ["Azure.Storage.BlobPublicAccess"],
    },
    setting: {
      argument: "allow_nested_items_to_be_public",
      arm: "properties.allowBlobPublicAccess",
      absent: true,
      absentInArm: false,
    },
    wants: [false],
  }),
  storage({
    id: "storage-local-users",
    severity: "warning",
    title: "A storage account has no local users",
    rationale: "SFTP users sign in with local passwords instead of Entra.",
    fix: "Set local_user_enabled = false.",
    sameAs: { checkov: ["CKV_AZURE_244"] },
    setting: { argument: "local_user_enabled", arm: "properties.isLocalUserEnabled", absent: true, absentInArm: false },
    wants: [false],
  }),
  storage({
    id: "storage-nfs",
    severity: "warning",
    title: "Blobs of a storage account can't be mounted by NFS 3.0",
    rationale: "NFS 3.0 has no sign-in: all machines that reach the account read and write its blobs.",
    fix: "Set nfsv3_enabled = false.",
    sameAs: {},
    setting: { argument: "nfsv3_enabled", arm: "properties.isNfsV3Enabled", absent: false },
    wants: [false],
  }),
  storage({
    id: "storage-cross-tenant-replication",
    severity: "warning",
    title: "A storage account can't be replicated into another tenant",
    rationale: "Object replication copies data out of the tenant, regardless of network rules.",
    fix: "Set cross_tenant_replication_enabled = false.",
    sameAs: { azurePolicy: ["Storage accounts should prevent cross tenant object replication"] },
    setting: {
      argument: "cross_tenant_replication_enabled",
      arm: "properties.allowCrossTenantReplication",
      absent: false,
    },
    wants: [false],
  }),
  storage({
    id: "storage-soft-delete",
    severity: "note",
    title: "Deleted blobs can be restored",
    rationale: "A job may delete the wrong folder.",
    fix: "Add blob_properties.delete_retention_policy.",
    sameAs: { checkov: ["CKV2_AZURE_38"], trivy: ["AZU-0056"], psrule: ["Azure.Storage.SoftDelete"] },
    setting: { argument: "blob_properties.delete_retention_policy" },
    wants: "anything",
    of: (resource) => resource.armType === undefined,
  }),
  storage({
    id: "storage-container-soft-delete",
    severity: "note",
    title: "Deleted containers can be restored",
    rationale: "A workspace's default containers contain all its artifacts and snapshots.",
    fix: "Add blob_properties.container_delete_retention_policy.",
    sameAs: { psrule: ["Azure.Storage.ContainerSoftDelete"] },
    setting: { argument: "blob_properties.container_delete_retention_policy" },
    wants: "anything",
    of: (resource) => resource.armType === undefined,
  }),
  storage({
    id: "storage-share-soft-delete",
    severity: "note",
    title: "Deleted file shares can be restored",
    rationale: "A file share contains all notebooks and code.",
    fix: "Add share_properties.retention_policy.",
    sameAs: { psrule: ["Azure.Storage.FileShareSoftDelete"] },
    setting: { argument: "share_properties.retention_policy" },
    wants: "anything",
    of: (resource) => resource.armType === undefined,
  }),
  storage({
    id: "storage-signature-expiry",
    severity: "warning",
    title: "A storage account that accepts keys limits the lifetime of signatures",
    rationale: "A signature created with a key can be revoked only by changing the key.",
    fix: "Add sas_policy, or disable account keys.",
    sameAs: { checkov: ["CKV2_AZURE_41"] },
    setting: { argument: "sas_policy", arm: "properties.sasPolicy" },
    wants: "anything",
    // Without keys, shared access signatures can't be created.
    of: (resource) => settingOf(resource, SHARED_KEY) !== false,
  }),
  storage({
    id: "storage-name",
    severity: "error",
    title: "A storage account's name has 3 to 24 lower-case letters and digits",
    rationale: "Azure rejects other names.",
    fix: "Change the name.",
    sameAs: { checkov: ["CKV_AZURE_43"], psrule: ["Azure.Storage.Name"] },
    setting: { argument: "name", arm: "name" },
    wants: (value) => typeof value !== "string" || /^[a-z0-9]{3,24}$/.test(value),
    // Unknown parts, such as a random suffix, are chosen to be valid.
    of: (resource) => readText(resource, "name", "name") !== undefined,
  }),
  storage({
    id: "storage-replication",
    severity: "note",
    title: "A storage account is replicated across zones or regions",
    rationale: "Locally redundant data is lost if its data centre is. Training data can often be recreated.",
    fix: 'Set account_replication_type = "ZRS".',
    sameAs: { checkov: ["CKV_AZURE_206"], trivy: ["AZU-0058"], psrule: ["Azure.Storage.UseReplication"] },
    setting: { argument: "account_replication_type", arm: "sku.name" },
    wants: (value) => !String(value).endsWith("LRS"),
  }),
  storage({
    id: "storage-customer-managed-key",
    severity: "note",
    title: "A storage account is encrypted with your own key",
    rationale: "Microsoft's keys, the default, are sufficient unless a regulation requires your own.",
    fix: "Add customer_managed_key.",
    sameAs: { checkov: ["CKV2_AZURE_1"], trivy: ["AZU-0060"] },
    setting: {
      argument: "customer_managed_key",
      child: {
        type: "azurerm_storage_account_customer_managed_key",
        parent: "storage_account_id",
        argument: "storage_account_id",
      },
      arm: "properties.encryption.keyvaultproperties",
    },
    wants: "anything",
  }),
];

/** The resource with the network rules of an account, and the path to them. */
function rulesOf(platform: Platform, account: Resource): readonly [holder: Resource, at: string] {
  const [holder] = platform.children.of(account, { ...NETWORK_RULES, argument: "" });
  return holder ? [holder, ""] : [account, "network_rules."];
}

/** Whether a firewall that denies by default allows only specific resources, no addresses or subnets. */
function opensToInstancesOnly(resource: Resource, at: string): boolean {
  const isEmpty = (argument: string, arm: string): boolean => {
    const list = written(resource, `${at}${argument}`, `properties.networkAcls.${arm}`) ?? [];
    return Array.isArray(list) && list.length === 0;
  };
  return (
    written(resource, `${at}default_action`, "properties.networkAcls.defaultAction") === "Deny" &&
    !isEmpty("private_link_access", "resourceAccessRules") &&
    isEmpty("ip_rules", "ipRules") &&
    isEmpty("virtual_network_subnet_ids", "virtualNetworkRules")
  );
}
