/** The features of a SKU of Azure Bastion, with the argument of `azurerm_bastion_host` that enables each. */
export interface BastionSkuFacts {
  /** Whether the host is dedicated, and so needs a subnet and, except private-only Premium, a public address. */
  readonly dedicatedHost: boolean;
  /** Whether it reaches virtual machines in peered networks. */
  readonly peeredNetworks: boolean;
  /** `kerberos_enabled`. Azure also offers it in Basic, but azurerm requires Standard. */
  readonly kerberos: boolean;
  /** Native clients: `tunneling_enabled`. */
  readonly tunneling: boolean;
  /** Upload and download of files: `file_copy_enabled`. */
  readonly fileCopy: boolean;
  /** Connections to an IP address: `ip_connect_enabled`. */
  readonly ipConnect: boolean;
  /** Sessions through a link: `shareable_link_enabled`. */
  readonly shareableLink: boolean;
  /** Whether copy and paste can be disabled: `copy_paste_enabled = false`. */
  readonly copyPasteSwitch: boolean;
  /** Ports other than 22 and 3389. */
  readonly customPort: boolean;
  /** Recording of sessions: `session_recording_enabled`. */
  readonly sessionRecording: boolean;
  /** Whether it works without a public address. */
  readonly privateOnly: boolean;
  /** Minimum and maximum number of instances: `scale_units`. */
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
 * @see https://learn.microsoft.com/azure/bastion/configuration-settings
 * @see https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/bastion_host
 */
export const BASTION_SKUS = {
  Developer: { ...basic, dedicatedHost: false, peeredNetworks: false },
  Basic: basic,
  Standard: standard,
  Premium: { ...standard, sessionRecording: true, privateOnly: true },
} as const satisfies Readonly<Record<string, BastionSkuFacts>>;

/** A SKU of Azure Bastion. */
export type BastionSku = keyof typeof BASTION_SKUS;
