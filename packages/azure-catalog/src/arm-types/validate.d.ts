import type { ArmResourceType } from "./arm-type.js";
/** What is wrong with one value of a body. */
export interface Violation {
    /** Path of the value as azapi writes it: `properties.regionDetails.0.location`. */
    readonly path: string;
    /** What was given. Nothing where something is missing. */
    readonly value: unknown;
    /** What is allowed. */
    readonly allowed: string;
    /** What to do. */
    readonly fix: string;
    /** Whether a property may not be there, or lacks; otherwise its value is wrong. @default false */
    readonly ofProperty?: true | undefined;
    /** A warning is a value that the catalogue doesn't know in a choice that Azure may extend. @default - an error */
    readonly severity?: "warning" | undefined;
}
/** The parts of an `azapi_resource` block that its body is validated by, as Terraform JSON has it. */
export interface AzapiResourceArguments {
    /** Type and api-version: `Microsoft.MachineLearningServices/workspaces@2025-12-01`. */
    readonly type: string;
    readonly parent_id?: unknown;
    readonly name?: unknown;
    readonly location?: unknown;
    readonly tags?: unknown;
    readonly identity?: unknown;
    readonly body?: unknown;
}
/**
 * The shape of a resource type's body.
 * @param type ARM type, `Microsoft.MachineLearningServices/workspaces`, in any case
 * @param apiVersion `2025-12-01`
 * @returns undefined for a type or an api-version that the catalogue does not have
 */
export declare function armResourceType(type: string, apiVersion: string): ArmResourceType | undefined;
/**
 * Validates a body by the shape of its type, as azapi's schema validation does before it sends anything: unknown,
 * read-only or missing properties, values of another type or outside a closed choice, patterns and lengths.
 *
 * Beyond azapi it applies patterns with a lookahead, which Go's regular expressions lack. A string with a Terraform
 * expression in it (`${...}`) is never validated, null counts as absent.
 * @param type ARM type
 * @param apiVersion api-version
 * @param body the whole body, `name` and `location` included
 */
export declare function validateArmBody(type: string, apiVersion: string, body: unknown): readonly Violation[];
/**
 * Validates an `azapi_resource` block: its body together with `name`, `location`, `tags` and `identity`, which azapi
 * puts into the body before it validates.
 */
export declare function validateAzapiResource(resource: AzapiResourceArguments): readonly Violation[];
/**
 * The type that the parent of a resource has: `Microsoft.MachineLearningServices/workspaces` for a compute, a resource
 * group for a resource of its own.
 */
export declare function armParentType(type: string): string;
