import { ManagementLock } from "@cdktf/provider-azurerm/lib/management-lock/index.js";
import type { PrivateMlEnvironment } from "@org/aml-platform";

/** Locks the storage account of each environment. The default platform has no lock. */
export function extend(environment: PrivateMlEnvironment): void {
  const { storage } = environment.workspace;
  new ManagementLock(environment, "StorageLock", {
    name: "lock-storage",
    scope: storage.resourceId,
    lockLevel: "CanNotDelete",
    notes: "Contains the data of all runs.",
  });
}
