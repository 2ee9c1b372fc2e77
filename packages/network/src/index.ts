export * from "./outbound-rule.js";
export * from "./outbound-rules.js";
export * from "./private-endpoint.js";
