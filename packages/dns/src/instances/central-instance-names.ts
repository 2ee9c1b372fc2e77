import { BaseConstruct, isUnresolved, refuse, type UniqueRegistry } from "@org/aml-core/internal";
import type { Construct } from "constructs";
import type { IInstanceNames } from "./instance-names.js";
import { InstanceRecord, type InstanceRecordProps } from "./instance-record.js";
import { regionLabel } from "./record-props.js";

/** Props of {@link CentralInstanceNames}. */
export interface CentralInstanceNamesProps extends Omit<InstanceRecordProps, "instanceName"> {
  /** The names of all records in the zone. */
  readonly recordNames: UniqueRegistry;
}

/** A record in the central zone for each compute instance of one workspace. */
export class CentralInstanceNames extends BaseConstruct implements IInstanceNames {
  readonly #record: Omit<InstanceRecordProps, "instanceName">;
  readonly #recordNames: UniqueRegistry;

  constructor(scope: Construct, id: string, { recordNames, ...record }: CentralInstanceNamesProps) {
    super(scope, id);
    this.#record = record;
    this.#recordNames = recordNames;
  }

  public addInstance(instanceName: string): void {
    this.#reserve(instanceName);
    new InstanceRecord(this, instanceName, { ...this.#record, instanceName });
  }

  #reserve(instanceName: string): void {
    if (isUnresolved(instanceName)) {
      refuse(this, "addInstance", {
        value: instanceName,
        allowed: "a literal name: it is part of the record's Terraform address",
        fix: "pass a literal name, or create an InstanceRecord with your own construct id",
      });
    }
    const region = regionLabel(this, this.#record.location);
    const name = `${instanceName}.${region}`.toLowerCase();
    this.#recordNames.reserve([name], this.node.path, (first) =>
      refuse(this, "addInstance", {
        value: instanceName,
        allowed: `a name that is unique in ${region}; ${first} already has the record ${name}`,
        fix: "rename one of the two: names of compute instances are unique in an Azure region",
      }),
    );
  }
}
