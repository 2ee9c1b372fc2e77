import type { ArmResource } from "../../arm/resource.js";
import type { ResourceType } from "../../arm/resource-type.js";
import type { EmulatorState } from "../../emulator-state.js";
import { showInline, writeInline } from "../inline-parts.js";
import { referrers, requireUnreferenced } from "./references.js";
import { ROUTE_TABLES, SUBNETS } from "./types.js";

/** Route tables and their routes. */
export const routeTables: readonly ResourceType[] = [tables(), { type: `${ROUTE_TABLES}/routes` }];

function tables(): ResourceType {
  return {
    type: ROUTE_TABLES,
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

/** The route for all addresses. */
export function defaultRouteOf(table: ArmResource, { resources }: EmulatorState): ArmResource | undefined {
  return resources.childrenOf(table.id).find(({ body }) => body.properties["addressPrefix"] === "0.0.0.0/0");
}
