export { LoopbackAzure, type LoopbackAzureOptions } from "./loopback/loopback-azure.js";
export * from "./runner/rehearse.js";
