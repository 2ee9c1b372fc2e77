import type { ResourceProvider } from "../arm/resource-type.js";
/** Shutdown schedules of virtual machines. */
export declare const devTestLab: ResourceProvider;
/** Budgets. */
export declare const consumption: ResourceProvider;
