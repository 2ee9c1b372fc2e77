import type { IConstruct } from "constructs";
/**
 * The regions of a registry, its own first.
 *
 * Region names in a body are sent as given, so they have to be in the one form that Azure answers with.
 * @throws InvalidInputError for a display name, or a region that is given twice
 */
export declare function registryLocations(registry: IConstruct, location: string, additionalLocations?: readonly string[]): readonly string[];
