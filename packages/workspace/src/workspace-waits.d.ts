/**
 * How long to wait until Azure honours what it has accepted: a number with `s`, `m` or `h`; `0s` leaves a wait out.
 */
export interface WorkspaceWaits {
    /**
     * After the workspace identity's roles, before anything needs them: Azure takes up to a minute and a half until every
     * service honours a new role.
     * @default "90s"
     */
    readonly rolePropagation?: string | undefined;
    /**
     * After that, before the workspace: Azure goes on deleting the identity of a deleted workspace for minutes, and
     * refuses a new workspace of the same name meanwhile (409 `FailedIdentityOperation`).
     * @default "150s"
     */
    readonly workspaceNameRelease?: string | undefined;
    /**
     * After the compute identity's roles, before the first compute.
     * @default "90s"
     */
    readonly computeRolePropagation?: string | undefined;
    /**
     * After the image-build cluster, before the workspace builds images on it.
     * @default "180s"
     */
    readonly imageBuildCompute?: string | undefined;
}
/** The waits with their defaults. */
export declare function waitsOf(waits?: WorkspaceWaits): {
    rolePropagation: string;
    workspaceNameRelease: string;
    computeRolePropagation: string;
    imageBuildCompute: string;
};
