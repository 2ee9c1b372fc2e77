/**
 * The failures that a private Azure Machine Learning platform runs into, as failure modes of the emulator. Each can be
 * switched off; those with seconds can be made longer or shorter.
 */
export declare const FAILURE_MODES: {
    readonly "role-propagation": {
        readonly about: "a role assignment takes effect only some time after its creation";
        readonly answer: "403 AuthorizationFailed from resources that need the role";
        readonly default: 60;
    };
    readonly "principal-replication": {
        readonly about: "a new managed identity is known to role assignments only some time after its creation";
        readonly answer: "400 PrincipalNotFound";
        readonly default: 10;
    };
    readonly "role-assignment-exists": {
        readonly about: "the same role, scope and principal can't be assigned twice under two names";
        readonly answer: "409 RoleAssignmentExists";
        readonly default: true;
    };
    readonly "workspace-roles": {
        readonly about: "the roles of a workspace's identity on its dependent resources must be in effect before the workspace is created";
        readonly answer: "403 AuthorizationFailed, for the vault: vaults/read";
        readonly default: true;
    };
    readonly "workspace-role-bundle": {
        readonly about: "a workspace's identity must have each role of the reference bundle in effect, even if it has a wider role: Key Vault Reader, Secrets User and Secrets Officer, Reader, connection approver, AI Administrator, Blob Data Contributor and Owner";
        readonly answer: "403 AuthorizationFailed";
        readonly default: false;
    };
    readonly "workspace-slot": {
        readonly about: "a workspace can't be created again right after it was deleted";
        readonly answer: "409 FailedIdentityOperation";
        readonly default: 150;
    };
    readonly "workspace-soft-delete": {
        readonly about: "the name of a workspace that was deleted without being purged stays taken for 14 days";
        readonly answer: "400 BadRequest";
        readonly default: true;
    };
    readonly "outbound-rule-subresource": {
        readonly about: "an outbound rule must name the sub-resource that its target offers";
        readonly answer: "400 ValidationError";
        readonly default: true;
    };
    readonly "outbound-rule-approval": {
        readonly about: "an outbound rule stays pending, then fails, unless the workspace's identity may approve connections";
        readonly answer: "operation failed, AuthorizationFailed";
        readonly default: 300;
    };
    readonly "outbound-rule-conflict": {
        readonly about: "two writes at once on the managed network of one workspace";
        readonly answer: "409 AnotherOperationInProgress";
        readonly default: false;
    };
    readonly "outbound-rule-lost-update": {
        readonly about: "of two rules that are written at once on one workspace, the second removes the first";
        readonly answer: "no error; the first rule is gone";
        readonly default: true;
    };
    readonly "registry-readiness": {
        readonly about: "a registry can't be used until its identity is ready";
        readonly answer: "409 Conflict";
        readonly default: 10;
    };
    readonly "vault-soft-delete": {
        readonly about: "the name of a key vault stays taken while the vault is soft-deleted";
        readonly answer: "409 ConflictError";
        readonly default: true;
    };
    readonly "compute-roles": {
        readonly about: "a compute doesn't come up unless its identity may, in effect, pull images and read the workspace's storage";
        readonly answer: "operation failed, AuthorizationFailed";
        readonly default: true;
    };
    readonly "cluster-settling": {
        readonly about: "a new cluster can't be made the image-build compute until it has settled";
        readonly answer: "409 Conflict";
        readonly default: 120;
    };
    readonly "image-build": {
        readonly about: "a workspace with a private container registry can't build images without imageBuildCompute";
        readonly answer: "400 ImageBuildFailure";
        readonly default: true;
    };
};
/** A failure mode. */
export interface FailureModeFacts {
    readonly about: string;
    /** Status and code of what it makes Azure answer. */
    readonly answer: string;
    /** Whether it applies where nothing else is said; for a delay, how many virtual seconds. */
    readonly default: boolean | number;
}
/** The name of a failure mode. */
export type FailureModeName = keyof typeof FAILURE_MODES;
/** Failure modes that differ from their defaults: `false` switches one off, a number says its virtual seconds. */
export type FailureModeSettings = Readonly<Partial<Record<FailureModeName, boolean | number>>>;
/** The failure modes as they apply. */
export declare class FailureModes {
    #private;
    constructor(settings?: FailureModeSettings);
    applies(rule: FailureModeName): boolean;
    /** The virtual seconds of a delay; 0 if it is off. */
    seconds(rule: FailureModeName): number;
}
