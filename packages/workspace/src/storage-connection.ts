import { BaseConstruct, requireProps } from "@org/aml-core/internal";
import type { IWorkspace, PrivateLinkTarget } from "@org/aml-core";
import {
  BundleGrant,
  computeIdentityDataBundle,
  type ComputeIdentityDataBundleOptions,
  Principal,
  PropagationDelay,
  workspaceIdentityDataBundle,
  workspaceIdentityDependentBundle,
} from "@org/aml-rbac";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";

/** Options of a workspace's connection to a storage account. */
export interface StorageConnectionOptions {
  /**
   * Whether the account has a hierarchical namespace (ADLS Gen2), which needs an endpoint to `dfs` in addition to
   * `blob`.
   * @default false
   */
  readonly isHnsEnabled?: boolean | undefined;
  /**
   * Whether the roles on the account are assigned. The workspace's identity gets Reader, Azure AI Enterprise Network
   * Connection Approver and Storage Blob Data Reader; the computes' identity gets Storage Blob Data Reader. Use `false`
   * if the account's owner assigns them.
   * @default true
   */
  readonly grantRoles?: boolean | undefined;
  /**
   * Options of the computes' roles.
   * @default - computes only read
   */
  readonly computeIdentityRoles?: ComputeIdentityDataBundleOptions | undefined;
  /**
   * Whether serverless Spark can use the private endpoints.
   * @default false
   */
  readonly sparkEnabled?: boolean | undefined;
  /**
   * Delay between the roles and the outbound rules that need them: a number with `s`, `m` or `h`; `0s` omits the delay.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
}

/** Props of {@link StorageConnection}. */
export interface StorageConnectionProps extends StorageConnectionOptions {
  readonly workspace: IWorkspace;
  /** The storage account. */
  readonly target: PrivateLinkTarget;
  /** The environment that the account belongs to. Undefined if environments share it. */
  readonly environmentName: string | undefined;
}

/**
 * Connects a workspace to data in a storage account that isn't its own: roles on the account, a delay, and outbound
 * rules of the managed network. Azure approves the private endpoints with the workspace's identity.
 * @throws InvalidInputError for a construct id that can't be the beginning of an outbound rule's name, a second
 * connection to the account, or a delay that the time provider rejects
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export class StorageConnection extends BaseConstruct {
  /** Roles of the workspace's identity. Undefined if `grantRoles` is false. */
  public readonly workspaceGrant: BundleGrant<"storageAccount"> | undefined;
  /** Roles of the computes' identity. Undefined if `grantRoles` is false. */
  public readonly computeGrant: BundleGrant<"storageAccount"> | undefined;
  /** The outbound rules (L1); none if computes are in your own network, from which they use the account's endpoints. */
  public readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: StorageConnectionProps) {
    super(scope, id);
    requireProps(this, props, "workspace", "target");
    const { workspace, target, environmentName, sparkEnabled } = props;
    const managed = workspace.isolation !== "customerNetwork";
    const on = { scopes: { storageAccount: target }, environmentName };
    if (props.grantRoles ?? true) {
      this.workspaceGrant = new BundleGrant(this, "WorkspaceIdentity", {
        ...on,
        bundle: [
          // Azure approves the managed network's endpoints with these roles.
          ...(managed ? workspaceIdentityDependentBundle(["storageAccount"]) : []),
          ...workspaceIdentityDataBundle(),
        ],
        principal: Principal.workspaceIdentity(workspace.identity, workspace.environmentName),
      });
      this.computeGrant = new BundleGrant(this, "ComputeIdentity", {
        ...on,
        bundle: computeIdentityDataBundle(props.computeIdentityRoles),
        principal: Principal.computeIdentity(workspace.computeIdentity, workspace.environmentName),
      });
    }
    if (!managed) {
      this.rules = [];
      return;
    }
    const approved = this.workspaceGrant
      ? new PropagationDelay(this, "RolePropagation", {
          duration: props.rolePropagation ?? "90s",
          waitsFor: this.workspaceGrant.assignments,
        }).dependencies
      : [];
    this.rules = (props.isHnsEnabled ? (["blob", "dfs"] as const) : (["blob"] as const)).map((subresourceTarget) =>
      workspace.outboundRules.addPrivateEndpointRule({
        name: `${id}-${subresourceTarget}`,
        target,
        subresourceTarget,
        sparkEnabled,
        dependsOn: [...approved, ...workspace.dependencies],
      }),
    );
  }

  /** Rules and roles. */
  public get dependencies(): readonly ITerraformDependable[] {
    return [...this.rules, ...(this.workspaceGrant?.dependencies ?? []), ...(this.computeGrant?.dependencies ?? [])];
  }
}
