import type { EnvironmentNames, NameOverrides } from "./environment-names.js";
import type { ResourcePrefixes } from "./resource-prefixes.js";
/** The parts that names are composed of. */
export interface NameBasis {
    readonly prefix: string;
    readonly locationCode: string;
    readonly suffix: string;
    readonly prefixes: ResourcePrefixes;
}
/** In names of shared resources, takes the place of the environment. */
export declare const SHARED = "shared";
/**
 * Derives every name of one environment and checks it: a configuration whose names Azure would refuse fails here, before
 * any resource is created.
 * @throws InvalidInputError for an environment name that cannot be part of a name, a derived or overriding name that Azure
 * would refuse, and an override of something that has no such name
 */
export declare function deriveNames(environmentName: string, basis: NameBasis, overrides?: NameOverrides): EnvironmentNames;
/** The outbound rule by which a workspace reaches an environment's registry. */
export declare function registryOutboundRule(environmentName: string): string;
