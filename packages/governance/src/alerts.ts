import { MonitorScheduledQueryRulesAlertV2 } from "@cdktf/provider-azurerm/lib/monitor-scheduled-query-rules-alert-v2/index.js";
import type { IResourceGroup } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  providerOfGroup,
  refuse,
  requireLogAnalyticsWorkspaceId,
  requireProps,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { LOG_TABLES, likelyName } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { type IActionGroup, requireActionGroups } from "./action-group.js";
import { type AlertRule, type SentLogs, tablesFilledBy } from "./alert-rule.js";
import { hasWord, readQuery } from "./kql.js";
import { requireGroup, requireList, reserveName } from "./shared.js";

/** Props of {@link Alerts}. */
export interface AlertsProps {
  /** Resource group of the alert rules. */
  readonly resourceGroup: IResourceGroup;
  /** ARM id of the Log Analytics workspace with the logs. */
  readonly logAnalyticsWorkspaceId: string;
  /** What the Log Analytics workspace receives. A rule about anything else would never notify, and is rejected. */
  readonly sent: SentLogs;
  /** Whom the alerts notify, at least one if there are rules. */
  readonly actionGroups: readonly IActionGroup[];
  /** The rules, with different names: `platformAlerts`, and your own. */
  readonly rules: readonly AlertRule[];
  /** End of the rules' names in Azure, such as `aml-dev` in `quota-near-aml-dev`. */
  readonly nameSuffix: string;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Durations that Azure has for the window of a rule, the shortest first. It has no windows of two days for frequencies.
 * @see https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-create-log-alert-rule
 */
const DURATIONS = "PT1M PT5M PT10M PT15M PT30M PT45M PT1H PT2H PT3H PT4H PT5H PT6H P1D P2D".split(
  " ",
) as readonly string[];
const LONGEST_FREQUENCY = "P1D";
/** Azure resolves alerts on states at most every twelve hours, and has no duration between this one and a day. */
const LONGEST_FREQUENCY_OF_STATES = "PT6H";
/**
 * Azure's limit for the description of a log alert.
 * @see https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits
 */
const LONGEST_REASON = 4096;
/** Azure's limit for all properties of a log alert is 64 KB. */
const LONGEST_QUERY = 60_000;
const SEVERITIES: readonly number[] = [0, 1, 2, 3, 4];
/** What the texts of a rule say, and what to write. */
const TEXTS = {
  title: ["what happened, the subject of the e-mail", "say what happened, in a few words"],
  reason: ["a sentence that says why somebody has to know", "say what happens if nobody reacts"],
  query: ["KQL", "write a query that returns a row for each thing to report"],
} as const;

/**
 * Alerts on queries to Log Analytics, as data. Azure bills each rule per month, the more the more often it runs.
 * @see https://azure.microsoft.com/pricing/details/monitor/
 * @throws InvalidInputError for nobody to notify, for a rule without a title, reason, query or tables, with a window or
 * frequency that Azure doesn't have, of a name that another one has, or that reads a table to which nothing is sent, and
 * for a query with texts or brackets that aren't closed
 */
export class Alerts extends BaseConstruct {
  /** The alert rules (L1) by name. */
  public readonly resources: ReadonlyMap<string, MonitorScheduledQueryRulesAlertV2>;

  constructor(scope: Construct, id: string, props: AlertsProps) {
    super(scope, id);
    requireProps(
      this,
      props,
      "resourceGroup",
      "logAnalyticsWorkspaceId",
      "sent",
      "actionGroups",
      "rules",
      "nameSuffix",
    );
    requireLogAnalyticsWorkspaceId(this, props.logAnalyticsWorkspaceId);
    requireGroup(this, props.resourceGroup);
    requireList(this, "sent.kinds", props.sent.kinds ?? null, '["workspace", "keyVault"]');
    requireList(this, "rules", props.rules, "platformAlerts({ resourceGroupNames })");
    requireActionGroups(this, props.actionGroups);
    if (props.actionGroups.length === 0 && props.rules.length > 0) {
      refuse(this, "actionGroups", {
        value: [],
        allowed: "at least one action group, without which nobody is notified",
        fix: "create an ActionGroup",
      });
    }
    const filled = tablesFilledBy(props.sent);
    const resources = new Map<string, MonitorScheduledQueryRulesAlertV2>();
    for (const rule of props.rules) {
      this.validate(rule, filled);
      if (resources.has(rule.name)) {
        refuse(this, `rules.${rule.name}`, {
          value: rule.name,
          allowed: "rules of different names",
          fix: "rename one of the two",
        });
      }
      resources.set(rule.name, this.create(rule, props));
    }
    this.resources = resources;
  }

  private create(rule: AlertRule, props: AlertsProps): MonitorScheduledQueryRulesAlertV2 {
    const { resourceGroup } = props;
    const name = `${rule.name}-${props.nameSuffix}`;
    reserveName(this, resourceGroup, "alert rule", name, `rules.${rule.name}.name`);
    const resource = new MonitorScheduledQueryRulesAlertV2(this, rule.name, {
      name: assertName("alertRule", name, `${this.node.path}.rules.${rule.name}.name`),
      displayName: rule.title,
      description: rule.reason,
      resourceGroupName: resourceGroup.name,
      location: resourceGroup.location,
      provider: providerOfGroup(this, resourceGroup),
      scopes: [props.logAnalyticsWorkspaceId],
      severity: rule.severity,
      windowDuration: rule.window,
      evaluationFrequency: rule.frequency,
      autoMitigationEnabled: rule.isState ?? false,
      // A table doesn't exist before its first row.
      skipQueryValidation: true,
      criteria: [
        {
          query: rule.query,
          operator: "GreaterThan",
          threshold: rule.threshold ?? 0,
          timeAggregationMethod: "Count",
          failingPeriods: { minimumFailingPeriodsToTriggerAlert: 1, numberOfEvaluationPeriods: 1 },
        },
      ],
      action: { actionGroups: props.actionGroups.map(({ actionGroupId }) => actionGroupId) },
      tags: props.tags,
    });
    dependOn(resource, resourceGroup.dependencies ?? []);
    return resource;
  }

  private validate(rule: AlertRule, filled: readonly string[]): void {
    const at = `rules.${rule.name}`;
    if (typeof rule.name !== "string" || !/^[a-z][a-z0-9-]{0,62}$/.test(rule.name)) {
      refuse(this, `${at}.name`, {
        value: rule.name,
        allowed: "1 to 63 lower-case letters, digits and dashes, a letter first",
        fix: "use a name such as quota-near",
      });
    }
    for (const [prop, [allowed, fix]] of Object.entries(TEXTS)) {
      const text: unknown = rule[prop as keyof typeof TEXTS];
      if (typeof text === "string" && text.trim() !== "") continue;
      refuse(this, `${at}.${prop}`, { value: text, allowed, fix });
    }
    if (rule.reason.length > LONGEST_REASON) {
      refuse(this, `${at}.reason`, {
        value: `a text of ${rule.reason.length} characters`,
        allowed: `at most ${LONGEST_REASON} characters`,
        fix: "shorten it, and link to a page",
      });
    }
    const { severity, threshold = 0 } = rule;
    if (!SEVERITIES.includes(severity)) {
      refuse(this, `${at}.severity`, {
        value: severity,
        allowed: "0 (critical), 1, 2, 3 or 4 (verbose)",
        fix: "use 2 for what somebody has to look at",
      });
    }
    if (!Number.isInteger(threshold) || threshold < 0) {
      refuse(this, `${at}.threshold`, {
        value: threshold,
        allowed: "a number of rows, 0 or more",
        fix: "leave it out for 0",
      });
    }
    const given: unknown = rule.tables;
    if (!Array.isArray(given) || given.length === 0) {
      refuse(this, `${at}.tables`, {
        value: given,
        allowed: "a list of the tables that the query reads",
        fix: "name those of the query, such as AzureActivity",
      });
    }
    requireList(this, `${at}.tables`, given, '["AzureActivity"]');
    this.validateTimes(rule);
    if (rule.query.length > LONGEST_QUERY) {
      refuse(this, `${at}.query`, {
        value: `a query of ${rule.query.length} characters`,
        allowed: `at most ${LONGEST_QUERY} characters`,
        fix: "save a function in Log Analytics, and call it",
      });
    }
    const { code, problem } = readQuery(rule.query);
    if (problem !== undefined) {
      refuse(this, `${at}.query`, { value: problem, allowed: "KQL", fix: "run the query in Log Analytics first" });
    }
    for (const table of rule.tables) this.validateTable(rule.name, code, table, filled);
    const unlisted = Object.keys(LOG_TABLES).find((table) => !rule.tables.includes(table) && hasWord(code, table));
    if (unlisted !== undefined) {
      refuse(this, `${at}.tables`, {
        value: rule.tables,
        allowed: `all tables that the query reads; it reads ${unlisted}`,
        fix: `add ${unlisted} to tables`,
      });
    }
  }

  private validateTimes({ name, window, frequency, isState = false }: AlertRule): void {
    const [ofWindow, ofFrequency] = [DURATIONS.indexOf(window), DURATIONS.indexOf(frequency)];
    if (ofWindow < 0) {
      refuse(this, `rules.${name}.window`, {
        value: window,
        allowed: DURATIONS.join(", "),
        fix: "use the next longer one",
      });
    }
    if (ofFrequency < 0 || ofFrequency > Math.min(ofWindow, DURATIONS.indexOf(LONGEST_FREQUENCY))) {
      refuse(this, `rules.${name}.frequency`, {
        value: frequency,
        allowed: `${DURATIONS.slice(0, -1).join(", ")}, at most the window, which is ${window}`,
        fix: `use ${window === "P2D" ? LONGEST_FREQUENCY : window}`,
      });
    }
    if (isState && ofFrequency > DURATIONS.indexOf(LONGEST_FREQUENCY_OF_STATES)) {
      refuse(this, `rules.${name}.frequency`, {
        value: frequency,
        allowed: `at most ${LONGEST_FREQUENCY_OF_STATES} for a state that lasts`,
        fix: `use ${LONGEST_FREQUENCY_OF_STATES}, or remove isState`,
      });
    }
  }

  private validateTable(name: string, code: string, table: string, filled: readonly string[]): void {
    const at = `rules.${name}.tables`;
    const isOwn = table.endsWith("_CL");
    if (!isOwn && !Object.hasOwn(LOG_TABLES, table)) {
      const near = likelyName(table, Object.keys(LOG_TABLES));
      refuse(this, at, {
        value: table,
        allowed: `${Object.keys(LOG_TABLES).join(", ")}, and your own tables, whose names end in _CL`,
        fix: near === undefined ? "use a table that the platform fills" : `use ${near}`,
      });
    }
    if (!isOwn && !filled.includes(table)) {
      refuse(this, at, {
        value: table,
        allowed: `tables that the platform sends logs to: ${filled.length === 0 ? "none" : filled.join(", ")}`,
        fix:
          table === "AzureActivity"
            ? "send the activity log to this Log Analytics workspace as well, or leave the alert out"
            : "create and log the resource that fills the table, or leave the alert out",
      });
    }
    if (!hasWord(code, table)) {
      refuse(this, at, {
        value: table,
        allowed: "tables that the query reads",
        fix: "remove it from tables, or name it in the query",
      });
    }
  }
}
