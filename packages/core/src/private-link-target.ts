import type { IConstruct } from "constructs";

/**
 * A resource that a private endpoint or an outbound rule can point to. It is identified by its construct, never by its
 * id, because ids are tokens and two tokens of one resource are not equal.
 */
export interface PrivateLinkTarget {
  /** The construct that represents the resource: an L1, a construct whose L1 has the id `Resource`, or an import. */
  readonly construct: IConstruct;
  /** ARM id of the resource. */
  readonly resourceId: string;
  /**
   * ARM type of the resource, such as `Microsoft.Storage/storageAccounts`, which determines the sub-resources it
   * offers.
   * @default - read from the id or the L1; if neither has it, the sub-resource is not validated
   */
  readonly resourceType?: string | undefined;
}
