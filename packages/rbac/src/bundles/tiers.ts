import { InvalidInputError, ROLES } from "@org/azure-catalog";
import type { Bundle, BundleRow } from "../bundle.js";
import { HUMAN_ROWS, humanBundle, humanRegistryBundle, type HumanScope } from "./human.js";

/**
 * What a user, group or pipeline does in an environment:
 *
 * - `reader` views the workspace and its dependent resources, without data
 * - `dataScientist` works with data, runs, models and endpoints
 * - `lead` is a data scientist who also manages secrets, and works with batch endpoints
 * - `operator` creates, starts and stops computes, without data
 * - `administrator` manages workspace, registry and their dependent resources, without assigning roles
 * - `pipeline` submits jobs, and registers and deploys models; for service principals
 */
export type RoleTier = keyof typeof TIERS;

/** Roles that tiers have in addition to those of {@link humanBundle}. */
export const TIER_ROWS: Bundle<"resourceGroup"> = [
  {
    key: "AzureAiAdministrator",
    role: ROLES.azureAiAdministrator,
    on: "resourceGroup",
    reason: "administrators manage the workspace and its dependent resources",
  },
];

/** Roles that tiers have on a registry in addition to those of {@link humanRegistryBundle}. */
export const TIER_REGISTRY_ROWS: Bundle<"registry"> = [
  {
    key: "Reader",
    role: ROLES.reader,
    on: "registry",
    reason: "readers and operators find the registry and view what it contains",
  },
  {
    key: "AzureAiAdministrator",
    role: ROLES.azureAiAdministrator,
    on: "registry",
    reason: "administrators manage the registry",
  },
];

const ALL_OPTIONS = {
  keyVaultAdministrator: true,
  storageQueueDataContributor: true,
  storageTableDataContributor: true,
} as const;

/** The rows of each tier, from the rows of {@link humanBundle} by their keys. */
const TIERS = {
  reader: { workspace: rows("Reader"), registry: registryRows("Reader") },
  dataScientist: { workspace: humanBundle(), registry: humanRegistryBundle() },
  lead: { workspace: humanBundle(ALL_OPTIONS), registry: humanRegistryBundle({ azureAiDeveloper: true }) },
  operator: { workspace: rows("Reader", "AzureMlComputeOperator"), registry: registryRows("Reader") },
  administrator: {
    workspace: [...TIER_ROWS, ...rows("KeyVaultAdministrator")],
    registry: registryRows("AzureAiAdministrator"),
  },
  pipeline: {
    workspace: rows("Reader", "AzureMlDataScientist", "StorageBlobDataContributor"),
    registry: humanRegistryBundle(),
  },
} as const satisfies Readonly<
  Record<string, { readonly workspace: Bundle<HumanScope>; readonly registry: Bundle<"registry"> }>
>;

/** The tiers, from the fewest roles to the most, and `pipeline`. */
export const ROLE_TIERS = Object.keys(TIERS) as readonly RoleTier[];

/** The roles of a tier in a workspace. */
export function tierBundle(tier: RoleTier): Bundle<HumanScope> {
  return knownTier(tier).workspace;
}

/** The roles of a tier on a registry of the same environment. */
export function tierRegistryBundle(tier: RoleTier): Bundle<"registry"> {
  return knownTier(tier).registry;
}

/** @throws InvalidInputError for an unknown tier, which callers from JavaScript may pass */
function knownTier(tier: RoleTier): (typeof TIERS)[RoleTier] {
  if (Object.hasOwn(TIERS, tier)) return TIERS[tier];
  throw new InvalidInputError({
    path: "tier",
    value: tier,
    allowed: ROLE_TIERS.join(", "),
    fix: 'pass it after the principal: grantTier(principal, "reader")',
  });
}

function rows(...keys: readonly string[]): readonly BundleRow<HumanScope>[] {
  return HUMAN_ROWS.filter(({ key }) => keys.includes(key));
}

function registryRows(key: string): Bundle<"registry"> {
  return TIER_REGISTRY_ROWS.filter((row) => row.key === key);
}
