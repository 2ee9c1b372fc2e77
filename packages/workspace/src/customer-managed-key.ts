import {
  dependOn,
  type IManagedIdentity,
  type IMonitoring,
  type IPrivateDnsZones,
  type IResourceGroup,
  type IVirtualNetwork,
} from "@org/aml-core";
import { PrivateEndpoint, type PrivateEndpointProps } from "@org/aml-network";
import { Principal, PropagationGate, RoleAssignment, RoleScope, SCOPE_TYPES } from "@org/aml-rbac";
import { Resource } from "@org/provider-azapi/lib/resource/index.js";
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
  readonly dependables: readonly ITerraformDependable[];
}

/** Props of {@link CustomerManagedKey}. */
export interface CustomerManagedKeyProps {
  readonly resourceGroup: IResourceGroup;
  /** Name of the key's own vault. */
  readonly keyVaultName: string;
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
  /** @default "90s" */
  readonly rolePropagation?: string;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>>;
}

const KEYS_API_VERSION = "2024-11-01";

/**
 * A key of your own for a workspace's data, in a vault of its own that cannot be purged (S2-CMK-01, S2-CMK-02).
 *
 * The key is made through Azure Resource Manager, for the vault's data plane answers only in the network.
 * @throws InvalidInputError for what {@link WorkspaceKeyVault} refuses
 */
export class CustomerManagedKey extends Construct implements ICustomerManagedKey {
  /** The vault. */
  public readonly keyVault: WorkspaceKeyVault;
  /** The key (L1). */
  public readonly key: Resource;
  public readonly keyVaultId: string;
  public readonly keyIdentifier: string;
  public readonly dependables: readonly ITerraformDependable[];

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
    this.key = new Resource(this, "Resource", {
      type: `Microsoft.KeyVault/vaults/keys@${KEYS_API_VERSION}`,
      parentId: this.keyVault.resourceId,
      name: "workspace",
      body: { properties: { kty: "RSA", keySize: 4096, keyOps: ["wrapKey", "unwrapKey", "encrypt", "decrypt"] } },
      responseExportValues: { identifier: "properties.keyUriWithVersion" },
      ...azapiOptions({}, { create: "30m", update: "30m", delete: "30m" }),
    });
    dependOn(this.key, this.keyVault.dependables);
    const role = new RoleAssignment(this, "CryptoUser", {
      principal: Principal.workspaceIdentity(props.identity, props.environmentName),
      role: ROLES.keyVaultCryptoServiceEncryptionUser,
      scope: RoleScope.resource(this.keyVault.target, SCOPE_TYPES.keyVault, { environmentName: props.environmentName }),
      reason: "wraps and unwraps the keys of the workspace's data with the customer's key",
    });
    const gate = new PropagationGate(this, "Propagation", {
      duration: props.rolePropagation ?? "90s",
      waitsFor: [role],
    });
    this.keyVaultId = this.keyVault.resourceId;
    this.keyIdentifier = Fn.lookupNested(this.key.output, ["identifier"]);
    this.dependables = [...gate.dependables, this.key];
  }
}
