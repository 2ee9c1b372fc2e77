import { ArmError } from "../arm/arm-error.js";
import { objectOf, textOf } from "../arm/body.js";
import type { Endpoint, ResourceProvider } from "../arm/resource-type.js";
import type { SoftDeletedResource } from "../soft-deleted.js";
import type { World } from "../world.js";
import { nameTaken, withDefaults } from "./shared.js";

const VAULTS = "Microsoft.KeyVault/vaults";
const DEFAULT_RETENTION_DAYS = 90;
const PURGE_SECONDS = 30;

/** Key vaults, which stay soft-deleted after their deletion. */
export const keyVault: ResourceProvider = {
  namespace: "Microsoft.KeyVault",
  types: [
    {
      type: VAULTS,
      tracked: true,
      latency: { create: 30, update: 10 },
      write(write, world) {
        const { id, body, existing } = write;
        if (nameTaken(write, world)) {
          throw new ArmError(
            409,
            "VaultAlreadyExists",
            `The vault name '${id.name}' is already in use. Vault names are globally unique so it is possible that the name is already taken.`,
          );
        }
        const gone = existing ? undefined : softDeletedVault(id.name, world);
        const { createMode, ...properties } = body.properties;
        if (gone && createMode === "recover") {
          world.softDeleted.remove(gone.resource.id.toString());
        } else if (gone && world.rules.applies("vault-soft-delete")) {
          throw new ArmError(
            409,
            "ConflictError",
            `A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.`,
          );
        }
        if (
          objectOf(existing?.body.properties)["enablePurgeProtection"] === true &&
          properties["enablePurgeProtection"] === false
        ) {
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
      },
      deleted(resource, { softDeleted, clock }) {
        softDeleted.add({
          resource,
          deletedAt: clock.now(),
          retentionDays: Number(resource.body.properties["softDeleteRetentionInDays"] ?? DEFAULT_RETENTION_DAYS),
        });
      },
    },
    { type: `${VAULTS}/privateEndpointConnections` },
  ],
  endpoints: [checkName(), getDeleted(), purge(), listDeleted()],
};

function checkName(): Endpoint {
  return {
    method: "POST",
    path: "checkNameAvailability",
    answer: (_, world, { text }) => {
      const name = textOf(objectOf(JSON.parse(text))["name"])?.toLowerCase() ?? "";
      const taken =
        softDeletedVault(name, world) ??
        world.resources.ofType(VAULTS).find(({ id }) => id.name.toLowerCase() === name);
      return {
        status: 200,
        body: taken
          ? { nameAvailable: false, reason: "AlreadyExists", message: `The vault name '${name}' is already in use.` }
          : { nameAvailable: true },
      };
    },
  };
}

function getDeleted(): Endpoint {
  return {
    method: "GET",
    path: "locations/{location}/deletedVaults/{vault}",
    answer: ({ scope, location = "", vault = "" }, world) => {
      const found = softDeletedVault(vault, world);
      if (!found) throw notDeleted(vault);
      return { status: 200, body: show(found, scope, location) };
    },
  };
}

function listDeleted(): Endpoint {
  return {
    method: "GET",
    path: "deletedVaults",
    answer: ({ scope }, { softDeleted }) => ({
      status: 200,
      body: {
        value: softDeleted.ofType(VAULTS).map((entry) => show(entry, scope, entry.resource.body.location ?? "")),
      },
    }),
  };
}

function purge(): Endpoint {
  return {
    method: "POST",
    path: "locations/{location}/deletedVaults/{vault}/purge",
    answer: ({ vault = "" }, world) => {
      const found = softDeletedVault(vault, world);
      if (!found) throw notDeleted(vault);
      if (found.resource.body.properties["enablePurgeProtection"] === true) {
        throw new ArmError(
          403,
          "MethodNotAllowed",
          `Operation 'DeletedVaultPurge' is not allowed. The vault '${vault}' has purge protection enabled.`,
        );
      }
      return { seconds: PURGE_SECONDS, complete: () => void world.softDeleted.remove(found.resource.id.toString()) };
    },
  };
}

function softDeletedVault(name: string, { softDeleted }: World): SoftDeletedResource | undefined {
  return softDeleted.ofType(VAULTS).find(({ resource }) => resource.id.name.toLowerCase() === name.toLowerCase());
}

function notDeleted(vault: string): ArmError {
  return new ArmError(404, "DeletedVaultNotFound", `The specified deleted vault '${vault}' does not exist.`);
}

function show({ resource }: SoftDeletedResource, scope: string, location: string): object {
  return {
    id: `${scope}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${resource.id.name}`,
    name: resource.id.name,
    type: "Microsoft.KeyVault/deletedVaults",
    properties: { vaultId: resource.id.toString(), location, tags: resource.body.tags ?? {} },
  };
}
