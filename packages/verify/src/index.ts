export { COMPARED_TYPES, type ComparedType } from "./attributes.js";
export { LIVE_RULES, type LiveRule, type LiveRuleId } from "./observation.js";
export type { Machine, Place } from "./reachability.js";
export { verify, type Verification, VerifyInputError, type VerifyOptions } from "./verify.js";
