import type { ResourceProvider } from "../../arm/resource-type.js";
/** Azure Machine Learning. */
export declare const machineLearning: ResourceProvider;
