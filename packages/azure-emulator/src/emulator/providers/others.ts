import { requireReferenced } from "./shared.js";
import { textOf } from "../arm/body.js";
import type { ResourceProvider } from "../arm/resource-type.js";

/** Shutdown schedules of virtual machines. */
export const devTestLab: ResourceProvider = {
  namespace: "Microsoft.DevTestLab",
  types: [
    {
      type: "Microsoft.DevTestLab/schedules",
      tracked: true,
      createdStatus: 200,
      write({ id, body }, state) {
        requireReferenced(state, textOf(body.properties["targetResourceId"]) ?? "", id);
      },
    },
  ],
};

/** Budgets. */
export const consumption: ResourceProvider = {
  namespace: "Microsoft.Consumption",
  types: [{ type: "Microsoft.Consumption/budgets", provisioningState: false }],
};
