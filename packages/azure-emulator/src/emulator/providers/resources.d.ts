import type { ResourceProvider } from "../arm/resource-type.js";
/** Subscriptions, resource groups, and which resource providers a subscription has registered. */
export declare const resources: ResourceProvider;
