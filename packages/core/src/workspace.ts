import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { IManagedIdentity } from "./managed-identity.js";
import type { IOutboundRules } from "./outbound-rules.js";

/** The part of a workspace that a registry needs for a connection. */
export interface IWorkspace extends IConstruct {
  /** ARM id of the workspace. */
  readonly workspaceId: string;
  /** Name of the workspace. */
  readonly workspaceName: string;
  /** The environment that the workspace belongs to, such as `dev`. */
  readonly environmentName: string;
  /** The workspace's own identity: it approves its managed private endpoints. */
  readonly identity: IManagedIdentity;
  /** The identity of its computes: it reads and writes assets. */
  readonly computeIdentity: IManagedIdentity;
  /** Owner of all its outbound rules. */
  readonly outboundRules: IOutboundRules;
  /** What has to exist before a write to the workspace. */
  readonly dependencies: readonly ITerraformDependable[];
}
