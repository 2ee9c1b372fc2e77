import type { Resource, Stack } from "@org/aml-synth-model";
import type { ArmIds } from "./arm-ids.js";
import type { ExistingRoleAssignments } from "./role-assignments.js";

/** Terraform's `import` block. */
export interface ImportBlock {
  /** Address, such as `azurerm_subnet.pe`. */
  readonly to: string;
  /** Import id of the provider; for most types the ARM id. */
  readonly id: string;
}

/** Resources without an import block. */
export interface LeftOut {
  /** The reason, as a phrase that follows a number, such as `delays, which don't exist in Azure`. */
  readonly why: string;
  /** Whether the user can do something about it. */
  readonly avoidable: boolean;
  /** Their addresses. */
  readonly addresses: readonly string[];
}

/** The import blocks of a stack, and the resources without one. */
export interface StackImports {
  readonly blocks: readonly ImportBlock[];
  readonly leftOut: readonly LeftOut[];
}

/** Types that are never imported, with the reason. */
const NEVER: Readonly<Record<string, string>> = {
  azapi_update_resource: "updates, which azapi can't import: they are applied again, with the same values",
  time_sleep: "delays, which don't exist in Azure: the next apply waits again",
};
const NO_LIST = "role assignments, because no list of them was given (--role-assignments)";
const NO_ID = "whose id doesn't follow from names";

/** Derives the import blocks of a stack's resources. */
export function importsOf(
  stack: Stack,
  ids: ArmIds,
  roleAssignments: ExistingRoleAssignments | undefined,
): StackImports {
  const blocks: ImportBlock[] = [];
  const leftOut = new Map<string, string[]>();
  for (const resource of stack.resources) {
    const found = importIdOf(resource, ids, roleAssignments);
    if ("id" in found) blocks.push({ to: resource.address, id: found.id });
    else leftOut.set(found.why, [...(leftOut.get(found.why) ?? []), resource.address]);
  }
  const always = new Set([...Object.values(NEVER), NO_LIST]);
  return {
    blocks,
    leftOut: [...leftOut].map(([why, addresses]) => ({ why, addresses, avoidable: !always.has(why) })),
  };
}

function importIdOf(
  resource: Resource,
  ids: ArmIds,
  roleAssignments: ExistingRoleAssignments | undefined,
): { readonly id: string } | { readonly why: string } {
  const never = NEVER[resource.type];
  if (never !== undefined) return { why: never };
  if (resource.type === "azurerm_role_assignment") return roleAssignments?.idOf(resource, ids) ?? { why: NO_LIST };
  const id = idForProvider(resource, ids);
  return id === undefined ? { why: NO_ID } : { id };
}

/**
 * The id in the provider's form. Source: the section "Import" of each resource in the documentation of azurerm and
 * azapi.
 */
function idForProvider(resource: Resource, ids: ArmIds): string | undefined {
  switch (resource.type) {
    case "azapi_resource": {
      const id = ids.of(resource);
      return id && `${id}?api-version=${resource.apiVersion ?? ""}`;
    }
    case "azurerm_monitor_diagnostic_setting": {
      const target = ids.text(resource, "target_resource_id");
      const name = ids.text(resource, "name");
      return target && name && `${target}|${name}`;
    }
    case "azurerm_subnet_network_security_group_association":
      return ids.text(resource, "subnet_id");
    default:
      return ids.of(resource);
  }
}
