export { InvalidInputError, type InvalidInput } from "@org/azure-catalog";
export { registryOutboundRule } from "./derive-names.js";
export * from "./environment-names.js";
export { type NamedResource, NamesReport, namesReportRow, type NamesReportRow, stackRow } from "./names-report.js";
export {
  DEFAULT_NAME_PATTERNS,
  FIXED_NAME_KINDS,
  type NamingConvention,
  PATTERN_KEYS,
  type PatternName,
  type SharedPatternKind,
} from "./naming-convention.js";
export * from "./platform-naming.js";
export * from "./region-code.js";
export * from "./resource-prefixes.js";
export * from "./tags.js";
export * from "./validate-name.js";
