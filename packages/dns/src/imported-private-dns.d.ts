import type { PrivateDnsZoneKey } from "@org/azure-catalog";
import type { Construct } from "constructs";
import type { InstancesStrategy } from "./instances/instance-names.js";
import { PrivateDnsBase, type PrivateDnsProps } from "./private-dns.js";
/** Zones that exist already. */
export interface CentralPrivateDnsAttributes extends PrivateDnsProps {
    /**
     * ARM ids of the zones by key, of any group and subscription. Those of the endpoints' targets are required; a
     * workspace with its dependent resources needs api, notebooks, blob, file, queue, table, vault and acr.
     */
    readonly zoneIds: Readonly<Partial<Record<PrivateDnsZoneKey, string>>>;
    /**
     * How compute instances' names are resolved.
     * @default - "central" if there is the id of an instances zone, otherwise false
     */
    readonly instances?: InstancesStrategy | undefined;
}
/** Existing zones. */
export declare class ImportedPrivateDns extends PrivateDnsBase {
    constructor(scope: Construct, id: string, props: CentralPrivateDnsAttributes);
}
