import type { ResourceProvider } from "../../arm/resource-type.js";
import { nameCheck } from "../name-check.js";
import { deletedVaults, softDeletedVault } from "./deleted-vaults.js";
import { keys } from "./keys.js";
import { endpointConnections } from "../endpoint-connections.js";
import { VAULTS, vaults } from "./vaults.js";

/** Key vaults, which are soft-deleted first. */
export const keyVault: ResourceProvider = {
  namespace: "Microsoft.KeyVault",
  types: [vaults, keys, endpointConnections(VAULTS)],
  endpoints: [
    nameCheck((name, state) => {
      const taken = softDeletedVault(name, state) ?? state.resources.named(VAULTS, name);
      return taken && `The vault name '${name}' is already in use.`;
    }),
    ...deletedVaults,
  ],
};
