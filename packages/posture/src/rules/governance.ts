import type { Json, Resource } from "@org/aml-synth-model";
import { armTypeOf } from "../domain/arm-types.js";
import { isNotKnown, pointTo, read } from "../domain/reader.js";
import type { Platform } from "../domain/platform.js";
import { notKnown, type Rule, type Violation } from "./rule.js";

/** ARM types that support tags, among those that rules evaluate. */
const TAGGABLE: ReadonlySet<string> = new Set(
  [
    "Microsoft.ContainerRegistry/registries",
    "Microsoft.CognitiveServices/accounts",
    "Microsoft.Compute/virtualMachines",
    "Microsoft.Insights/components",
    "Microsoft.KeyVault/vaults",
    "Microsoft.MachineLearningServices/registries",
    "Microsoft.MachineLearningServices/workspaces",
    "Microsoft.MachineLearningServices/workspaces/computes",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.Network/bastionHosts",
    "Microsoft.Network/natGateways",
    "Microsoft.Network/networkInterfaces",
    "Microsoft.Network/networkSecurityGroups",
    "Microsoft.Network/privateDnsZones",
    "Microsoft.Network/privateEndpoints",
    "Microsoft.Network/publicIPAddresses",
    "Microsoft.Network/routeTables",
    "Microsoft.Network/virtualNetworks",
    "Microsoft.OperationalInsights/workspaces",
    "Microsoft.Resources/resourceGroups",
    "Microsoft.Storage/storageAccounts",
  ].map((type) => type.toLowerCase()),
);

/** Types without data of their own, such as role assignments: Terraform can recreate them completely. */
const REPLACEABLE: ReadonlySet<string> = new Set(
  [
    "Microsoft.Authorization/roleAssignments",
    "Microsoft.Resources/resourceGroups",
    "Microsoft.ManagedIdentity/userAssignedIdentities",
    "Microsoft.Network/azureFirewalls",
    "Microsoft.Network/virtualNetworks",
  ].map((type) => type.toLowerCase()),
);

const POLICY_EXEMPTIONS = "Microsoft.Authorization/policyExemptions";

/** Policy exemptions whose end is wrong. @param say what is wrong with an end; undefined is an exemption without one */
function* wrongEnds(platform: Platform, say: (end: string | undefined) => string | undefined): Iterable<Violation> {
  for (const resource of platform.inventory.created(POLICY_EXEMPTIONS)) {
    const end = read(resource, "expires_on", "properties.expiresOn");
    const path = resource.armType === undefined ? "expires_on" : "body.properties.expiresOn";
    if (isNotKnown(end)) {
      yield notKnown(resource, path, end);
      continue;
    }
    const message = say(typeof end === "string" && end !== "" ? end : undefined);
    if (message !== undefined) yield { resource, path, message };
  }
}

/** Tags, exemptions from policies, and protection against deletion. */
export const GOVERNANCE_RULES: readonly Rule[] = [
  {
    id: "tags-missing",
    subject: "governance",
    severity: "warning",
    title: "All resources that support tags have them",
    rationale: "Tags identify costs, owners and, for this check, environments.",
    fix: "Add the tags.",
    sameAs: { psrule: ["Azure.Resource.UseTags"] },
    *check(platform) {
      const required = platform.settings.requiredTags ?? [];
      for (const resource of platform.inventory.resources) {
        if (!TAGGABLE.has(armTypeOf(resource) ?? "")) continue;
        const tags = (resource.arm ?? resource.attributes)["tags"];
        // Tags from an expression exist, but are unknown.
        if (typeof tags === "string") continue;
        const names = keysOf(tags);
        const missing = required.filter((tag) => !names.includes(tag));
        if (names.length === 0) yield { resource, path: "tags", message: "has no tags" };
        else if (missing.length > 0) yield { resource, path: "tags", message: `lacks ${missing.join(", ")}` };
      }
    },
  },
  {
    id: "environment-spelling",
    subject: "governance",
    severity: "note",
    title: "An environment's name is always spelled the same way",
    rationale: "Names that differ only in case count as one environment here, but reports by tag list them separately.",
    fix: "Use one spelling.",
    sameAs: {},
    *check({ environments, inventory }) {
      for (const { name, others } of environments.spellings) {
        const resource = inventory.resources.find((one) => environments.nameOf(one) === name);
        if (resource) yield { resource, path: "tags", message: `${name} is also spelled ${others.join(", ")}` };
      }
    },
  },
  {
    id: "policy-exemption-end",
    subject: "governance",
    severity: "warning",
    title: "An exemption from an Azure Policy has an end",
    rationale: "Without an end, nobody reviews it, and the policy is never enforced again.",
    fix: "Set expires_on.",
    sameAs: { psrule: ["Azure.Policy.WaiverExpiry"] },
    *check(platform) {
      for (const violation of wrongEnds(platform, (end) => (end === undefined ? "has no end" : undefined))) {
        if (violation.undecided !== true) yield violation;
      }
    },
  },
  {
    id: "policy-exemption-expired",
    subject: "governance",
    severity: "error",
    title: "No exemption from an Azure Policy has expired",
    rationale: "Azure keeps an expired exemption, but enforces the policy again, so the code is misleading.",
    fix: "Make the resources comply and remove the exemption, or review it and set a new date.",
    sameAs: {},
    check(platform) {
      const now = Date.parse(`${platform.settings.today ?? new Date().toISOString().slice(0, 10)}T00:00:00Z`);
      return wrongEnds(platform, (end = "") => (Date.parse(end) < now ? `was valid until ${end}` : undefined));
    },
  },
  {
    id: "lock-shared",
    subject: "governance",
    severity: "warning",
    title: "Resources that another environment uses are protected from deletion",
    rationale: "Destroying one breaks an environment that the plan doesn't show.",
    fix: "Set lifecycle.prevent_destroy = true, or add a management lock.",
    sameAs: {},
    *check(platform) {
      const locked = lockedBy(platform);
      const seen = new Set<Resource>();
      for (const { to, fromEnvironment } of platform.crossings) {
        const type = armTypeOf(to);
        if (type === undefined || REPLACEABLE.has(type) || seen.has(to)) continue;
        seen.add(to);
        const path = "lifecycle.prevent_destroy";
        const { state, value } = to.read(path);
        if (value === true || locked.has(to)) continue;
        const message = `is used by ${fromEnvironment.name} and may be destroyed`;
        if (state === "unknown")
          yield { resource: to, path, message: `${message}: a plan doesn't say`, undecided: true };
        else yield { resource: to, path, message };
      }
    },
  },
];

function lockedBy(platform: Platform): ReadonlySet<Resource> {
  const locked = new Set<Resource>();
  for (const lock of platform.inventory.model.resources({ type: "azurerm_management_lock" })) {
    const scope = pointTo(lock, "scope")?.resource;
    if (!scope) continue;
    locked.add(scope);
    // A lock on a resource group applies to its resources.
    if (armTypeOf(scope) === "microsoft.resources/resourcegroups") {
      for (const inside of scope.dependents()) locked.add(inside);
    }
  }
  return locked;
}

function keysOf(tags: Json | undefined): readonly string[] {
  return typeof tags === "object" && tags !== null ? Object.keys(tags) : [];
}
