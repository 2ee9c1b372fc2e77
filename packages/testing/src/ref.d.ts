import type { Resource, Stack } from "@org/aml-synth-model";
import { type ElementLike } from "./cdktf.js";
/** Stands, in expected properties, for a reference: matches any expression that leads there. */
export interface ResourceRef {
    /** `azurerm_resource_group.main.name` */
    readonly text: string;
    /** The stack that what is referred to is in; any, if undefined. */
    readonly stack: string | undefined;
    /** Whether a value of a stack leads there, through locals, outputs and remote states as well. */
    matches(stack: Stack, value: unknown): boolean;
    /** Compares the text only: what Vitest asks inside its own asymmetric matchers. */
    asymmetricMatch(value: unknown): boolean;
    toAsymmetricMatcher(): string;
}
/**
 * A reference to expect among properties.
 * @param to the resource: from a model, the CDKTF object itself, or an address with the attribute
 * (`azurerm_resource_group.main.name`, `var.location`)
 * @param attribute of a resource that is given as an object; default `id`, empty for the whole as in `depends_on`
 */
export declare function ref(to: Resource | ElementLike | string, attribute?: string): ResourceRef;
/** Whether something expected is a reference, or a resource that stands for its `id`. */
export declare function asRef(value: unknown): ResourceRef | undefined;
/** Whether something is a resource of a model. */
export declare function isResource(value: unknown): value is Resource;
