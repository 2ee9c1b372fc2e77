export { LoopbackAzure, type LoopbackAzureOptions } from "./loopback/loopback-azure.js";
