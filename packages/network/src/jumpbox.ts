import { DevTestGlobalVmShutdownSchedule } from "@cdktf/provider-azurerm/lib/dev-test-global-vm-shutdown-schedule/index.js";
import { NetworkInterface } from "@cdktf/provider-azurerm/lib/network-interface/index.js";
import { VirtualMachineExtension } from "@cdktf/provider-azurerm/lib/virtual-machine-extension/index.js";
import { WindowsVirtualMachine } from "@cdktf/provider-azurerm/lib/windows-virtual-machine/index.js";
import type { IResourceGroup, ISubnet } from "@org/aml-core";
import {
  BaseConstruct,
  dependOn,
  isUnresolved,
  providerOfGroup,
  refuse,
  requireProps,
  requireSecret,
  warnOfUnknownVmSize,
} from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import { ArmId, likelyName, WINDOWS_TIME_ZONES, windowsTimeZoneOf } from "@org/azure-catalog";
import { Fn, Op, type Precondition, Token } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { DATA_SCIENCE_WINDOWS_2022, type JumpboxImage, type OwnJumpboxImage } from "./jumpbox-image.js";

/** Daily shutdown of a jumpbox. */
export interface AutoShutdown {
  /** Time of day as `HHmm`, such as `1930`. */
  readonly time: string;
  /**
   * Windows name of the time zone, such as `Eastern Standard Time`. Names of the IANA database are rejected, also by
   * Azure.
   */
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
  /** Name of the local administrator, 1 to 20 characters. Azure reserves some names, such as `admin`. */
  readonly adminUsername: string;
  /**
   * Password of the local administrator, 12 to 72 characters: a sensitive Terraform variable. A literal is rejected,
   * because it would be written into the synthesized files.
   */
  readonly adminPassword: string;
  /**
   * Size of the machine.
   * @default "Standard_D8s_v5": 8 vCPUs and 32 GB
   */
  readonly size?: string | undefined;
  /**
   * Image of the disk.
   * @default - the Data Science VM on Windows Server 2022
   */
  readonly image?: JumpboxImage | OwnJumpboxImage | undefined;
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
   * ARM id of a disk encryption set, in the machine's region and subscription, which encrypts the disk with your own key.
   * @default - a key that Microsoft manages
   */
  readonly diskEncryptionSetId?: string | undefined;
  /**
   * Whether users sign in with Entra accounts. This requires the role Virtual Machine Administrator Login or Virtual
   * Machine User Login, outbound access of the machine to Entra and, through Bastion, a native client.
   * @default false
   */
  readonly entraSignIn?: boolean | undefined;
  /**
   * Daily shutdown.
   * @default - none: it runs until it is stopped
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
  /** Resource group. */
  readonly resourceGroup: IResourceGroup;
  /**
   * Azure region, that of its network.
   * @default - that of the resource group
   */
  readonly location?: string | undefined;
  /** Subnet of the machine. Its security rules determine who can reach it. */
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
   * Windows computer name, 1 to 15 letters, digits and dashes.
   * @default "jumpbox"
   */
  readonly computerName?: string | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const IMAGE_TYPES = [
  "Microsoft.Compute/galleries/images",
  "Microsoft.Compute/galleries/images/versions",
  "Microsoft.Compute/images",
];
const TIME = /^([01]\d|2[0-3])[0-5]\d$/;
const PASSWORD_LENGTHS = { shortest: 12, longest: 72 };
const NOTIFICATION_MINUTES = { least: 15, most: 120, default: 30 };

/**
 * A Windows machine for work inside a network. It has no public address and is reached only through Bastion.
 * @throws InvalidInputError for a literal password, a reserved or malformed user name, a computer name of more than 15
 * characters, or an invalid time
 */
export class Jumpbox extends BaseConstruct {
  /** The machine (L1). */
  public readonly resource: WindowsVirtualMachine;
  /** Its network interface (L1). */
  public readonly networkInterface: NetworkInterface;

  constructor(scope: Construct, id: string, props: JumpboxProps) {
    super(scope, id);
    requireProps(
      this,
      props,
      "resourceGroup",
      "subnet",
      "name",
      "networkInterfaceName",
      "adminUsername",
      "adminPassword",
    );
    warnOfUnknownVmSize(this, "size", props.size);
    const computerName = props.computerName ?? "jumpbox";
    const path = this.node.path;
    assertName("virtualMachine", props.name, `${path}.name`);
    assertName("networkInterface", props.networkInterfaceName, `${path}.networkInterfaceName`);
    if (props.osDiskName !== undefined) assertName("osDisk", props.osDiskName, `${path}.osDiskName`);
    assertName("windowsComputerName", computerName, `${path}.computerName`);
    assertName("windowsAdminUsername", props.adminUsername, `${path}.adminUsername`);
    requireSecret(this, "adminPassword", props.adminPassword);

    const shared = {
      resourceGroupName: props.resourceGroup.name,
      provider: providerOfGroup(this, props.resourceGroup),
      location: props.location ?? props.resourceGroup.location,
      tags: props.tags,
    };
    this.networkInterface = new NetworkInterface(this, "NetworkInterface", {
      ...shared,
      name: props.networkInterfaceName,
      ipConfiguration: [{ name: "internal", subnetId: props.subnet.subnetId, privateIpAddressAllocation: "Dynamic" }],
    });
    dependOn(this.networkInterface, props.resourceGroup.dependencies ?? []);
    dependOn(this.networkInterface, props.subnet.dependencies);

    const { trustedLaunch = true, ...image } = props.image ?? DATA_SCIENCE_WINDOWS_2022;
    this.resource = new WindowsVirtualMachine(this, "Resource", {
      ...shared,
      name: props.name,
      computerName,
      size: props.size ?? "Standard_D8s_v5",
      adminUsername: props.adminUsername,
      adminPassword: props.adminPassword,
      networkInterfaceIds: [this.networkInterface.id],
      ...this.#imageArguments(image),
      osDisk: {
        caching: "ReadWrite",
        storageAccountType: "Premium_LRS",
        name: props.osDiskName,
        diskSizeGb: props.osDiskSizeInGb,
        diskEncryptionSetId: props.diskEncryptionSetId,
      },
      secureBootEnabled: trustedLaunch,
      vtpmEnabled: trustedLaunch,
      encryptionAtHostEnabled: props.encryptionAtHost ?? false,
      // Both major versions of azurerm have this argument; version 5 removed `enable_automatic_updates`.
      automaticUpdatesEnabled: true,
      // Without the address of a storage account, Azure stores the diagnostics.
      bootDiagnostics: {},
      zone: props.zone,
      identity: props.entraSignIn ? { type: "SystemAssigned" } : undefined,
      lifecycle: { precondition: [passwordLength(props.adminPassword)] },
    });
    if (props.entraSignIn) this.#addEntraSignIn(props.tags);
    if (props.autoShutdown) this.#addAutoShutdown(props.autoShutdown, shared);
  }

  #imageArguments(image: Omit<JumpboxImage, "trustedLaunch"> | Omit<OwnJumpboxImage, "trustedLaunch">) {
    if (!("imageId" in image)) return { sourceImageReference: { ...image, version: image.version ?? "latest" } };
    const { imageId } = image;
    const id = ArmId.tryParse(imageId);
    if (!isUnresolved(imageId) && !IMAGE_TYPES.some((type) => id?.hasType(type))) {
      refuse(this, "image.imageId", {
        value: imageId,
        allowed: `an ARM id of one of the types ${IMAGE_TYPES.join(", ")}`,
        fix: "use the id of the image: az sig image-definition show --query id",
      });
    }
    return { sourceImageId: imageId };
  }

  #addEntraSignIn(tags: JumpboxProps["tags"]): void {
    new VirtualMachineExtension(this, "EntraSignIn", {
      name: "AADLoginForWindows",
      virtualMachineId: this.resource.id,
      publisher: "Microsoft.Azure.ActiveDirectory",
      type: "AADLoginForWindows",
      typeHandlerVersion: "2.0",
      autoUpgradeMinorVersion: true,
      tags: tags,
    });
  }

  #addAutoShutdown(
    schedule: AutoShutdown,
    { location, tags }: { location: string; tags?: Record<string, string> },
  ): void {
    const { time, timezone, notificationEmail, notificationMinutes = NOTIFICATION_MINUTES.default } = schedule;
    if (!isUnresolved(time) && !TIME.test(time)) {
      refuse(this, "autoShutdown.time", {
        value: time,
        allowed: "a time of day as HHmm, from 0000 to 2359",
        fix: "use 1930 for half past seven in the evening",
      });
    }
    requireTimeZone(this, timezone);
    const { least, most } = NOTIFICATION_MINUTES;
    if (!isUnresolved(notificationMinutes) && !(notificationMinutes >= least && notificationMinutes <= most)) {
      refuse(this, "autoShutdown.notificationMinutes", {
        value: notificationMinutes,
        allowed: `${least} to ${most} minutes`,
        fix: `use ${NOTIFICATION_MINUTES.default}`,
      });
    }
    new DevTestGlobalVmShutdownSchedule(this, "AutoShutdown", {
      virtualMachineId: this.resource.id,
      location,
      dailyRecurrenceTime: time,
      timezone,
      notificationSettings: notificationEmail
        ? { enabled: true, email: notificationEmail, timeInMinutes: notificationMinutes }
        : { enabled: false },
      tags,
    });
  }
}

/** Azure's schedules accept Windows' names of time zones, case-insensitively. */
function requireTimeZone(scope: IConstruct, timezone: string): void {
  const names = Object.keys(WINDOWS_TIME_ZONES);
  if (isUnresolved(timezone) || names.some((name) => name.toLowerCase() === timezone.toLowerCase())) return;
  const meant = windowsTimeZoneOf(timezone) ?? likelyName(timezone, names);
  refuse(scope, "autoShutdown.timezone", {
    value: timezone,
    allowed: "a time zone of Windows, such as UTC or W. Europe Standard Time",
    fix:
      meant === undefined
        ? "find its name with `tzutil /l` or `Get-TimeZone -ListAvailable`"
        : `did you mean ${meant}?`,
  });
}

/** Validates the password during the plan, because its value is unknown before. */
function passwordLength(password: string): Precondition {
  const { shortest, longest } = PASSWORD_LENGTHS;
  const length = Fn.lengthOf(password);
  return {
    condition: Token.asString(Op.and(Op.gte(length, shortest), Op.lte(length, longest))),
    errorMessage: `The administrator's password of the jumpbox has to have ${shortest} to ${longest} characters.`,
  };
}
