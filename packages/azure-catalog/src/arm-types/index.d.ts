export * from "./arm-type.js";
export { ARM_RESOURCE_TYPES } from "./schema.js";
export * from "./validate.js";
