import type {
  ArmResourceOptions,
  IManagedIdentity,
  IMonitoring,
  IPrivateDnsZones,
  IResourceGroup,
  IVirtualNetwork,
} from "@org/aml-core";
import { isUnresolved, refuse } from "@org/aml-core/internal";
import { PrivateEndpoint, type PrivateEndpointProps } from "@org/aml-network";
import { Principal, PropagationDelay, RoleAssignment, RoleScope, SCOPE_TYPES } from "@org/aml-rbac";
import { ResourceAction } from "@org/provider-azapi/lib/resource-action/index.js";
import { ROLES } from "@org/azure-catalog";
import { Fn, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { azapiOptions } from "./azapi.js";
import { WorkspaceKeyVault } from "./workspace-key-vault.js";

/** A key that encrypts a workspace's data at rest, and the way to it. */
export interface ICustomerManagedKey {
  /** ARM id of the key's vault. */
  readonly keyVaultId: string;
  /** Identifier of the key, version included: `https://<vault>/keys/<key>/<version>`. */
  readonly keyIdentifier: string;
  /** What has to exist before the key is used: the role that lets the workspace's identity use it. */
  readonly dependencies: readonly ITerraformDependable[];
}

/** Props of {@link CustomerManagedKey}. */
export interface CustomerManagedKeyProps extends ArmResourceOptions {
  readonly resourceGroup: IResourceGroup;
  /** Name of the key's own vault. */
  readonly keyVaultName: string;
  /**
   * Name of the key, 1 to 127 letters, digits and dashes.
   * @default "workspace"
   */
  readonly keyName?: string;
  /** Entra tenant, a GUID. */
  readonly tenantId: string;
  readonly vnet: IVirtualNetwork;
  readonly zones: IPrivateDnsZones;
  /** Names of the vault's private endpoint. */
  readonly privateEndpoint: Pick<
    PrivateEndpointProps,
    "name" | "networkInterfaceName" | "connectionName" | "zoneGroupName"
  >;
  /** The identity that uses the key. */
  readonly identity: IManagedIdentity;
  readonly environmentName: string;
  /** @default - no diagnostic settings */
  readonly monitoring?: IMonitoring;
  /**
   * How long to wait for the role that lets the identity use the key.
   * @default "90s"
   */
  readonly rolePropagation?: string;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

const KEYS_API_VERSION = "2024-11-01";
const KEY_NAME = /^[\dA-Za-z-]{1,127}$/;

/**
 * A key of your own for a workspace's data, in a vault of its own that cannot be purged (S2-CMK-01, S2-CMK-02).
 *
 * The key is made through Azure Resource Manager, for the vault's data plane answers only in the network. There, a key
 * is put once, stays as it is and cannot be deleted: it goes with its vault. So it is an action, which destroying undoes
 * by nothing.
 * @throws InvalidInputError for what {@link WorkspaceKeyVault} refuses, and for a key name that Azure refuses
 * @see https://learn.microsoft.com/rest/api/keyvault/keyvault/keys
 */
export class CustomerManagedKey extends Construct implements ICustomerManagedKey {
  /** The vault. */
  public readonly keyVault: WorkspaceKeyVault;
  /** The key (L1). */
  public readonly key: ResourceAction;
  public readonly keyVaultId: string;
  public readonly keyIdentifier: string;
  public readonly dependencies: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: CustomerManagedKeyProps) {
    super(scope, id);
    this.keyVault = new WorkspaceKeyVault(this, "KeyVault", {
      resourceGroup: props.resourceGroup,
      name: props.keyVaultName,
      tenantId: props.tenantId,
      purgeProtection: true,
      ...(props.monitoring ? { monitoring: props.monitoring } : {}),
      ...(props.tags ? { tags: props.tags } : {}),
    });
    new PrivateEndpoint(this, "Endpoint", {
      vnet: props.vnet,
      zones: props.zones,
      target: this.keyVault.target,
      subResource: "vault",
      ...props.privateEndpoint,
      ...(props.tags ? { tags: props.tags } : {}),
    });
    const keyName = props.keyName ?? "workspace";
    if (!isUnresolved(keyName) && !KEY_NAME.test(keyName)) {
      refuse(this, "keyName", {
        value: keyName,
        allowed: "1 to 127 letters, digits and dashes",
        fix: 'use "workspace"',
      });
    }
    this.key = new ResourceAction(this, "Resource", {
      type: `Microsoft.KeyVault/vaults/keys@${props.apiVersion ?? KEYS_API_VERSION}`,
      resourceId: `${this.keyVault.resourceId}/keys/${keyName}`,
      method: "PUT",
      body: { properties: { kty: "RSA", keySize: 4096, keyOps: ["wrapKey", "unwrapKey", "encrypt", "decrypt"] } },
      responseExportValues: { identifier: "properties.keyUriWithVersion" },
      ...azapiOptions(props, { create: "30m", update: "30m" }),
    });
    const role = new RoleAssignment(this, "CryptoUser", {
      principal: Principal.workspaceIdentity(props.identity, props.environmentName),
      role: ROLES.keyVaultCryptoServiceEncryptionUser,
      scope: RoleScope.resource(this.keyVault.target, SCOPE_TYPES.keyVault, { environmentName: props.environmentName }),
      reason: "wraps and unwraps the keys of the workspace's data with the customer's key",
    });
    const gate = new PropagationDelay(this, "Propagation", {
      duration: props.rolePropagation ?? "90s",
      waitsFor: [role],
    });
    this.keyVaultId = this.keyVault.resourceId;
    this.keyIdentifier = Fn.lookupNested(this.key.output, ["identifier"]);
    this.dependencies = [...gate.dependencies, this.key];
  }
}
