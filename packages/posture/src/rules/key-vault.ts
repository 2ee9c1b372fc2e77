import { enabled } from "../domain/setting.js";
import type { Rule } from "./rule.js";
import { settingRule, type SettingRule } from "./setting-rule.js";

const vault = (rule: Omit<SettingRule, "on" | "subject">): Rule =>
  settingRule({ ...rule, on: "Microsoft.KeyVault/vaults", subject: "key vault" });

const KEYS = "Microsoft.KeyVault/vaults/keys";
const SECRETS = "Microsoft.KeyVault/vaults/secrets";

/** Key vaults and their content. */
export const KEY_VAULT_RULES: readonly Rule[] = [
  vault({
    id: "vault-public-access",
    severity: "error",
    title: "A key vault has no public network access",
    rationale: "The vault contains the secrets of connections. Only its private endpoint should reach it.",
    fix: "Set public_network_access_enabled = false.",
    sameAs: {
      checkov: ["CKV_AZURE_189"],
      azurePolicy: ["Azure Key Vault should disable public network access"],
    },
    setting: {
      argument: "public_network_access_enabled",
      toArm: enabled,
      arm: "properties.publicNetworkAccess",
      absent: "Enabled",
    },
    wants: (value) => String(value).toLowerCase() === "disabled",
  }),
  vault({
    id: "vault-default-deny",
    severity: "error",
    title: "A key vault's firewall denies by default",
    rationale: "If public access is ever enabled, this still denies access.",
    fix: 'Set network_acls.default_action = "Deny".',
    sameAs: { checkov: ["CKV_AZURE_109"], trivy: ["AZU-0013"], psrule: ["Azure.KeyVault.Firewall"] },
    setting: { argument: "network_acls.default_action", arm: "properties.networkAcls.defaultAction", absent: "Allow" },
    wants: ["Deny"],
  }),
  vault({
    id: "vault-purge-protection",
    severity: "warning",
    title: "A deleted key vault can't be purged before its retention ends",
    rationale: "Otherwise a principal that can delete the vault can also make the loss permanent.",
    fix: "Set purge_protection_enabled = true.",
    sameAs: { checkov: ["CKV_AZURE_110"], trivy: ["AZU-0016"], psrule: ["Azure.KeyVault.PurgeProtect"] },
    setting: { argument: "purge_protection_enabled", arm: "properties.enablePurgeProtection", absent: false },
    wants: [true],
  }),
  vault({
    id: "vault-soft-delete",
    severity: "warning",
    title: "A deleted key vault can be restored",
    rationale: "Without the key, encrypted data is lost.",
    fix: "Set soft_delete_retention_days to 7 to 90, and keep soft delete enabled.",
    sameAs: { checkov: ["CKV_AZURE_111", "CKV_AZURE_42"], psrule: ["Azure.KeyVault.SoftDelete"] },
    setting: {
      argument: "soft_delete_retention_days",
      arm: "properties.enableSoftDelete",
      absent: true,
    },
    wants: (value) => value !== false && value !== 0,
  }),
  vault({
    id: "vault-role-based",
    severity: "error",
    title: "A key vault uses Azure roles for authorization",
    rationale: "Access policies are a second permission system, which role assignments don't show.",
    fix: "Set rbac_authorization_enabled = true and assign Key Vault roles.",
    sameAs: { psrule: ["Azure.KeyVault.RBAC"], azurePolicy: ["Azure Key Vault should use RBAC permission model"] },
    setting: {
      argument: ["rbac_authorization_enabled", "enable_rbac_authorization"],
      arm: "properties.enableRbacAuthorization",
      absent: false,
    },
    wants: [true],
  }),
  settingRule({
    id: "vault-key-expiry",
    subject: "key vault",
    severity: "warning",
    on: KEYS,
    title: "A key expires or rotates",
    rationale: "The longer a key is used, the more likely it is to leak.",
    fix: "Add a rotation_policy, or an expiration_date.",
    sameAs: { checkov: ["CKV_AZURE_40"], trivy: ["AZU-0014"] },
    setting: { argument: ["expiration_date", "rotation_policy"], arm: "properties.rotationPolicy" },
    wants: "anything",
  }),
  settingRule({
    id: "vault-key-hsm",
    subject: "key vault",
    severity: "note",
    on: KEYS,
    title: "A key is stored in a hardware security module",
    rationale: "Some regulations require it. It needs a vault with the Premium SKU.",
    fix: 'Set key_type = "RSA-HSM" or "EC-HSM".',
    sameAs: { checkov: ["CKV_AZURE_112"] },
    setting: { argument: "key_type", arm: "properties.kty" },
    wants: (value) => String(value).endsWith("-HSM"),
  }),
  settingRule({
    id: "vault-secret-expiry",
    subject: "key vault",
    severity: "warning",
    on: SECRETS,
    title: "A secret expires",
    rationale: "A secret without expiry is easily forgotten.",
    fix: "Set expiration_date.",
    sameAs: { checkov: ["CKV_AZURE_41"], trivy: ["AZU-0017"] },
    setting: { argument: "expiration_date", arm: "properties.attributes.exp" },
    wants: "anything",
  }),
  settingRule({
    id: "vault-secret-content-type",
    subject: "key vault",
    severity: "note",
    on: SECRETS,
    title: "A secret has a content type",
    rationale: "It tells the people who rotate the secret what it is.",
    fix: "Set content_type.",
    sameAs: { checkov: ["CKV_AZURE_114"], trivy: ["AZU-0015"] },
    setting: { argument: "content_type", arm: "properties.contentType" },
    wants: "anything",
  }),
];
