/** What a SKU of Azure Bastion can do, by the arguments of `azurerm_bastion_host` where there is one. */
export interface BastionSkuFacts {
    /** Whether it is a host of its own: its subnet and, except private-only Premium, a public address. */
    readonly dedicatedHost: boolean;
    /** Whether it reaches virtual machines in peered networks. */
    readonly peeredNetworks: boolean;
    /** `kerberos_enabled`. Azure offers it on Basic too; azurerm takes it from Standard on. */
    readonly kerberos: boolean;
    /** Native client: `tunneling_enabled`. */
    readonly tunneling: boolean;
    /** `file_copy_enabled`. */
    readonly fileCopy: boolean;
    /** `ip_connect_enabled`. */
    readonly ipConnect: boolean;
    /** `shareable_link_enabled`. */
    readonly shareableLink: boolean;
    /** Whether copy and paste can be switched off: `copy_paste_enabled = false`. */
    readonly copyPasteSwitch: boolean;
    /** Other ports than 22 and 3389. */
    readonly customPort: boolean;
    /** `session_recording_enabled`. */
    readonly sessionRecording: boolean;
    /** Whether it works without a public address. */
    readonly privateOnly: boolean;
    /** Smallest and largest count of instances, `scale_units`. */
    readonly scaleUnits: {
        readonly min: number;
        readonly max: number;
    };
}
/**
 * The SKUs of Azure Bastion, from small to large. A host can be upgraded in place; a downgrade replaces it.
 * Sources: Azure Bastion SKU comparison; azurerm's validation of `azurerm_bastion_host`.
 */
export declare const BASTION_SKUS: {
    readonly Developer: {
        readonly kerberos: false;
        readonly tunneling: false;
        readonly fileCopy: false;
        readonly ipConnect: false;
        readonly shareableLink: false;
        readonly copyPasteSwitch: false;
        readonly customPort: false;
        readonly sessionRecording: false;
        readonly privateOnly: false;
        readonly scaleUnits: {
            readonly min: 2;
            readonly max: 2;
        };
        readonly dedicatedHost: false;
        readonly peeredNetworks: false;
    };
    readonly Basic: {
        readonly dedicatedHost: true;
        readonly peeredNetworks: true;
        readonly kerberos: false;
        readonly tunneling: false;
        readonly fileCopy: false;
        readonly ipConnect: false;
        readonly shareableLink: false;
        readonly copyPasteSwitch: false;
        readonly customPort: false;
        readonly sessionRecording: false;
        readonly privateOnly: false;
        readonly scaleUnits: {
            readonly min: 2;
            readonly max: 2;
        };
    };
    readonly Standard: {
        readonly dedicatedHost: true;
        readonly peeredNetworks: true;
        readonly sessionRecording: false;
        readonly privateOnly: false;
        readonly kerberos: true;
        readonly tunneling: true;
        readonly fileCopy: true;
        readonly ipConnect: true;
        readonly shareableLink: true;
        readonly copyPasteSwitch: true;
        readonly customPort: true;
        readonly scaleUnits: {
            readonly min: 2;
            readonly max: 50;
        };
    };
    readonly Premium: {
        readonly dedicatedHost: true;
        readonly peeredNetworks: true;
        readonly kerberos: true;
        readonly tunneling: true;
        readonly fileCopy: true;
        readonly ipConnect: true;
        readonly shareableLink: true;
        readonly copyPasteSwitch: true;
        readonly customPort: true;
        readonly scaleUnits: {
            readonly min: 2;
            readonly max: 50;
        };
        readonly sessionRecording: true;
        readonly privateOnly: true;
    };
};
/** A SKU of Azure Bastion. */
export type BastionSku = keyof typeof BASTION_SKUS;
