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
import { Construct } from "constructs";

/** Options of a workspace's connection to a storage account. */
export interface StorageConnectionOptions {
  /**
   * Whether the account has a hierarchical namespace (ADLS Gen2), which is reached by `dfs` beside `blob`.
   * @default false
   */
  readonly isHnsEnabled?: boolean | undefined;
  /**
   * Whether the roles are assigned: of the workspace's identity, Reader and Azure AI Enterprise Network Connection
   * Approver on the account and Storage Blob Data Reader; of the computes' identity, Storage Blob Data Reader. Use
   * `false` if the account's owner assigns them.
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
   * How long to wait after the roles, before the outbound rules that need them: a number with `s`, `m` or `h`; `0s`
   * leaves the wait out.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
}

/** Props of {@link StorageConnection}. */
export interface StorageConnectionProps extends StorageConnectionOptions {
  readonly workspace: IWorkspace;
  /** The storage account. */
  readonly target: PrivateLinkTarget;
  /** The environment that the account belongs to. Undefined where environments share it. */
  readonly environmentName: string | undefined;
}

/**
 * A workspace's way to data in another storage account than its own: roles on the account, a wait, and outbound rules of
 * the managed network, which Azure approves by the workspace's identity.
 * @throws InvalidInputError for an id that can't begin the names of outbound rules, a second connection to the account, or
 * a wait that the time provider refuses
 * @see https://learn.microsoft.com/azure/machine-learning/how-to-managed-network
 */
export class StorageConnection extends Construct {
  /** Roles of the workspace's identity. Undefined where `grantRoles` is false. */
  public readonly workspaceGrant: BundleGrant<"storageAccount"> | undefined;
  /** Roles of the computes' identity. Undefined where `grantRoles` is false. */
  public readonly computeGrant: BundleGrant<"storageAccount"> | undefined;
  /** The outbound rules (L1). */
  public readonly rules: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: StorageConnectionProps) {
    super(scope, id);
    const { workspace, target, environmentName, sparkEnabled } = props;
    const on = { scopes: { storageAccount: target }, environmentName };
    if (props.grantRoles ?? true) {
      this.workspaceGrant = new BundleGrant(this, "WorkspaceIdentity", {
        ...on,
        bundle: [...workspaceIdentityDependentBundle(["storageAccount"]), ...workspaceIdentityDataBundle()],
        principal: Principal.workspaceIdentity(workspace.identity, workspace.environmentName),
      });
      this.computeGrant = new BundleGrant(this, "ComputeIdentity", {
        ...on,
        bundle: computeIdentityDataBundle(props.computeIdentityRoles),
        principal: Principal.computeIdentity(workspace.computeIdentity, workspace.environmentName),
      });
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
