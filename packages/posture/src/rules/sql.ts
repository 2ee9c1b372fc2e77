import type { Resource } from "@org/aml-synth-model";
import type { Platform } from "../domain/platform.js";
import { isArm, isNotKnown, pointTo, read } from "../domain/reader.js";
import { enabled, settingOf, type Setting } from "../domain/setting.js";
import { notKnown, type Rule } from "./rule.js";
import { settingRule, type SettingRule } from "./setting-rule.js";

const SERVERS = "Microsoft.Sql/servers";
const server = (rule: Omit<SettingRule, "on" | "subject">): Rule =>
  settingRule({ ...rule, on: SERVERS, subject: "sql" });

const AUDITING = [`${SERVERS}/extendedAuditingSettings`, `${SERVERS}/auditingSettings`];
const AUDITED: Setting = {
  argument: "enabled",
  toArm: enabled,
  arm: "properties.state",
  absent: "Enabled",
  absentInArm: "Disabled",
};

/** Whether the audit goes to Azure Monitor: Log Analytics or event hubs. */
const SENT: Setting = {
  argument: "log_monitoring_enabled",
  arm: "properties.isAzureMonitorTargetEnabled",
  absent: true,
  absentInArm: false,
};

/** SQL servers and their databases. */
export const SQL_RULES: readonly Rule[] = [
  server({
    id: "sql-public-access",
    severity: "error",
    title: "A SQL server has no public network access",
    rationale: "Public access bypasses the private endpoint; only firewall rules then protect the data.",
    fix: "Set public_network_access_enabled = false.",
    sameAs: {
      checkov: ["CKV_AZURE_113"],
      trivy: ["AZU-0022"],
      azurePolicy: ["Public network access on Azure SQL Database should be disabled"],
    },
    setting: {
      argument: "public_network_access_enabled",
      toArm: enabled,
      arm: "properties.publicNetworkAccess",
      absent: "Enabled",
    },
    wants: (value) => String(value).toLowerCase() === "disabled",
  }),
  server({
    id: "sql-entra-only",
    severity: "error",
    title: "Only Entra identities sign in to a SQL server",
    rationale: "A SQL login is a password that many people share, and that no role assignment shows.",
    fix: "Set azuread_administrator.azuread_authentication_only = true.",
    sameAs: {
      checkov: ["CKV2_AZURE_27"],
      psrule: ["Azure.SQL.AADOnly"],
      azurePolicy: ["Azure SQL Database should have Microsoft Entra-only authentication enabled"],
    },
    setting: {
      argument: "azuread_administrator.azuread_authentication_only",
      arm: "properties.administrators.azureADOnlyAuthentication",
      absent: false,
    },
    wants: [true],
  }),
  server({
    id: "sql-tls",
    severity: "error",
    title: "A SQL server requires TLS 1.2 or newer",
    rationale: "Older versions have known vulnerabilities.",
    fix: 'Set minimum_tls_version = "1.2".',
    sameAs: {
      checkov: ["CKV_AZURE_52"],
      trivy: ["AZU-0026"],
      psrule: ["Azure.SQL.MinTLS"],
      azurePolicy: ["Azure SQL Database should be running TLS version 1.2 or newer"],
    },
    setting: {
      argument: "minimum_tls_version",
      arm: "properties.minimalTlsVersion",
      absent: "1.2",
      absentInArm: "None",
    },
    wants: ["1.2", "1.3"],
  }),
  {
    id: "sql-auditing",
    subject: "sql",
    severity: "warning",
    title: "A SQL server is audited",
    rationale: "Without an audit log, nobody can say who read the data.",
    fix: "Add an azurerm_mssql_server_extended_auditing_policy.",
    sameAs: {
      checkov: ["CKV_AZURE_23"],
      trivy: ["AZU-0027"],
      psrule: ["Azure.SQL.Auditing"],
      azurePolicy: ["Auditing on SQL server should be enabled"],
    },
    *check(platform) {
      for (const resource of platform.inventory.created(SERVERS)) {
        const policies = auditingOf(platform, resource);
        if (policies.length === 0) yield { resource, message: "has no auditing policy" };
        for (const policy of policies) {
          const value = settingOf(policy, AUDITED);
          const path = isArm(policy) ? "body.properties.state" : "enabled";
          if (isNotKnown(value)) yield notKnown(policy, path, value);
          else if (value !== "Enabled")
            yield {
              resource: policy,
              path,
              message: `${path} is ${String(read(policy, "enabled", "properties.state"))}`,
            };
          else if (settingOf(policy, SENT) === false && !hasStorage(policy))
            yield { resource: policy, message: "sends the events neither to Azure Monitor nor to a storage account" };
        }
      }
    },
  },
  settingRule({
    id: "sql-encryption",
    subject: "sql",
    severity: "error",
    on: `${SERVERS}/databases`,
    title: "A SQL database is encrypted at rest",
    rationale: "Otherwise anyone who gets hold of its files or backups can read them.",
    fix: "Set transparent_data_encryption_enabled = true, which is the default.",
    sameAs: {
      psrule: ["Azure.SQL.TDE"],
      azurePolicy: ["Transparent Data Encryption on SQL databases should be enabled"],
    },
    setting: { argument: "transparent_data_encryption_enabled", absent: true },
    wants: [true],
  }),
  server({
    id: "sql-customer-managed-key",
    severity: "note",
    title: "A SQL server is encrypted with your own key",
    rationale: "Microsoft's keys, the default, are sufficient unless a regulation requires your own.",
    fix: "Set transparent_data_encryption_key_vault_key_id.",
    sameAs: { azurePolicy: ["SQL servers should use customer-managed keys to encrypt data at rest"] },
    setting: {
      argument: "transparent_data_encryption_key_vault_key_id",
      child: {
        type: "azurerm_mssql_server_transparent_data_encryption",
        parent: "server_id",
        argument: "key_vault_key_id",
      },
      arm: "properties.keyId",
    },
    wants: "anything",
  }),
];

/** The auditing policies of a server, of azurerm or azapi. */
function auditingOf({ inventory, identities }: Platform, server: Resource): readonly Resource[] {
  return AUDITING.flatMap((type) => inventory.created(type)).filter((policy) => {
    const to = pointTo(policy, "server_id", "parent_id");
    return to !== undefined && identities.follow(to, policy).resource === server;
  });
}

function hasStorage(policy: Resource): boolean {
  return read(policy, "storage_endpoint", "properties.storageEndpoint") !== undefined;
}
