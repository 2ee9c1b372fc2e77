import type { IManagedIdentity, IMonitoring, IPrivateDnsZones, IResourceGroup, IVirtualNetwork } from "@org/aml-core";
import { refuse } from "@org/aml-core/internal";
import { ManagedIdentity } from "@org/aml-rbac";
import {
  type AmlWorkspaceProps,
  CustomerManagedKey,
  type CustomerManagedKeyProps,
  DiskEncryption,
  type DiskEncryptionProps,
  type ICustomerManagedKey,
  type KeyAttributes,
} from "@org/aml-workspace";
import { Construct } from "constructs";
import type { EnvironmentStores } from "./environment-data.js";
import { platformTags } from "./platform-tags.js";

/** Options of an environment's workspace. */
export type EnvironmentWorkspaceOptions = Omit<
  AmlWorkspaceProps,
  "resourceGroup" | "names" | "vnet" | "zones" | "monitoring" | "tenantId" | "tags" | "dependencies" | "customerNetwork"
>;

const ENCRYPTED_RESOURCES = ["workspace", "storage", "containerRegistry", "data", "jumpbox"] as const;

/** A resource of an environment whose data a customer-managed key can encrypt. */
export type EncryptedResource = (typeof ENCRYPTED_RESOURCES)[number];

/** A customer-managed key of an environment. */
export interface EnvironmentKeyOptions {
  /**
   * An existing key, with its version.
   * @default - a new key in a new vault
   */
  readonly existingKey?:
    | Pick<KeyAttributes, "keyVaultId" | "keyIdentifier" | "grantRole" | "keyVaultPublicNetworkAccess">
    | undefined;
  /**
   * What it encrypts.
   * @default - all of these that the environment creates
   */
  readonly encrypts?: readonly EncryptedResource[] | undefined;
}

/** Props of {@link EnvironmentEncryption}. */
export interface EnvironmentEncryptionProps extends Pick<CustomerManagedKeyProps, "names" | "tenantId" | "tags"> {
  /** @default - keys that Microsoft manages */
  readonly customerManagedKey?: EnvironmentKeyOptions | undefined;
  /** Groups of the identities and of the key's vault. */
  readonly resourceGroups: { readonly vnet: IResourceGroup; readonly workspace: IResourceGroup };
  /** @default - the library's defaults */
  readonly workspace?: EnvironmentWorkspaceOptions | undefined;
  /** @default - no data stores */
  readonly data?: EnvironmentStores | undefined;
}

/** The customer-managed key of an environment, and what it encrypts. Without a key, it changes nothing. */
export class EnvironmentEncryption {
  /** Options of the workspace, with the key where it encrypts. */
  public readonly workspaceOptions: EnvironmentWorkspaceOptions | undefined;
  readonly #props: EnvironmentEncryptionProps;
  /** The key for storage and images. Undefined without a key. */
  readonly #key: ICustomerManagedKey | undefined;
  /** The key, in a vault of its own. Undefined for an existing key. */
  readonly #newKey: CustomerManagedKey | undefined;
  /** The key for the data stores. Undefined without a key, or if it doesn't encrypt them. */
  public readonly dataKey: ICustomerManagedKey | undefined;
  /** The key for the disk of the jumpbox. */
  readonly #diskKey: ICustomerManagedKey | undefined;

  /**
   * @throws InvalidInputError for existing resources, whose owners set their keys, and for nothing to encrypt
   */
  constructor(scope: Construct, props: EnvironmentEncryptionProps, monitoring: IMonitoring) {
    const { customerManagedKey: options, workspace, names } = props;
    this.#props = props;
    this.workspaceOptions = workspace;
    if (!options) return;
    const encrypts = encryptedBy(scope, options, props);
    const ofWorkspace = encrypts.has("workspace")
      ? (workspace?.identity ?? newIdentity(scope, "WorkspaceIdentity", names.workspaceIdentity, props))
      : undefined;
    // Storage, images and disks have an identity of their own, because that of the workspace gets its roles later.
    const identity =
      ofWorkspace && encrypts.size === 1
        ? ofWorkspace
        : newIdentity(scope, "EncryptionIdentity", names.encryptionIdentity, props);
    const key = options.existingKey
      ? existingKey(scope, "ExistingKey", identity, options.existingKey, props)
      : (this.#newKey = newKey(scope, identity, props, monitoring));
    const workspaceKey =
      ofWorkspace && ofWorkspace !== identity
        ? existingKey(scope, "WorkspaceKey", ofWorkspace, { ...key, grantRole: options.existingKey?.grantRole }, props)
        : key;
    this.#key = key;
    this.workspaceOptions = encrypted(workspace, encrypts, key, ofWorkspace && { identity: ofWorkspace, workspaceKey });
    this.dataKey = encrypts.has("data") ? key : undefined;
    this.#diskKey = encrypts.has("jumpbox") ? key : undefined;
  }

  /**
   * Options of an additional workspace, which has its own identity, with the key where it encrypts.
   * @param scope scope of its identity and of the role with which it uses the key
   * @param name name of the workspace
   * @param names names of its resources
   */
  public additionalWorkspaceOptions(
    scope: Construct,
    name: string,
    names: EnvironmentEncryptionProps["names"],
    options: EnvironmentWorkspaceOptions,
  ): EnvironmentWorkspaceOptions {
    const key = this.#key;
    if (!key) return options;
    const { customerManagedKey: { existingKey: existing, encrypts } = {} } = this.#props;
    const encryptedResources = new Set(encrypts ?? ENCRYPTED_RESOURCES);
    if (!encryptedResources.has("workspace")) return encrypted(options, encryptedResources, key, undefined);
    const identity =
      options.identity ?? newIdentity(scope, `WorkspaceIdentity-${name}`, names.workspaceIdentity, this.#props);
    const attributes = { ...key, grantRole: existing?.grantRole };
    const workspaceKey = existingKey(scope, `WorkspaceKey-${name}`, identity, attributes, this.#props);
    return encrypted(options, encryptedResources, key, { identity, workspaceKey });
  }

  /** Adds the private endpoint of the key's own vault, if there is one. */
  public addEndpoint(
    scope: Construct,
    place: { readonly vnet: IVirtualNetwork; readonly zones: IPrivateDnsZones },
  ): void {
    this.#newKey?.addEndpoint(new Construct(scope, "KeyVault"), place);
  }

  /** Encrypts disks with the key. @returns undefined if it doesn't encrypt the jumpbox */
  public createDiskEncryption(
    scope: Construct,
    options: Omit<DiskEncryptionProps, "customerManagedKey">,
  ): DiskEncryption | undefined {
    const customerManagedKey = this.#diskKey;
    return customerManagedKey && new DiskEncryption(scope, "DiskEncryption", { ...options, customerManagedKey });
  }
}

/** Options of a workspace, with the keys where they encrypt. Owners of existing resources set the keys of these. */
function encrypted(
  options: EnvironmentWorkspaceOptions | undefined,
  encrypts: ReadonlySet<EncryptedResource>,
  key: ICustomerManagedKey,
  ofWorkspace: { readonly identity: IManagedIdentity; readonly workspaceKey: ICustomerManagedKey } | undefined,
): EnvironmentWorkspaceOptions {
  const { storage, containerRegistry } = options ?? {};
  return {
    ...options,
    identity: ofWorkspace?.identity ?? options?.identity,
    customerManagedKey: ofWorkspace?.workspaceKey ?? options?.customerManagedKey,
    storage:
      encrypts.has("storage") && !Construct.isConstruct(storage) ? { ...storage, customerManagedKey: key } : storage,
    containerRegistry:
      encrypts.has("containerRegistry") && !Construct.isConstruct(containerRegistry)
        ? { ...containerRegistry, customerManagedKey: key }
        : containerRegistry,
  };
}

function encryptedBy(
  scope: Construct,
  { encrypts }: EnvironmentKeyOptions,
  { workspace, data = {} }: EnvironmentEncryptionProps,
): ReadonlySet<EncryptedResource> {
  const created: readonly EncryptedResource[] = [
    "workspace",
    ...(Construct.isConstruct(workspace?.storage) ? [] : (["storage"] as const)),
    ...(Construct.isConstruct(workspace?.containerRegistry) ? [] : (["containerRegistry"] as const)),
    ...(Object.values(data).some((store) => !Construct.isConstruct(store)) ? (["data"] as const) : []),
    "jumpbox",
  ];
  const other = encrypts?.find((one) => !created.includes(one));
  if (other !== undefined || encrypts?.length === 0) {
    refuse(scope, "customerManagedKey.encrypts", {
      value: other ?? encrypts,
      allowed: `resources that the environment creates: ${created.join(", ")}`,
      fix:
        other === undefined
          ? "leave it out for all of them"
          : `leave ${other} out; the owner of an existing resource sets its key`,
    });
  }
  return new Set(encrypts ?? created);
}

function newIdentity(
  scope: Construct,
  id: string,
  name: string,
  { tags, names, workspace, resourceGroups }: EnvironmentEncryptionProps,
): IManagedIdentity {
  return new ManagedIdentity(scope, id, {
    resourceGroup: workspace?.identityResourceGroup ?? resourceGroups.vnet,
    name,
    tags: platformTags(tags, names.environmentName, "encryption"),
  });
}

function newKey(
  scope: Construct,
  identity: IManagedIdentity,
  { names, tenantId, resourceGroups, workspace, tags }: EnvironmentEncryptionProps,
  monitoring: IMonitoring,
): CustomerManagedKey {
  return new CustomerManagedKey(scope, "Key", {
    resourceGroup: resourceGroups.workspace,
    names,
    tenantId,
    identity,
    monitoring,
    rolePropagation: workspace?.waits?.rolePropagation,
    tags: platformTags(tags, names.environmentName, "encryption"),
  });
}

function existingKey(
  scope: Construct,
  id: string,
  identity: IManagedIdentity,
  {
    keyVaultId,
    keyIdentifier,
    grantRole,
    keyVaultPublicNetworkAccess,
  }: Pick<KeyAttributes, "keyVaultId" | "keyIdentifier" | "grantRole" | "keyVaultPublicNetworkAccess">,
  { names, workspace }: EnvironmentEncryptionProps,
): ICustomerManagedKey {
  return CustomerManagedKey.fromKeyAttributes(scope, id, {
    keyVaultId,
    keyIdentifier,
    grantRole,
    keyVaultPublicNetworkAccess,
    identity,
    environmentName: names.environmentName,
    rolePropagation: workspace?.waits?.rolePropagation,
  });
}
