import { textOf } from "../../arm/body.js";
import type { ResourceProvider } from "../../arm/resource-type.js";
import { actionGroups, activityLogAlerts, scheduledQueryRules, workbooks } from "./alerts.js";
import { components } from "./components.js";
import { requireReferenced } from "../shared.js";
import { categoriesOfResource, diagnosticSettings } from "./diagnostic-settings.js";

/** Application Insights, diagnostic settings, alerts, workbooks, and the scaling of scale sets. */
export const insights: ResourceProvider = {
  namespace: "Microsoft.Insights",
  types: [
    actionGroups,
    activityLogAlerts,
    components,
    diagnosticSettings,
    scheduledQueryRules,
    workbooks,
    {
      type: "Microsoft.Insights/autoscaleSettings",
      tracked: true,
      provisioningState: false,
      write({ id, body }, state) {
        requireReferenced(state, textOf(body.properties["targetResourceUri"]) ?? "", id);
      },
    },
  ],
  endpoints: [categoriesOfResource],
};
