import { ArmError } from "../arm/arm-error.js";
import { textOf } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ResourceType } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";
import { plainLocation } from "../arm/location.js";
import { withDefaults } from "../providers/shared.js";
import { assetAt } from "./component-references.js";

const ENDPOINTS = "Microsoft.MachineLearningServices/workspaces/onlineEndpoints";
const ENDPOINT_SECONDS = 90;
const DEPLOYMENT_SECONDS = 480;

/** Online endpoints of workspaces and their deployments, which serve nothing. */
export const onlineEndpoints: readonly ResourceType[] = [
  {
    type: ENDPOINTS,
    tracked: true,
    latency: { create: ENDPOINT_SECONDS, update: 30, delete: 60 },
    write({ id, body }) {
      const host = `https://${id.name}.${plainLocation(body.location)}.inference.ml.azure.com`;
      body.properties = {
        ...withDefaults(body.properties, { publicNetworkAccess: "Enabled", traffic: {} }),
        scoringUri: `${host}/score`,
        swaggerUri: `${host}/swagger.json`,
      };
      return undefined;
    },
  },
  {
    type: `${ENDPOINTS}/deployments`,
    tracked: true,
    latency: { create: DEPLOYMENT_SECONDS, update: DEPLOYMENT_SECONDS, delete: 120 },
    write({ id, body }, state) {
      const workspace = state.resources.get(id.parent?.parent);
      for (const name of ["model", "environmentId"]) {
        const reference = textOf(body.properties[name]);
        if (reference !== undefined) requireAsset(name, reference, workspace, state);
      }
      body.properties = withDefaults(body.properties, {
        appInsightsEnabled: false,
        egressPublicNetworkAccess: "Enabled",
        scaleSettings: { scaleType: "Default" },
      });
      return undefined;
    },
  },
];

/** @throws ArmError 400 ValidationError if a deployment refers to an asset that doesn't exist */
function requireAsset(
  property: string,
  reference: string,
  workspace: ArmResource | undefined,
  state: EmulatorState,
): void {
  if (!workspace || assetAt(reference, workspace.id, property === "model" ? "models" : "environments", state)) return;
  throw new ArmError(400, "ValidationError", `The ${property} '${reference}' does not exist.`);
}
