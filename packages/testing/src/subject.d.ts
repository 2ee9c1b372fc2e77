import { SynthModel, type Diagnostic, type Element, type Resource, type Stack } from "@org/aml-synth-model";
import { type AppLike, type ElementLike, type StackLike } from "./cdktf.js";
/**
 * What matchers take: a model or one of its stacks; an App or a stack of CDKTF, which is synthesized; the path of a
 * `cdktf.out`; Terraform JSON as text (what `Testing.synth` gives) or as an object.
 */
export type Subject = SynthModel | Stack | AppLike | StackLike | string | Readonly<Record<string, unknown>>;
/** The stacks that a matcher looks at. */
export declare class View {
    readonly stacks: readonly Stack[];
    /** How to call it in a message. */
    readonly title: string;
    /** What is wrong with the text of the stacks, as far as the model found it. */
    readonly errors: readonly Diagnostic[];
    constructor(stacks: readonly Stack[], diagnostics: readonly Diagnostic[]);
    elements(fits: (element: Element) => boolean): Element[];
}
/** @throws TypeError if it's nothing that could be looked at */
export declare function viewOf(subject: unknown): View;
/**
 * The resource of a model that a CDKTF resource became.
 * @param subject anything matchers take
 * @throws TypeError if it isn't there
 */
export declare function resourceOf(subject: Subject, element: ElementLike): Resource;
/** A resource as matchers on a single one take it: of a model, or of CDKTF, whose App is then synthesized. */
export declare function asResource(subject: unknown): Resource;
