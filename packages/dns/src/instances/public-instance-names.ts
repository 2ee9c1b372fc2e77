import { Construct } from "constructs";
import type { IInstanceNames } from "./instance-names.js";

/** Compute instances whose names resolve in public DNS. */
export class PublicInstanceNames extends Construct implements IInstanceNames {
  /** Nothing to add: public DNS answers. */
  public addInstance(_instanceName: string): void {}
}
