import { type UniqueRegistry } from "@org/aml-core/internal";
import { Construct } from "constructs";
import type { IInstanceNames } from "./instance-names.js";
import { type InstanceRecordProps } from "./instance-record.js";
/** Props of {@link CentralInstanceNames}. */
export interface CentralInstanceNamesProps extends Omit<InstanceRecordProps, "instanceName"> {
    /** The names of all records in the zone. */
    readonly recordNames: UniqueRegistry;
}
/** A record in the central zone for each compute instance of one workspace . */
export declare class CentralInstanceNames extends Construct implements IInstanceNames {
    #private;
    constructor(scope: Construct, id: string, { recordNames, ...record }: CentralInstanceNamesProps);
    addInstance(instanceName: string): void;
}
