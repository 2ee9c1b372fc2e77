import type { ResourceType } from "../../arm/resource-type.js";
/** Azure Machine Learning registries, with the storage account and container registry that come with each region. */
export declare const registries: ResourceType;
