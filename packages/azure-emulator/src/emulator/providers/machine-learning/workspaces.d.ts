import type { ResourceType } from "../../arm/resource-type.js";
/** Azure Machine Learning workspaces. */
export declare const workspaces: ResourceType;
