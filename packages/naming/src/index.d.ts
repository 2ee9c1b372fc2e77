export { InvalidInputError, type InvalidInput } from "@org/azure-catalog";
export { registryOutboundRule } from "./derive-names.js";
export * from "./environment-names.js";
export { NamesReport, type NamesReportRow } from "./names-report.js";
export * from "./platform-naming.js";
export * from "./region-code.js";
export * from "./resource-prefixes.js";
export * from "./tags.js";
export * from "./validate-name.js";
