export type { AppLike, ElementLike, StackLike } from "./cdktf.js";
export { terraformMatchers, type ExpectedProperties, type ExpectedResource, type MatcherContext, type MatcherResult, } from "./matchers.js";
export { ref, type ResourceRef } from "./ref.js";
export { resourceOf, type Subject } from "./subject.js";
export { synthesized } from "./synthesized.js";
export type { TerraformMatchers } from "./terraform-matchers.js";
