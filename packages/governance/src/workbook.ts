import { ApplicationInsightsWorkbook } from "@cdktf/provider-azurerm/lib/application-insights-workbook/index.js";
import type { IResourceGroup } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  expression,
  providerOfGroup,
  refuse,
  requireLogAnalyticsWorkspaceId,
  requireProps,
} from "@org/aml-core/internal";
import { likelyName, LOG_TABLES, type LogTableName } from "@org/azure-catalog";
import type { Construct } from "constructs";
import { type SentLogs, tablesFilledBy } from "./alert-rule.js";
import { readQuery } from "./kql.js";
import { requireGroup, requireList } from "./shared.js";

/** A part of a workbook: a query, and how its result is shown. */
export interface WorkbookSection {
  /** Heading. */
  readonly title: string;
  /** KQL over `tables`. The workbook adds the time range. */
  readonly query: string;
  /** The tables that the query reads. */
  readonly tables: readonly LogTableName[];
  /** How the result is shown. */
  readonly visualization: "table" | "timechart" | "barchart" | "linechart";
}

const VISUALIZATIONS: readonly string[] = [
  "table",
  "timechart",
  "barchart",
  "linechart",
] satisfies readonly WorkbookSection["visualization"][];

/** What people ask about an environment every week, as data. */
export const WORKBOOK_SECTIONS: readonly WorkbookSection[] = [
  {
    title: "Jobs by state",
    tables: ["AmlRunStatusChangedEvent"],
    query: "AmlRunStatusChangedEvent\n| summarize Jobs = dcount(RunId) by Status, bin(TimeGenerated, 1h)",
    visualization: "timechart",
  },
  {
    title: "Nodes of the clusters",
    tables: ["AmlComputeClusterEvent"],
    query: [
      "AmlComputeClusterEvent",
      "| summarize Running = max(RunningNodeCount), Idle = max(IdleNodeCount), Unusable = max(UnusableNodeCount) by ClusterName, bin(TimeGenerated, 1h)",
    ].join("\n"),
    visualization: "table",
  },
  {
    title: "Use of the quota for cores, percent",
    tables: ["AzureMetrics"],
    query: [
      "AzureMetrics",
      '| where ResourceProvider == "MICROSOFT.MACHINELEARNINGSERVICES" and MetricName == "Quota Utilization Percentage"',
      "| summarize Used = max(Maximum) by Resource, bin(TimeGenerated, 1h)",
    ].join("\n"),
    visualization: "linechart",
  },
  {
    title: "Assets written to registries",
    tables: ["AmlRegistryWriteEventsLog"],
    query: "AmlRegistryWriteEventsLog\n| summarize Writes = count() by UserName, AssetName, AssetVersion",
    visualization: "table",
  },
  {
    title: "Images pushed to the container registry",
    tables: ["ContainerRegistryRepositoryEvents"],
    query: [
      "ContainerRegistryRepositoryEvents",
      '| where OperationName == "Push"',
      "| summarize Pushes = count(), Last = max(TimeGenerated) by Identity, Repository, CallerIpAddress",
    ].join("\n"),
    visualization: "table",
  },
  {
    title: "Requests that the Key Vault refused",
    tables: ["AzureDiagnostics"],
    query: [
      "AzureDiagnostics",
      '| where ResourceProvider == "MICROSOFT.KEYVAULT" and Category == "AuditEvent" and httpStatusCode_d == 403',
      "| summarize Refused = count(), Last = max(TimeGenerated) by Resource, OperationName, CallerIPAddress",
    ].join("\n"),
    visualization: "table",
  },
  {
    title: "Bastion sessions",
    tables: ["MicrosoftAzureBastionAuditLogs"],
    query: [
      "MicrosoftAzureBastionAuditLogs",
      "| summarize Sessions = count(), Last = max(TimeGenerated) by UserName, ClientIpAddress, TargetVMIPAddress",
    ].join("\n"),
    visualization: "table",
  },
  {
    title: "Changes of roles",
    tables: ["AzureActivity"],
    query: [
      "AzureActivity",
      '| where OperationNameValue startswith "Microsoft.Authorization/roleAssignments/"',
      "| summarize Last = max(TimeGenerated) by Caller, OperationNameValue, ActivityStatusValue, ResourceGroup",
    ].join("\n"),
    visualization: "table",
  },
];

/** Props of {@link Workbook}. */
export interface WorkbookProps {
  /** Resource group of the workbook. */
  readonly resourceGroup: IResourceGroup;
  /** Name in the portal. */
  readonly displayName: string;
  /** ARM id of the Log Analytics workspace with the logs. */
  readonly logAnalyticsWorkspaceId: string;
  /** What the Log Analytics workspace receives. Sections about anything else are left out. */
  readonly sent: SentLogs;
  /**
   * The sections, in their order.
   * @default WORKBOOK_SECTIONS
   */
  readonly sections?: readonly WorkbookSection[] | undefined;
  /**
   * Days before now that the queries cover, at most 730.
   * @default 7
   */
  readonly days?: number | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const DAY = 24 * 3600 * 1000;
const MOST_DAYS = 730;

/**
 * A workbook in the portal about an environment: jobs, computes, quota, assets, refused requests, sessions and roles. It
 * costs nothing but what Log Analytics bills for the logs.
 * @see https://learn.microsoft.com/azure/azure-monitor/visualize/workbooks-overview
 * @throws InvalidInputError for an id of something else than a Log Analytics workspace, an empty name, days outside of 0
 * to 730, and a section with an unknown table or with texts or brackets that aren't closed
 */
export class Workbook extends BaseConstruct {
  /** The workbook (L1). */
  public readonly resource: ApplicationInsightsWorkbook;

  constructor(scope: Construct, id: string, props: WorkbookProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "displayName", "logAnalyticsWorkspaceId", "sent");
    const { resourceGroup, displayName, logAnalyticsWorkspaceId, sections = WORKBOOK_SECTIONS } = props;
    requireLogAnalyticsWorkspaceId(this, logAnalyticsWorkspaceId);
    requireGroup(this, resourceGroup);
    if (typeof displayName !== "string" || displayName.trim() === "") {
      refuse(this, "displayName", { value: displayName, allowed: "a text", fix: "use Machine learning: dev" });
    }
    const { days = 7 } = props;
    if (!(days > 0 && days <= MOST_DAYS)) {
      refuse(this, "days", {
        value: days,
        allowed: `a number above 0, at most ${MOST_DAYS}`,
        fix: "leave it out for 7",
      });
    }
    requireList(this, "sections", sections, "WORKBOOK_SECTIONS");
    for (const [index, section] of sections.entries()) this.validate(`sections.${index}`, section);
    const filled = tablesFilledBy(props.sent);
    const shown = sections.filter(({ tables }) => tables.every((table) => filled.includes(table)));
    this.resource = new ApplicationInsightsWorkbook(this, "Resource", {
      // Azure asks for a GUID.
      name: expression((quote) => `uuidv5("url", lower(${quote(`${resourceGroup.id}|workbook|${this.node.id}`)}))`),
      displayName,
      resourceGroupName: resourceGroup.name,
      location: resourceGroup.location,
      provider: providerOfGroup(this, resourceGroup),
      sourceId: expression((quote) => `lower(${quote(logAnalyticsWorkspaceId)})`),
      dataJson: JSON.stringify(notebookOf(displayName, shown, logAnalyticsWorkspaceId, days * DAY)),
      tags: props.tags,
    });
    dependOn(this.resource, resourceGroup.dependencies ?? []);
  }

  /** Rejects a section that would be left out or show an error in the portal. */
  private validate(at: string, { query, tables, visualization }: WorkbookSection): void {
    const known = Object.keys(LOG_TABLES);
    const table = tables.find((one) => !known.includes(one));
    if (table !== undefined) {
      const near = likelyName(table, known);
      refuse(this, `${at}.tables`, {
        value: table,
        allowed: known.join(", "),
        fix: near === undefined ? "use a table that the platform fills" : `use ${near}`,
      });
    }
    const { problem } = readQuery(query);
    if (problem !== undefined) {
      refuse(this, `${at}.query`, { value: problem, allowed: "KQL", fix: "run the query in Log Analytics first" });
    }
    if (!VISUALIZATIONS.includes(visualization)) {
      refuse(this, `${at}.visualization`, {
        value: visualization,
        allowed: VISUALIZATIONS.join(", "),
        fix: "use table",
      });
    }
  }
}

/** The content of a workbook, in the portal's format. */
function notebookOf(title: string, sections: readonly WorkbookSection[], workspaceId: string, durationMs: number) {
  return {
    version: "Notebook/1.0",
    items: [
      { type: 1, name: "title", content: { json: `# ${title}` } },
      ...sections.map(({ title: heading, query, visualization }) => ({
        type: 3,
        name: heading,
        content: {
          version: "KqlItem/1.0",
          title: heading,
          query,
          size: 0,
          timeContext: { durationMs },
          queryType: 0,
          resourceType: "microsoft.operationalinsights/workspaces",
          crossComponentResources: [workspaceId],
          visualization,
        },
      })),
    ],
    fallbackResourceIds: [workspaceId],
    $schema: "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
  };
}
