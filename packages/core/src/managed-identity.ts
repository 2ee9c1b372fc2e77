import type { IConstruct } from "constructs";

/** A user-assigned managed identity. An azurerm `UserAssignedIdentity` satisfies the interface. */
export interface IManagedIdentity extends IConstruct {
  /** ARM id. */
  readonly id: string;
  /** Object id of its service principal, a GUID. Role assignments refer to it. */
  readonly principalId: string;
  /** Client id, a GUID. */
  readonly clientId: string;
}
