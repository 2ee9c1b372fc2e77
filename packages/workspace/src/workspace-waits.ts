/** Delays until changes take effect in Azure: a number with `s`, `m` or `h`; `0s` omits a delay. */
export interface WorkspaceWaits {
  /**
   * After the workspace identity's roles, before the resources that need them: it takes up to a minute and a half until
   * a new role is in effect everywhere.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
  /**
   * After that, before the workspace: for minutes after a workspace was deleted, Azure still removes its identity and
   * rejects a new workspace of the same name (409 `FailedIdentityOperation`).
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

/** The delays with their defaults. */
export function waitsOf(waits: WorkspaceWaits = {}) {
  return {
    rolePropagation: waits.rolePropagation ?? "90s",
    workspaceNameRelease: waits.workspaceNameRelease ?? "150s",
    computeRolePropagation: waits.computeRolePropagation ?? "90s",
    imageBuildCompute: waits.imageBuildCompute ?? "180s",
  };
}
