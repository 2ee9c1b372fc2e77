import type { ResourceType } from "../../arm/resource-type.js";
import { showInline, writeInline } from "../inline-parts.js";
import { referrers, requireUnreferenced } from "./references.js";
import { SUBNETS } from "./types.js";

/** Route tables and their routes. */
export const routeTables: readonly ResourceType[] = [tables(), { type: "Microsoft.Network/routeTables/routes" }];

function tables(): ResourceType {
  return {
    type: "Microsoft.Network/routeTables",
    tracked: true,
    write: (_, state) => (resource) => writeInline(resource, "routes", state),
    view: (resource, state) => ({
      ...resource.body,
      properties: {
        ...resource.body.properties,
        routes: showInline(resource, "routes", state),
        subnets: referrers(resource, SUBNETS, "routeTable", state),
      },
    }),
    delete(resource, state) {
      requireUnreferenced(resource, SUBNETS, "routeTable", "InUseRouteTableCannotBeDeleted", state);
    },
  };
}
