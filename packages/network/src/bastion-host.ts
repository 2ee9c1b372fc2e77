import { BastionHost as BastionHostResource } from "@cdktf/provider-azurerm/lib/bastion-host/index.js";
import { PublicIp } from "@cdktf/provider-azurerm/lib/public-ip/index.js";
import type { IMonitoring, ISubnet, IVirtualNetwork } from "@org/aml-core";
import {
  azurermMajorOf,
  BaseConstruct,
  dependOn,
  isUnresolved,
  providerOfGroup,
  refuse,
  requireProps,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import {
  AZURE_DNS_ADDRESS,
  BASTION_SKUS,
  type BastionSku,
  type BastionSkuFacts,
  DIAGNOSTIC_CATEGORIES,
  FIXED_SUBNETS,
} from "@org/azure-catalog";
import { TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { parseNetworkBlock, SUBNET_SIZES } from "./cidr.js";

/** A Bastion host, created or existing. */
export interface IBastionHost extends IConstruct {
  /** ARM id. */
  readonly bastionHostId: string;
  /**
   * Source of its sessions in security rules: the block of its subnet; for a Developer host, Azure's platform address.
   */
  readonly sessionSource: string;
  /** Whether native clients can use it, which Entra sign-in to Windows requires. */
  readonly tunnelingEnabled: boolean;
}

/** Attributes of an existing Bastion host. */
export interface BastionHostAttributes {
  /** ARM id. */
  readonly bastionHostId: string;
  /** Block of its `AzureBastionSubnet`. */
  readonly subnetAddressPrefix: string;
  /** @default false */
  readonly tunnelingEnabled?: boolean | undefined;
}

/** Features of Bastion, named as the arguments of `azurerm_bastion_host`. */
export interface BastionFeatures {
  /**
   * Upload and download of files in the session. Standard and Premium.
   * @default false
   */
  readonly fileCopyEnabled?: boolean | undefined;
  /**
   * Sessions to an IP address instead of a virtual machine. Standard and Premium.
   * @default false
   */
  readonly ipConnectEnabled?: boolean | undefined;
  /**
   * Kerberos sign-in. Standard and Premium.
   * @default false
   */
  readonly kerberosEnabled?: boolean | undefined;
  /**
   * Sessions through a link, without access to the portal. Standard and Premium.
   * @default false
   */
  readonly shareableLinkEnabled?: boolean | undefined;
  /**
   * Native RDP and SSH clients. Standard and Premium.
   * @default false
   */
  readonly tunnelingEnabled?: boolean | undefined;
  /**
   * Recording of sessions in a storage account, which is configured in the portal. Premium.
   * @default false
   */
  readonly sessionRecordingEnabled?: boolean | undefined;
  /**
   * Copy and paste in the session. `false` requires Standard or Premium.
   * @default true
   */
  readonly copyPasteEnabled?: boolean | undefined;
}

/** Options for a Bastion host. */
export interface BastionHostOptions extends BastionFeatures {
  /**
   * SKU. An upgrade changes the host in place, a downgrade replaces it.
   * @default "Standard"
   */
  readonly sku?: BastionSku | undefined;
  /**
   * Whether it has no public address and can be reached only from private networks (VPN, ExpressRoute, peering).
   * Requires Premium.
   * @default false
   */
  readonly privateOnly?: boolean | undefined;
  /**
   * Number of instances, 2 to 50. More than 2 require Standard or Premium.
   * @default 2
   */
  readonly scaleUnits?: number | undefined;
  /**
   * Availability zones of the host and its address, such as `["1", "2", "3"]`.
   * @default - Azure places them
   */
  readonly zones?: readonly string[] | undefined;
}

/** Props of {@link BastionHost}. */
export interface BastionHostProps extends BastionHostOptions {
  /** Network whose virtual machines it reaches. The host is put in its default group. */
  readonly vnet: IVirtualNetwork;
  /**
   * The network's `AzureBastionSubnet`, /26 or larger.
   * @default - none, which only the SKU Developer allows
   */
  readonly subnet?: ISubnet | undefined;
  /** Name, 3 to 80 characters. */
  readonly name: string;
  /** Name of its public address, 1 to 80 characters. */
  readonly publicIpName: string;
  /**
   * Destination of its audit log and the logs of its public address.
   * @default - none: they aren't sent
   */
  readonly monitoring?: IMonitoring | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** The features, each with the property of a SKU that allows it. Copy and paste is checked only if it is disabled. */
const FEATURES = {
  fileCopyEnabled: "fileCopy",
  ipConnectEnabled: "ipConnect",
  kerberosEnabled: "kerberos",
  shareableLinkEnabled: "shareableLink",
  tunnelingEnabled: "tunneling",
  sessionRecordingEnabled: "sessionRecording",
} as const satisfies Readonly<Record<string, keyof BastionSkuFacts>>;

/** The first version of azurerm that supports a Premium host without a public address. */
const PRIVATE_ONLY_AZURERM = "~> 4.81";

class ImportedBastionHost extends BaseConstruct implements IBastionHost {
  public readonly bastionHostId: string;
  public readonly sessionSource: string;
  public readonly tunnelingEnabled: boolean;

  constructor(scope: Construct, id: string, attributes: BastionHostAttributes) {
    super(scope, id);
    requireProps(this, attributes, "bastionHostId", "subnetAddressPrefix");
    parseNetworkBlock(this, "subnetAddressPrefix", attributes.subnetAddressPrefix);
    this.bastionHostId = attributes.bastionHostId;
    this.sessionSource = attributes.subnetAddressPrefix;
    this.tunnelingEnabled = attributes.tunnelingEnabled ?? false;
  }
}

/**
 * An Azure Bastion host: remote desktop in the browser to virtual machines without public addresses.
 *
 * By default it allows only browser sessions: no native clients, file transfer, shareable links or connections to IP
 * addresses. Creating it takes about ten minutes.
 * @throws InvalidInputError for a feature that the SKU does not support, or a missing or wrong subnet
 * @see https://learn.microsoft.com/azure/bastion/configuration-settings
 */
export class BastionHost extends BaseConstruct implements IBastionHost {
  /** An existing Bastion host. */
  public static fromBastionHostAttributes(
    scope: Construct,
    id: string,
    attributes: BastionHostAttributes,
  ): IBastionHost {
    return new ImportedBastionHost(scope, id, attributes);
  }

  /** The host (L1). */
  public readonly resource: BastionHostResource;
  /** Its public address (L1). Undefined for a Developer host and a private-only host. */
  public readonly publicIp: PublicIp | undefined;
  public readonly sessionSource: string;
  public readonly tunnelingEnabled: boolean;

  constructor(scope: Construct, id: string, props: BastionHostProps) {
    super(scope, id);
    requireProps(this, props, "vnet", "name", "publicIpName");
    const { vnet } = props;
    const resourceGroup = vnet.defaultResourceGroup ?? vnet.resourceGroup;
    const sku = props.sku ?? "Standard";
    const facts: BastionSkuFacts | undefined = BASTION_SKUS[sku];
    if (!facts) {
      refuse(this, "sku", { value: sku, allowed: Object.keys(BASTION_SKUS).join(", "), fix: "use Standard" });
    }
    assertName("bastionHost", props.name, `${this.node.path}.name`);
    assertName("publicIp", props.publicIpName, `${this.node.path}.publicIpName`);
    this.#requireFeatures(props, sku, facts);
    const { subnet, addressPrefix } = this.#requireSubnet(props, sku, facts) ?? {};
    this.tunnelingEnabled = props.tunnelingEnabled ?? false;
    // Developer hosts share a pool, whose sessions come from the address of Azure's platform services.
    this.sessionSource = addressPrefix ?? `${AZURE_DNS_ADDRESS}/32`;

    const shared = {
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: vnet.location,
      zones: props.zones && [...props.zones],
      tags: props.tags,
    };
    if (subnet && !props.privateOnly) {
      this.publicIp = new PublicIp(this, "PublicIp", {
        ...shared,
        name: props.publicIpName,
        allocationMethod: "Static",
        sku: "Standard",
      });
      dependOn(this.publicIp, resourceGroup.dependencies ?? []);
    }
    this.resource = new BastionHostResource(this, "Resource", {
      ...shared,
      name: props.name,
      sku,
      fileCopyEnabled: props.fileCopyEnabled ?? false,
      ipConnectEnabled: props.ipConnectEnabled ?? false,
      kerberosEnabled: props.kerberosEnabled ?? false,
      shareableLinkEnabled: props.shareableLinkEnabled ?? false,
      tunnelingEnabled: this.tunnelingEnabled,
      sessionRecordingEnabled: props.sessionRecordingEnabled ?? false,
      copyPasteEnabled: props.copyPasteEnabled ?? true,
      scaleUnits: props.scaleUnits,
      ipConfiguration: subnet && {
        name: "configuration",
        subnetId: subnet.subnetId,
        publicIpAddressId: this.publicIp?.id ?? "",
      },
      virtualNetworkId: subnet ? undefined : vnet.virtualNetworkId,
      timeouts: { create: "60m", update: "60m", delete: "60m" },
    });
    if (subnet && props.privateOnly) doWithoutPublicIp(this.resource);
    dependOn(this.resource, resourceGroup.dependencies ?? []);
    dependOn(this.resource, subnet?.dependencies ?? []);
    this.#addDiagnosticSettings(props.monitoring);
  }

  public get bastionHostId(): string {
    return this.resource.id;
  }

  #requireFeatures(props: BastionHostProps, sku: BastionSku, facts: BastionSkuFacts): void {
    for (const [prop, fact] of Object.entries(FEATURES) as [keyof typeof FEATURES, keyof typeof facts][]) {
      if (props[prop] && !facts[fact]) this.#refuseFeature(prop, true, sku, fact);
    }
    if (props.copyPasteEnabled === false && !facts.copyPasteSwitch) {
      this.#refuseFeature("copyPasteEnabled", false, sku, "copyPasteSwitch");
    }
    if (props.privateOnly && !facts.privateOnly) this.#refuseFeature("privateOnly", true, sku, "privateOnly");
    const { scaleUnits } = props;
    if (scaleUnits === undefined || isUnresolved(scaleUnits)) return;
    const { min, max } = facts.scaleUnits;
    if (!Number.isInteger(scaleUnits) || scaleUnits < min || scaleUnits > max) {
      refuse(this, "scaleUnits", {
        value: scaleUnits,
        allowed: min === max ? `${min} on the SKU ${sku}` : `a whole number from ${min} to ${max}`,
        fix: min === max ? "use the SKU Standard or Premium, or leave the prop out" : `use ${min}`,
      });
    }
  }

  #refuseFeature(prop: string, value: boolean, sku: BastionSku, fact: keyof BastionSkuFacts): never {
    const able = (Object.keys(BASTION_SKUS) as BastionSku[]).filter((other) => BASTION_SKUS[other][fact]);
    return refuse(this, prop, {
      value,
      allowed: `${!value} on the SKU ${sku}`,
      fix: `use the SKU ${able.join(" or ")}, or leave the prop out`,
    });
  }

  #requireSubnet({ subnet }: BastionHostProps, sku: BastionSku, facts: BastionSkuFacts) {
    const { name, smallestPrefixLength } = FIXED_SUBNETS.bastion;
    if (facts.dedicatedHost !== (subnet !== undefined)) {
      refuse(this, "subnet", {
        value: subnet?.node.path,
        allowed: facts.dedicatedHost
          ? `the network's ${name}`
          : `no subnet with the SKU ${sku}, which uses Azure's shared hosts`,
        fix: facts.dedicatedHost ? "set one, or use addBastion of the network, which creates it" : "leave the prop out",
      });
    }
    if (!subnet) return undefined;
    if (!isUnresolved(subnet.subnetId) && subnet.subnetId.split("/").at(-1) !== name) {
      refuse(this, "subnet", {
        value: subnet.subnetId,
        allowed: `a subnet named ${name}`,
        fix: `use one named ${name}`,
      });
    }
    if (subnet.addressPrefix === undefined) {
      refuse(this, "subnet", {
        value: subnet.node.path,
        allowed: "a subnet with a known address prefix, because security rules refer to it",
        fix: "set addressPrefix when you import the subnet",
      });
    }
    parseNetworkBlock(this, "subnet", subnet.addressPrefix, { ...SUBNET_SIZES, smallest: smallestPrefixLength });
    return { subnet, addressPrefix: subnet.addressPrefix };
  }

  #addDiagnosticSettings(monitoring: IMonitoring | undefined): void {
    monitoring?.addDiagnosticSetting(this, "Diagnostics", {
      targetResourceId: this.resource.id,
      categories: DIAGNOSTIC_CATEGORIES.bastionHost,
    });
    if (!this.publicIp) return;
    monitoring?.addDiagnosticSetting(this, "PublicIpDiagnostics", {
      targetResourceId: this.publicIp.id,
      categories: DIAGNOSTIC_CATEGORIES.publicIp,
    });
  }
}

/**
 * The bindings require an address. This removes it, and requires a provider version that supports hosts without one.
 */
function doWithoutPublicIp(bastionHost: BastionHostResource): void {
  bastionHost.addOverride("ip_configuration.public_ip_address_id", undefined);
  if (azurermMajorOf(bastionHost) > 4) return;
  TerraformStack.of(bastionHost).addOverride("terraform.required_providers.azurerm.version", PRIVATE_ONLY_AZURERM);
}
