export * from "./cloud.js";
export * from "./name-rules.js";
export * from "./private-dns-zones.js";
export * from "./private-link.js";
export * from "./roles.js";
