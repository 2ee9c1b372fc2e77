import type { ResourceProvider } from "../../arm/resource-type.js";
import { components } from "./components.js";
import { categoriesOfResource, diagnosticSettings } from "./diagnostic-settings.js";

/** Application Insights and diagnostic settings. */
export const insights: ResourceProvider = {
  namespace: "Microsoft.Insights",
  types: [components, diagnosticSettings],
  endpoints: [categoriesOfResource],
};
