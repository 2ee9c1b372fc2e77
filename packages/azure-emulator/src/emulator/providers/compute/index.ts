import type { ResourceProvider } from "../../arm/resource-type.js";
import { extensions } from "./extensions.js";
import { scaleSets } from "./scale-sets.js";
import { virtualMachines } from "./virtual-machines.js";

/** Virtual machines with their disks and extensions, and scale sets. */
export const compute: ResourceProvider = {
  namespace: "Microsoft.Compute",
  types: [
    ...virtualMachines,
    extensions,
    ...scaleSets,
    {
      type: "Microsoft.Compute/diskEncryptionSets",
      tracked: true,
      createdStatus: 202,
      latency: { create: 5, delete: 5 },
    },
    { type: "Microsoft.Compute/images", tracked: true },
  ],
};
