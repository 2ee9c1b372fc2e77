import { type Links } from "./element.js";
import { type Stack } from "./model.js";
import { type Plan } from "./source/plan.js";
import { type Counterpart } from "./plan-configuration.js";
import { TerraformStack } from "./stack.js";
/** The configuration that a plan is for, in a model of its own. */
export interface PlanContext {
    readonly stack: Stack;
    readonly counterpart: Counterpart;
}
/**
 * Makes a stack from a plan: the same elements as from a configuration, with the values that Terraform found.
 * @param context the configuration, where it's at hand: a plan has no expressions and no locals
 */
export declare function stackFromPlan(plan: Plan, links: Links, context: PlanContext | undefined): TerraformStack;
