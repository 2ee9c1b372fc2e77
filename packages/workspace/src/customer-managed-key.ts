import type {
  ArmResourceOptions,
  IManagedIdentity,
  IMonitoring,
  IPrivateDnsZones,
  IResourceGroup,
  IVirtualNetwork,
} from "@org/aml-core";
import { azapiOptions, BaseConstruct, isUnresolved, refuse, requireProps } from "@org/aml-core/internal";
import type { EnvironmentNames } from "@org/aml-naming";
import { PrivateEndpoint } from "@org/aml-network";
import { Principal, PropagationDelay } from "@org/aml-rbac";
import { ResourceAction } from "@org/provider-azapi/lib/resource-action/index.js";
import { ROLES } from "@org/azure-catalog";
import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type IWorkspaceKeyVault, WorkspaceKeyVault } from "./workspace-key-vault.js";

/** A key that encrypts data at rest: that of a workspace, its storage account and container registry, and disks. */
export interface ICustomerManagedKey {
  /** ARM id of the key's vault. */
  readonly keyVaultId: string;
  /** Identifier of the key, version included: `https://<vault>/keys/<key>/<version>`. */
  readonly keyIdentifier: string;
  /** Identifier without the version, for resources that use the newest version on their own. */
  readonly versionlessKeyIdentifier: string;
  /** Whether the vault is reached from public networks. Undefined if it isn't known. */
  readonly keyVaultPublicNetworkAccess?: boolean | undefined;
  /** The identity that uses the key. */
  readonly identity: IManagedIdentity;
  /** What has to exist before the key is used: the role with which the identity uses it. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** An existing key. */
export interface KeyAttributes {
  /** ARM id of its vault, which needs purge protection and has to let trusted Azure services in. */
  readonly keyVaultId: string;
  /** Identifier of the key with its version: `https://<vault>/keys/<key>/<version>`. */
  readonly keyIdentifier: string;
  /**
   * Whether the vault is reached from public networks.
   * @default - not known; nothing is said about keys of private vaults
   */
  readonly keyVaultPublicNetworkAccess?: boolean | undefined;
  /** The identity that uses the key. */
  readonly identity: IManagedIdentity;
  /** The environment of the identity. */
  readonly environmentName: string;
  /**
   * Whether the identity is granted Key Vault Crypto Service Encryption User on the vault; otherwise the vault's owner
   * grants it.
   * @default true
   */
  readonly grantRole?: boolean | undefined;
  /**
   * Delay until the role is in effect.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
}

/** Props of {@link CustomerManagedKey}. */
export interface CustomerManagedKeyProps extends ArmResourceOptions {
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /**
   * Name of the key's own vault: 3 to 24 letters, digits and dashes, a letter first, unique in Azure.
   * @default - derived from `names`
   */
  readonly keyVaultName?: string | undefined;
  /**
   * Name of the key, 1 to 127 letters, digits and dashes.
   * @default "workspace"
   */
  readonly keyName?: string | undefined;
  /** Entra tenant, a GUID. */
  readonly tenantId: string;
  /**
   * Network of the vault's private endpoint, together with `zones`.
   * @default - no endpoint until `addEndpoint` is called
   */
  readonly vnet?: IVirtualNetwork | undefined;
  /** Zones that its name is registered in. Required with `vnet`. */
  readonly zones?: IPrivateDnsZones | undefined;
  /** The identity that uses the key. */
  readonly identity: IManagedIdentity;
  /** @default - no diagnostic settings */
  readonly monitoring?: IMonitoring | undefined;
  /**
   * Delay until the role with which the identity uses the key is in effect.
   * @default "90s"
   */
  readonly rolePropagation?: string | undefined;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

const KEYS_API_VERSION = "2024-11-01";
/** With a version, in any cloud. */
const KEY_IDENTIFIER = /^https:\/\/([\dA-Za-z-]+)\.vault\.[a-z.]+\/keys\/[\dA-Za-z-]{1,127}\/[\da-f]{32}$/;
const KEY_NAME = /^[\dA-Za-z-]{1,127}$/;

/**
 * Your own key for a workspace's data, in a separate vault that cannot be purged.
 *
 * The key is created through Azure Resource Manager, because the vault's data plane is reachable only in the network.
 * Azure Resource Manager can create a key, but not change or delete it. In Terraform, the key is therefore an action,
 * and destroying the construct leaves the key in its vault.
 * @throws InvalidInputError for what {@link WorkspaceKeyVault} rejects, or a key name that Azure rejects
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/keys
 */
export class CustomerManagedKey extends BaseConstruct implements ICustomerManagedKey {
  /**
   * An existing key, of any subscription.
   * @throws InvalidInputError for an identifier without a version, or of another vault
   */
  public static fromKeyAttributes(scope: Construct, id: string, attributes: KeyAttributes): ICustomerManagedKey {
    return new ImportedKey(scope, id, attributes);
  }

  /** The vault. */
  public readonly keyVault: WorkspaceKeyVault;
  public readonly keyVaultPublicNetworkAccess = false;
  /** The key (L1). */
  public readonly resource: ResourceAction;
  public readonly keyVaultId: string;
  public readonly keyIdentifier: string;
  public readonly versionlessKeyIdentifier: string;
  public readonly identity: IManagedIdentity;
  public readonly dependencies: readonly ITerraformDependable[];
  readonly #props: CustomerManagedKeyProps & { readonly keyVaultName: string };

  constructor(scope: Construct, id: string, props: CustomerManagedKeyProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names", "tenantId", "identity");
    const { identity, names } = props;
    const keyVaultName = props.keyVaultName ?? names.encryptionKeyVault;
    this.identity = identity;
    this.keyVault = new WorkspaceKeyVault(this, "KeyVault", {
      resourceGroup: props.resourceGroup,
      names: props.names,
      name: keyVaultName,
      tenantId: props.tenantId,
      purgeProtection: true,
      monitoring: props.monitoring,
      tags: props.tags,
    });
    this.#props = { ...props, keyVaultName };
    const { vnet, zones } = props;
    if (vnet && zones) this.addEndpoint(this, { vnet, zones });
    const keyName = props.keyName ?? "workspace";
    if (!isUnresolved(keyName) && !KEY_NAME.test(keyName)) {
      refuse(this, "keyName", {
        value: keyName,
        allowed: "1 to 127 letters, digits and dashes",
        fix: 'use "workspace"',
      });
    }
    this.resource = new ResourceAction(this, "Resource", {
      type: `Microsoft.KeyVault/vaults/keys@${props.apiVersion ?? KEYS_API_VERSION}`,
      resourceId: `${this.keyVault.resourceId}/keys/${keyName}`,
      method: "PUT",
      body: { properties: { kty: "RSA", keySize: 4096, keyOps: ["wrapKey", "unwrapKey", "encrypt", "decrypt"] } },
      responseExportValues: { identifier: "properties.keyUriWithVersion" },
      ...azapiOptions(props, { create: "30m", update: "30m" }),
    });
    const granted = grantUse(this, this.keyVault, {
      identity,
      environmentName: names.environmentName,
      rolePropagation: props.rolePropagation,
    });
    this.keyVaultId = this.keyVault.resourceId;
    this.keyIdentifier = Fn.lookupNested(this.resource.output, ["identifier"]);
    this.versionlessKeyIdentifier = withoutVersion(this.keyIdentifier);
    this.dependencies = [...granted, this.resource];
  }

  /**
   * Adds the private endpoint of the vault, if it was created without a network. The network can be in another stack,
   * which is then applied after the key's.
   * @param scope what the endpoint is created in, usually a construct in the network's stack
   */
  public addEndpoint(
    scope: Construct,
    { vnet, zones }: { readonly vnet: IVirtualNetwork; readonly zones: IPrivateDnsZones },
  ): PrivateEndpoint {
    const { names, keyVaultName, tags } = this.#props;
    return new PrivateEndpoint(scope, "Endpoint", {
      vnet,
      zones,
      target: this.keyVault.target,
      subResource: "vault",
      ...names.privateEndpoint(keyVaultName, "vault"),
      tags,
    });
  }
}

class ImportedKey extends BaseConstruct implements ICustomerManagedKey {
  public readonly keyVaultPublicNetworkAccess: boolean | undefined;
  public readonly keyVaultId: string;
  public readonly keyIdentifier: string;
  public readonly versionlessKeyIdentifier: string;
  public readonly identity: IManagedIdentity;
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, attributes: KeyAttributes) {
    super(scope, id);
    requireProps(this, attributes, "keyVaultId", "keyIdentifier", "identity", "environmentName");
    const { keyVaultId, keyIdentifier, environmentName } = attributes;
    this.requireIdentifier(keyIdentifier, keyVaultId);
    this.keyVaultId = keyVaultId;
    this.keyVaultPublicNetworkAccess = attributes.keyVaultPublicNetworkAccess;
    this.keyIdentifier = keyIdentifier;
    this.versionlessKeyIdentifier = withoutVersion(keyIdentifier);
    this.identity = attributes.identity;
    const vault = WorkspaceKeyVault.fromKeyVaultId(this, "KeyVault", keyVaultId, { environmentName });
    this.dependencies = attributes.grantRole === false ? [] : grantUse(this, vault, attributes);
  }

  private requireIdentifier(keyIdentifier: string, keyVaultId: string): void {
    if (isUnresolved(keyIdentifier)) return;
    const [, vault] = KEY_IDENTIFIER.exec(keyIdentifier) ?? [];
    const name = isUnresolved(keyVaultId) ? undefined : keyVaultId.split("/").at(-1)?.toLowerCase();
    if (vault !== undefined && (name === undefined || vault.toLowerCase() === name)) return;
    refuse(this, "keyIdentifier", {
      value: keyIdentifier,
      allowed: `the identifier of a key version in the vault ${name ?? "keyVaultId"}: https://VAULT.vault.azure.net/keys/KEY/VERSION`,
      fix: "find it with az keyvault key show --vault-name VAULT --name KEY --query key.kid",
    });
  }
}

/** Lets an identity use the keys of a vault. */
function grantUse(
  scope: Construct,
  vault: IWorkspaceKeyVault,
  {
    identity,
    environmentName,
    rolePropagation: duration,
  }: Pick<KeyAttributes, "identity" | "environmentName" | "rolePropagation">,
): readonly ITerraformDependable[] {
  const role = vault.grant(
    Principal.workspaceIdentity(identity, environmentName),
    ROLES.keyVaultCryptoServiceEncryptionUser,
    { scope, id: "CryptoUser", reason: "wraps and unwraps the keys of the workspace's data with the customer's key" },
  );
  return new PropagationDelay(scope, "Propagation", { duration, waitsFor: [role] }).dependencies;
}

function withoutVersion(keyIdentifier: string): string {
  if (!isUnresolved(keyIdentifier)) return keyIdentifier.split("/").slice(0, -1).join("/");
  return Fn.join("/", Fn.slice(Fn.split("/", keyIdentifier), 0, 5));
}
