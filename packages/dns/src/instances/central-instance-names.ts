import { isUnresolved, refuse } from "@org/aml-core";
import { Construct } from "constructs";
import type { IInstanceNames } from "./instance-names.js";
import { InstanceRecord, type InstanceRecordProps } from "./instance-record.js";
import { regionLabel } from "./record-props.js";

/** Props of {@link CentralInstanceNames}. */
export interface CentralInstanceNamesProps extends Omit<InstanceRecordProps, "instanceName"> {
  /** Names that the zone has already, with the path of whose they are; this adds its own. */
  readonly taken: Map<string, string>;
}

/** A record in the central zone for each compute instance of one workspace (S0-DNS-13). */
export class CentralInstanceNames extends Construct implements IInstanceNames {
  readonly #record: Omit<InstanceRecordProps, "instanceName">;
  readonly #taken: Map<string, string>;

  constructor(scope: Construct, id: string, { taken, ...record }: CentralInstanceNamesProps) {
    super(scope, id);
    this.#record = record;
    this.#taken = taken;
  }

  public addInstance(instanceName: string): void {
    this.#take(instanceName);
    new InstanceRecord(this, instanceName, { ...this.#record, instanceName });
  }

  #take(instanceName: string): void {
    if (isUnresolved(instanceName)) {
      refuse(this, "addInstance", {
        value: instanceName,
        allowed: "a name that is written out: the record's Terraform address is made of it",
        fix: "give the name as text, or make an InstanceRecord with an id of its own",
      });
    }
    const region = regionLabel(this, this.#record.location);
    if (isUnresolved(region)) return;
    const name = `${instanceName}.${region}`.toLowerCase();
    const owner = this.#taken.get(name);
    if (owner !== undefined) {
      refuse(this, "addInstance", {
        value: instanceName,
        allowed: `a name that no compute instance of ${region} has; ${owner} made the record ${name}`,
        fix: "name one of the two otherwise: Azure, too, takes a compute instance's name once in a region",
      });
    }
    this.#taken.set(name, this.node.path);
  }
}
