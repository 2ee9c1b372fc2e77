import type { ResourceProvider } from "../../arm/resource-type.js";
import { requireImageBuild } from "../../failure-modes/image-build.js";
import { computes } from "./computes.js";
import { outboundRules } from "./outbound-rules.js";
import { registries } from "./registries.js";
import { workspaces } from "./workspaces.js";

const NAMESPACE = "Microsoft.MachineLearningServices";

/** Azure Machine Learning. */
export const machineLearning: ResourceProvider = {
  namespace: NAMESPACE,
  types: [
    workspaces,
    outboundRules,
    computes,
    registries,
    { type: `${NAMESPACE}/workspaces/datastores`, provisioningState: false },
    { type: `${NAMESPACE}/workspaces/environments`, provisioningState: false },
    {
      type: `${NAMESPACE}/workspaces/environments/versions`,
      latency: { create: 300 },
      write({ id }, state) {
        const workspace = state.resources.get(id.parent?.parent);
        if (workspace) requireImageBuild(workspace, state);
      },
    },
    { type: `${NAMESPACE}/workspaces/privateEndpointConnections` },
    { type: `${NAMESPACE}/registries/privateEndpointConnections` },
  ],
};
