import type { ResourceProvider } from "../arm/resource-type.js";
import { textOf } from "../arm/body.js";
import { keep } from "./shared.js";

/** User-assigned identities: each is a principal of the tenant. */
export const managedIdentity: ResourceProvider = {
  namespace: "Microsoft.ManagedIdentity",
  types: [
    {
      type: "Microsoft.ManagedIdentity/userAssignedIdentities",
      tracked: true,
      provisioningState: false,
      write(write, { directory, clock }) {
        keep(write, ["principalId", "clientId", "tenantId"]);
        if (write.existing) return;
        const { objectId, clientId } = directory.add(write.id.toString(), clock.now());
        Object.assign(write.body.properties, { principalId: objectId, clientId, tenantId: directory.tenantId });
      },
      deleted({ body }, { directory }) {
        directory.remove(textOf(body.properties["principalId"]) ?? "");
      },
    },
    {
      type: "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
      provisioningState: false,
    },
  ],
};
