import { ArmError } from "../../arm/arm-error.js";
import { plainLocation } from "../../arm/location.js";
import type { Endpoint, EndpointParameters } from "../../arm/resource-type.js";
import type { SoftDeletedResource } from "../../soft-deleted.js";
import type { EmulatorState } from "../../emulator-state.js";

const PURGE_SECONDS = 30;
const PATH = "locations/{location}/deletedVaults/{vault}";

/** Endpoints for soft-deleted vaults: get, list and purge. */
export const deletedVaults: readonly Endpoint[] = [
  {
    method: "GET",
    path: PATH,
    answer: (parameters, state) => ({
      status: 200,
      body: show(requireDeletedVault(parameters, state), parameters.scope),
    }),
  },
  {
    method: "GET",
    path: "deletedVaults",
    answer: ({ scope }, { softDeleted }) => ({
      status: 200,
      body: { value: softDeleted.ofType("Microsoft.KeyVault/vaults").map((entry) => show(entry, scope)) },
    }),
  },
  {
    method: "POST",
    path: `${PATH}/purge`,
    answer: (parameters, state) => {
      const { resource } = requireDeletedVault(parameters, state);
      if (resource.body.properties["enablePurgeProtection"] === true) {
        throw new ArmError(403, "MethodNotAllowed", "Operation 'DeletedVaultPurge' is not allowed.");
      }
      return { seconds: PURGE_SECONDS, complete: () => state.softDeleted.remove(resource.id.toString()) };
    },
  },
];

/** The soft-deleted vault with a name, in any region, because names are unique in Azure. */
export function softDeletedVault(name: string, { softDeleted }: EmulatorState): SoftDeletedResource | undefined {
  return softDeleted
    .ofType("Microsoft.KeyVault/vaults")
    .find(({ resource }) => resource.id.name.toLowerCase() === name.toLowerCase());
}

function requireDeletedVault({ location, vault = "" }: EndpointParameters, state: EmulatorState): SoftDeletedResource {
  const found = softDeletedVault(vault, state);
  if (found && plainLocation(found.resource.body.location) === plainLocation(location)) return found;
  throw new ArmError(404, "DeletedVaultNotFound", `The specified deleted vault '${vault}' does not exist.`);
}

function show({ resource: { id, body } }: SoftDeletedResource, scope: string): object {
  const { location = "", tags = {}, properties } = body;
  // Azure leaves it out where it is off, as it does with enablePurgeProtection of a vault.
  const purgeProtectionEnabled = properties["enablePurgeProtection"] === true ? true : undefined;
  return {
    id: `${scope}/providers/Microsoft.KeyVault/locations/${location}/deletedVaults/${id.name}`,
    name: id.name,
    type: "Microsoft.KeyVault/deletedVaults",
    properties: { vaultId: id.toString(), location, tags, purgeProtectionEnabled },
  };
}
