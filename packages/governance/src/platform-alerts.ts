import { InvalidInputError, isTimeZone } from "@org/azure-catalog";
import type { AlertRule } from "./alert-rule.js";

/** When people are expected to work. */
export interface WorkingHours {
  /** First hour, 0 to 23. */
  readonly from: number;
  /** Hour at which they end, 1 to 24. */
  readonly to: number;
  /**
   * Time zone by its IANA name, such as `America/Toronto`.
   * @default "UTC"
   */
  readonly timeZone?: string | undefined;
}

/** Limits of {@link platformAlerts}. */
export interface PlatformAlertOptions {
  /** Names of the environment's resource groups. Events in other groups of the subscription are left out. */
  readonly resourceGroupNames: readonly string[];
  /**
   * Object ids whose changes are expected: the deployment principal, and the workspace's identity, which approves
   * private endpoints.
   * @default - none
   */
  readonly expectedCallers?: readonly string[] | undefined;
  /**
   * Hours after which idle nodes are reported, one of 1, 2, 3, 4, 5, 6, 24 and 48.
   * @default 6
   */
  readonly idleHours?: number | undefined;
  /**
   * Percentage of the quota for cores from which its use is reported.
   * @default 90
   */
  readonly quotaPercentage?: number | undefined;
  /**
   * Bastion sessions that begin outside of these hours, or at the weekend, are reported.
   * @default - 7 to 19 UTC
   */
  readonly workingHours?: WorkingHours | undefined;
}

/** Hours for which Azure has a window. */
export const IDLE_HOURS = [1, 2, 3, 4, 5, 6, 24, 48] as const;

/** Names of the rules of {@link platformAlerts}, in their order. */
export const PLATFORM_ALERTS = [
  "role-assignment-written",
  "workspace-or-registry-deleted",
  "outbound-rule-changed",
  "endpoint-connection-changed",
  "vault-access-refused",
  "bastion-outside-of-hours",
  "compute-idle",
  "quota-near",
] as const;

/** A rule of {@link platformAlerts}. */
export type PlatformAlert = (typeof PLATFORM_ALERTS)[number];

/** The options with their defaults. Rejects limits that Azure doesn't have, or with which a rule never or always notifies. */
function withDefaults(options: PlatformAlertOptions) {
  const { resourceGroupNames, expectedCallers = [], idleHours = 6, quotaPercentage = 90 } = options;
  const { from, to, timeZone = "UTC" } = options.workingHours ?? { from: 7, to: 19 };
  const hours: readonly number[] = IDLE_HOURS;
  const areTexts = (list: unknown): boolean =>
    Array.isArray(list) && list.every((text) => typeof text === "string" && text !== "");
  const refuseUnless = (isAllowed: boolean, prop: string, value: unknown, allowed: string, fix: string): void => {
    if (!isAllowed) throw new InvalidInputError({ path: `platformAlerts.${prop}`, value, allowed, fix });
  };
  const areNames = areTexts(resourceGroupNames) && resourceGroupNames.length > 0;
  const names = "names of resource groups";
  refuseUnless(areNames, "resourceGroupNames", resourceGroupNames, names, "pass those of the environment");
  const callers = areTexts(expectedCallers);
  refuseUnless(callers, "expectedCallers", expectedCallers, "a list of object ids", "leave it out for nobody");
  refuseUnless(hours.includes(idleHours), "idleHours", idleHours, hours.join(", "), "leave it out for 6");
  const isPercentage = quotaPercentage >= 1 && quotaPercentage <= 100;
  refuseUnless(isPercentage, "quotaPercentage", quotaPercentage, "1 to 100", "leave it out for 90");
  const areHours = Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from < to && to <= 24;
  const allowed = "two hours from 0 to 24, of which the first one is earlier";
  refuseUnless(areHours, "workingHours", options.workingHours, allowed, "use { from: 7, to: 19 }");
  const zone = "an IANA name of a time zone";
  refuseUnless(isTimeZone(timeZone), "workingHours.timeZone", timeZone, zone, "use America/Toronto");
  return { resourceGroupNames, expectedCallers, idleHours, quotaPercentage, from, to, timeZone };
}

/** Texts as a list in KQL. */
const listOf = (texts: readonly string[]) => texts.map((text) => JSON.stringify(text)).join(", ");

/**
 * The alerts that a private machine learning environment needs, as data.
 *
 * The activity log says that a private endpoint connection was written, and not by every service whether it was approved
 * or rejected, so `endpoint-connection-changed` reports both unless the caller is expected. Compute instances aren't
 * among idle computes, because they stop after an idle hour by default.
 * @throws InvalidInputError for no resource groups, and for limits outside of their ranges
 */
export function platformAlerts(
  options: PlatformAlertOptions,
): readonly (AlertRule & { readonly name: PlatformAlert })[] {
  const { resourceGroupNames, expectedCallers, idleHours, quotaPercentage, from, to, timeZone } = withDefaults(options);
  const inGroups = `| where ResourceGroup in~ (${listOf(resourceGroupNames)})`;
  const unexpected = expectedCallers.length === 0 ? [] : [`| where Caller !in~ (${listOf(expectedCallers)})`];
  const activity = (...steps: readonly string[]) =>
    [
      "AzureActivity",
      '| where CategoryValue == "Administrative"',
      ...steps,
      "| project TimeGenerated, Caller, CallerIpAddress, OperationNameValue, ActivityStatusValue, _ResourceId",
    ].join("\n");
  const events = { tables: ["AzureActivity"], window: "PT15M", frequency: "PT15M" } as const;
  const succeeded = '| where ActivityStatusValue in~ ("Success", "Succeeded")';
  return [
    {
      ...events,
      name: "role-assignment-written",
      title: "A role was assigned or removed",
      reason:
        "Anyone who can assign roles can do anything. Roles come from the deployment principal; find out why somebody else assigned one, and remove it.",
      severity: 1,
      // A role on the subscription, which applies to the groups as well, has no group.
      query: activity(
        '| where OperationNameValue in~ ("Microsoft.Authorization/roleAssignments/write", "Microsoft.Authorization/roleAssignments/delete", "Microsoft.Authorization/elevateAccess/action")',
        succeeded,
        `| where isempty(ResourceGroup) or ResourceGroup in~ (${listOf(resourceGroupNames)})`,
        ...unexpected,
      ),
    },
    {
      ...events,
      name: "workspace-or-registry-deleted",
      title: "A workspace or registry was deleted",
      reason:
        "A deleted workspace can be recovered for 14 days, the assets of a deleted registry can't. Ask the caller at once.",
      severity: 0,
      query: activity(
        '| where OperationNameValue in~ ("Microsoft.MachineLearningServices/workspaces/delete", "Microsoft.MachineLearningServices/registries/delete")',
        succeeded,
        inGroups,
      ),
    },
    {
      ...events,
      name: "outbound-rule-changed",
      title: "An outbound rule was changed, or could not be written",
      reason:
        "Outbound rules are the only way for data to leave the managed network, and the first FQDN rule adds a billed firewall. Without a rule that failed, jobs don't reach its target.",
      severity: 2,
      query: activity(
        '| where OperationNameValue in~ ("Microsoft.MachineLearningServices/workspaces/outboundRules/write", "Microsoft.MachineLearningServices/workspaces/outboundRules/delete")',
        inGroups,
        ...(expectedCallers.length === 0
          ? ['| where ActivityStatusValue in~ ("Success", "Succeeded", "Failure", "Failed")']
          : [
              `| where ActivityStatusValue in~ ("Failure", "Failed") or (ActivityStatusValue in~ ("Success", "Succeeded") and Caller !in~ (${listOf(expectedCallers)}))`,
            ]),
      ),
    },
    {
      ...events,
      name: "endpoint-connection-changed",
      title: "A private endpoint connection was approved, rejected or removed",
      reason:
        "A rejected connection cuts off its users; an approved one gives another network access. Check the connections of the resource.",
      severity: 2,
      query: activity(
        '| where OperationNameValue endswith "/privateEndpointConnections/write" or OperationNameValue endswith "/privateEndpointConnections/delete"',
        succeeded,
        inGroups,
        ...unexpected,
      ),
    },
    {
      name: "vault-access-refused",
      title: "The Key Vault refused requests",
      reason:
        "More than ten refusals in five minutes are an identity without a role, or somebody who tries. The query shows who.",
      severity: 2,
      tables: ["AzureDiagnostics"],
      window: "PT5M",
      frequency: "PT5M",
      threshold: 10,
      query: [
        "AzureDiagnostics",
        '| where ResourceProvider == "MICROSOFT.KEYVAULT" and Category == "AuditEvent"',
        "| where httpStatusCode_d == 403",
        "| project TimeGenerated, Resource, OperationName, CallerIPAddress, identity_claim_appid_g, ResultDescription",
      ].join("\n"),
    },
    {
      name: "bastion-outside-of-hours",
      title: "A Bastion session began outside of working hours",
      reason: "Bastion leads to the machines inside of the network. Ask the user whether it was them.",
      severity: 2,
      tables: ["MicrosoftAzureBastionAuditLogs"],
      window: "PT15M",
      frequency: "PT15M",
      query: [
        "MicrosoftAzureBastionAuditLogs",
        `| extend Local = datetime_utc_to_local(TimeGenerated, ${JSON.stringify(timeZone)})`,
        "| extend Day = toint(dayofweek(Local) / 1d), Hour = hourofday(Local)",
        `| where Day in (0, 6) or Hour < ${from} or Hour >= ${to}`,
        "| project TimeGenerated, UserName, ClientIpAddress, TargetVMIPAddress, Protocol",
      ].join("\n"),
    },
    {
      name: "compute-idle",
      title: "Nodes of a cluster are idle",
      reason: "Idle nodes are billed. Set the minimum number of nodes to 0, or shorten the time until they stop.",
      severity: 3,
      tables: ["AzureMetrics"],
      window: idleHours < 24 ? `PT${idleHours}H` : `P${idleHours / 24}D`,
      frequency: "PT1H",
      isState: true,
      query: [
        "AzureMetrics",
        '| where ResourceProvider == "MICROSOFT.MACHINELEARNINGSERVICES" and MetricName == "Idle Nodes"',
        `| summarize Least = min(Minimum), First = min(TimeGenerated) by Resource, bin(TimeGenerated, 1h)`,
        `| summarize Idle = min(Least), Hours = dcount(TimeGenerated) by Resource`,
        `| where Idle > 0 and Hours >= ${idleHours}`,
      ].join("\n"),
    },
    {
      name: "quota-near",
      title: "The quota for cores is nearly used up",
      reason: "Jobs wait, and new computes fail, when it is. Ask for more quota, or stop computes.",
      severity: 3,
      tables: ["AzureMetrics"],
      window: "PT1H",
      frequency: "PT1H",
      isState: true,
      query: [
        "AzureMetrics",
        '| where ResourceProvider == "MICROSOFT.MACHINELEARNINGSERVICES" and MetricName == "Quota Utilization Percentage"',
        "| summarize Used = max(Maximum) by Resource",
        `| where Used >= ${quotaPercentage}`,
      ].join("\n"),
    },
  ];
}
