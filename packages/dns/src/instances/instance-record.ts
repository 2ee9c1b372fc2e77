import type { PrivateDnsARecord } from "@cdktf/provider-azurerm/lib/private-dns-a-record/index.js";
import { BaseConstruct, isUnresolved, refuse, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { aRecord } from "../azurerm/a-record.js";
import { isPrivateLinkName, type PrivateDnsZoneReference } from "../zone.js";
import { regionLabel, requireAddress, requireTtl } from "./record-props.js";

/** Props of {@link InstanceRecord}. */
export interface InstanceRecordProps {
  /** The `instances` zone. */
  readonly zone: PrivateDnsZoneReference;
  /** Name of the compute instance; `*` for all of a single workspace. */
  readonly instanceName: string;
  /** Azure region of the workspace, such as `canadacentral`. */
  readonly location: string;
  /** Private IPv4 address of the workspace's endpoint. */
  readonly endpointIpAddress: string;
  /**
   * TTL in seconds.
   * @default 10
   */
  readonly ttl?: number | undefined;
  /**
   * Provider that writes it.
   * @default - the stack's provider of the zone's subscription
   */
  readonly provider?: TerraformProvider | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * The address record of a compute instance, `<instance>.<region>`, with the address of its workspace's endpoint. Zone
 * groups don't write such records, because `instances` is not a private-link zone.
 * @throws InvalidInputError for a private-link zone, whose records zone groups write, an invalid name or IP address, or
 * a TTL outside of Azure's range
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-custom-dns
 */
export class InstanceRecord extends BaseConstruct {
  /** The record (L1). */
  public readonly resource: PrivateDnsARecord;

  constructor(scope: Construct, id: string, props: InstanceRecordProps) {
    super(scope, id);
    requireProps(this, props, "zone", "instanceName", "location", "endpointIpAddress");
    const { zone, instanceName } = props;
    if (!isUnresolved(zone.zoneName) && isPrivateLinkName(zone.zoneName)) {
      refuse(this, "zone", {
        value: zone.zoneName,
        allowed: "the instances zone; records of private-link zones are written by the zone groups of endpoints",
        fix: "pass the zone of compute instances, instances.azureml.ms",
      });
    }
    if (instanceName !== "*") assertName("computeInstance", instanceName, `${this.node.path}.instanceName`);
    this.resource = aRecord(this, "Resource", {
      name: `${instanceName}.${regionLabel(this, props.location)}`,
      zone,
      ipAddress: requireAddress(this, props.endpointIpAddress),
      ttl: requireTtl(this, "ttl", props.ttl),
      provider: props.provider,
      tags: props.tags,
    });
  }
}
