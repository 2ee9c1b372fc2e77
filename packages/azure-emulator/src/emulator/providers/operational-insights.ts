import { objectOf } from "../arm/body.js";
import type { ResourceProvider } from "../arm/resource-type.js";
import { guidOf } from "../guid.js";
import { withDefaults } from "./shared.js";

const WORKSPACES = "Microsoft.OperationalInsights/workspaces";
const RETENTION_DAYS = 14;

/**
 * Log Analytics, which keeps a deleted workspace for two weeks, and recovers it if one with the same name is created.
 */
export const operationalInsights: ResourceProvider = {
  namespace: "Microsoft.OperationalInsights",
  types: [
    {
      type: WORKSPACES,
      tracked: true,
      latency: { create: 30, delete: 10 },
      write({ id, body, existing }, state) {
        const gone = existing ? undefined : state.softDeleted.get(id.toString());
        const before = (existing ?? gone?.resource)?.body.properties;
        body.properties = {
          ...withDefaults(body.properties, {
            retentionInDays: 30,
            publicNetworkAccessForIngestion: "Enabled",
            publicNetworkAccessForQuery: "Enabled",
            workspaceCapping: { dailyQuotaGb: -1, dataIngestionStatus: "RespectQuota" },
            sku: { name: "PerGB2018" },
          }),
          customerId: before?.["customerId"] ?? guidOf("workspace", id.key, String(state.clock.now())),
          features: { enableLogAccessUsingOnlyResourcePermissions: true, ...objectOf(body.properties["features"]) },
        };
        return () => {
          if (gone) state.softDeleted.remove(id.toString());
        };
      },
      deleted(resource, { softDeleted, clock }, { query }) {
        if (query.get("force") === "true") return;
        softDeleted.add({ resource, deletedAt: clock.now(), retentionDays: RETENTION_DAYS });
      },
      actions: {
        sharedkeys: ({ id }) => ({
          status: 200,
          body: { primarySharedKey: guidOf(id.key, "primary"), secondarySharedKey: guidOf(id.key, "secondary") },
        }),
      },
    },
    { type: `${WORKSPACES}/tables` },
    { type: `${WORKSPACES}/linkedServices` },
  ],
  endpoints: [
    {
      method: "GET",
      path: "deletedWorkspaces",
      answer: (_, { softDeleted }) => ({
        status: 200,
        body: {
          value: softDeleted.ofType(WORKSPACES).map(({ resource: { id, body } }) => ({
            id: id.toString(),
            name: id.name,
            type: id.resourceType,
            ...body,
          })),
        },
      }),
    },
  ],
};
