import { textOf } from "../../arm/body.js";
import type { ResourceProvider } from "../../arm/resource-type.js";
import { components } from "./components.js";
import { requireReferenced } from "../shared.js";
import { categoriesOfResource, diagnosticSettings } from "./diagnostic-settings.js";

/** Application Insights, diagnostic settings, and the scaling of scale sets. */
export const insights: ResourceProvider = {
  namespace: "Microsoft.Insights",
  types: [
    components,
    diagnosticSettings,
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
