import type { IConstruct } from "constructs";

/**
 * A resource that a private endpoint or an outbound rule can point to. Identified by its construct, never by its id:
 * an id is a token here, and two tokens of one resource are not equal.
 */
export interface PrivateLinkTarget {
  /** The construct that stands for the resource: an L1, or an import. */
  readonly construct: IConstruct;
  /** ARM id of the resource. */
  readonly resourceId: string;
}
