import type { Properties } from "../arm/body.js";
import type { ArmResource } from "../arm/resource.js";
import type { ResourceId } from "../arm/resource-id.js";
import type { Write } from "../arm/resource-type.js";
import type { EmulatorState } from "../emulator-state.js";
/** Properties with values where none were given. */
export declare function withDefaults(properties: Properties, defaults: Properties): Properties;
/** Takes what the service sets over from the resource as it was, so that an update doesn't change it. */
export declare function keep(write: Write, names: readonly string[]): void;
/** A resource that Azure makes by itself beside another one. */
export declare function makeBeside(state: EmulatorState, id: ResourceId, body: ArmResource["body"]): ArmResource;
/** Another resource of the type that has the same name. */
export declare function nameTaken({ id }: Write, state: EmulatorState): boolean;
/**
 * The resource that a reference names.
 * @throws ArmError 400 InvalidResourceReference if it isn't there
 */
export declare function requireReferenced(state: EmulatorState, reference: string, from: ResourceId): ArmResource;
/** A resource as a list has it that shows nothing but what is kept. */
export declare function showPlainly({ id, body, }: ArmResource): ArmResource["body"] & {
    id: string;
    name: string;
    type: string;
};
