import { NetworkInterface } from "@cdktf/provider-azurerm/lib/network-interface/index.js";
import { WindowsVirtualMachine } from "@cdktf/provider-azurerm/lib/windows-virtual-machine/index.js";
import type { IResourceGroup, ISubnet } from "@org/aml-core";
import { Construct } from "constructs";
import { type JumpboxImage } from "./jumpbox-image.js";
/** When a jumpbox is switched off every day. */
export interface AutoShutdown {
    /** Time of day, `HHmm`: `1930`. */
    readonly time: string;
    /** Time zone in Windows' spelling: `Eastern Standard Time`. */
    readonly timezone: string;
    /**
     * E-mail address that is notified before the shutdown and can delay it.
     * @default - no notification
     */
    readonly notificationEmail?: string | undefined;
    /**
     * Minutes between notification and shutdown, 15 to 120.
     * @default 30
     */
    readonly notificationMinutes?: number | undefined;
}
/** Options for a jumpbox. */
export interface JumpboxOptions {
    /** Name of the local administrator, 1 to 20 characters, none of the names that Azure reserves. */
    readonly adminUsername: string;
    /**
     * Password of the local administrator, 12 to 72 characters: a sensitive Terraform variable. A literal one is refused, for
     * it would be written into the synthesized files.
     */
    readonly adminPassword: string;
    /**
     * Size.
     * @default "Standard_D8s_v5": 8 vCPUs and 32 GB, as the Standard_DS4_v2 of the source, whose series Azure is retiring
     */
    readonly size?: string | undefined;
    /**
     * Image of the disk.
     * @default - the Data Science VM on Windows Server 2022
     */
    readonly image?: JumpboxImage | undefined;
    /**
     * Size of the disk in GB, at least that of the image.
     * @default - that of the image
     */
    readonly osDiskSizeInGb?: number | undefined;
    /**
     * Whether disks and caches are encrypted on the host. The subscription needs the feature
     * `Microsoft.Compute/EncryptionAtHost`.
     * @default false
     */
    readonly encryptionAtHost?: boolean | undefined;
    /**
     * Whether one signs in with Entra accounts. They need the role Virtual Machine Administrator Login or User Login, the
     * machine a way out to Entra, and, through Bastion, a native client.
     * @default false
     */
    readonly entraSignIn?: boolean | undefined;
    /**
     * Switches the machine off every day.
     * @default - it runs until it is stopped
     */
    readonly autoShutdown?: AutoShutdown | undefined;
    /**
     * Availability zone, `1`, `2` or `3`.
     * @default - Azure places it
     */
    readonly zone?: string | undefined;
}
/** Props of {@link Jumpbox}. */
export interface JumpboxProps extends JumpboxOptions {
    /** Group to put it in. */
    readonly resourceGroup: IResourceGroup;
    /**
     * Azure region, that of its network.
     * @default - that of the resource group
     */
    readonly location?: string | undefined;
    /** Subnet to put it in. Its rules decide who gets to the machine. */
    readonly subnet: ISubnet;
    /** Name of the machine, 1 to 64 characters. */
    readonly name: string;
    /** Name of its network interface, 2 to 64 characters. */
    readonly networkInterfaceName: string;
    /**
     * Name of its disk, 1 to 80 characters. Changing it forces replacement of the virtual machine.
     * @default - Azure derives one from the name of the machine
     */
    readonly osDiskName?: string | undefined;
    /**
     * Name that the machine has for itself, 1 to 15 letters, digits and dashes.
     * @default "jumpbox"
     */
    readonly computerName?: string | undefined;
    /** @default - none */
    readonly tags?: Readonly<Record<string, string>> | undefined;
}
/**
 * A Windows machine to work from inside a network, reached by Bastion only: it has no public address.
 * @throws InvalidInputError for a literal password, a reserved or malformed user name, a computer name of more than 15
 * characters, an invalid time
 */
export declare class Jumpbox extends Construct {
    #private;
    /** The machine (L1). */
    readonly resource: WindowsVirtualMachine;
    /** Its network interface (L1). */
    readonly networkInterface: NetworkInterface;
    constructor(scope: Construct, id: string, props: JumpboxProps);
}
