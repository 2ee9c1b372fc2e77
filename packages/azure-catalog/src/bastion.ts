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
  readonly scaleUnits: { readonly min: number; readonly max: number };
}

const basic = {
  dedicatedHost: true,
  peeredNetworks: true,
  kerberos: false,
  tunneling: false,
  fileCopy: false,
  ipConnect: false,
  shareableLink: false,
  copyPasteSwitch: false,
  customPort: false,
  sessionRecording: false,
  privateOnly: false,
  scaleUnits: { min: 2, max: 2 },
} as const satisfies BastionSkuFacts;

const standard = {
  ...basic,
  kerberos: true,
  tunneling: true,
  fileCopy: true,
  ipConnect: true,
  shareableLink: true,
  copyPasteSwitch: true,
  customPort: true,
  scaleUnits: { min: 2, max: 50 },
} as const satisfies BastionSkuFacts;

/**
 * The SKUs of Azure Bastion, from small to large. A host can be upgraded in place; a downgrade replaces it.
 * Sources: Azure Bastion SKU comparison; azurerm's validation of `azurerm_bastion_host`.
 */
export const BASTION_SKUS = {
  Developer: { ...basic, dedicatedHost: false, peeredNetworks: false },
  Basic: basic,
  Standard: standard,
  Premium: { ...standard, sessionRecording: true, privateOnly: true },
} as const satisfies Readonly<Record<string, BastionSkuFacts>>;

/** A SKU of Azure Bastion. */
export type BastionSku = keyof typeof BASTION_SKUS;
