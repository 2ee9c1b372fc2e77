/**
 * Failure modes: the failures that private Azure Machine Learning platforms encounter. Each can be disabled, and those
 * with a delay can be made longer or shorter.
 */
export const FAILURE_MODES = {
  "role-propagation": {
    about: "a role assignment takes effect only some time after its creation",
    answer: "403 AuthorizationFailed from resources that need the role",
    default: 60,
  },
  "principal-replication": {
    about: "a new managed identity is known to role assignments only some time after its creation",
    answer: "400 PrincipalNotFound; SubjectNotFound for eligibility",
    default: 10,
  },
  "role-assignment-exists": {
    about: "the same role, scope and principal can't be assigned twice under two names",
    answer: "409 RoleAssignmentExists",
    default: true,
  },
  "workspace-roles": {
    about:
      "the roles of a workspace's identity on its dependent resources must be in effect before the workspace is created",
    answer: "403 AuthorizationFailed, for the vault: vaults/read",
    default: true,
  },
  "workspace-role-bundle": {
    about:
      "a workspace's identity must have each role of the reference bundle in effect, even if it has a wider role: Key Vault Reader, Secrets User and Secrets Officer, Reader, connection approver, AI Administrator, Blob Data Contributor and Owner",
    answer: "403 AuthorizationFailed",
    default: false,
  },
  "workspace-name-release": {
    about: "a workspace can't be created again right after it was deleted",
    answer: "409 FailedIdentityOperation",
    default: 150,
  },
  "workspace-soft-delete": {
    about: "the name of a workspace that was deleted without a purge is reserved for 14 days",
    answer: "400 BadRequest",
    default: true,
  },
  "outbound-rule-subresource": {
    about: "an outbound rule must name the sub-resource that its target offers",
    answer: "400 ValidationError",
    default: true,
  },
  "outbound-rule-approval": {
    about:
      "an outbound rule stays pending, then fails, unless the workspace's identity may read the target and approve connections",
    answer: "operation failed, AuthorizationFailed",
    default: 300,
  },
  "outbound-rule-conflict": {
    about: "concurrent writes to the managed network of a workspace are rejected",
    answer: "409 AnotherOperationInProgress",
    default: false,
  },
  "outbound-rule-lost-update": {
    about: "of two rules that are written concurrently to a workspace, the second removes the first",
    answer: "no error; the first rule is gone",
    default: true,
  },
  "registry-readiness": {
    about: "a registry can't be used until its identity is ready",
    answer: "409 Conflict",
    default: 10,
  },
  "vault-soft-delete": {
    about: "the name of a key vault is reserved while the vault is soft-deleted",
    answer: "409 ConflictError",
    default: true,
  },
  "compute-roles": {
    about: "a compute fails unless its identity's roles to pull images and read the workspace's storage are in effect",
    answer: "operation failed, AuthorizationFailed",
    default: true,
  },
  "cluster-roles": {
    about:
      "an AKS cluster with a user-assigned identity fails unless the identity's roles on its subnets and private DNS zone are in effect",
    answer: "400 ResourceMissingPermissionError; operation failed, LinkedAuthorizationFailed",
    default: true,
  },
  "cluster-attach-roles": {
    about:
      "a workspace with a user-assigned identity can't attach an AKS cluster unless the identity's roles on it are in effect: Reader, Kubernetes Extension Contributor and Cluster Admin; also Contributor if the cluster has no local accounts",
    answer: "400 BadRequest: AKS role check failed",
    default: true,
  },
  "cluster-settling": {
    about: "a new cluster can't become the image-build compute until it is ready",
    answer: "409 Conflict",
    default: 120,
  },
  "image-build": {
    about: "a workspace with a private container registry can't build images without imageBuildCompute",
    answer: "400 ImageBuildFailure",
    default: true,
  },
  "registry-image-build": {
    about: "an environment can't be created in a private registry, only shared with it from a workspace",
    answer: "400 ImageBuildFailure",
    default: true,
  },
  "datastore-validation": {
    about:
      "a datastore that is created without skipValidation is read by Azure: its store has to be reachable without the private network, and the workspace's identity needs a role for the data",
    answer: "400 ValidationError",
    default: true,
  },
  "asset-roles": {
    about: "assets of a registry, and the sharing of assets of a workspace, need a role on them",
    answer: "403 AuthorizationFailed",
    default: true,
  },
  "asset-sharing": {
    about:
      "files of a workspace can't be shared with a registry unless the workspace's storage account has a resource instance rule for it, or is public",
    answer: "operation failed, AuthorizationFailure",
    default: true,
  },
} as const satisfies Readonly<Record<string, FailureModeFacts>>;

/** A failure mode. */
export interface FailureModeFacts {
  readonly about: string;
  /** Status and code of Azure's response. */
  readonly answer: string;
  /** Whether it applies by default; for a delay, its default in virtual seconds. */
  readonly default: boolean | number;
}

/** The name of a failure mode. */
export type FailureModeName = keyof typeof FAILURE_MODES;

/**
 * Failure modes that differ from their defaults: `false` disables one, a number sets the virtual seconds of a delay.
 */
export type FailureModeSettings = Readonly<Partial<Record<FailureModeName, boolean | number>>>;

/** The effective failure modes. */
export class FailureModes {
  readonly #settings: FailureModeSettings;

  constructor(settings: FailureModeSettings = {}) {
    this.#settings = settings;
  }

  public applies(rule: FailureModeName): boolean {
    const setting = this.#settings[rule] ?? FAILURE_MODES[rule].default;
    return setting !== false && setting !== 0;
  }

  /** The virtual seconds of a delay; 0 if it is off. */
  public seconds(rule: FailureModeName): number {
    const { default: standard }: FailureModeFacts = FAILURE_MODES[rule];
    const setting = this.#settings[rule] ?? standard;
    if (typeof setting === "number") return setting;
    return setting && typeof standard === "number" ? standard : 0;
  }
}
