import type {
  ArmResourceOptions,
  IManagedIdentity,
  IMonitoring,
  IPrivateDnsZones,
  IResourceGroup,
  IVirtualNetwork,
} from "@org/aml-core";
import { azapiOptions, isUnresolved, refuse, requireProps } from "@org/aml-core/internal";
import type { EnvironmentNames } from "@org/aml-naming";
import { PrivateEndpoint } from "@org/aml-network";
import { Principal, PropagationDelay } from "@org/aml-rbac";
import { ResourceAction } from "@org/provider-azapi/lib/resource-action/index.js";
import { ROLES } from "@org/azure-catalog";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { WorkspaceKeyVault } from "./workspace-key-vault.js";

/** A key that encrypts a workspace's data at rest. */
export interface ICustomerManagedKey {
  /** ARM id of the key's vault. */
  readonly keyVaultId: string;
  /** Identifier of the key, version included: `https://<vault>/keys/<key>/<version>`. */
  readonly keyIdentifier: string;
  /** What has to exist before the key is used: the role with which the workspace's identity uses it. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** Props of {@link CustomerManagedKey}. */
export interface CustomerManagedKeyProps extends ArmResourceOptions {
  readonly resourceGroup: IResourceGroup;
  /** Names of the environment. */
  readonly names: EnvironmentNames;
  /** Name of the key's own vault: 3 to 24 letters, digits and dashes, a letter first, unique in Azure. */
  readonly keyVaultName: string;
  /**
   * Name of the key, 1 to 127 letters, digits and dashes.
   * @default "workspace"
   */
  readonly keyName?: string | undefined;
  /** Entra tenant, a GUID. */
  readonly tenantId: string;
  readonly vnet: IVirtualNetwork;
  readonly zones: IPrivateDnsZones;
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
export class CustomerManagedKey extends Construct implements ICustomerManagedKey {
  /** The vault. */
  public readonly keyVault: WorkspaceKeyVault;
  /** The key (L1). */
  public readonly resource: ResourceAction;
  public readonly keyVaultId: string;
  public readonly keyIdentifier: string;
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: CustomerManagedKeyProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "names", "keyVaultName", "tenantId", "vnet", "zones", "identity");
    this.keyVault = new WorkspaceKeyVault(this, "KeyVault", {
      resourceGroup: props.resourceGroup,
      names: props.names,
      name: props.keyVaultName,
      tenantId: props.tenantId,
      purgeProtection: true,
      monitoring: props.monitoring,
      tags: props.tags,
    });
    new PrivateEndpoint(this, "Endpoint", {
      vnet: props.vnet,
      zones: props.zones,
      target: this.keyVault.target,
      subResource: "vault",
      ...props.names.privateEndpoint(props.keyVaultName, "vault"),
      tags: props.tags,
    });
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
    const role = this.keyVault.grant(
      Principal.workspaceIdentity(props.identity, props.names.environmentName),
      ROLES.keyVaultCryptoServiceEncryptionUser,
      {
        scope: this,
        id: "CryptoUser",
        reason: "wraps and unwraps the keys of the workspace's data with the customer's key",
      },
    );
    const delay = new PropagationDelay(this, "Propagation", {
      duration: props.rolePropagation ?? "90s",
      waitsFor: [role],
    });
    this.keyVaultId = this.keyVault.resourceId;
    this.keyIdentifier = Fn.lookupNested(this.resource.output, ["identifier"]);
    this.dependencies = [...delay.dependencies, this.resource];
  }
}
