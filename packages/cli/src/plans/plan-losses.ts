import { armTypeOfTerraform, isStatefulType } from "@org/azure-catalog";
import type { Problem } from "../config/problem.js";
import type { PlanJson, ResourceChange } from "../terraform/planned-changes.js";

/** A resource that a plan replaces or destroys, with data that is lost. */
export interface Loss {
  /** Address with the stack, such as `aml-dev/azurerm_storage_account.Storage`. */
  readonly address: string;
  readonly action: "replaces" | "destroys";
  /** Names of the arguments that force the replacement. */
  readonly because: readonly string[];
}

/** The data that a stack's plan loses. */
export function lossesIn(stack: string, { resource_changes: changes = [] }: PlanJson): Loss[] {
  return changes.flatMap((resource) => {
    const { actions, replace_paths: paths = [] } = resource.change;
    if (resource.mode !== "managed" || !actions.includes("delete") || !isStateful(resource)) return [];
    return {
      address: `${stack}/${resource.address}`,
      action: actions.length > 1 ? "replaces" : "destroys",
      because: [...new Set(paths.map(([name]) => String(name)))],
    };
  });
}

function isStateful({ address, change }: ResourceChange): boolean {
  const type = address.split(".").findLast((part) => /^(azurerm|azapi)_/.test(part)) ?? "";
  return holdsData(type, change.before?.["type"]);
}

/**
 * Whether destroying a resource loses data. Destroying azapi's other types, such as an `azapi_update_resource` of a
 * workspace, changes nothing in Azure.
 * @param terraformType Terraform type, such as `azurerm_key_vault` or `azapi_resource`
 * @param armType ARM type of an azapi resource, with api-version
 */
export function holdsData(terraformType: string, armType: unknown): boolean {
  if (terraformType === "azapi_resource") return isStatefulType(String(armType).split("@")[0] ?? "");
  return isStatefulType(armTypeOfTerraform(terraformType) ?? "");
}

/**
 * The losses that aren't allowed.
 * @param allowed addresses, with their stacks
 */
export function lossProblems(losses: readonly Loss[], allowed: ReadonlySet<string>): Problem[] {
  return losses
    .filter(({ address }) => !allowed.has(address))
    .map(({ address, action, because }) => ({
      path: address,
      value: `the plan ${action} it${because.length > 0 ? `, because of ${because.join(" and ")}` : ""}: its data is lost`,
      allowed: "a plan that keeps it",
      fix: `undo the change of the configuration; if the data may be lost, add --allow-replace ${address}`,
    }));
}
