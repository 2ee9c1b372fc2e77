import { DiskEncryptionSet } from "@cdktf/provider-azurerm/lib/disk-encryption-set/index.js";
import type { IResourceGroup } from "@org/aml-core";
import { BaseConstruct, dependOn, providerOfGroup, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { Construct } from "constructs";
import type { ICustomerManagedKey } from "./customer-managed-key.js";

/** Props of {@link DiskEncryption}. */
export interface DiskEncryptionProps {
  readonly resourceGroup: IResourceGroup;
  /** Name of the disk encryption set, 1 to 80 letters, digits, `_` and `-`. */
  readonly name: string;
  /** Key that encrypts the disks, in the region of the disks. */
  readonly customerManagedKey: ICustomerManagedKey;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/**
 * Encrypts the disks of virtual machines, such as a jumpbox, with your own key. Disks of compute clusters and instances
 * are always encrypted with Microsoft's keys.
 * @throws InvalidInputError for a name that Azure rejects
 * @see https://learn.microsoft.com/azure/virtual-machines/disk-encryption#customer-managed-keys
 */
export class DiskEncryption extends BaseConstruct {
  /** The disk encryption set (L1). */
  public readonly resource: DiskEncryptionSet;
  /** ARM id, for `diskEncryptionSetId` of a jumpbox. */
  public readonly diskEncryptionSetId: string;

  constructor(scope: Construct, id: string, props: DiskEncryptionProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "name", "customerManagedKey");
    const { resourceGroup, customerManagedKey: key } = props;
    this.resource = new DiskEncryptionSet(this, "Resource", {
      name: assertName("diskEncryptionSet", props.name, `${this.node.path}.name`),
      resourceGroupName: resourceGroup.name,
      provider: providerOfGroup(this, resourceGroup),
      location: resourceGroup.location,
      encryptionType: "EncryptionAtRestWithCustomerKey",
      // With a key without a version, azurerm looks up the newest one in the vault, which only its network reaches.
      keyVaultKeyId: key.keyIdentifier,
      identity: { type: "UserAssigned", identityIds: [key.identity.id] },
      tags: props.tags,
    });
    dependOn(this.resource, [...(resourceGroup.dependencies ?? []), ...key.dependencies]);
    this.diskEncryptionSetId = this.resource.id;
  }
}
