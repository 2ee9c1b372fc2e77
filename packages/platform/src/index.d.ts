export * from "./private-ml-environment.js";
export * from "./shared-dns.js";
