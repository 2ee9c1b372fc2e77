/** Marketplace image of a jumpbox's disk, with Windows. */
export interface JumpboxImage {
  readonly publisher: string;
  readonly offer: string;
  readonly sku: string;
  /**
   * Version. Versions of the Data Science VM are removed after a year.
   * @default "latest"
   */
  readonly version?: string | undefined;
  /**
   * Whether the machine starts with secure boot and a virtual TPM, which generation 1 images don't support.
   * @default true
   */
  readonly trustedLaunch?: boolean | undefined;
}

/** Your own image: a managed image or an image of a gallery, in the jumpbox's region and any subscription. */
export interface OwnJumpboxImage {
  /**
   * ARM id of the image. For an image of a gallery it is `.../galleries/<gallery>/images/<image>` for the latest
   * version, or continues with `/versions/<version>`; for a managed image it is `.../images/<image>`. The deployment
   * principal has to be able to read it.
   */
  readonly imageId: string;
  /**
   * Whether the machine starts with secure boot and a virtual TPM. The image has to support trusted launch.
   * @default true
   */
  readonly trustedLaunch?: boolean | undefined;
}

/**
 * The Data Science VM: Windows Server 2022 with Python, Azure CLI, VS Code and the Azure ML SDK. A generation 2 image,
 * free of charge and without a purchase plan.
 */
export const DATA_SCIENCE_WINDOWS_2022: JumpboxImage = {
  publisher: "microsoft-dsvm",
  offer: "dsvm-win-2022",
  sku: "winserver-2022",
};
