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

/** An image of yours: a managed image, or one of a gallery, of any subscription in the region. */
export interface OwnJumpboxImage {
  /**
   * ARM id of the image: `.../galleries/<gallery>/images/<image>`, which uses the latest version, the same with
   * `/versions/<version>`, or `.../images/<image>`. The deployment principal needs to read it.
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
