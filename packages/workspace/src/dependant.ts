import type { PrivateLinkTarget } from "@org/aml-core";
import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";

/** A resource that a workspace stands on: made by this library, or one that exists already. */
export interface IWorkspaceDependant extends IConstruct {
  /** ARM id. */
  readonly resourceId: string;
  /** The resource as a target of private endpoints. */
  readonly target: PrivateLinkTarget;
  /** Whether it exists already, with private endpoints of its own; then none are made. */
  readonly existing: boolean;
  /** What has to exist before it is used. */
  readonly dependables: readonly ITerraformDependable[];
}
