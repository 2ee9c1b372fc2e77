import { type Json, type JsonObject } from "../json.js";
/** A plan as `terraform show -json FILE` or `tofu show -json FILE` prints it. */
export interface PlanInput {
    /** The stack that it's for. */
    readonly name: string;
    /** What was printed, as text, bytes or parsed. */
    readonly json: string | Uint8Array | object;
    /** Where it was read, for messages. */
    readonly file?: string | undefined;
}
/** A plan that can be read. */
export interface Plan {
    readonly name: string;
    readonly file: string | undefined;
    readonly json: JsonObject;
}
/**
 * Reads plans.
 * @throws SynthModelError that names every plan that can't be read: nothing is read half
 */
export declare function readPlans(inputs: readonly PlanInput[]): readonly Plan[];
/** A resource or data source as a plan has it. */
export interface PlannedResource {
    readonly address: string;
    readonly mode: string;
    readonly type: string;
    readonly name: string;
    readonly index: string | number | undefined;
    readonly values: Json;
    readonly unknown: Json;
    readonly sensitive: Json;
}
/** A module instance as a plan has it. */
export interface PlannedModule {
    /** `module.hub["a"]`; empty for the root module. */
    readonly address: string;
    readonly resources: readonly PlannedResource[];
    readonly modules: readonly PlannedModule[];
}
/** What there will be: planned resources, and data sources that were read. What is deleted isn't among it. */
export declare function plannedModule({ json }: Plan): PlannedModule;
/** What is inside of JSON, by names. */
export declare function at(json: Json | undefined, ...names: readonly string[]): Json | undefined;
/** The objects of a list. */
export declare function objects(json: Json | undefined): readonly JsonObject[];
