import type { PrivateDnsARecord } from "@cdktf/provider-azurerm/lib/private-dns-a-record/index.js";
import type { TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { type PrivateDnsZoneReference } from "../zone.js";
/** Props of {@link InstanceRecord}. */
export interface InstanceRecordProps {
    /** The `instances` zone. */
    readonly zone: PrivateDnsZoneReference;
    /** Name of the compute instance; `*` for all of a single workspace. */
    readonly instanceName: string;
    /** Azure region of the workspace, `canadacentral`. */
    readonly location: string;
    /** Private IPv4 address of the workspace's endpoint. */
    readonly endpointIpAddress: string;
    /**
     * Seconds that resolvers keep the answer.
     * @default 10
     */
    readonly ttl?: number | undefined;
    /**
     * Provider that writes it, where the zone is in another subscription than azurerm 4 works in.
     * @default - the stack's
     */
    readonly provider?: TerraformProvider | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * The address record of a compute instance, `<instance>.<region>`: it answers at its workspace's endpoint.
 * No zone group writes such records, for `instances` is not a private-link zone.
 * @throws InvalidInputError for a private-link zone, whose records endpoints write, a name that no compute instance can have, an address that is
 * none,
 * a time to live that Azure does not take
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-custom-dns
 */
export declare class InstanceRecord extends Construct {
    /** The record (L1). */
    readonly resource: PrivateDnsARecord;
    constructor(scope: Construct, id: string, props: InstanceRecordProps);
}
