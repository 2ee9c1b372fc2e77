import type { ResourceProvider, ResourceType } from "../../arm/resource-type.js";
import { makeBeside } from "../shared.js";
import { requireImageBuild } from "../../failure-modes/image-build.js";
import { computes } from "./computes.js";
import { outboundRules } from "./outbound-rules.js";
import { registries } from "./registries.js";
import { workspaces } from "./workspaces.js";

const NAMESPACE = "Microsoft.MachineLearningServices";

const ASSETS = ["codes", "components", "data", "environments", "models"] as const;

/** An asset of workspaces, whose container Azure creates with the first version. */
function assetTypes(asset: (typeof ASSETS)[number]): ResourceType[] {
  const container = `${NAMESPACE}/workspaces/${asset}`;
  const versions: ResourceType = {
    type: `${container}/versions`,
    container({ parent }, state) {
      const workspace = state.resources.get(parent?.parent);
      if (parent && workspace && !state.resources.get(parent)) makeBeside(state, parent, { properties: {} });
    },
  };
  const built: ResourceType = {
    ...versions,
    latency: { create: 300 },
    write({ id }, state) {
      const workspace = state.resources.get(id.parent?.parent);
      if (workspace) requireImageBuild(workspace, state);
    },
  };
  return [{ type: container, provisioningState: false }, asset === "environments" ? built : versions];
}

/** Azure Machine Learning. */
export const machineLearning: ResourceProvider = {
  namespace: NAMESPACE,
  types: [
    workspaces,
    outboundRules,
    computes,
    registries,
    { type: `${NAMESPACE}/workspaces/datastores`, provisioningState: false },
    ...ASSETS.flatMap((asset) => assetTypes(asset)),
    { type: `${NAMESPACE}/workspaces/privateEndpointConnections` },
    { type: `${NAMESPACE}/registries/privateEndpointConnections` },
  ],
};
