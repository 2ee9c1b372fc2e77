import { ARM_ID_SEGMENTS, ArmId } from "@org/azure-catalog";
import { Fn, Token } from "cdktf";
import { refuse } from "./invalid-input.js";
import { isUnresolved } from "./tokens.js";

const RESOURCE_GROUP = "Microsoft.Resources/resourceGroups";

/**
 * Parses the id of a resource of one type in a resource group, or accepts an id that is known only to Terraform.
 * @param resourceType ARM type, such as `Microsoft.Storage/storageAccounts`
 * @param fix how to get the id
 * @returns the parsed id; undefined for an id that only Terraform knows
 * @throws InvalidInputError for anything else
 */
export function requireArmId(
  scope: { readonly node: { readonly path: string } },
  prop: string,
  value: string,
  resourceType: string,
  fix: string,
): ArmId | undefined {
  const given: unknown = value;
  const id = typeof given === "string" ? ArmId.tryParse(value) : undefined;
  // If the scope is an expression, the parent is unknown.
  if (id?.hasType(resourceType) && (id.parent?.hasType(RESOURCE_GROUP) ?? isUnresolved(value))) return id;
  if (!id && isUnresolved(value)) return undefined;
  return refuse(scope, prop, {
    value,
    allowed: `an ARM id, /subscriptions/<subscription>/resourceGroups/<group>/providers/${resourceType}/<name>`,
    fix,
  });
}

/**
 * Requires the id of a Log Analytics workspace, or one that is known only to Terraform, in `logAnalyticsWorkspaceId`.
 * @throws InvalidInputError for anything else
 */
export function requireLogAnalyticsWorkspaceId(
  scope: { readonly node: { readonly path: string } },
  value: string,
): void {
  requireArmId(
    scope,
    "logAnalyticsWorkspaceId",
    value,
    "Microsoft.OperationalInsights/workspaces",
    "use the id of the workspace: az monitor log-analytics workspace show --query id",
  );
}

/**
 * One part of the id of a resource in a resource group: the text if the id is known, otherwise a Terraform expression
 * that reads it from the id.
 */
export function armIdPart(id: string, part: keyof typeof ARM_ID_SEGMENTS): string {
  const known = ArmId.tryParse(id)?.[part];
  if (known !== undefined) return known;
  const segment = ARM_ID_SEGMENTS[part];
  if (Token.isUnresolved(id)) return Token.asString(Fn.element(Fn.split("/", id), segment));
  // Fn would escape the interpolation in a literal expression.
  return `\${element(split("/", "${id}"), ${segment})}`;
}
