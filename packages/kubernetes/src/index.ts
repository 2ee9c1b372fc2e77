export * from "./aks-cluster.js";
export * from "./machine-learning-extension.js";
export type { NodePoolOptions, UserNodePoolOptions } from "./node-pool.js";
