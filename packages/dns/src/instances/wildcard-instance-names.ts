import { Construct } from "constructs";
import type { IInstanceNames } from "./instance-names.js";
import { InstanceRecord, type InstanceRecordProps } from "./instance-record.js";

/** One record for all compute instances of a single workspace, `*.<region>` (S0-DNS-14). */
export class WildcardInstanceNames extends Construct implements IInstanceNames {
  /** The wildcard. */
  public readonly wildcard: InstanceRecord;

  constructor(scope: Construct, id: string, props: Omit<InstanceRecordProps, "instanceName">) {
    super(scope, id);
    this.wildcard = new InstanceRecord(this, "Wildcard", { ...props, instanceName: "*" });
  }

  /** Nothing to add: the wildcard answers. */
  public addInstance(_instanceName: string): void {}
}
