import type { ArmResourceType } from "./arm-type.js";
/** The bodies of Azure Machine Learning's resource types, by ARM type. */
export declare const ARM_RESOURCE_TYPES: Readonly<Record<string, ArmResourceType>>;
