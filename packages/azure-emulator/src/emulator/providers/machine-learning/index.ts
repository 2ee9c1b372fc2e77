import type { ResourceProvider } from "../../arm/resource-type.js";
import { assetEndpoints } from "../../assets/asset-endpoints.js";
import { assetTypes } from "../../assets/asset-types.js";
import { jobs } from "../../assets/jobs.js";
import { onlineEndpoints } from "../../assets/online-endpoints.js";
import { computes } from "./computes.js";
import { datastores } from "./datastores.js";
import { outboundRules } from "./outbound-rules.js";
import { registries } from "./registries.js";
import { endpointConnections } from "../endpoint-connections.js";
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
    datastores,
    ...assetTypes("workspaces"),
    ...assetTypes("registries"),
    ...onlineEndpoints,
    jobs,
    endpointConnections(`${NAMESPACE}/workspaces`),
    endpointConnections(`${NAMESPACE}/registries`),
  ],
  endpoints: assetEndpoints,
};
