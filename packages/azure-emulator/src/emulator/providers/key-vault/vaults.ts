import { ArmError } from "../../arm/arm-error.js";
import type { ResourceType, Write } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { connectionsTo, nameTaken, withDefaults } from "../shared.js";
import { softDeletedVault } from "./deleted-vaults.js";

export const VAULTS = "Microsoft.KeyVault/vaults";
const DEFAULT_RETENTION_DAYS = 90;

/** Key vaults. */
export const vaults: ResourceType = {
  type: VAULTS,
  tracked: true,
  latency: { create: 30, update: 10 },
  write(write, state) {
    const { id, body, existing } = write;
    requireFreeName(write, state);
    const gone = existing ? undefined : softDeletedVault(id.name, state);
    const { createMode, ...given } = body.properties;
    const recovered = createMode === "recover" ? gone : undefined;
    if (gone && !recovered) requireVaultName(state);
    const properties = { ...recovered?.resource.body.properties, ...given };
    if (existing?.body.properties["enablePurgeProtection"] === true && properties["enablePurgeProtection"] === false) {
      throw new ArmError(
        400,
        "BadRequest",
        'The property "enablePurgeProtection" cannot be set to false. Enabling the purge protection for a vault is an irreversible action.',
      );
    }
    body.properties = {
      ...withDefaults(properties, {
        accessPolicies: [],
        enableSoftDelete: true,
        softDeleteRetentionInDays: DEFAULT_RETENTION_DAYS,
        publicNetworkAccess: "Enabled",
      }),
      vaultUri: `https://${id.name}.vault.azure.net/`,
    };
    return () => {
      if (recovered) state.softDeleted.remove(recovered.resource.id.toString());
    };
  },
  /** A vault without private endpoints has no list of them. */
  view(vault, state) {
    const connections = connectionsTo(vault, state);
    if (connections.length === 0) return vault.body;
    return { ...vault.body, properties: { ...vault.body.properties, privateEndpointConnections: connections } };
  },
  deleted(resource, { softDeleted, clock }) {
    softDeleted.add({
      resource,
      deletedAt: clock.now(),
      retentionDays: Number(resource.body.properties["softDeleteRetentionInDays"] ?? DEFAULT_RETENTION_DAYS),
    });
  },
};

/** Names of vaults are unique in all of Azure. */
function requireFreeName(write: Write, state: EmulatorState): void {
  if (!nameTaken(write, state)) return;
  throw new ArmError(
    409,
    "VaultAlreadyExists",
    `The vault name '${write.id.name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`,
  );
}

/**
 * Rejects a vault whose name belongs to a soft-deleted one.
 * @throws ArmError 409 ConflictError
 */
function requireVaultName({ failureModes }: EmulatorState): void {
  if (!failureModes.applies("vault-soft-delete")) return;
  throw new ArmError(
    409,
    "ConflictError",
    `A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.`,
  );
}
