import { ArmId } from "@org/azure-catalog";
import { ArmError } from "../arm/arm-error.js";
import { objectOf, textOf } from "../arm/body.js";
import { readObject } from "../arm/request-body.js";
import type { ResourceProvider } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";
import { makeBeside, requireReferenced } from "./shared.js";

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

/** Azure's limit for notifications of a budget. */
const MOST_NOTIFICATIONS = 5;

/** Budgets. */
export const consumption: ResourceProvider = {
  namespace: "Microsoft.Consumption",
  types: [
    {
      type: "Microsoft.Consumption/budgets",
      provisioningState: false,
      write({ body: { properties } }) {
        const notifications = Object.keys(objectOf(properties["notifications"])).length;
        if (notifications > MOST_NOTIFICATIONS || Number(properties["amount"] ?? 1) <= 0) {
          throw new ArmError(
            400,
            "400",
            `Budgets have an amount above 0 and at most ${MOST_NOTIFICATIONS} notifications.`,
          );
        }
      },
    },
  ],
};

/** Alerts on the cost of a subscription. */
export const costManagement: ResourceProvider = {
  namespace: "Microsoft.CostManagement",
  types: [
    {
      type: "Microsoft.CostManagement/scheduledActions",
      provisioningState: false,
      write({ id, body }) {
        body.properties["scope"] = id.scope.replace(/^\//, "");
      },
    },
  ],
};

const PRICINGS = "Microsoft.Security/pricings";

/** Plans of Defender for Cloud. Every plan exists in every subscription, Free unless it was set to Standard. */
export const security: ResourceProvider = {
  namespace: "Microsoft.Security",
  types: [],
  endpoints: [
    {
      method: "GET",
      path: "pricings/{plan}",
      answer: ({ scope, plan = "" }, state) => ({ status: 200, body: pricing(scope, plan, state) }),
    },
    {
      method: "PUT",
      path: "pricings/{plan}",
      answer: ({ scope, plan = "" }, state, request) => {
        const properties = objectOf(readObject(request.text)["properties"]);
        const tier = textOf(properties["pricingTier"]);
        if (tier !== "Free" && tier !== "Standard") {
          throw new ArmError(400, "InvalidInputJson", "The pricing tier must be Free or Standard.");
        }
        const id = ArmId.parse(`${scope}/providers/${PRICINGS}/${plan}`);
        if (tier === "Free") state.resources.delete(id);
        else makeBeside(state, id, { properties });
        return { status: 200, body: pricing(scope, plan, state) };
      },
    },
  ],
};

function pricing(scope: string, plan: string, state: EmulatorState) {
  const id = ArmId.parse(`${scope}/providers/${PRICINGS}/${plan}`);
  const properties = state.resources.get(id)?.body.properties ?? {
    pricingTier: "Free",
    freeTrialRemainingTime: "PT0S",
  };
  return { id: id.toString(), name: plan, type: PRICINGS, properties };
}
