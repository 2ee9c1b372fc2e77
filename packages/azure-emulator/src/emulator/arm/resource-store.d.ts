import type { ArmResource } from "./resource.js";
import type { ResourceId } from "./resource-id.js";
/** All resources, by id in any casing. */
export declare class ResourceStore {
    #private;
    get(id: ResourceId | string | undefined): ArmResource | undefined;
    put(resource: ArmResource): void;
    delete(id: ResourceId): void;
    /** What is directly below a resource, a resource group or, without an id, at the top. */
    childrenOf(id: ResourceId | undefined): ArmResource[];
    /** What is below a resource, with the deepest first: the order in which they can be deleted. */
    below(id: ResourceId): ArmResource[];
    /** All of a type. */
    ofType(type: string): ArmResource[];
    all(): ArmResource[];
}
