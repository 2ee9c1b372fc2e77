import type { ResourceType } from "../../arm/resource-type.js";
import { guidOf } from "../../guid.js";
import { withDefaults } from "../shared.js";

const BILLING = {
  DataVolumeCap: {
    Cap: 100,
    ResetTime: 24,
    WarningThreshold: 90,
    StopSendNotificationWhenHitThreshold: false,
    StopSendNotificationWhenHitCap: false,
  },
  CurrentBillingFeatures: ["Basic"],
};

/** Application Insights. */
export const components: ResourceType = {
  type: "Microsoft.Insights/components",
  tracked: true,
  createdStatus: 200,
  latency: { create: 5 },
  write({ id, body }) {
    const key = guidOf("instrumentation", id.key);
    body.properties = {
      ...withDefaults(body.properties, {
        Flow_Type: "Bluefield",
        Request_Source: "rest",
        IngestionMode: "LogAnalytics",
        RetentionInDays: 90,
        SamplingPercentage: 100,
        publicNetworkAccessForIngestion: "Enabled",
        publicNetworkAccessForQuery: "Enabled",
      }),
      AppId: guidOf("app", id.key),
      ApplicationId: id.name,
      Name: id.name,
      InstrumentationKey: key,
      ConnectionString: `InstrumentationKey=${key};IngestionEndpoint=https://${body.location ?? ""}.in.applicationinsights.azure.com/`,
    };
  },
  settings: { currentbillingfeatures: () => ({ status: 200, body: BILLING }) },
};
