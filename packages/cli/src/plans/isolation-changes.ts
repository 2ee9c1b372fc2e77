import type { Problem } from "../config/problem.js";
import type { PlanJson, ResourceChange } from "../terraform/planned-changes.js";

const WORKSPACE = /^Microsoft\.MachineLearningServices\/workspaces@/i;

/**
 * Changes of the network of a workspace's computes that Azure rejects: a managed network is never disabled, can't be
 * added while there are computes, and can't allow the internet again after it allowed only approved destinations.
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export function isolationProblems(stack: string, plan: PlanJson): Problem[] {
  return (plan.resource_changes ?? []).flatMap(({ address, type, change }) => {
    if (type !== "azapi_resource" || change.actions.join() !== "update") return [];
    if (!WORKSPACE.test(String(change.before?.["type"]))) return [];
    const [before, after] = [isolationModeOf(change.before), isolationModeOf(change.after)];
    if (before === undefined || after === undefined || before === after) return [];
    const allowed = reasonAgainst(before, after);
    if (allowed === undefined) return [];
    return {
      path: `${stack}/${address}`,
      value: `isolationMode ${before} -> ${after}`,
      allowed,
      fix: "undo the change, or create another workspace and promote to it what you need",
    };
  });
}

function reasonAgainst(before: string, after: string): string | undefined {
  if (after === "Disabled") return "the managed network, which Azure never disables once a workspace has it";
  if (before === "Disabled")
    return "your own virtual network: Azure adds no managed network to a workspace with computes";
  if (after === "AllowInternetOutbound") return "approved destinations only, which Azure doesn't relax";
  return undefined;
}

/** The isolation mode in a workspace's body, which azapi keeps as an object or as JSON. */
function isolationModeOf(attributes: ResourceChange["change"]["before"]): string | undefined {
  const given = attributes?.["body"];
  const body: unknown = typeof given === "string" ? JSON.parse(given) : given;
  const mode = at(at(at(body, "properties"), "managedNetwork"), "isolationMode");
  return typeof mode === "string" ? mode : undefined;
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
}
