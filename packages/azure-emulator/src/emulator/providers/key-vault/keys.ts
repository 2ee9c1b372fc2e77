import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import { VAULTS } from "./vaults.js";

/**
 * Keys in Key Vaults. Azure Resource Manager creates the first version of a key; a second PUT returns it unchanged.
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/keys/create-if-not-exist
 */
export const keys: ResourceType = {
  type: `${VAULTS}/keys`,
  latency: { create: 2 },
  write({ id, body, existing }) {
    const keyUri = `https://${id.parent?.name ?? ""}.vault.azure.net/keys/${id.name}`;
    const version = guidOf(id.key).replaceAll("-", "");
    body.properties = existing?.body.properties ?? {
      attributes: { enabled: true },
      ...body.properties,
      keyUri,
      keyUriWithVersion: `${keyUri}/${version}`,
    };
  },
};
