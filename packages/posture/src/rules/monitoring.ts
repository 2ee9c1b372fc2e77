import { DIAGNOSTIC_CATEGORIES, type DiagnosticCategoryFacts } from "@org/azure-catalog";
import type { Platform } from "../domain/platform.js";
import { pointTo } from "../domain/reader.js";
import { enabled } from "../domain/setting.js";
import type { Rule } from "./rule.js";
import { settingRule } from "./setting-rule.js";

const LOGS = "Microsoft.OperationalInsights/workspaces";
const INSIGHTS = "Microsoft.Insights/components";

/** Log Analytics, Application Insights and diagnostic settings. */
export const MONITORING_RULES: readonly Rule[] = [
  {
    id: "diagnostics-missing",
    subject: "monitoring",
    severity: "warning",
    title: "All resources that can send diagnostics do",
    rationale: "Incidents can't be investigated without logs.",
    fix: "Add an azurerm_monitor_diagnostic_setting to the environment's Log Analytics workspace.",
    sameAs: {
      checkov: ["CKV_AZURE_33", "CKV2_AZURE_20", "CKV2_AZURE_21"],
      trivy: ["AZU-0009", "AZU-0057"],
      psrule: ["Azure.KeyVault.Logs", "Azure.ACR.AuditLogs"],
      azurePolicy: ["Resource logs in Azure Machine Learning Workspaces should be enabled"],
    },
    *check(platform) {
      const covered = diagnosed(platform);
      for (const facts of Object.values(DIAGNOSTIC_CATEGORIES) as DiagnosticCategoryFacts[]) {
        const suffix = facts.idSuffix ?? "";
        const type = suffix === "" ? facts.armType : facts.armType.replace(/\/[^/]+$/, "");
        for (const resource of platform.inventory.created(type)) {
          if (covered.has(`${resource.id}${suffix.toLowerCase()}`)) continue;
          yield { resource, message: `has no diagnostic setting${suffix === "" ? "" : ` for ${suffix}`}` };
        }
      }
    },
  },
  settingRule({
    id: "logs-retention",
    subject: "monitoring",
    severity: "warning",
    on: LOGS,
    title: "Logs are kept for 30 days or longer",
    rationale: "Most intrusions are detected after weeks.",
    fix: "Set retention_in_days to 30 or more.",
    sameAs: {},
    setting: { argument: "retention_in_days", arm: "properties.retentionInDays", absent: 30 },
    wants: (value) => typeof value === "number" && value >= 30,
  }),
  settingRule({
    id: "logs-local-authentication",
    subject: "monitoring",
    severity: "warning",
    on: LOGS,
    title: "A Log Analytics workspace accepts only Entra identities",
    rationale: "With a shared key, anyone can write logs without an identity.",
    fix: "Set local_authentication_enabled = false.",
    sameAs: { azurePolicy: ["Log Analytics Workspaces should block non-Azure Active Directory based ingestion."] },
    setting: {
      argument: "local_authentication_enabled",
      isOpposite: true,
      arm: "properties.features.disableLocalAuth",
      absent: false,
    },
    wants: [true],
    // azurerm 3 and 4 also have the opposite flag.
    of: (resource) => resource.get("local_authentication_disabled") !== true,
  }),
  settingRule({
    id: "logs-public-query",
    subject: "monitoring",
    severity: "note",
    on: LOGS,
    title: "Logs are queried from private networks only",
    rationale:
      "Queries from public networks need an Entra identity, but can come from anywhere. Disabling them requires an Azure Monitor private link scope, which changes name resolution in every network linked to its zones.",
    fix: "Add a private link scope and set internet_query_enabled = false.",
    sameAs: {
      azurePolicy: ["Log Analytics workspaces should block log ingestion and querying from public networks"],
    },
    setting: {
      argument: ["internet_query_enabled", "internet_query_access_type"],
      toArm: (value) => (typeof value === "boolean" ? enabled(value) : value),
      arm: "properties.publicNetworkAccessForQuery",
      absent: "Enabled",
    },
    wants: ["Disabled", "SecuredByPerimeter"],
  }),
  settingRule({
    id: "logs-public-ingestion",
    subject: "monitoring",
    severity: "note",
    on: LOGS,
    title: "Logs are sent from private networks only",
    rationale: "This applies to agents and applications, not to diagnostic settings.",
    fix: "Add a private link scope and set internet_ingestion_enabled = false.",
    sameAs: {
      azurePolicy: ["Log Analytics workspaces should block log ingestion and querying from public networks"],
    },
    setting: {
      argument: ["internet_ingestion_enabled", "internet_ingestion_access_type"],
      toArm: (value) => (typeof value === "boolean" ? enabled(value) : value),
      arm: "properties.publicNetworkAccessForIngestion",
      absent: "Enabled",
    },
    wants: ["Disabled", "SecuredByPerimeter"],
  }),
  settingRule({
    id: "insights-workspace",
    subject: "monitoring",
    severity: "warning",
    on: INSIGHTS,
    title: "Application Insights keeps its data in a Log Analytics workspace",
    rationale: "The retired classic kind stores data separately, outside your retention settings and roles.",
    fix: "Set workspace_id.",
    sameAs: { psrule: ["Azure.AppInsights.Workspace"] },
    setting: { argument: "workspace_id", arm: "properties.WorkspaceResourceId" },
    wants: "anything",
  }),
  settingRule({
    id: "insights-local-authentication",
    subject: "monitoring",
    severity: "note",
    on: INSIGHTS,
    title: "Application Insights accepts only Entra identities",
    rationale:
      "Endpoints of a workspace send telemetry with the instrumentation key, so platforms that use them need an exemption.",
    fix: "Set local_authentication_enabled = false (local_authentication_disabled = true in azurerm 4).",
    sameAs: {
      azurePolicy: ["Application Insights components should block non-Azure Active Directory based ingestion."],
    },
    setting: {
      argument: ["local_authentication_disabled"],
      arm: "properties.DisableLocalAuth",
      absent: false,
    },
    wants: [true],
    of: (resource) => resource.get("local_authentication_enabled") !== false,
  }),
];

/**
 * Ids in the model of the resources with a diagnostic setting. For a service of an account, such as
 * `/blobservices/default`, it is appended.
 */
function diagnosed(platform: Platform): ReadonlySet<string> {
  const covered = new Set<string>();
  const settings = [
    ...platform.inventory.model.resources({ type: "azurerm_monitor_diagnostic_setting" }),
    ...platform.inventory.model.resources({ armType: "Microsoft.Insights/diagnosticSettings" }),
  ];
  for (const setting of settings) {
    const to = pointTo(setting, "target_resource_id", "parent_id");
    if (to?.resource) covered.add(`${to.resource.id}${to.suffix.toLowerCase()}`);
  }
  return covered;
}
