/** The image of a jumpbox's disk: Windows, from the marketplace. */
export interface JumpboxImage {
    readonly publisher: string;
    readonly offer: string;
    readonly sku: string;
    /**
     * Version. Old ones of the Data Science VM disappear after a year.
     * @default "latest"
     */
    readonly version?: string | undefined;
    /**
     * Whether the machine starts with secure boot and a virtual TPM. Images of the first generation can't.
     * @default true
     */
    readonly trustedLaunch?: boolean | undefined;
}
/**
 * The Data Science VM: Windows Server 2022 with Python, Azure CLI, VS Code and the Azure ML SDK. Of the second
 * generation, free of charge and without a purchase plan.
 */
export declare const DATA_SCIENCE_WINDOWS_2022: JumpboxImage;
