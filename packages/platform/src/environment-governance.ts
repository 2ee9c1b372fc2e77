import type { IMonitoring } from "@org/aml-core";
import { armIdPart, BaseConstruct, refuse } from "@org/aml-core/internal";
import {
  ActionGroup,
  ActivityLogExport,
  Alerts,
  type AssignedPolicy,
  Budget,
  type BudgetOptions,
  type IActionGroup,
  PLATFORM_ALERTS,
  type PlatformAlert,
  type PlatformAlertOptions,
  platformAlerts,
  PolicyAssignments,
  type PolicyExemptionOptions,
  type SentLogs,
  ServiceHealthAlert,
  tablesFilledBy,
  Workbook,
} from "@org/aml-governance";
import type { EnvironmentNames, Tags } from "@org/aml-naming";
import type { AmlWorkspace } from "@org/aml-workspace";
import type { Construct } from "constructs";
import type { EnvironmentResourceGroups } from "./environment-base.js";

/** Limits of an environment's alerts, and which of them it has. */
export interface EnvironmentAlertOptions extends Pick<
  PlatformAlertOptions,
  "idleHours" | "quotaPercentage" | "workingHours"
> {
  /**
   * The alerts, by name.
   * @default - all whose logs the environment sends
   */
  readonly only?: readonly PlatformAlert[] | undefined;
}

/** A budget that notifies those whom the environment's alerts notify. */
export type EnvironmentBudgetOptions = Omit<BudgetOptions, "actionGroupIds" | "contactEmails">;

/** Whose cost a budget of an environment watches. */
export interface EnvironmentBudgets {
  /** Group of the network: Bastion, jumpbox, endpoints. */
  readonly network?: EnvironmentBudgetOptions | undefined;
  /** Group of the registries. */
  readonly registry?: EnvironmentBudgetOptions | undefined;
  /** All groups together. Needs a role on the subscription. */
  readonly environment?: EnvironmentBudgetOptions | undefined;
  /** The firewall that the first FQDN rule adds, in all groups. Needs a role on the subscription. */
  readonly firewall?: EnvironmentBudgetOptions | undefined;
}

/** Alerts, workbook, budgets and policies of an environment. */
export interface EnvironmentGovernanceOptions {
  /**
   * E-mail addresses that alerts and budgets notify, by a new action group. They also get alerts about the health of
   * Azure's services.
   * @default - nobody
   */
  readonly contactEmails?: readonly string[] | undefined;
  /**
   * Existing action groups that alerts and budgets notify as well, by ARM id.
   * @default - none
   */
  readonly actionGroupIds?: readonly string[] | undefined;
  /**
   * Alerts: true for all whose logs the environment sends. Each is billed by the month.
   * @default false
   */
  readonly alerts?: boolean | EnvironmentAlertOptions | undefined;
  /**
   * Object ids whose changes are expected, in addition to the workspaces' identities, which approve endpoints.
   * @default - the deployment principal, if the environment isn't split into two stacks
   */
  readonly expectedCallers?: readonly string[] | undefined;
  /**
   * The workbook, which costs nothing.
   * @default true
   */
  readonly workbook?: boolean | undefined;
  /**
   * Whether the activity log of the subscription is sent to the environment's Log Analytics, which costs nothing and
   * needs a role on the subscription; `"existing"` if somebody else sends it there, because Azure rejects a second
   * setting with the same destination.
   * @default false
   */
  readonly activityLog?: boolean | "existing" | undefined;
  /**
   * Budgets in addition to that of each workspace.
   * @default - none
   */
  readonly budgets?: EnvironmentBudgets | undefined;
  /**
   * Built-in policies that are assigned to the groups of the workspaces.
   * @default - none
   */
  readonly policies?: readonly AssignedPolicy[] | undefined;
  /**
   * Exemptions from these policies.
   * @default - none
   */
  readonly policyExemptions?: readonly PolicyExemptionOptions[] | undefined;
}

/** Props of {@link EnvironmentGovernance}: what the environment knows. */
interface EnvironmentGovernanceProps extends EnvironmentGovernanceOptions {
  readonly names: EnvironmentNames;
  readonly resourceGroups: EnvironmentResourceGroups;
  /** All workspaces, the environment's own first. */
  readonly workspaces: readonly AmlWorkspace[];
  readonly monitoring: IMonitoring;
  /** Whether the vault is new, and logged with the environment. */
  readonly logsVault: boolean;
  /** Whether there is a registry. */
  readonly logsRegistry: boolean;
  /** Whether there is a Bastion host. */
  readonly logsBastion: boolean;
  readonly tags: Tags;
}

/** The governance of one environment. */
export class EnvironmentGovernance extends BaseConstruct {
  readonly #props: EnvironmentGovernanceProps;
  readonly #sent: SentLogs;
  readonly #subscriptionId: string;
  readonly #actionGroups: readonly IActionGroup[];

  constructor(scope: Construct, id: string, props: EnvironmentGovernanceProps) {
    super(scope, id);
    this.#props = props;
    this.#sent = sentLogs(props);
    this.#subscriptionId = armIdPart(props.resourceGroups.workspace.id, "subscriptionId");
    this.#actionGroups = this.createActionGroups();
    this.createAlerts();
    this.createBudgets();
    const { names, monitoring, resourceGroups, tags } = props;
    if (props.workbook ?? true) {
      new Workbook(this, "Workbook", {
        resourceGroup: resourceGroups.workspace,
        displayName: `Machine learning: ${names.environmentName}`,
        logAnalyticsWorkspaceId: monitoring.logAnalyticsWorkspaceId,
        sent: this.#sent,
        tags,
      });
    }
    if (props.activityLog === true) {
      new ActivityLogExport(this, "ActivityLog", {
        subscriptionId: this.#subscriptionId,
        logAnalyticsWorkspaceId: monitoring.logAnalyticsWorkspaceId,
        name: `to-log-analytics-${names.stack}`,
      });
    }
    for (const [index, { resourceGroup }] of props.workspaces.entries()) {
      const { policies = [], policyExemptions } = props;
      if (policies.length === 0 && (policyExemptions ?? []).length === 0) break;
      new PolicyAssignments(this, index === 0 ? "Policies" : `Policies-${props.workspaces[index]?.node.id}`, {
        resourceGroup,
        policies,
        exemptions: policyExemptions,
        nameSuffix: names.stack,
        environmentName: names.environmentName,
      });
    }
  }

  private createActionGroups(): readonly IActionGroup[] {
    const { contactEmails = [], actionGroupIds = [], names, resourceGroups, tags } = this.#props;
    const existing = actionGroupIds.map((one, index) =>
      ActionGroup.fromActionGroupId(this, `ActionGroup${index + 1}`, one),
    );
    if (contactEmails.length === 0) return existing;
    const own = new ActionGroup(this, "ActionGroup", {
      resourceGroup: resourceGroups.workspace,
      name: names.actionGroup,
      shortName: names.stack.slice(0, 12),
      emailAddresses: contactEmails,
      tags,
    });
    return [own, ...existing];
  }

  private createAlerts(): void {
    const { alerts = false, names, resourceGroups, monitoring, tags, workspaces } = this.#props;
    const resourceGroup = resourceGroups.workspace;
    if (this.#actionGroups.length > 0) {
      new ServiceHealthAlert(this, "ServiceHealth", {
        resourceGroup,
        subscriptionId: this.#subscriptionId,
        name: `service-health-${names.stack}`,
        actionGroups: this.#actionGroups,
        tags,
      });
    }
    if (alerts === false) return;
    this.requireContacts("alerts");
    const { only, ...limits } = alerts === true ? {} : alerts;
    for (const [index, name] of (only ?? []).entries()) {
      if (PLATFORM_ALERTS.includes(name)) continue;
      refuse(this, `alerts.only.${index}`, {
        value: name,
        allowed: PLATFORM_ALERTS.join(", "),
        fix: "use one of them, or add a rule of your own with Alerts",
      });
    }
    const rules = platformAlerts({
      ...limits,
      resourceGroupNames: this.groupNames(),
      expectedCallers: [
        ...(this.#props.expectedCallers ?? []),
        ...workspaces.map(({ identity }) => identity.principalId),
      ],
    });
    const sent = rules.filter(({ tables }) => this.areFilled(tables)).map(({ name }) => name);
    for (const [index, name] of (only ?? []).entries()) {
      if (sent.includes(name)) continue;
      const tables = rules.find((rule) => rule.name === name)?.tables ?? [];
      refuse(this, `alerts.only.${index}`, {
        value: name,
        allowed: `alerts on logs that the environment sends: ${sent.join(", ") || "none"}; this one reads ${tables.join(" and ")}`,
        fix: tables.includes("AzureActivity")
          ? "send the activity log: set activityLog to true, or to existing if Log Analytics receives it already"
          : "remove it, or add the resource that sends these logs",
      });
    }
    if (sent.length === 0) {
      refuse(this, "alerts", {
        value: alerts,
        allowed: "false for an environment that sends no logs",
        fix: "remove diagnosticSettings: false, or send the activity log: set activityLog to true",
      });
    }
    new Alerts(this, "Alerts", {
      resourceGroup,
      logAnalyticsWorkspaceId: monitoring.logAnalyticsWorkspaceId,
      sent: this.#sent,
      actionGroups: this.#actionGroups,
      rules: rules.filter(({ name }) => (only ?? sent).includes(name)),
      nameSuffix: names.stack,
      tags,
    });
  }

  private areFilled(tables: readonly string[]): boolean {
    const filled: readonly string[] = tablesFilledBy(this.#sent);
    return tables.every((table) => filled.includes(table));
  }

  private createBudgets(): void {
    const { budgets = {}, names, resourceGroups } = this.#props;
    const given = Object.entries(budgets).filter(([, options]) => options !== undefined);
    if (given.length === 0) return;
    this.requireContacts("budgets");
    const places = {
      network: { resourceGroup: resourceGroups.vnet },
      registry: { resourceGroup: resourceGroups.registry },
      environment: { subscriptionId: this.#subscriptionId, resourceGroupNames: this.groupNames() },
      firewall: { subscriptionId: this.#subscriptionId, serviceNames: ["Azure Firewall"] },
    };
    for (const [kind, options] of given) {
      new Budget(this, `Budget-${kind}`, {
        ...(options as EnvironmentBudgetOptions),
        ...places[kind as keyof EnvironmentBudgets],
        name: `${names.budget}-${kind}`,
        actionGroupIds: this.#actionGroups.map(({ actionGroupId }) => actionGroupId),
      });
    }
  }

  /** Names of the environment's groups, those of additional workspaces included. */
  private groupNames(): readonly string[] {
    const { resourceGroups, workspaces } = this.#props;
    const { vnet, registry } = resourceGroups;
    return [vnet.name, registry.name, ...workspaces.map(({ resourceGroup }) => resourceGroup.name)];
  }

  private requireContacts(prop: string): void {
    if (this.#actionGroups.length > 0) return;
    refuse(this, "contactEmails", {
      value: [],
      allowed: `somebody whom the ${prop} notify`,
      fix: "add contactEmails or actionGroupIds",
    });
  }
}

/** What the environment's Log Analytics workspace receives, of what alerts and workbook can read. */
function sentLogs({
  monitoring,
  logsVault,
  logsRegistry,
  logsBastion,
  activityLog = false,
}: EnvironmentGovernanceProps) {
  const optional = [
    ...(logsVault ? (["keyVault"] as const) : []),
    ...(logsRegistry ? (["registry"] as const) : []),
    ...(logsBastion ? (["bastionHost"] as const) : []),
  ];
  const logged = monitoring.diagnosticSettings ?? true;
  const kinds = ["workspace", "containerRegistry", "blobService", "fileService", ...optional] as const;
  return { kinds: logged ? kinds : [], activityLog: activityLog !== false };
}
