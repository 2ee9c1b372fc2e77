import { MonitorActionGroup } from "@cdktf/provider-azurerm/lib/monitor-action-group/index.js";
import type { IResourceGroup } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  isUnresolved,
  providerOfGroup,
  refuse,
  requireArmId,
  requireProps,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { Construct, IConstruct } from "constructs";
import { requireEmailAddress, requireGroup, requireList, reserveName } from "./shared.js";

/** Whom alerts and budgets notify. */
export interface IActionGroup extends IConstruct {
  /** ARM id. */
  readonly actionGroupId: string;
}

/** Props of {@link ActionGroup}. */
export interface ActionGroupProps {
  /** Resource group of the action group. */
  readonly resourceGroup: IResourceGroup;
  /** Name, 1 to 260 characters. */
  readonly name: string;
  /** E-mail addresses that are notified, at least one: those of a team rather than of a person. */
  readonly emailAddresses: readonly string[];
  /**
   * Name in text messages and e-mails, 1 to 12 characters.
   * @default - the first 12 characters of the name
   */
  readonly shortName?: string | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const TYPE = "Microsoft.Insights/actionGroups";

class ImportedActionGroup extends BaseConstruct implements IActionGroup {
  public readonly actionGroupId: string;

  constructor(scope: Construct, id: string, actionGroupId: string) {
    super(scope, id);
    requireArmId(
      this,
      "actionGroupId",
      actionGroupId,
      TYPE,
      "use the id of the action group: az monitor action-group show --query id",
    );
    this.actionGroupId = actionGroupId;
  }
}

/**
 * Rejects ids in the place of action groups, which TypeScript reports at compile time.
 * @throws InvalidInputError
 */
export function requireActionGroups(scope: Construct, groups: readonly IActionGroup[]): void {
  requireList(scope, "actionGroups", groups, "[actionGroup]");
  const wrong = groups.findIndex(({ actionGroupId }) => typeof actionGroupId !== "string");
  if (wrong < 0) return;
  refuse(scope, `actionGroups.${wrong}`, {
    value: groups[wrong],
    allowed: "an action group",
    fix: "wrap the id of an existing one in ActionGroup.fromActionGroupId(this, id, actionGroupId)",
  });
}

/**
 * The people whom alerts and budgets notify by e-mail. It costs nothing: 1,000 e-mails a month are free.
 *
 * For text messages, telephone or other systems, pass an existing group.
 * @see https://learn.microsoft.com/azure/azure-monitor/alerts/action-groups
 * @throws InvalidInputError for a name or short name that Azure rejects, an address that is none, and for nobody to
 * notify
 */
export class ActionGroup extends BaseConstruct implements IActionGroup {
  /** References an existing action group, in any subscription, by its ARM id. */
  public static fromActionGroupId(scope: Construct, id: string, actionGroupId: string): IActionGroup {
    return new ImportedActionGroup(scope, id, actionGroupId);
  }

  /** The action group (L1). */
  public readonly resource: MonitorActionGroup;
  public readonly actionGroupId: string;

  constructor(scope: Construct, id: string, props: ActionGroupProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "name", "emailAddresses");
    const { resourceGroup, emailAddresses } = props;
    requireGroup(this, resourceGroup);
    const name = assertName("actionGroup", props.name, `${this.node.path}.name`);
    const { shortName = name.slice(0, SHORT_NAME) } = props;
    requireList(this, "emailAddresses", emailAddresses, '["ops@example.com"]');
    if (emailAddresses.length === 0 || emailAddresses.length > MOST_ADDRESSES) {
      refuse(this, "emailAddresses", {
        value: emailAddresses.length === 0 ? [] : `${emailAddresses.length} addresses`,
        allowed: `1 to ${MOST_ADDRESSES} e-mail addresses`,
        fix: "add the address of the team that is on call",
      });
    }
    for (const [index, address] of emailAddresses.entries()) {
      requireEmailAddress(this, `emailAddresses.${index}`, address);
      if (isUnresolved(address) || address.length <= LONGEST_ADDRESS) continue;
      refuse(this, `emailAddresses.${index}`, {
        value: address,
        allowed: `at most ${LONGEST_ADDRESS} characters`,
        fix: "use a shorter address of the team",
      });
    }
    if (typeof shortName !== "string" || shortName.length === 0 || shortName.length > SHORT_NAME) {
      refuse(this, "shortName", {
        value: shortName,
        allowed: "1 to 12 characters",
        fix: "leave it out for the first 12 characters of the name",
      });
    }
    reserveName(this, resourceGroup, "action group", name);
    this.resource = new MonitorActionGroup(this, "Resource", {
      name,
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      shortName,
      emailReceiver: [...new Set(emailAddresses)].map((emailAddress) => ({
        name: emailAddress,
        emailAddress,
        useCommonAlertSchema: true,
      })),
      tags: props.tags,
    });
    dependOn(this.resource, resourceGroup.dependencies ?? []);
    this.actionGroupId = this.resource.id;
  }
}

/**
 * Azure's limit for the addresses of action groups.
 * @see https://learn.microsoft.com/azure/azure-monitor/fundamentals/service-limits
 */
const LONGEST_ADDRESS = 64;
/** Azure's limit for the addresses of one action group. */
const MOST_ADDRESSES = 1000;
/** Azure's limit for short names. */
const SHORT_NAME = 12;
