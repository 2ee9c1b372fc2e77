/** Delays until changes take effect in Azure: a number with `s`, `m` or `h`; `0s` omits a delay. */
export interface WorkspaceWaits {
  /**
   * Delay between the workspace identity's roles and the resources that need them.
   * @default "90s", enough for a new role in most cases; the resources retry while it isn't
   */
  readonly rolePropagation?: string | undefined;
  /**
   * Delay after `rolePropagation`, before the workspace. For minutes after a workspace was deleted, Azure is still
   * removing its identity, and rejects a new workspace of the same name with 409 `FailedIdentityOperation`.
   * @default "150s"
   */
  readonly workspaceNameRelease?: string | undefined;
  /**
   * Delay between the compute identity's roles and the first compute.
   * @default "90s"
   */
  readonly computeRolePropagation?: string | undefined;
  /**
   * Delay between the image-build cluster and the update of the workspace that selects it.
   * @default "180s"
   */
  readonly imageBuildCompute?: string | undefined;
}

/** The delays, with the defaults that differ from that of `PropagationDelay`. */
export function waitsOf(waits: WorkspaceWaits = {}) {
  return {
    rolePropagation: waits.rolePropagation,
    workspaceNameRelease: waits.workspaceNameRelease ?? "150s",
    computeRolePropagation: waits.computeRolePropagation,
    imageBuildCompute: waits.imageBuildCompute ?? "180s",
  };
}
