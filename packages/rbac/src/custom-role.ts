import { RoleDefinition } from "@cdktf/provider-azurerm/lib/role-definition/index.js";
import { BaseConstruct, expression, refuse, requireProps } from "@org/aml-core/internal";
import type { Role } from "@org/azure-catalog";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** What a custom role allows. */
export interface CustomRoleDefinition {
  /**
   * Identifies the role permanently: its GUID is derived from the key, so that the display name can change. Lower-case
   * words with dashes.
   */
  readonly key: string;
  /** Display name, unique in the tenant. */
  readonly name: string;
  /** What it is for; the description that Azure shows. */
  readonly purpose: string;
  /** Operations that it allows, such as `Microsoft.MachineLearningServices/registries/read`; `*` is a wildcard. */
  readonly actions: readonly string[];
  /** Operations that are excluded from {@link actions}. Another role can still allow them. */
  readonly notActions?: readonly string[] | undefined;
  /** Operations on data that it allows. */
  readonly dataActions?: readonly string[] | undefined;
  /** Operations on data that are excluded from {@link dataActions}. */
  readonly notDataActions?: readonly string[] | undefined;
}

/** Props of {@link CustomRole}. */
export interface CustomRoleProps {
  /** Definition: one of `CUSTOM_ROLES`, or your own. */
  readonly definition: CustomRoleDefinition;
  /**
   * ARM ids of the subscriptions and resource groups where it can be assigned; the first one contains the definition.
   */
  readonly assignableScopes: readonly string[];
  /**
   * Display name, unique in the tenant. Set it if several platforms in a tenant define the same role.
   * @default - name of the definition
   */
  readonly name?: string | undefined;
}

/**
 * A custom role, which you can use like a built-in one in a `RoleAssignment` or a bundle.
 *
 * Its GUID is Terraform's `uuidv5` of its first assignable scope and the definition's key, so it stays the same.
 *
 * @throws InvalidInputError without an assignable scope, without an action, or for an invalid definition key
 */
export class CustomRole extends BaseConstruct implements Role {
  /** The role definition (L1). */
  public readonly resource: RoleDefinition;
  /** What it allows. */
  public readonly definition: CustomRoleDefinition;
  /** Display name. */
  public readonly name: string;
  /** GUID, a token. */
  public readonly id: string;
  public readonly purpose: string;

  constructor(scope: Construct, id: string, props: CustomRoleProps) {
    super(scope, id);
    requireProps(this, props, "definition", "assignableScopes");
    const { definition, assignableScopes } = props;
    const [holder] = assignableScopes;
    if (holder === undefined) {
      refuse(this, "assignableScopes", {
        value: assignableScopes,
        allowed: "at least one ARM id of a subscription or resource group",
        fix: "pass the resource group in which it is assigned",
      });
    }
    check(this, definition);
    this.definition = definition;
    this.name = props.name ?? definition.name;
    this.purpose = definition.purpose;
    this.resource = new RoleDefinition(this, "Resource", {
      name: this.name,
      description: definition.purpose,
      scope: holder,
      roleDefinitionId: expression((quote) => `uuidv5("url", lower(${quote(`${holder}|${definition.key}`)}))`),
      assignableScopes: [...assignableScopes],
      permissions: [
        {
          actions: [...definition.actions],
          notActions: definition.notActions && [...definition.notActions],
          dataActions: definition.dataActions && [...definition.dataActions],
          notDataActions: definition.notDataActions && [...definition.notDataActions],
        },
      ],
    });
    this.id = this.resource.roleDefinitionId;
  }

  /** Dependencies for assignments that don't use its {@link id}, which implies the dependency. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [this.resource];
  }
}

function check(role: CustomRole, definition: CustomRoleDefinition): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(definition.key)) {
    refuse(role, "definition.key", {
      value: definition.key,
      allowed: "lower-case words with dashes",
      fix: 'use for instance "registry-reader"',
    });
  }
  if (definition.actions.length + (definition.dataActions?.length ?? 0) === 0) {
    refuse(role, "definition.actions", {
      value: definition.actions,
      allowed: "at least one operation in actions or dataActions",
      fix: "list the operations that the role allows, such as Microsoft.MachineLearningServices/registries/read",
    });
  }
}

/**
 * Whether a custom role is equivalent to Owner: it has the action `*`, without excluding `*` or
 * Microsoft.Authorization.
 */
export function isOwnerInDisguise({ actions, notActions = [] }: CustomRoleDefinition): boolean {
  if (!actions.includes("*")) return false;
  return !notActions.some((action) =>
    /^(\*|Microsoft\.Authorization\/(\*|roleAssignments\/(\*|write)|\*\/write))$/i.test(action),
  );
}
