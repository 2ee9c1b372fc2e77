import type { ITerraformDependable } from "cdktf";
import type { IConstruct } from "constructs";
import type { IManagedIdentity } from "./managed-identity.js";
import type { IOutboundRules } from "./outbound-rules.js";

/**
 * Where the computes of a workspace are: in the managed network that Azure creates for it, or in a virtual network of
 * yours.
 */
export type WorkspaceIsolation = "managedNetwork" | "customerNetwork";

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
  /**
   * Where its computes are.
   * @default "managedNetwork"
   */
  readonly isolation?: WorkspaceIsolation | undefined;
  /** Owner of all its outbound rules. Without a managed network, it rejects them. */
  readonly outboundRules: IOutboundRules;
  /** What has to exist before a write to the workspace. */
  readonly dependencies: readonly ITerraformDependable[];
}
