/**
 * How long to wait for Azure to honour what it has accepted: a number with `s`, `m` or `h`; `0s` leaves a wait out
 * (S0-WAI-04). The defaults are the source document's.
 */
export interface WorkspaceWaits {
  /**
   * Between the workspace identity's roles and whatever needs them (S0-WAI-01).
   * @default "90s"
   */
  readonly rolePropagation?: string;
  /**
   * After that, before the workspace: Azure needs it between deleting a workspace and creating one of the same name
   * (S0-WAI-02, S0-TRB-02).
   * @default "150s"
   */
  readonly workspaceSlot?: string;
  /**
   * Between the compute identity's roles and the first compute (S0-WSP-16).
   * @default "90s"
   */
  readonly computeRolePropagation?: string;
  /**
   * Between the image-build cluster and the workspace's update (S0-WAI-05).
   * @default "180s"
   */
  readonly imageBuildCompute?: string;
}

/** The waits where nothing else is said. */
export const DEFAULT_WAITS: Required<WorkspaceWaits> = {
  rolePropagation: "90s",
  workspaceSlot: "150s",
  computeRolePropagation: "90s",
  imageBuildCompute: "180s",
};
