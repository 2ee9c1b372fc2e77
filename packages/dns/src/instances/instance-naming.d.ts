import type { TerraformProvider } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { type ZoneNameProps } from "../zone-names.js";
import type { ZoneSet } from "../zone-set.js";
import { type IInstanceNames, type InstanceNamesProps, type InstancesStrategy } from "./instance-names.js";
/** Options for resolving the names of compute instances. */
export interface InstanceNamingProps extends ZoneNameProps {
    /**
     * Whether one wildcard in the central zone resolves the names of all compute instances, in place of a record for each.
     * Only for a platform with a single workspace, and only with the strategy `central`.
     * @default false
     */
    readonly instancesWildcard?: boolean | undefined;
    /**
     * Seconds that resolvers cache the address of a compute instance, 1 to 2147483647.
     * @default 10
     */
    readonly instancesTtl?: number | undefined;
}
/** Carries out the strategy of a set of zones for the workspaces that use it. */
export declare class InstanceNaming {
    #private;
    /** @throws InvalidInputError for a strategy that isn't one, or a wildcard where there is no central zone */
    constructor(scope: IConstruct, strategy: InstancesStrategy, zones: ZoneSet, props: InstanceNamingProps);
    add(scope: Construct, id: string, props: InstanceNamesProps, provider: TerraformProvider | undefined): IInstanceNames;
}
