import { UserAssignedIdentity } from "@cdktf/provider-azurerm/lib/user-assigned-identity/index.js";
import type { IManagedIdentity, IResourceGroup } from "@org/aml-core";
import { BaseConstruct, dependOn, providerOfGroup, requireGuid, requireProps } from "@org/aml-core/internal";
import { assertName } from "@org/aml-naming";
import type { Construct } from "constructs";

/** Props of {@link ManagedIdentity}. */
export interface ManagedIdentityProps {
  /** Resource group of the identity: the network's, so that it outlives the workspace. */
  readonly resourceGroup: IResourceGroup;
  /** Name, 3 to 128 letters, digits, `_` and `-`. */
  readonly name: string;
  /** @default - none */
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Attributes of an existing identity. */
export interface ManagedIdentityAttributes {
  /** ARM id. */
  readonly id: string;
  /** Object id of its service principal, a GUID. */
  readonly principalId: string;
  /** Client id, a GUID. */
  readonly clientId: string;
}

class ImportedManagedIdentity extends BaseConstruct implements IManagedIdentity {
  public readonly id: string;
  public readonly principalId: string;
  public readonly clientId: string;

  constructor(scope: Construct, id: string, attributes: ManagedIdentityAttributes) {
    super(scope, id);
    requireProps(this, attributes, "id", "principalId", "clientId");
    this.id = attributes.id;
    this.principalId = requireGuid(this, "principalId", attributes.principalId);
    this.clientId = requireGuid(this, "clientId", attributes.clientId);
  }
}

/**
 * A user-assigned managed identity. Its purpose and environment are set when roles are granted to it:
 * `Principal.workspaceIdentity(identity, "dev")`.
 *
 * @throws InvalidInputError for a name that Azure does not accept
 */
export class ManagedIdentity extends BaseConstruct implements IManagedIdentity {
  /**
   * An existing identity.
   * @throws InvalidInputError for a principal or client id that is not a GUID
   */
  public static fromManagedIdentityAttributes(
    scope: Construct,
    id: string,
    attributes: ManagedIdentityAttributes,
  ): IManagedIdentity {
    return new ImportedManagedIdentity(scope, id, attributes);
  }

  /** The identity (L1). */
  public readonly resource: UserAssignedIdentity;
  public readonly id: string;
  public readonly principalId: string;
  public readonly clientId: string;

  constructor(scope: Construct, id: string, props: ManagedIdentityProps) {
    super(scope, id);
    requireProps(this, props, "resourceGroup", "name");
    this.resource = new UserAssignedIdentity(this, "Resource", {
      name: assertName("managedIdentity", props.name, `${this.node.path}.name`),
      resourceGroupName: props.resourceGroup.name,
      provider: providerOfGroup(this, props.resourceGroup),
      location: props.resourceGroup.location,
      tags: props.tags,
    });
    dependOn(this.resource, props.resourceGroup.dependencies ?? []);
    this.id = this.resource.id;
    this.principalId = this.resource.principalId;
    this.clientId = this.resource.clientId;
  }
}
